"""What becomes of the rows when pages are published, hidden, moved, erased from or deleted."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from wagtail.models import Page

from cms.pages.models import BasePage, CatalogueEntry
from search import rows
from search.file_words import pages_showing
from search.index import get_index
from search.models import SearchEntry

logger = logging.getLogger(__name__)

# How many rows one run of the worker writes together, and for how long it begins others: mail waits behind it.
BATCH = 50
RUN = timedelta(seconds=30)
# After so many times of which nothing was written there is no use in going on.
IN_VAIN = 5


def page_published(page: BasePage) -> None:
    """Write the row of a page that was published; of one that is public for nobody, take it away."""
    index = get_index()
    if CatalogueEntry.objects.public().filter(page_id=page.pk).exists():
        index.put([page])
    else:
        index.take_away([page.pk])


def subtree_changed(page: Page) -> None:
    """Follow a withdrawal, a move or a change of privacy of `page` and all below it.

    What is hidden goes at once. Of much that comes back, the worker writes all but the newest.
    """
    index = get_index()
    below = CatalogueEntry.objects.filter(page__path__startswith=page.path)
    index.take_away(below.filter(is_public=False).values("page_id"))
    # The section of those below stays; the page's own may be another.
    SearchEntry.objects.filter(page_id=page.pk).update(version=rows.OUTDATED)
    back = rows.missing().filter(page__path__startswith=page.path)
    index.put(rows.pages_of(back[: rows.AT_ONCE]))


def erase(page: BasePage) -> int:
    """Write the row of `page` anew after words were taken out of it, or take it away; return whether there was one."""
    before = SearchEntry.objects.filter(page_id=page.pk).first()
    if before is None:
        return 0
    page_published(page)
    # A name that stood here alone must not be offered as a spelling.
    after = SearchEntry.objects.filter(page_id=page.pk).first()
    get_index().recount_words(set(before.folded.split()) - set(after.folded.split() if after else ()))
    return 1


def document_read(document_id: int) -> None:
    """Write the rows of the pages that show a document: the worker has read what is in it."""
    get_index().put(pages_showing(document_id))


def write_missing(advance: Callable[[int], None] = lambda count: None, patience: timedelta = RUN) -> None:
    """Write the rows that are missing, or of an older version, the newest first; `advance` is told how many.

    Due work: a run that was killed, or was out of `patience`, is taken up where it stopped. A page whose words cannot
    be read keeps none of the others waiting; a server that takes nothing ends the run.
    """
    stop, refused, in_vain = time.monotonic() + patience.total_seconds(), [], 0
    while time.monotonic() < stop and in_vain < IN_VAIN:
        entries = list(rows.missing().exclude(page_id__in=refused)[:BATCH])
        if not entries:
            return
        _write(entries)
        left = rows.missing().filter(page_id__in=[entry.page_id for entry in entries]).values_list("page_id", flat=True)
        refused += left
        in_vain = in_vain + 1 if len(left) == len(entries) else 0
        advance(len(entries))


def _write(entries: list[CatalogueEntry]) -> None:
    """Write the rows of these pages; of those that cannot be written one by one, the others."""
    try:
        get_index().put(rows.pages_of(entries))
    except Exception:
        if len(entries) > 1:
            for entry in entries:
                _write([entry])
        else:
            logger.exception("Page %s could not be written to the index of the search", entries[0].page_id)


def is_rebuilding() -> bool:
    """Return whether `outdate_all` was called and its rows are not all written yet."""
    return SearchEntry.objects.filter(version=rows.OUTDATED).exists()


def outdate_all() -> None:
    """Have every row written anew, by the worker or `rebuild_search`."""
    SearchEntry.objects.update(version=rows.OUTDATED)


def tidy() -> None:
    """Take away rows without a public page, and bring the vocabulary in step with the rows. Due work of every night."""
    get_index().take_away(SearchEntry.objects.exclude(page_id__in=_public()).values("page_id"))
    get_index().recount_words()


def _public():
    return CatalogueEntry.objects.public().values("page_id")
