"""Forms of the approval dialogs."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ApproveForm(forms.Form):
    """What was on the approver's screen, and a word about it."""

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-field__textarea"}),
    )
    shown_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    shown_hash = forms.CharField(required=False, widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    """Returning a page asks for the reason, which its author reads."""

    comment = forms.CharField(
        label=_("Reason"),
        help_text=_("What should be changed? The author reads this."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "w-field__textarea"}),
        strip=True,
    )
