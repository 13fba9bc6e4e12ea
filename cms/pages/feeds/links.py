"""Which feeds a page points to in its head: that of its section, and that of everything."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.pages.breadcrumb import Crumb
from cms.pages.feeds.places import is_item
from cms.pages.meta.words import ATOM, FeedLink
from cms.pages.models import BasePage, SectionPage


def links_for(page: BasePage | None, crumbs: list[Crumb]) -> tuple[FeedLink, ...]:
    """Return the feeds of the section that `page` is or stands in, and of everything. No query."""
    found = []
    section = crumbs[-1] if isinstance(page, SectionPage) else crumbs[-2] if is_item(page) and len(crumbs) > 1 else None
    if section and section.url:
        found.append(FeedLink(section.label, f"{section.url}rss.xml"))
    return (*found, *links_to_everything())


def links_to_everything() -> tuple[FeedLink, ...]:
    """Return the feeds of the whole portal in the language of the page."""
    title = _("Everything new")
    return (FeedLink(title, address("rss")), FeedLink(title, address("atom"), ATOM))


def address(kind: str, place: str = "") -> str:
    """Return the address of a feed of everything, or of the list at `place` (a path with a slash at its end)."""
    return f"{place}{kind}.xml" if place else reverse("feed", kwargs={"place": "", "kind": kind})
