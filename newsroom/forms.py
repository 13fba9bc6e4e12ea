"""The form of an article, and what an approver fills in about a batch of moved articles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.pages.forms import BasePageForm


class NewsPageForm(BasePageForm):
    """Offers the topics that readers may see, and those the article has already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "topics" in self.fields:
            field = self.fields["topics"]
            chosen = [topic.pk for topic in self.instance.topics.all()] if self.instance.pk else []
            language = self.instance.locale_id or self.parent_page.locale_id
            field.queryset = field.queryset.model.objects.offered(language, chosen)


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
