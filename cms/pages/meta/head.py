"""Puts together what the head of one page says. A served page costs no query for it."""

from dataclasses import dataclass, field, replace

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.pages import share_images
from cms.pages.breadcrumb import Crumb
from cms.pages.feeds.links import links_for, links_to_everything
from cms.pages.meta import json_ld
from cms.pages.meta.facts import Facts, description_of, facts_of
from cms.pages.meta.publisher import Publisher, publisher_in
from cms.pages.meta.words import FeedLink, Meta
from cms.pages.sites import site_of

LOCALES = {"vi": "vi_VN", "en": "en_GB"}


@dataclass(frozen=True)
class Image:
    """The picture of a shared page: absolute address, size in pixels, words."""

    url: str
    width: int
    height: int
    alt: str


@dataclass
class Head:
    """Everything that components/meta.html prints. Addresses are absolute; '' and empty lists are not printed.

    `subject` is the page's own title, `title` that of the window.
    """

    subject: str
    title: str
    language: str
    site_name: str
    description: str = ""
    index: bool = True
    canonical: str = ""
    previous: str = ""
    following: str = ""
    feeds: list[FeedLink] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)
    image: Image | None = None
    section: str = ""
    kind: str = "website"
    published: str = ""
    modified: str = ""
    dublin_core: list[tuple[str, str]] = field(default_factory=list)
    json_ld: str = ""

    @property
    def locale(self) -> str:
        return LOCALES[self.language]

    @property
    def other_locales(self) -> list[str]:
        codes = {code for code, _url in self.alternates} - {"x-default", self.language}
        return [LOCALES[code] for code in sorted(codes)]


@dataclass(frozen=True)
class Surroundings:
    """What the context of a template knows around a page: `items` the Django Page of its list, or None."""

    request: HttpRequest | None
    breadcrumb: list[Crumb]
    items: object = None
    languages: list = field(default_factory=list)


def head_of_page(page: Page, around: Surroundings) -> Head:
    """Return the head of a page of the tree. That of a preview says nothing to machines."""
    language = get_language()
    publisher = publisher_in(language)
    crumbs = around.breadcrumb
    is_front = len(crumbs) == 1
    own = page.seo_title or (publisher.name if is_front else page.title)
    head = Head(
        subject=page.title if not is_front else own,
        title=own if is_front else _window_title(own, around.items, publisher),
        language=language,
        site_name=publisher.name,
        description=description_of(page) or _fallback(own, publisher, is_front),
    )
    if around.request is None or getattr(around.request, "is_preview", False):
        head.index = False
        return head
    base = base_of(around.request)
    facts = facts_of(page)
    head.canonical = _numbered(page.full_url or json_ld.absolute(base, around.request.path), around.items)
    head.section = crumbs[-2].label if len(crumbs) > 2 else ""
    if _number(around.items) == 1:
        head.alternates = _alternates(
            {link.code: json_ld.absolute(base, link.url) for link in around.languages if link.is_translation}
        )
    _add_neighbours(head, around.items)
    head.feeds = _absolute(links_for(page, crumbs), base)
    head.image = _image_of(page, language, base)
    _add_article(head, facts)
    head.dublin_core = _dublin_core(head, facts)
    nodes = [*facts.nodes, *json_ld.breadcrumb(crumbs, base)]
    if facts.article:
        nodes.insert(0, json_ld.article(facts.article, head, facts, publisher, base))
    head.json_ld = json_ld.script(nodes)
    return head


