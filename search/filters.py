"""The filters of a results page: what can be chosen, with counts, and what has been chosen."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.text import numbers
from search import labels
from search.addresses import Links
from search.forms import Criteria
from search.index.base import FACETS, Count, Found

# So many values of one filter are shown at once, the others below "more".
SHOWN = 6
DATES = ("since", "until")


@dataclass(frozen=True)
class Option:
    """One value that can be chosen, or that is and would be left out by its link."""

    label: str
    url: str
    count: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter with its values; `more` are those that do not fit at once."""

    name: str
    title: str
    options: list[Option]
    more: list[Option] = field(default_factory=list)


@dataclass(frozen=True)
class Chosen:
    """A filter that has been chosen, and the address of the same search without it."""

    name: str
    label: str
    url: str


class Naming:
    """Calls the values of filters by their names; sections are read in one query."""

    def __init__(self, criteria: Criteria, found: Found):
        filters, facets = criteria.filters, found.facets
        sections = {count.value for count in facets.get("section", ())} | {hit.section_id for hit in found.hits}
        self.sections = labels.section_labels((sections | {filters.section}) - {None})
        self.departments = labels.department_labels()

    def label(self, name: str, value) -> str:
        """Return what `value` of the filter `name` is called, "" where there is no such thing (any more)."""
        if name == "kind":
            return labels.kind_label(value)
        if name == "section":
            return self.sections.get(value, "")
        if name == "department":
            return self.departments.get(value, "")
        return labels.school_year_label(value)


def facets_of(found: Found, criteria: Criteria, naming: Naming) -> list[Facet]:
    """Return the filters that say something: with two values or more to choose from, or chosen already."""
    links, facets = Links(criteria), []
    for name in FACETS:
        chosen = getattr(criteria.filters, name)
        counts = _in_order(name, found.facets.get(name, ()))
        options = [_option(name, count, chosen, links, naming) for count in counts if naming.label(name, count.value)]
        if len(options) > 1 or any(option.is_chosen for option in options):
            # What is chosen is always in sight.
            options.sort(key=lambda option: not option.is_chosen)
            facets.append(Facet(name, _titles()[name], options[:SHOWN], options[SHOWN:]))
    return facets


def chosen_of(criteria: Criteria, naming: Naming) -> list[Chosen]:
    """Return what has been chosen, in the order of the filters."""
    links, filters, chosen = Links(criteria), criteria.filters, []
    for name in FACETS:
        value = getattr(filters, name)
        if value is not None:
            label = naming.label(name, value) or _titles()[name]
            chosen.append(Chosen(name, label, links.without(name)))
    for name, label in zip(DATES, (_("from %(date)s"), _("to %(date)s")), strict=True):
        day = getattr(filters, name)
        if day:
            shown = day.strftime("%d/%m/%Y")
            chosen.append(Chosen(name, label % {"date": shown}, links.without(name)))
    return chosen


def shown_count(count: int, is_capped: bool) -> str:
    """Return "1.234", "1.000+" where there are more."""
    shown = numbers.dotted(count) if get_language() == "vi" else f"{count:,}"
    return f"{shown}+" if is_capped else shown


def _in_order(name: str, counts: Iterable[Count]) -> list[Count]:
    if name == "school_year":
        return sorted(counts, key=lambda count: -count.value)
    return list(counts)


def _option(name: str, count: Count, chosen, links: Links, naming: Naming) -> Option:
    is_chosen = count.value == chosen
    url = links.without(name) if is_chosen else links.with_filter(name, count.value)
    return Option(naming.label(name, count.value), url, shown_count(count.count, count.is_capped), is_chosen)


def _titles() -> dict[str, str]:
    return {
        "kind": _("Type"),
        "section": _("Section"),
        "department": _("Department"),
        "school_year": _("School year"),
    }
