"""Query strings go through a form. What in them is no filter that there is, is left out: no address is an error."""

from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.http import QueryDict

from search.index.base import Filters, Sort
from search.labels import kinds
from search.queries import MAX_LENGTH

# Everything that was ever shown here lies between them.
FIRST_YEAR, LAST_YEAR = 1900, 2200
MAX_ID = 2**31 - 1
DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
RELEVANCE, DATE = "relevance", "date"


@dataclass(frozen=True)
class Criteria:
    """What the address of a results page asks for."""

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = RELEVANCE


class SearchForm(forms.Form):
    """What the address bar of the search page holds beside the number of the page."""

    q = forms.CharField(required=False, strip=True)
    kind = forms.CharField(required=False)
    section = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID)
    department = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID)
    school_year = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    since = forms.DateField(required=False, input_formats=DATE_FORMATS)
    until = forms.DateField(required=False, input_formats=DATE_FORMATS)
    sort = forms.ChoiceField(required=False, choices=[(RELEVANCE, RELEVANCE), (DATE, DATE)])

    def clean_q(self) -> str:
        """Return the query, cut at a length nobody types."""
        return self.cleaned_data["q"][:MAX_LENGTH]

    def clean_kind(self) -> str | None:
        kind = self.cleaned_data["kind"]
        return kind if kind in kinds() else None

    def clean_since(self) -> date | None:
        return _plausible(self.cleaned_data["since"])

    def clean_until(self) -> date | None:
        return _plausible(self.cleaned_data["until"])


def criteria_of(data: QueryDict) -> Criteria:
    """Return what these arguments of an address ask for."""
    form = SearchForm(data)
    form.is_valid()
    given = form.cleaned_data
    names = ("kind", "section", "department", "school_year", "since", "until")
    filters = Filters(**{name: given.get(name) or None for name in names})
    return Criteria(given.get("q", ""), filters, given.get("sort") or RELEVANCE)


def _plausible(day: date | None) -> date | None:
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None
