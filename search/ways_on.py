"""What a page without results offers to go on with."""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import get_language

from cms.pages.models import CatalogueEntry
from cms.reading import generation
from search.addresses import query_string
from search.filters import DATES, Chosen
from search.forms import Criteria
from search.index import get_index
from search.index.base import Found
from search.queries import Query

MOST_READ = 5


@dataclass(frozen=True)
class Other:
    """Another search, that finds something."""

    text: str
    url: str


@dataclass(frozen=True)
class MostRead:
    """A page as a list of titles shows it."""

    title: str
    url: str
    listed_at: datetime | None


@dataclass(frozen=True)
class WaysOn:
    """Filters to drop, a near spelling, fewer words, and what others read."""

    drop: list[Chosen] = field(default_factory=list)
    near: Other | None = None
    fewer: list[Other] = field(default_factory=list)
    most_read: list[MostRead] = field(default_factory=list)


def ways_on(found: Found, query: Query, chosen: list[Chosen], request: HttpRequest) -> WaysOn:
    """Return what to try where nothing was found with these filters `chosen`.

    A filter is offered to be dropped where that finds something, as far as the index said so: what a filter would have
    let through is counted without the filter itself. Dates are not counted. Where no one filter is to blame, all are
    offered. Where filters are not the reason, a near spelling and parts of the query are looked for.
    """
    index, language = get_index(), get_language()
    helpful = [filter for filter in chosen if filter.name in DATES or found.facets.get(filter.name)]
    is_for_words = bool(query) and not helpful
    near = _other(index.near(query, language)) if is_for_words else None
    fewer = [_other(part) for part in index.fewer(query, language)] if is_for_words else []
    return WaysOn(helpful or chosen, near, fewer, most_read(language, request))


def _other(text: str | None) -> Other | None:
    return Other(text, query_string(Criteria(text))) if text else None


def most_read(language: str, request: HttpRequest) -> list[MostRead]:
    """Return the pages of this language that were read most. Kept per generation."""
    return generation.kept(f"search:most_read:{language}", lambda: _most_read(language, request))


def _most_read(language: str, request: HttpRequest) -> list[MostRead]:
    ranked = CatalogueEntry.objects.public().in_language(language).most_read().select_related("page")
    return [MostRead(row.page.title, row.page.get_url(request) or "", row.listed_at) for row in ranked[:MOST_READ]]
