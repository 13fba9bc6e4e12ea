"""Query strings go through a form."""

from django import forms

MAX_LENGTH = 200


class SearchForm(forms.Form):
    """What the address bar of the search page holds."""

    q = forms.CharField(required=False, strip=True)

    def clean_q(self) -> str:
        """Return the query, cut at a length nobody types."""
        return self.cleaned_data["q"][:MAX_LENGTH]
