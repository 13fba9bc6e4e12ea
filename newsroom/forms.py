"""What an approver fills in about a batch of moved articles."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BatchApprovalForm(forms.Form):
    """`shown` is the digest of the articles that were on the screen."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
    comment = forms.CharField(label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class BatchRefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The department reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
