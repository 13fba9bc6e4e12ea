"""Asks for what all blocks of a front page show, each kind of thing once."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.media.models import CustomImage
from cms.pages.listing import cards
from cms.pages.models import CatalogueEntry
from cms.reading import generation
from events.models import EventPage
from home.addresses import is_address
from home.pictures import composed_images
from home.stored import items, number
from newsroom.models import AnnouncementPage, NewsIndexPage, NewsPage

LATEST = 6
SECTIONS = 4
PER_SECTION = 3
ANNOUNCEMENTS = 5
EVENTS = 5
MOST_READ = 5

Stored = tuple[str, dict]


class Gathering:
    """What the blocks of the front page `home` show at the moment `now`. Each property asks at most once."""

    def __init__(self, home, blocks: list[Stored], now: datetime):
        self.home, self.blocks, self.now = home, blocks, now
        self.news = CatalogueEntry.objects.public().filter(kind="newspage", locale_id=home.locale_id)

    def contents(self) -> Iterator[tuple[str, dict]]:
        """Yield the name of each block and what it shows, empty where there is nothing."""
        for name, value in self.blocks:
            yield name, getattr(self, f"_{name}")(value)

    def _values(self, *names: str) -> list[dict]:
        return [value for name, value in self.blocks if name in names]

    # What each block shows

    def _lead(self, value: dict) -> dict:
        chosen = self.entries.get(value.get("story"))
        is_story = chosen and chosen.kind == "newspage" and chosen.locale_id == self.home.locale_id
        rows = [row for row in self.latest_rows if not is_story or row.page_id != chosen.page_id]
        shown = self._pages(
            [*([chosen] if is_story else []), *rows[: number(value, "latest", LATEST) + (not is_story)]]
        )
        return {"lead": shown[0], "latest": shown[1:], "all_url": self.index_urls["archive"]} if shown else {}

    def _sections(self, value: dict) -> dict:
        shown = []
        for section in self.sections:
            rows = [self.entries[pk] for pk in _newest(section) if pk in self.entries]
            if pages := self._pages(rows):
                shown.append({"section": section, "items": pages})
        return {"sections": shown} if shown else {}

    def _announcements(self, value: dict) -> dict:
        here = AnnouncementPage.objects.visible().in_locale(self.home.locale_id).for_listing()
        begun = here.filter(shown_from__lte=self.now).newest_first()
        shown = list(begun[: number(value, "count", ANNOUNCEMENTS)])
        return {"items": shown, "all_url": self.index_urls.get("announcementindexpage", "")} if shown else {}

    def _events(self, value: dict) -> dict:
        here = EventPage.objects.visible().in_locale(self.home.locale_id).for_listing()
        shown = list(here.not_over(self.now)[: number(value, "count", EVENTS)])
        return {"items": shown, "all_url": self.index_urls.get("eventindexpage", "")} if shown else {}

    def _most_read(self, value: dict) -> dict:
        shown = self._pages(self.popular_rows)
        return {"items": shown, "all_url": self.index_urls["most_read"]} if shown else {}

    def _quick_links(self, value: dict) -> dict:
        links = [link | {"url": self._address(link)} for link in items(value, "links")]
        links = [link for link in links if link["url"]]
        return {"title": value.get("title") or _("Quick links"), "links": links} if links else {}

    def _banners(self, value: dict) -> dict:
        shown = [
            {"name": banner.get("name"), "url": self._address(banner), "image": self.images.get(banner.get("image"))}
            for banner in items(value, "banners")
        ]
        shown = [banner for banner in shown if banner["url"]]
        return {"title": value.get("title") or _("Other agencies"), "banners": shown} if shown else {}

    def _photo_strip(self, value: dict) -> dict:
        shown = [
            picture | {"image": self.images.get(picture.get("image")), "url": self._address(picture)}
            for picture in items(value, "pictures")
        ]
        shown = [picture for picture in shown if picture["image"]]
        return {"title": value.get("title") or _("Photos"), "pictures": shown} if shown else {}

    def _address(self, link: dict) -> str:
        """Return where a link leads: its page while citizens may read it, else its address; '' where neither is."""
        entry = self.entries.get(link.get("page"))
        if entry:
            return entry.page.url or ""
        address = link.get("address") or ""
        return address if is_address(address) else ""

    # What is asked for, once

    @cached_property
    def latest_rows(self) -> list[CatalogueEntry]:
        most = max(number(value, "latest", LATEST) for value in self._values("lead"))
        return list(self.news.news().newest_first()[: most + 1])

    @cached_property
    def popular_rows(self) -> list[CatalogueEntry]:
        """The most read of the public articles, by the reads counted on this portal."""
        most = max(number(value, "count", MOST_READ) for value in self._values("most_read"))
        return list(self.news.most_read()[:most])

    @cached_property
    def sections(self) -> list[NewsIndexPage]:
        """The sections with news, chosen or the first, each with the ids of its newest articles."""
        newest = self.news.filter(section_id=OuterRef("pk")).newest_first().values("page_id")
        filled = NewsIndexPage.objects.visible().for_listing().filter(Exists(newest))
        filled = filled.annotate(**{_nth(place): Subquery(newest[place : place + 1]) for place in range(PER_SECTION)})
        chosen = [pk for value in self._values("sections") for pk in items(value, "sections")]
        if not chosen:
            return list(filled.in_section(self.home).order_by("path")[:SECTIONS])
        found = filled.in_locale(self.home.locale_id).in_bulk(chosen)
        return [found[pk] for pk in dict.fromkeys(chosen) if pk in found]

    @cached_property
    def entries(self) -> dict[int, CatalogueEntry]:
        """The public pages that were chosen by hand, and the newest of the sections."""
        wanted = {value.get("story") for value in self._values("lead")}
        for name, rows in (("quick_links", "links"), ("photo_strip", "pictures")):
            wanted |= {row.get("page") for value in self._values(name) for row in items(value, rows)}
        if self._values("sections"):
            wanted |= {pk for section in self.sections for pk in _newest(section)}
        wanted.discard(None)
        public = CatalogueEntry.objects.public().select_related("page__locale")
        return public.in_bulk(wanted) if wanted else {}

    @cached_property
    def articles(self) -> dict[int, NewsPage]:
        """Every article that any block may show, with what cards show of it."""
        rows = {**{pk: row for pk, row in self.entries.items() if row.kind == "newspage"}}
        for name, found in (("lead", "latest_rows"), ("most_read", "popular_rows")):
            if self._values(name):
                rows |= {row.page_id: row for row in getattr(self, found)}
        return {page.pk: page for page in cards(rows.values(), NewsPage, ("card", "lead"))} if rows else {}

    def _pages(self, rows: list[CatalogueEntry]) -> list[NewsPage]:
        return [self.articles[row.page_id] for row in rows if row.page_id in self.articles]

    @property
    def images(self) -> dict[int, CustomImage]:
        """The pictures of banners and strips. The page has their renditions read ahead (cms.pages.models.base)."""
        return composed_images(self.home)

    @cached_property
    def index_urls(self) -> dict[str, str]:
        """Where all stands of which a block shows a few, by page type or name of the address."""
        return generation.kept(f"front_page:indexes:{self.home.locale_id}", self._index_urls)

    def _index_urls(self) -> dict[str, str]:
        kinds = ["announcementindexpage", "eventindexpage"]
        found = CatalogueEntry.objects.public().filter(kind__in=kinds, locale_id=self.home.locale_id)
        urls = {entry.kind: entry.page.url or "" for entry in found.select_related("page__locale")}
        with translation.override(self.home.locale.language_code):
            return urls | {name: reverse(name) for name in ("archive", "most_read")}


def _nth(place: int) -> str:
    return f"newest_{place}"


def _newest(section: NewsIndexPage) -> list[int]:
    """Return the ids of the newest articles of a section as `Gathering.sections` read them."""
    found = (getattr(section, _nth(place)) for place in range(PER_SECTION))
    return [pk for pk in found if pk is not None]
