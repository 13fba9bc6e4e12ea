"""The screen of handing over, and the ways that lead to it from Wagtail's account screens."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.editorial.people import handing_over

LARGEST = 2**31 - 1


class HandOverForm(forms.Form):
    """One choice of a colleague for each group of what is left behind."""

    def __init__(self, *args, person, estate, **kwargs):
        super().__init__(*args, **kwargs)
        for group in estate.groups:
            self.fields[group.name] = forms.ModelChoiceField(
                queryset=group.receivers(person), required=False, empty_label=_("Nobody"), label=_label(group)
            )

    def rows(self, estate) -> list:
        """Return (group, field) for each group of `estate`."""
        return [(group, self[group.name]) for group in estate.groups]


class HandOverView(WagtailAdminTemplateMixin, FormView):
    """What a person leaves behind, who takes it over, and the end of the account, on one confirmation."""

    form_class = HandOverForm
    page_title = gettext_lazy("Hand over and deactivate")
    header_icon = "user"
    template_name = "editorial/people/hand_over.html"

    def dispatch(self, request, user_id):
        self.person = get_user_model()._default_manager.filter(pk=min(user_id, LARGEST)).first()
        if self.person is None:
            raise Http404
        handing_over.refuse(request.user, self.person)
        if not self.person.is_active:
            messages.info(request, _("This account is deactivated already."))
            return redirect("wagtailusers_users:edit", self.person.pk)
        self.estate = handing_over.estate_of(self.person)
        return super().dispatch(request)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.person, "estate": self.estate}

    def form_valid(self, form):
        try:
            count = handing_over.hand_over(self.person, self.request.user, form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        message = _("The account of %(name)s is deactivated; pages handed over: %(count)d.")
        messages.success(self.request, message % {"name": self.person, "count": count})
        return redirect("wagtailusers_users:index")

    def get_page_subtitle(self):
        return str(self.person)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailusers_users:index"), "label": _("Users")},
            {"url": reverse("wagtailusers_users:edit", args=[self.person.pk]), "label": str(self.person)},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            person=self.person, estate=self.estate, breadcrumbs_items=self.get_breadcrumbs_items(), **kwargs
        )
        return context | {"rows": context["form"].rows(self.estate)}


def keep_active_until_handed_over(request, person) -> None:
    """Before an account's form is saved: where it unticks "active" and something waits, the tick stays for now."""
    unticks = request.method == "POST" and person.is_active and "is_active" not in request.POST
    if unticks and request.user.pk != person.pk and not handing_over.estate_of(person).is_empty:
        request.POST = request.POST.copy()
        request.POST["is_active"] = "on"
        request.hands_over = True


def lead_to_handing_over(request, person):
    """After an account's form was saved: on to the screen that hands over and deactivates."""
    if getattr(request, "hands_over", False):
        messages.info(request, _("The rest is saved. Hand over what waits with %(name)s first.") % {"name": person})
        return redirect("hand_over", person.pk)
    return None


def _label(group) -> str:
    labels = {
        handing_over.DRAFTS: _("Who looks after these drafts?"),
        handing_over.WAITING: _("Who looks after these pages?"),
        handing_over.HEADSHIP: _("Who heads the department?"),
    }
    return labels[group.kind]
