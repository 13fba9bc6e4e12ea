"""Makes the rows of pages, and keeps them in step with what is public."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page

from cms.pages.models import BasePage, CatalogueEntry
from cms.text.dates import VIETNAM_TIME
from cms.text.folding import fold
from cms.text.nfc import nfc
from search.file_words import file_words
from search.index.base import Filters
from search.index.lexemes import lexemes_of, lexemes_of_filters, month_of, school_year
from search.models import SearchEntry

# Raise it when a row is made in another way: the worker writes those of an older version again.
VERSION = 1
# No version: such a row is written anew.
OUTDATED = 0
# How many rows are written at once where a section becomes public again; the worker writes the others.
AT_ONCE = 50


def rows_of(pages: Iterable[BasePage]) -> list[SearchEntry]:
    """Return the rows of those of `pages` (specific instances) that are public, not stored. Four queries.

    In a transaction: who hides one of them now waits until its row is written, and then takes it away.
    """
    pages = {page.pk: page for page in pages}
    public = CatalogueEntry.objects.public().select_for_update(of=("self",))
    entries = public.filter(page_id__in=pages).select_related("locale").order_by("page_id")
    files = file_words(pages)
    return [_row(pages[entry.page_id], entry, files.get(entry.page_id, "")) for entry in entries]


def _row(page: BasePage, entry: CatalogueEntry, file_text: str) -> SearchEntry:
    listed_at = entry.listed_at or page.last_published_at or page.first_published_at
    title, text = nfc(page.title), nfc(page.search_text()).strip()
    return SearchEntry(
        page_id=page.pk,
        locale=entry.locale,
        kind=entry.kind,
        section_id=entry.section_id,
        department_id=entry.department_id,
        school_year=school_year(listed_at.astimezone(VIETNAM_TIME)),
        listed_at=listed_at,
        title=title,
        text=text,
        file_text=file_text,
        folded="\n".join(f" {fold(part)} " for part in (title, text, file_text)),
        version=VERSION,
    )


def lexemes_of_row(row: SearchEntry) -> list[str]:
    """Return everything that the row is found by, in the same order every time."""
    values = Filters(row.kind, row.section_id, row.department_id, row.school_year)
    filters = lexemes_of_filters(row.locale.language_code, values)
    month = month_of(row.listed_at.astimezone(VIETNAM_TIME))
    return [*filters, month, *sorted(lexemes_of(row.title, row.text, row.file_text))]


def missing() -> QuerySet:
    """Return the catalogue's entries of public pages that have no row, or one of an older version; newest first."""
    written = SearchEntry.objects.filter(page_id=OuterRef("page_id"), version=VERSION)
    return CatalogueEntry.objects.public().filter(~Exists(written)).order_by("-listed_at", "-page_id")


def pages_of(entries: Iterable[CatalogueEntry]) -> list[BasePage]:
    """Return the pages of these entries. One query for each type of page among them."""
    return list(Page.objects.filter(pk__in=[entry.page_id for entry in entries]).specific())
