"""Lists over the catalogue: from its rows to the pages that cards show, at a cost that does not grow with the cards."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.pages.models import BasePage, BodyPage, CatalogueEntry
from cms.pages.models.body import ListedCover
from cms.pages.renditions import read_ahead


def cards(
    entries: Iterable[CatalogueEntry], model: type[BasePage] | None = None, uses: tuple[str, ...] = ("card",)
) -> list[BasePage]:
    """Return the specific pages of `entries` in their order, with what a card shows already read.

    Give `model` where all are of one type: one query less per type. `uses` says how their covers are shown.
    """
    rows = {entry.page_id: entry for entry in entries}
    pages = model.objects.for_listing() if model else Page.objects.specific()
    found = pages.in_bulk(list(rows))
    listed = [found[pk] for pk in rows if pk in found]
    covers = _covers(rows.values(), uses)
    for page in listed:
        entry = page.entry = rows[page.pk]
        if isinstance(page, BodyPage):
            page.listed_cover = ListedCover(covers.get(entry.cover_id), entry.cover_alt)
    return listed


def _covers(entries: Iterable[CatalogueEntry], uses: tuple[str, ...]) -> dict[int, AbstractImage]:
    """Return the covers of all entries by id, with their renditions read ahead."""
    ids = {entry.cover_id for entry in entries if entry.cover_id}
    covers = get_image_model().objects.in_bulk(ids) if ids else {}
    read_ahead(covers.values(), *uses)
    return covers


def read(ids: Iterable[int], model: type[BasePage]) -> list[BasePage]:
    """Return the pages of `model` with these ids in their order, with what a card shows already read."""
    ids = list(ids)
    found = model.objects.for_listing().in_bulk(ids)
    listed = [found[pk] for pk in ids if pk in found]
    covers = _covers([page.catalogue_entry for page in listed], ("card",))
    for page in listed:
        page.entry = page.catalogue_entry
        page.listed_cover = ListedCover(covers.get(page.entry.cover_id), page.entry.cover_alt)
    return listed


@dataclass(frozen=True)
class Surroundings:
    """What is shown of other pages beside one: titles and dates. The nearest of the newer and older stand first."""

    newer: list[Page] = field(default_factory=list)
    older: list[Page] = field(default_factory=list)
    related: list[Page] = field(default_factory=list)


def surroundings(page: BasePage, chosen: list[int], *, count: int, related: int) -> Surroundings:
    """Return up to `count` public pages of the kind and section of `page` that are newer, and as many older.

    And those `chosen` by hand, of any kind, filled up to `related` with the newest of the section. One query; one more
    where a page was chosen that is of another kind, or not public.
    """
    if page.entry is None:
        return Surroundings()
    at = page.entry.listed_at or page.listed_at
    same = CatalogueEntry.objects.public().filter(section_id=page.entry.section_id, kind=page.entry.kind)
    newer = same.filter(Q(listed_at__gt=at) | Q(page_id__gt=page.pk), listed_at__gte=at)
    older = same.filter(Q(listed_at__lt=at) | Q(page_id__lt=page.pk), listed_at__lte=at)
    newest = same.newest_first()[: related + 2 * count + len(chosen) + 1]
    groups = [newer.order_by("listed_at", "page_id")[:count], older.newest_first()[:count], newest]
    found = _pages_of(type(page), groups, chosen)
    section = [other for other in found.values() if other.catalogue_entry.section_id == page.entry.section_id]
    others = sorted((other for other in section if other.pk != page.pk), key=_place)
    after = [other for other in others if _place(other) > (at, page.pk)][:count]
    before = [other for other in reversed(others) if _place(other) < (at, page.pk)][:count]
    by_hand = [found[pk] for pk in chosen if pk in found]
    taken = {other.pk for other in [*after, *before, *by_hand]}
    fill = [other for other in reversed(others) if other.pk not in taken]
    return Surroundings(after, before, [*by_hand, *fill[: max(0, related - len(by_hand))]])


def _place(page: Page) -> tuple:
    """Where a page stands in every list."""
    return page.catalogue_entry.listed_at, page.pk


def _pages_of(model: type[BasePage], groups: list[QuerySet], chosen: list[int]) -> dict[int, Page]:
    """Return the public pages of `model` in all groups of rows and those chosen, of any kind, by their ids."""
    if chosen:
        groups = [*groups, CatalogueEntry.objects.public().filter(pk__in=chosen)]
    found = {page.pk: page for page in model.objects.for_listing().filter(pk__in=_ids_of(groups))}
    missing = [pk for pk in chosen if pk not in found]
    if missing:
        pages = Page.objects.filter(pk__in=missing, catalogue_entry__is_public=True)
        for page in pages.select_related("catalogue_entry"):
            page.listed_at = page.catalogue_entry.listed_at
            found[page.pk] = page
    return found


def _ids_of(groups: list[QuerySet]) -> RawSQL:
    """Return the ids of the rows in all groups, for one query.

    Upstream: `union()` takes no part that is limited where the database is SQLite, and Django's way around it (one
    more level of "in") makes SQLite read the whole catalogue for each part.
    """
    parts = [group.values("pk").query.sql_with_params() for group in groups]
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part_{number}" for number, (part, _) in enumerate(parts))
    return RawSQL(sql, [value for _, values in parts for value in values])
