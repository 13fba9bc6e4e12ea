"""Lists over the catalogue: from its rows to the pages that cards show, at a cost that does not grow with the cards."""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.pages.models import BasePage, BodyPage, CatalogueEntry
from cms.pages.models.body import ListedCover
from cms.pages.renditions import CARD


def cards(entries: Iterable[CatalogueEntry], model: type[BasePage] | None = None) -> list[BasePage]:
    """Return the specific pages of `entries` in their order, with what a card shows already read.

    Give `model` where all are of one type: one query less per type.
    """
    rows = {entry.page_id: entry for entry in entries}
    pages = model.objects.for_listing() if model else Page.objects.specific()
    found = pages.in_bulk(list(rows))
    listed = [found[pk] for pk in rows if pk in found]
    covers = _covers(rows.values())
    for page in listed:
        entry = page.entry = rows[page.pk]
        if isinstance(page, BodyPage):
            page.listed_cover = ListedCover(covers.get(entry.cover_id), entry.cover_alt)
    return listed


def _covers(entries: Iterable[CatalogueEntry]) -> dict[int, AbstractImage]:
    """Return the covers of all entries by id, with the renditions of cards read ahead."""
    ids = {entry.cover_id for entry in entries if entry.cover_id}
    return get_image_model().objects.filter(pk__in=ids).prefetch_renditions(*CARD).in_bulk() if ids else {}


def neighbours(page: BasePage, count: int) -> tuple[list[BasePage], list[BasePage]]:
    """Return up to `count` public pages of the kind and section of `page` that are newer, and as many older.

    The nearest stand first.
    """
    if page.entry is None:
        return [], []
    same = CatalogueEntry.objects.public().filter(section_id=page.entry.section_id, kind=page.entry.kind)
    at = page.entry.listed_at or page.listed_at
    newer = same.filter(Q(listed_at__gt=at) | Q(listed_at=at, page_id__gt=page.pk)).order_by("listed_at", "page_id")
    older = same.filter(Q(listed_at__lt=at) | Q(listed_at=at, page_id__lt=page.pk)).newest_first()
    newer_rows, older_rows = list(newer[:count]), list(older[:count])
    listed = {card.pk: card for card in cards([*newer_rows, *older_rows], type(page))}
    return (
        [listed[row.page_id] for row in newer_rows if row.page_id in listed],
        [listed[row.page_id] for row in older_rows if row.page_id in listed],
    )
