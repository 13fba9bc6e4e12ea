"""Addresses of a search page: everything a reader has chosen stands in them."""

from dataclasses import dataclass, replace

from django.http import QueryDict

from search.forms import RELEVANCE, Criteria
from search.index.base import Filters, Sort


def query_string(criteria: Criteria) -> str:
    """Return "?q=…" with the filters and the order chosen, and without what is usual."""
    data = QueryDict(mutable=True)
    for name, value in arguments(criteria).items():
        data[name] = value
    return f"?{data.urlencode()}"


def arguments(criteria: Criteria) -> dict[str, str]:
    """Return the arguments of the address by name."""
    values = {"q": criteria.text} | vars(criteria.filters)
    if criteria.sort != RELEVANCE:
        values["sort"] = criteria.sort
    return {name: str(value) for name, value in values.items() if value is not None}


@dataclass(frozen=True)
class Links:
    """Where a reader can go from a results page: the same search with something else chosen, from its first page."""

    criteria: Criteria

    @property
    def same(self) -> str:
        return query_string(self.criteria)

    def with_filter(self, name: str, value) -> str:
        return self._filtered(replace(self.criteria.filters, **{name: value}))

    def without(self, *names: str) -> str:
        return self._filtered(self.criteria.filters.without(*names))

    @property
    def without_any(self) -> str:
        return self._filtered(Filters())

    def sorted_by(self, sort: Sort) -> str:
        return query_string(replace(self.criteria, sort=sort))

    def _filtered(self, filters: Filters) -> str:
        return query_string(replace(self.criteria, filters=filters))
