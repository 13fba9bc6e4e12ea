"""Every kind of public page, and where one of it stands in the sample site with the hard pages.

What looks at all public pages (accessibility, HTML, pictures) goes through this list; a test compares it with the page
types and addresses that there are. The site's own process finds the addresses: `manage.py shell -c "from tests import
public_pages; public_pages.print_addresses()"`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.editorial.models import Withdrawal
from events.models import EventIndexPage, EventPage
from home.models import ContactPage, HomePage, InfoPage
from newsroom import archive
from newsroom.departments import offices
from newsroom.models import (
    AnnouncementIndexPage,
    AnnouncementPage,
    NewsIndexPage,
    NewsPage,
    TopicIndexPage,
    TopicPage,
)
from tests import hard_pages

NOWHERE = "/khong-co-trang-nay/"


@dataclass(frozen=True)
class Kind:
    """`find` returns the path of one such page; `model` is the type it shows, or `route` the name of its address."""

    find: Callable[[], str]
    model: type[Page] | None = None
    route: str = ""
    status: int = 200


def _page(model: type[Page], slug: str = "", language: str = "vi") -> Kind:
    """The public page of this type with this slug, else the oldest one."""
    return Kind(partial(_address_of_page, model, slug, language), model=model)


def _address_of_page(model: type[Page], slug: str, language: str) -> str:
    pages = model.objects.live().public().filter(locale__language_code=language).order_by("pk")
    return (pages.filter(slug=slug) if slug else pages)[:1].get().get_url()


def _route(name: str, query: str = "", arguments: Callable[[], list] = list, language: str = "vi") -> Kind:
    return Kind(partial(_address_of_route, name, query, arguments, language), route=name)


def _address_of_route(name: str, query: str, arguments: Callable[[], list], language: str) -> str:
    with translation.override(language):
        return reverse(name, args=arguments()) + query


def _withdrawn() -> str:
    """A page that was taken down and leads nowhere else."""
    withdrawal = Withdrawal.objects.filter(target__isnull=True).select_related("record").order_by("pk")[0]
    return Page.objects.get(pk=withdrawal.record.page_pk).get_url()


def _newest_month() -> archive.Month:
    return archive.months("vi")[0]


KINDS: dict[str, Kind] = {
    "front-page": _page(HomePage),
    "front-page-en": _page(HomePage, language="en"),
    "section": _page(NewsIndexPage, "tin-hoat-dong"),
    "section-en": _page(NewsIndexPage, language="en"),
    "section-empty": _page(NewsIndexPage, hard_pages.EMPTY_SECTION),
    "article": _page(NewsPage, hard_pages.EVERY_BLOCK),
    "article-plain": _page(NewsPage, hard_pages.PLAIN),
    "article-photographs": _page(NewsPage, hard_pages.THREE_PHOTOGRAPHS),
    "article-capitals": _page(NewsPage, hard_pages.LONG_CAPITALS),
    "article-long": _page(NewsPage, hard_pages.SIXTY_PARAGRAPHS),
    "article-gallery": _page(NewsPage, hard_pages.TWENTY_PICTURES),
    "announcements": _page(AnnouncementIndexPage),
    "announcement": _page(AnnouncementPage),
    "events": _page(EventIndexPage),
    "event": _page(EventPage),
    "event-days": _page(EventPage, hard_pages.BARE_EVENT),
    "topics": _page(TopicIndexPage),
    "topic": _page(TopicPage),
    "info": _page(InfoPage, "gioi-thieu"),
    "contact": _page(ContactPage),
    "contact-en": _page(ContactPage, language="en"),
    "site-map": _route("site_map"),
    "reading-help": _route("reading_help"),
    "archive": _route("archive"),
    "archive-year": _route("archive_year", arguments=lambda: [_newest_month().year]),
    "archive-month": _route("archive_month", arguments=lambda: [_newest_month().year, _newest_month().number]),
    "departments": _route("departments"),
    "department": _route("department_news", arguments=lambda: [offices()[0].slug]),
    "most-read": _route("most_read"),
    "most-read-en": _route("most_read", language="en"),
    "search": _route("search"),
    "search-results": _route("search", "?q=gi%C3%A1o+d%E1%BB%A5c"),
    "search-filtered": _route("search", "?q=gi%C3%A1o+d%E1%BB%A5c&kind=newspage&since=2000-01-01&sort=date"),
    "search-nothing": _route("search", "?q=zzzzqqqq"),
    "search-nothing-filtered": _route("search", "?q=gi%C3%A1o+d%E1%BB%A5c&until=1990-01-01&kind=newspage"),
    "not-found": Kind(lambda: NOWHERE, status=404),
    "gone": Kind(_withdrawn, status=410),
}


def addresses() -> dict[str, str]:
    """Return the path of a page of each kind, as a client asks for it."""
    return {name: kind.find() for name, kind in KINDS.items()}


def print_addresses() -> None:
    """Print `addresses()` as JSON, the last line of what the process prints."""
    print(json.dumps(addresses()))
