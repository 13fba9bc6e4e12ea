"""Wagtail's account forms, with the position and the Vietnamese order of names."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.users.forms import UserCreationForm, UserEditForm


class PositionMixin(forms.Form):
    """Adds the position; labels the two name fields as Vietnamese names are built."""

    position = forms.CharField(
        label=_("Position"),
        required=False,
        max_length=100,
        help_text=_("Shown as the poster of what this person posts, with the department's name."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_name"].label = _("Family and middle names")
        self.fields["first_name"].label = _("Given name")
        self.fields["email"].error_messages["required"] = _(
            "Each account has an e-mail address of its own: one account, one person."
        )


class PortalUserCreationForm(PositionMixin, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"position"}


class PortalUserEditForm(PositionMixin, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"position"}


class PortalLoginForm(LoginForm):
    """Upstream leaves the label of the password to the field's name, which no catalogue translates."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
