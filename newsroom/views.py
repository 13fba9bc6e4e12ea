"""Screens for approvers: batches of articles moved from the old portal."""

from collections import Counter
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Revision

from cms.editorial.four_eyes import NotFourEyes
from cms.editorial.models import is_approver
from newsroom import migration
from newsroom.forms import BatchApprovalForm, BatchRefusalForm
from newsroom.models import MigrationBatch, MigrationItem, NewsPage, SampleOpening

PER_PAGE = 50
ICON = "upload"


def for_approvers(view):
    """Answer everyone else in the admin as Wagtail answers where somebody has no permission."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_approver(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_approvers
def batches(request: HttpRequest) -> HttpResponse:
    """List all batches, the newest first."""
    found = MigrationBatch.objects.select_related("section", "department", "submitter", "decided_by")
    context = {
        "batches": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
        "header_title": _("Moving in"),
        "page_title": _("Moving in"),
        "header_icon": ICON,
    }
    return render(request, "newsroom/migration/batches.html", context)


@require_safe
@for_approvers
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one batch: what it holds, the sample, and the forms of the decision."""
    found = MigrationBatch.objects.select_related("section", "department", "submitter", "decided_by")
    return _show(request, get_object_or_404(found, pk=pk))


@require_safe
@for_approvers
def draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show an article as it was laid.

    Upstream: Wagtail's own view of a draft is for those who may edit it. Approvers may not, and have a hand if they do.
    """
    item = get_object_or_404(MigrationItem, page=page_id)
    revision = get_object_or_404(Revision.page_revisions, pk=item.revision_pk, object_id=str(page_id))
    article = revision.as_object()
    return article.make_preview_request(request, article.default_preview_mode)


@require_POST
@for_approvers
def open_sampled(request: HttpRequest, page_id: int) -> HttpResponse:
    """Remember that the person opened an article of the sample, and show its draft."""
    item = get_object_or_404(MigrationItem, page=page_id)
    migration.open_sampled(item, request.user)
    return redirect("moving_in:draft", page_id)


@require_POST
@for_approvers
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the batch as it was shown."""
    found = get_object_or_404(MigrationBatch, pk=pk)
    form = BatchApprovalForm(request.POST)
    if not form.is_valid():
        return _show(request, found, approval=form)
    try:
        migration.decide(found, request.user, form.cleaned_data["shown"], form.cleaned_data["comment"])
    except NotFourEyes as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Approved. The articles are being published, some every minute."))
    return redirect("moving_in:batch", pk)


@require_POST
@for_approvers
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the whole batch to the department."""
    found = get_object_or_404(MigrationBatch, pk=pk)
    form = BatchRefusalForm(request.POST)
    if not form.is_valid():
        return _show(request, found, refusal=form)
    try:
        migration.decline(found, request.user, form.cleaned_data["reason"])
    except NotFourEyes as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Declined. The articles stay drafts of the department."))
    return redirect("moving_in:batch", pk)


def _show(request: HttpRequest, found: MigrationBatch, approval=None, refusal=None) -> HttpResponse:
    is_filtered = request.GET.get("show") == "warnings"
    items = found.items.with_warnings() if is_filtered else found.items.all()
    rows = Paginator(items, PER_PAGE).get_page(request.GET.get("p"))
    sample = list(found.items.sample())
    _read_pages([*rows.object_list, *sample])
    opened = SampleOpening.objects.filter(item__in=sample, user=request.user)
    publishable = found.items.publishable()
    states = Counter(found.items.values_list("state", flat=True))
    is_waiting = found.state == MigrationBatch.State.WAITING
    context = {
        "batch": found,
        "is_waiting": is_waiting,
        "items": rows,
        "is_filtered": is_filtered,
        "sample": sample,
        "opened": set(opened.values_list("item_id", flat=True)),
        "states": [(label, states[value]) for value, label in MigrationItem.State.choices if states[value]],
        "with_warnings": found.items.with_warnings().count(),
        "changed": found.items.changed().count(),
        "publishable": publishable.count(),
        "why_not": migration.refusal(found, request.user) if is_waiting else "",
        "approval": approval or BatchApprovalForm(initial={"shown": publishable.digest()}),
        "refusal": refusal or BatchRefusalForm(),
        "header_title": found.title,
        "page_title": found.title,
        "header_icon": ICON,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("moving_in:batches"), "label": _("Moving in")},
            {"url": "", "label": found.title},
        ],
    }
    status = 200 if approval is None and refusal is None else 422
    return render(request, "newsroom/migration/batch.html", context, status=status)


def _read_pages(items: list[MigrationItem]) -> None:
    """Give each item its article as `article`. One query."""
    pages = NewsPage.objects.in_bulk([item.page_id for item in items])
    for item in items:
        item.article = pages[item.page_id]
