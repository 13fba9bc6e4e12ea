"""The screen of a correction: what is wrong, then where it stands, then it is sent."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.editorial import clearance, wording
from cms.editorial.corrections import correcting
from cms.editorial.models import Change

LONGEST_NOTE = 1000
LONGEST_WORDING = 1000


class CorrectionForm(forms.Form):
    """What is wrong, what is right, and what readers are told."""

    change = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[
            (Change.CORRECTION, gettext_lazy("Correction: readers are told what was wrong")),
            (Change.MINOR, gettext_lazy("Minor fix: a slip of the pen that changes no meaning; no note")),
        ],
        widget=forms.RadioSelect,
    )
    old = forms.CharField(
        label=gettext_lazy("Wrong words"),
        required=False,
        max_length=LONGEST_WORDING,
        help_text=gettext_lazy("As they stand in the page. Leave empty if you have put the draft right in the editor."),
    )
    new = forms.CharField(label=gettext_lazy("Right words"), required=False, max_length=LONGEST_WORDING)
    note = forms.CharField(
        label=gettext_lazy("Note for readers"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=gettext_lazy("Stands above the text with today's date, for good. Needed for a correction."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    take_along = forms.BooleanField(required=False, label=gettext_lazy("Send their changes along"))
    shown_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, page, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.page, self.others = page, others
        if not others:
            del self.fields["take_along"]

    def clean(self):
        data = super().clean()
        if data.get("change") == Change.CORRECTION and not data.get("note") and "note" not in self.errors:
            self.add_error("note", _("A correction tells readers what was wrong."))
        if data.get("old") and data["old"] == data.get("new"):
            self.add_error("new", _("These are the same words."))
        if data.get("new") and not data.get("old") and "old" not in self.errors:
            self.add_error("old", _("Say which words they replace."))
        if self.others and not data.get("take_along"):
            self.add_error("take_along", _("Tick this, or wait until their changes are published."))
        return data

    def clean_old(self):
        old = self.cleaned_data["old"]
        if old and not wording.find(self.page.get_latest_revision_as_object(), old):
            raise ValidationError(_("“%(old)s” does not stand in this page."), params={"old": old})
        return old

    @property
    def correction(self) -> correcting.Correction:
        names = ("change", "old", "new", "note")
        return correcting.Correction(**{name: self.cleaned_data[name] for name in names})


class CorrectView(WagtailAdminTemplateMixin, FormView):
    """Asks, shows the places, and sends when they were seen. A GET and the second step write nothing."""

    form_class = CorrectionForm
    template_name = "editorial/corrections/correct.html"
    page_title = gettext_lazy("Correct a public page")
    header_icon = "edit"

    def dispatch(self, request, page_id):
        self.page = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
        if not correcting.may_correct(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request, *args, **kwargs):
        self.refusal = self.refused()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.refusal = self.refused()
        if self.refusal:
            return self.render_to_response(self.get_context_data(), status=409)
        if "back" in request.POST:
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def refused(self) -> str:
        try:
            correcting.refuse(self.page, self.request.user)
        except correcting.CorrectionRefused as refusal:
            return str(refusal)
        return ""

    def get_form(self, form_class=None):
        others = correcting.others_in_draft(self.page, self.request.user)
        return CorrectionForm(page=self.page, others=others, **self.get_form_kwargs())

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if "back" in self.request.POST:
            return {"initial": self.request.POST.dict(), "prefix": None}
        return kwargs

    def get_initial(self):
        change = self.request.GET.get("change")
        return {"change": change if change in {Change.CORRECTION, Change.MINOR} else Change.CORRECTION}

    def form_valid(self, form):
        seen = form.cleaned_data["shown_revision"] == self.page.latest_revision_id
        if "confirm" not in self.request.POST or not seen:
            return self.show_places(form)
        try:
            correcting.correct(
                self.page, self.request.user, form.correction, take_along=form.cleaned_data.get("take_along", False)
            )
        except correcting.CorrectionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        except ValidationError as error:
            form.add_error(None, _("The page would not be complete: %(faults)s") % {"faults": " ".join(error.messages)})
            return self.form_invalid(form)
        message = _("“%(title)s” was put right and sent for approval. Readers see it once it was approved.")
        messages.success(self.request, message % {"title": self.page.get_admin_display_title()})
        return redirect(*self.next_place())

    def next_place(self) -> list:
        """Return where the person goes on: to what has to be answered before anybody approves it, if anything."""
        page = Page.objects.get(pk=self.page.pk).specific
        demand = clearance.demand_of(page.get_latest_revision_as_object())
        return ["review_send", page.pk] if demand and not demand.is_answered else ["wagtailadmin_home"]

    def show_places(self, form):
        """The second step: every place, before anything is written."""
        old = form.cleaned_data["old"]
        draft = self.page.get_latest_revision_as_object()
        context = self.get_context_data(
            form=form,
            asked=form.cleaned_data,
            is_correction=form.cleaned_data["change"] == Change.CORRECTION,
            places=wording.find(draft, old),
            elsewhere=wording.elsewhere(draft, old, self.request.user),
            shown_revision=self.page.latest_revision_id,
        )
        return self.render_to_response(context)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, here]

    def get_context_data(self, **kwargs):
        others = correcting.others_in_draft(self.page, self.request.user)
        return super().get_context_data(
            page=self.page,
            refusal=self.refusal,
            others=others,
            breadcrumbs_items=self.get_breadcrumbs_items(),
            **kwargs,
        )
