"""The screens of an erasure: asking, the list, and the decision of a second approver."""

import logging

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.editorial import wording
from cms.editorial.erasure import asking, carrying_out
from cms.editorial.models import Erasure, is_approver

logger = logging.getLogger(__name__)

# What an id in an address can be at most; beyond it no row is looked for.
LARGEST = 2**31 - 1


class ErasureForm(forms.Form):
    """Why, and what."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stays on record for good: do not write the personal data into it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    passages = forms.CharField(
        label=gettext_lazy("Passages"),
        required=False,
        max_length=30_000,
        help_text=gettext_lazy(
            "One a line, exactly as they stand in the page: a name, a telephone number, an address."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    images = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Images"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Documents"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        for name, files in zip(("images", "documents"), asking.files_of(page), strict=True):
            if files:
                rows = type(files[0]).objects.filter(pk__in=[file.pk for file in files])
                self.fields[name].queryset = rows.order_by("pk")
            else:
                del self.fields[name]


class ApproversOnly(WagtailAdminTemplateMixin):
    """What the screens share: they are the approvers'."""

    header_icon = "no-view"
    page_title = gettext_lazy("Erase personal data")

    def dispatch(self, request, *args, **kwargs):
        if not is_approver(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        above = {"url": reverse("erasures"), "label": _("Erasures of personal data")}
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, above, here]

    def get_context_data(self, **kwargs):
        return super().get_context_data(breadcrumbs_items=self.get_breadcrumbs_items(), **kwargs)


class AskView(ApproversOnly, FormView):
    form_class = ErasureForm
    template_name = "editorial/erasure/ask.html"

    def dispatch(self, request, page_id):
        self.page = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
        return super().dispatch(request)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.page}

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            erasure = asking.ask(
                self.page,
                self.request.user,
                reason=data["reason"],
                passages=data["passages"],
                images=[file.pk for file in data.get("images") or ()],
                documents=[file.pk for file in data.get("documents") or ()],
            )
        except asking.ErasureRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Asked for. Another approver has to agree; nothing was erased yet."))
        return redirect("erasure", erasure.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)


class ErasureListView(ApproversOnly, ListView):
    template_name = "editorial/erasure/list.html"
    paginate_by = 50
    page_kwarg = "p"
    context_object_name = "erasures"
    page_title = gettext_lazy("Erasures of personal data")

    def get_queryset(self):
        return Erasure.objects.select_related("asked_by", "decided_by").order_by("-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        titles = Page.objects.in_bulk([erasure.page_pk for erasure in context["erasures"]])
        for erasure in context["erasures"]:
            page = titles.get(erasure.page_pk)
            erasure.title = page.get_admin_display_title() if page else _("a page that is no longer there")
        return context

    def get_breadcrumbs_items(self):
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": self.get_page_title()}]


class ErasureView(ApproversOnly, TemplateView):
    """One erasure: what would go, and the two answers. Nothing is written by looking."""

    template_name = "editorial/erasure/erasure.html"

    def dispatch(self, request, erasure_id):
        if erasure_id > LARGEST:
            raise Http404
        self.erasure = get_object_or_404(Erasure.objects.select_related("asked_by", "decided_by"), pk=erasure_id)
        return super().dispatch(request)

    def post(self, request):
        try:
            if "decline" in request.POST:
                asking.decline(self.erasure, request.user)
                messages.success(request, _("Declined. What was named is forgotten."))
                return redirect("erasures")
            if "confirm" in request.POST:
                self.carry_out(asking.confirm(self.erasure, request.user))
        except asking.ErasureRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("erasure", self.erasure.pk)

    def carry_out(self, erasure):
        try:
            carrying_out.carry_out(erasure)
        except Exception:
            # What was agreed is kept, and the worker takes it up.
            logger.exception("Erasure %s was not carried out at once", erasure.pk)
            messages.warning(
                self.request, _("Agreed. It could not be finished at once and is taken up within minutes.")
            )
        else:
            messages.success(self.request, _("Erased, as far as the portal reaches."))

    def get_context_data(self, **kwargs):
        erasure, context = self.erasure, super().get_context_data(**kwargs)
        page = Page.objects.filter(pk=erasure.page_pk).first()
        context |= {"erasure": erasure, "page": page, "may_decide": asking.may_decide(erasure, self.request.user)}
        if erasure.state == Erasure.State.ASKED:
            context |= self.what_would_go(page and page.specific)
        return context | {"counts": named(context.get("survey") or erasure.counts)}

    def what_would_go(self, page) -> dict:
        erasure = self.erasure
        others = [other for other in carrying_out.pages_of(erasure) if other.pk != erasure.page_pk]
        draft = page.get_latest_revision_as_object() if page else None
        return {
            "survey": carrying_out.survey(erasure),
            "others": others,
            "passages": [
                (passage, wording.find(draft, passage), wording.elsewhere(draft, passage, self.request.user))
                for passage in (erasure.passages if draft else ())
            ],
            "files": list(carrying_out.files_named(erasure)),
        }


def named(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Return the counts of an erasure with the words for them."""
    labels = {
        "page": _("in the pages as they stand"),
        "versions": _("versions of the pages"),
        "log": _("entries of the history"),
        "comments": _("comments and proposals"),
        "audits": _("results of audits"),
        "elsewhere": _("in search, addresses, mail and lists"),
        "files": _("files deleted"),
    }
    return [(label, counts[key]) for key, label in labels.items() if counts.get(key)]
