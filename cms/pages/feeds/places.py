"""Of what there are feeds: the lists that stand at an address."""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import nlargest

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail.models import Page

from cms.pages.models import CatalogueEntry, OldAddress, SectionPage
from cms.pages.sites import front_page_of, site_of

# Items of a feed
NEWEST = 30


@dataclass(frozen=True)
class Place:
    """What a feed is of: `title` ('' for everything), `url` of its list (a path), `entries` public and newest first."""

    title: str
    url: str
    entries: list[CatalogueEntry]


_kinds: dict[str, bool] = {}
_views: dict[str, Callable[..., tuple[str, QuerySet]]] = {}
_sections: dict[type[Page], Callable[[Page], QuerySet]] = {}


def register_kind(kind: str, is_news: bool = False) -> None:
    """Have pages of this kind of the catalogue in the feed of everything, and in the sitemap of news if they are."""
    _kinds[kind] = is_news


def news_kinds() -> list[str]:
    return [kind for kind, is_news in _kinds.items() if is_news]


def is_item(page: Page | None) -> bool:
    """Whether `page` is of a kind that feeds hold."""
    return page is not None and page._meta.model_name in _kinds


def register_view(name: str, source: Callable[..., tuple[str, QuerySet]]) -> None:
    """Give the list at the addresses named `name` a feed: `source(**kwargs of the address)` says title and entries.

    It raises Http404 for what there is not.
    """
    _views[name] = source


def register_section(model: type[Page], source: Callable[[Page], QuerySet]) -> None:
    """Have `source(section)` say what the feed of sections of this type holds, where it is not what stands in them."""
    _sections[model] = source


def place_at(request: HttpRequest, path: str, language: str) -> Place | None:
    """Return what the address `path` (without the language, '' or with a slash at its end) lists; None for nothing.

    Queries: a constant number, however long the lists are.
    """
    if not path:
        return Place("", _front(request), _of_all_kinds(CatalogueEntry.objects.public().in_language(language)))
    base = request.path[: request.path.rindex("/") + 1]
    source = _view_at(base)
    if source:
        title, entries = source
        return Place(title, base, _newest(entries))
    entry = _section_entry(request, path)
    if entry is None:
        return None
    model = entry.page.specific_class
    if model is None or not issubclass(model, SectionPage):
        return None
    if model in _sections:
        entries = _newest(_sections[model](entry.page.specific))
    else:
        entries = _of_all_kinds(CatalogueEntry.objects.public().in_section(entry.page))
    return Place(entry.page.title, entry.page.get_url(request), entries)


def moved_to(request: HttpRequest, path: str) -> str:
    """Return the address of the section that once stood at `path`, '' without one."""
    front = _front(request)
    found = OldAddress.objects.find(f"{front}{path}")
    if not found or found[1]:
        return ""
    entry = CatalogueEntry.objects.public().filter(public_id=found[0].target).select_related("page").first()
    return (entry.page.get_url(request) or "") if entry else ""


def _view_at(base: str) -> tuple[str, QuerySet] | None:
    try:
        match = resolve(base)
    except Resolver404:
        return None
    return _views[match.view_name](**match.kwargs) if match.view_name in _views else None


def _front(request: HttpRequest) -> str:
    site = site_of(request)
    return front_page_of(site).get_url(request) if site else "/"


def _section_entry(request: HttpRequest, path: str) -> CatalogueEntry | None:
    site = site_of(request)
    if site is None:
        return None
    return CatalogueEntry.objects.public().at(front_page_of(site), path).select_related("page").first()


def _newest(entries: QuerySet) -> list[CatalogueEntry]:
    return list(entries.news().select_related("section__catalogue_entry")[:NEWEST])


def _of_all_kinds(entries: QuerySet) -> list[CatalogueEntry]:
    """Return the newest of all kinds that feeds hold: each by its index, for a list of several kinds has none."""
    found = []
    for kind in _kinds:
        found += _newest(entries.filter(kind=kind).newest_first())
    return nlargest(NEWEST, found, key=lambda entry: (entry.listed_at, entry.page_id))
