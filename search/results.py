"""What a results page shows of what the index found."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.safestring import SafeString

from cms.pages.models import CatalogueEntry
from search import labels
from search.filters import Naming
from search.index.base import PER_PAGE, Found, Hit
from search.queries import Query
from search.snippets import marked, snippet


@dataclass(frozen=True)
class Result:
    """One hit: `title` and `snippet` are HTML with marks; `in_files` says that the snippet is from an attachment."""

    title: SafeString
    url: str
    kind_label: str
    section_label: str
    listed_at: datetime | None
    snippet: SafeString
    in_files: bool = False


def page_of(found: Found, query: Query, naming: Naming, request: HttpRequest) -> Page:
    """Return one page of results, for the template and for the numbers of pages below it."""
    page = Paginator(range(found.total), PER_PAGE).page(found.page)
    page.object_list = results_of(found.hits, query, naming, request)
    return page


def results_of(hits: list[Hit], query: Query, naming: Naming, request: HttpRequest) -> list[Result]:
    """Return the results that every citizen may read: the catalogue has the last word. One query."""
    entries = public_entries([hit.page_id for hit in hits])
    return [_result(hit, entries[hit.page_id], query, naming, request) for hit in hits if hit.page_id in entries]


def public_entries(page_ids: list[int]) -> dict[int, CatalogueEntry]:
    """Return the rows of those of these pages that are public, with what their addresses are made of."""
    return CatalogueEntry.objects.public().select_related("page").in_bulk(page_ids) if page_ids else {}


def _result(hit: Hit, entry: CatalogueEntry, query: Query, naming: Naming, request: HttpRequest) -> Result:
    piece, in_files = snippet(hit.text, query, title=hit.title), False
    if hit.file_text and not piece.has_hits:
        of_file = snippet(hit.file_text, query)
        if of_file.has_hits:
            piece, in_files = of_file, True
    kind, section = labels.kind_label(hit.kind), naming.sections.get(hit.section_id, "")
    return Result(
        title=marked(hit.title, query),
        url=entry.page.get_url(request) or "",
        kind_label=kind,
        section_label=section if section != kind else "",
        listed_at=hit.listed_at,
        snippet=piece.html,
        in_files=in_files,
    )
