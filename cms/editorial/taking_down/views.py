"""The screens of taking down and of the bin."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.models import Page

from cms.editorial.four_eyes import NotFourEyes
from cms.editorial.models import BinnedDraft
from cms.editorial.taking_down import bin as drafts_bin
from cms.editorial.taking_down import withdrawal
from cms.editorial.taking_down.forms import SectionWithdrawalForm, WithdrawalForm

PER_PAGE = 50


class WithdrawView(UnpublishView):
    """Taking a page down. Upstream asks for no reason, and turns away without a word."""

    page_title = gettext_lazy("Take down")
    header_icon = "no-view"
    template_name = "editorial/taking_down/withdraw.html"

    def dispatch(self, request, *args, **kwargs):
        # Past upstream's own: it answers who may not before this screen can say why.
        return super(UnpublishView, self).dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.show(self.make_form())

    def post(self, request, *args, **kwargs):
        form = self.make_form(request.POST)
        if self.refusal or not form.is_valid():
            return self.show(form)
        data = form.cleaned_data
        try:
            withdrawal.withdraw(
                self.object,
                request.user,
                data["kind"],
                data["reason"],
                data["notice"],
                target=data.get("page"),
                with_descendants=data.get("with_descendants", False),
            )
        except NotFourEyes as refusal:
            form.add_error(None, str(refusal))
            return self.show(form)
        messages.success(request, _("“%(title)s” was taken down.") % {"title": self.get_object_display_title()})
        return redirect(self.get_next_url())

    @property
    def refusal(self) -> str:
        return withdrawal.why_not(self.object, self.request.user)

    def make_form(self, data=None) -> WithdrawalForm:
        below = withdrawal.public_below(self.object).count()
        return SectionWithdrawalForm(data, below=below) if below else WithdrawalForm(data)

    def show(self, form) -> HttpResponse:
        status = 403 if self.refusal else 400 if form.is_bound else 200
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs):
        waiting = self.object.current_workflow_state
        return super().get_context_data(
            refusal=self.refusal,
            is_in_review=waiting is not None,
            is_scheduled=self.object.approved_schedule,
            **kwargs,
        )


class BinView(DeleteView):
    """Deletion by people goes into the bin."""

    template_name = "editorial/taking_down/throw_away.html"

    def post(self, request, *args, **kwargs):
        parent = self.page.get_parent()
        try:
            drafts_bin.BinPageAction(self.page, user=request.user).execute()
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        tell_of_bin(request, _("“%(title)s” is in the bin.") % {"title": self.page.get_admin_display_title()})
        return redirect(self.next_url) if self.next_url else redirect("wagtailadmin_explore", parent.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"days": drafts_bin.KEPT.days}


def tell_of_bin(request: HttpRequest, message: str) -> None:
    """Say that something went into the bin, with the way there."""
    messages.success(request, message, buttons=[messages.button(reverse("bin"), _("Open the bin"))])


@require_safe
def bin_list(request: HttpRequest) -> HttpResponse:
    """List what is in the bin and the person may take out."""
    rows = drafts_bin.kept_for(request.user).select_related("user")
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "rows": shown,
        "items": _items(shown.object_list),
        "days": drafts_bin.KEPT.days,
        "header_title": _("Bin"),
        "page_title": _("Bin"),
        "header_icon": "bin",
    }
    return render(request, "editorial/taking_down/bin.html", context)


def _items(rows) -> list[dict]:
    """Return what the list shows of each row: four queries for all of them."""
    rows = list(rows)
    pages = Page.objects.filter(pk__in=[row.page_id for row in rows]).in_bulk()
    above = {page.path[: -Page.steplen] for page in pages.values()}
    sections = dict(Page.objects.filter(path__in=above).values_list("path", "title"))
    tops = BinnedDraft.objects.filter(top__in=pages).order_by("top").values_list("top")
    gone_with = dict(tops.annotate(number=Count("pk")))
    now = timezone.now()
    return [
        {
            "pk": row.pk,
            "title": pages[row.pk].get_admin_display_title(),
            "below": gone_with[row.pk] - 1,
            "section": sections.get(pages[row.pk].path[: -Page.steplen], ""),
            "user": row.user,
            "binned_at": row.binned_at,
            # A day that has begun counts.
            "days_left": max(-((now - row.binned_at - drafts_bin.KEPT).days), 0),
        }
        for row in rows
    ]


@require_POST
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one draft out of the bin."""
    # Asked of the page first: its key knows numbers that no database holds.
    page = get_object_or_404(Page, pk=pk)
    get_object_or_404(drafts_bin.kept_for(request.user), pk=page.pk)
    try:
        page = drafts_bin.take_out(page, request.user)
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
        return redirect("bin")
    messages.success(
        request,
        _("“%(title)s” is a draft again.") % {"title": page.get_admin_display_title()},
        buttons=[messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Open it"))],
    )
    return redirect(get_valid_next_url_from_request(request) or "bin")