def head_of_view(meta: Meta, around: Surroundings) -> Head:
    """Return the head of a page that is not in the tree."""
    language = get_language()
    publisher = publisher_in(language)
    # Titles of error pages are often lazy translations.
    subject = str(meta.title)
    head = Head(
        subject=subject,
        title=_window_title(subject, around.items, publisher),
        language=language,
        site_name=publisher.name,
        description=str(meta.description),
        index=meta.index,
    )
    if around.request is None or not meta.index:
        return head
    base = base_of(around.request)
    path = meta.canonical or _numbered(around.request.path, around.items)
    head.canonical = json_ld.absolute(base, path)
    if meta.translated and _number(around.items) == 1:
        head.alternates = _alternates({code: translate_url(head.canonical, code) for code, _name in settings.LANGUAGES})
    _add_neighbours(head, around.items)
    head.previous = json_ld.absolute(base, meta.previous) or head.previous
    head.following = json_ld.absolute(base, meta.following) or head.following
    head.image = _image_of(None, language, base)
    head.feeds = _absolute((*meta.feeds, *links_to_everything()), base)
    head.json_ld = json_ld.script(json_ld.breadcrumb(around.breadcrumb, base))
    return head


def base_of(request: HttpRequest) -> str:
    """Return scheme and host of the portal as its settings say, not as the request claims."""
    site = site_of(request)
    return site.root_url if site else f"{request.scheme}://{request.get_host()}"


def _window_title(own: str, items, publisher: Publisher) -> str:
    number = _number(items)
    parts = [own, _("Page %(number)s") % {"number": number} if number > 1 else "", publisher.name]
    return " – ".join(part for part in parts if part)


def _fallback(own: str, publisher: Publisher, is_front: bool) -> str:
    """Return the description of a page of which nothing was said."""
    if is_front:
        return _("News, announcements and events of %(agency)s") % {"agency": publisher.name}
    return f"{own} – {publisher.name}" if publisher.name else own


def _number(items) -> int:
    return items.number if items else 1


def _numbered(address: str, items, number: int | None = None) -> str:
    number = number or _number(items)
    return f"{address}?page={number}" if number > 1 else address


def _add_neighbours(head: Head, items) -> None:
    """Say where a list goes on before and after."""
    if items is None:
        return
    first = head.canonical.partition("?")[0]
    if items.has_previous():
        head.previous = _numbered(first, items, items.previous_page_number())
    if items.has_next():
        head.following = _numbered(first, items, items.next_page_number())


def _alternates(found: dict[str, str]) -> list[tuple[str, str]]:
    """Return language and address of each translation, and of the one for everybody else; none for a single one."""
    if len(found) < 2:
        return []
    default = found.get(settings.LANGUAGE_CODE)
    return [*found.items(), *([("x-default", default)] if default else [])]


def _absolute(feeds: tuple[FeedLink, ...], base: str) -> list[FeedLink]:
    return [replace(feed, url=json_ld.absolute(base, feed.url)) for feed in feeds]


def _image_of(page: Page | None, language: str, base: str) -> Image | None:
    """Return the picture of a page, until it is made that of the front page, until that is made none."""
    entry = page.entry if page else None
    name, width, height, alt = "", 0, 0, ""
    if entry and entry.share_image and (entry.cover_id or share_images.is_drawn(entry.share_image)):
        name, width, height = entry.share_image, entry.share_width, entry.share_height
        alt = page.title if share_images.is_drawn(name) else entry.cover_alt
    if not name:
        name, width, height = share_images.default_in(language)
        alt = publisher_in(language).name
    return Image(json_ld.absolute(base, default_storage.url(name)), width, height, alt) if name else None


def _add_article(head: Head, facts: Facts) -> None:
    if facts.article:
        head.kind = "article"
        head.published = json_ld.moment(facts.published)
        head.modified = json_ld.moment(facts.modified)


def _dublin_core(head: Head, facts: Facts) -> list[tuple[str, str]]:
    """Return the elements that TT 24/2011/TT-BTTTT asks for. It joins several values by a semicolon."""
    elements = [
        ("title", head.subject),
        ("creator", "; ".join(facts.creators) or head.site_name),
        ("date", json_ld.moment(facts.published)[:10]),
        ("description", head.description),
        ("publisher", head.site_name),
        ("identifier", head.canonical),
        ("language", head.language),
        ("source", facts.source),
        ("subject", "; ".join(filter(None, [head.section, *facts.subjects()]))),
    ]
    return [(name, value) for name, value in elements if value]
