"""sitemap.xml, the sitemap of news, and robots.txt: every public address, at a cost that a large portal can bear.

Own rows instead of django.contrib.sitemaps: that reads every page by OFFSET, knows no pictures, and asks the page for
its address in each language. A part holds the pages of one range of ids: it is read by key, and a page never moves from
one part to another.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import F, IntegerField, Max
from django.db.models.expressions import ExpressionWrapper
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import condition, require_safe
from wagtail.models import Page

from cms.pages import share_images
from cms.pages.feeds import places
from cms.pages.feeds.items import clean
from cms.pages.meta.head import base_of
from cms.pages.meta.json_ld import absolute, moment
from cms.pages.meta.publisher import publisher_in
from cms.pages.models import CatalogueEntry
from cms.reading import generation

# Ids in one part; so it holds at most as many addresses (the protocol allows 50,000).
RANGE = 5000
# What an address in a part is made of: whole pages, five thousand of them, take half as long again.
SHOWN = ("cover_id", "share_image", "page__url_path", "page__translation_key", "page__last_published_at")
# Of an index, by the protocol.
MOST_PARTS = 50_000
# What search engines take as news.
NEWS_AGE = timedelta(days=2)
MOST_NEWS = 1000

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
GOOGLE = "http://www.google.com/schemas/sitemap"


def _etag(request: HttpRequest, **kwargs) -> str:
    return f'"{generation.current()}"'


def _news_etag(request: HttpRequest) -> str:
    # What is news changes by the clock too.
    return f'"{generation.current()}-{timezone.now():%Y%m%d%H}"'


@require_safe
@condition(etag_func=_etag)
def index(request: HttpRequest) -> HttpResponse:
    """List the parts that hold public pages. One query per generation."""
    base = base_of(request)
    rows = [(f"{base}{reverse('sitemap_part', args=[part + 1])}", changed) for part, changed in _parts()]
    lines = (f"<sitemap><loc>{_escape(url)}</loc>{_lastmod(changed)}</sitemap>" for url, changed in rows)
    return _xml("sitemapindex", "", lines)


@require_safe
@condition(etag_func=_etag)
def part(request: HttpRequest, number: int) -> HttpResponse:
    """List the public pages of one range of ids, with their translations and covers. Two queries."""
    if not 0 < number <= MOST_PARTS:
        raise Http404
    first = (number - 1) * RANGE
    rows = CatalogueEntry.objects.public().filter(page_id__gte=first, page_id__lt=first + RANGE)
    entries = list(rows.select_related("page").only(*SHOWN).order_by("page_id"))
    if not entries:
        raise Http404
    base = base_of(request)
    translations = _translations(rows, base)
    lines = (_address(entry, translations, base, request) for entry in entries)
    return _xml(
        "urlset", f' xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="{GOOGLE}-image/1.1"', filter(None, lines)
    )


@require_safe
@condition(etag_func=_news_etag)
def news(request: HttpRequest) -> HttpResponse:
    """List the news of the last two days. One query per kind."""
    base = base_of(request)
    since = timezone.now() - NEWS_AGE
    recent = CatalogueEntry.objects.public().news().filter(kind__in=places.news_kinds(), listed_at__gte=since)
    entries = recent.filter(listed_at__lte=timezone.now()).select_related("page__locale").newest_first()[:MOST_NEWS]
    return _xml("urlset", f' xmlns:news="{GOOGLE}-news/0.9"', (_news_line(entry, base) for entry in entries))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots out of the admin and of search results, and show them the sitemaps."""
    lines = ["User-agent: *", "Disallow: /admin/"]
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            lines.append(f"Disallow: {reverse('search')}?")
    base = base_of(request)
    lines += ["", *(f"Sitemap: {base}{reverse(name)}" for name in ("sitemap", "news_sitemap"))]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _parts() -> list[tuple[int, datetime | None]]:
    """Return the number (from 0) of each range with public pages, and when one of them was published last."""
    number = ExpressionWrapper(F("page_id") / RANGE, output_field=IntegerField())
    found = CatalogueEntry.objects.public().annotate(part=number).values("part")
    return generation.kept(
        "sitemap",
        lambda: list(
            found.annotate(changed=Max("page__last_published_at")).order_by("part").values_list("part", "changed")
        ),
    )


def _translations(rows, base: str) -> dict:
    """Return the address of every translation by its key and language, for those pages that have several."""
    public = Page.objects.filter(catalogue_entry__is_public=True)
    # Pages in another language than the first are few, and those alone can be translations.
    translated = public.filter(translation_key__in=rows.values("page__translation_key")).exclude(
        locale__language_code=settings.LANGUAGE_CODE
    )
    found: dict = {}
    for page in public.filter(translation_key__in=translated.values("translation_key")).select_related("locale"):
        url = page.get_url()
        if url:
            found.setdefault(page.translation_key, {})[page.locale.language_code] = absolute(base, url)
    return found


def _address(entry: CatalogueEntry, translations: dict, base: str, request: HttpRequest) -> str:
    page = entry.page
    # With the request, on which Wagtail keeps where the site begins: else the cache is asked for every page.
    url = page.get_url(request)
    if not url:
        return ""
    url = absolute(base, url)
    languages = translations.get(page.translation_key, {})
    alternates = ""
    if len(languages) > 1:
        default = languages.get(settings.LANGUAGE_CODE)
        alternates = "".join(_alternate(*pair) for pair in languages.items())
        alternates += _alternate("x-default", default) if default else ""
    picture = ""
    if entry.cover_id and entry.share_image and not share_images.is_drawn(entry.share_image):
        location = _escape(absolute(base, default_storage.url(entry.share_image)))
        picture = f"<image:image><image:loc>{location}</image:loc></image:image>"
    return f"<url><loc>{_escape(url)}</loc>{_lastmod(page.last_published_at)}{alternates}{picture}</url>"


def _alternate(code: str, url: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{code}" href="{_escape(url)}"/>'


def _news_line(entry: CatalogueEntry, base: str) -> str:
    page = entry.page
    code = page.locale.language_code
    publication = (
        f"<news:publication><news:name>{_escape(publisher_in(code).name)}</news:name>"
        f"<news:language>{code}</news:language></news:publication>"
    )
    return (
        f"<url><loc>{_escape(absolute(base, page.get_url() or ''))}</loc><news:news>{publication}"
        f"<news:publication_date>{moment(entry.listed_at)}</news:publication_date>"
        f"<news:title>{_escape(page.title)}</news:title></news:news></url>"
    )


def _lastmod(value: datetime | None) -> str:
    return f"<lastmod>{moment(value)}</lastmod>" if value else ""


def _escape(text: str) -> str:
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return clean(text)


def _xml(root: str, names: str, lines: Iterable[str] | Iterator[str]) -> HttpResponse:
    text = "\n".join([f'{XML}<{root} xmlns="{SITEMAP}"{names}>', *lines, f"</{root}>", ""])
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
