"""The two screens of an emergency: publishing on one's own word, and confirming what another published so."""

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

from cms.editorial import clearance, emergency
from cms.editorial.clearance import NotCleared
from cms.editorial.four_eyes import NotFourEyes, Shown
from cms.editorial.models import is_approver


class ForceForm(forms.Form):
    """Why it cannot wait, and what was on the screen."""

    reason = forms.CharField(
        label=gettext_lazy("What is the emergency?"),
        help_text=gettext_lazy("It stays on record. For example: a storm, schools closed tomorrow, a fraud warning."),
        min_length=emergency.SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shown_revision = forms.IntegerField(widget=forms.HiddenInput)
    shown_hash = forms.CharField(widget=forms.HiddenInput)
    # A box that the template draws: its value is the tick of the `Demand` on the screen.
    cleared = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """A word to the confirmation, if any."""

    comment = forms.CharField(
        label=gettext_lazy("Comment"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    cleared = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class EmergencyView(WagtailAdminTemplateMixin, FormView):
    """What both screens share: the page, and a refusal that says why."""

    header_icon = "warning"

    def dispatch(self, request, page_id):
        self.page = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
        if not is_approver(request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def form_valid(self, form):
        try:
            self.decide(form)
        except NotCleared as refusal:
            # It can be tried again here, with the reason that was typed.
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        except NotFourEyes as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.request.path)
        except ValidationError as error:
            messages.error(self.request, _("The draft is not complete: %(faults)s") % {"faults": _faults(error)})
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        messages.success(self.request, self.success_message % {"title": self.page.get_admin_display_title()})
        return redirect("wagtailadmin_home")

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, here]

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs):
        demand = clearance.demand_of(self.content)
        return super().get_context_data(
            page=self.page,
            demand=demand,
            lacks_basis=bool(demand) and not demand.is_answered,
            breadcrumbs_items=self.get_breadcrumbs_items(),
            **kwargs,
        )


class ForceView(EmergencyView):
    form_class = ForceForm
    page_title = gettext_lazy("Publish in an emergency")
    template_name = "editorial/emergency/force.html"
    success_message = gettext_lazy("“%(title)s” is public. It is flagged until another approver has confirmed it.")

    def get_initial(self):
        shown = Shown.of(self.page)
        return {"shown_revision": shown.revision_pk, "shown_hash": shown.content_hash}

    def decide(self, form):
        shown = Shown(form.cleaned_data["shown_revision"], form.cleaned_data["shown_hash"])
        data = form.cleaned_data
        emergency.force(self.page, self.request.user, data["reason"], shown, data["cleared"])

    @property
    def content(self):
        return self.page.get_latest_revision_as_object()


class ConfirmView(EmergencyView):
    form_class = ConfirmForm
    page_title = gettext_lazy("Published in an emergency")
    template_name = "editorial/emergency/confirm.html"
    success_message = gettext_lazy("You confirmed “%(title)s”.")

    def decide(self, form):
        emergency.confirm(self.page, self.request.user, form.cleaned_data["comment"], form.cleaned_data["cleared"])

    @property
    def content(self):
        return self.page

    def get_context_data(self, **kwargs):
        record = emergency.unconfirmed_record(self.page)
        may_confirm = record is not None and emergency.may_confirm(record, self.request.user)
        return super().get_context_data(record=record, may_confirm=may_confirm, **kwargs)


def _faults(error: ValidationError) -> str:
    return " ".join(error.messages)
