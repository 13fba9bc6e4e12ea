"""Forms of the approval dialogs."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReturnForm(forms.Form):
    """Returning a page asks for the reason, which its author reads."""

    comment = forms.CharField(
        label=_("Reason"),
        help_text=_("What should be changed? The author reads this."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "w-field__textarea"}),
        strip=True,
    )
