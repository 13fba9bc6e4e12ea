"""Turns a parsed article into an unsaved page and tells whether a draft still is what was imported."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.html import escape

from cms.media.models import CustomImage
from newsroom.models import AnnouncementPage, NewsPage
from newsroom.models.announcements import USUAL_LIFE, Severity

from .articles import BodyItem, Heading, ImagePlace, ParsedArticle


def news_page(article: ParsedArticle, department, images: Sequence[CustomImage | None]) -> NewsPage:
    """Return the unsaved page of an article; `images` holds one picture, or None, for each of its places."""
    return NewsPage(
        title=article.title,
        short_title=article.short_title,
        summary=article.summary,
        shown_at=article.shown_at,
        author_name=article.author_name,
        author_unit=article.author_unit,
        imported_poster=article.poster,
        imported_views=article.views or 0,
        department=department,
        body=_blocks(article, images),
    )


def announcement_page(line: str, shown_at: datetime, now: datetime, department) -> AnnouncementPage:
    """Return the unsaved page of a ticker line, its time ended; it ran beside an article of `shown_at`."""
    ended = min(shown_at + USUAL_LIFE, now)
    return AnnouncementPage(
        title=line,
        severity=Severity.NORMAL,
        shown_from=ended - USUAL_LIFE,
        shown_until=ended,
        shown_at=ended - USUAL_LIFE,
        department=department,
    )


def is_as_imported(draft: NewsPage, article: ParsedArticle) -> bool:
    """Whether nobody has changed the text of `draft` since it was made of `article`."""
    return _signature(draft) == _signature(news_page(article, None, [None] * len(article.places)))


def _blocks(article: ParsedArticle, images: Sequence[CustomImage | None]) -> list[tuple[str, object]]:
    pictures = iter(images)
    return [_block(item, pictures) for item in article.body]


def _block(item: BodyItem, pictures) -> tuple[str, object]:
    match item:
        case ImagePlace(address=address, caption=caption):
            picture = next(pictures)
            words = {"alt_text": "", "caption": caption, "credit": "", "old_address": address}
            return "image", {"image": picture, **words}
        case Heading(text=text):
            return "heading", {"text": text, "level": "h2"}
        case _:
            return "paragraph", f"<p>{escape(item.text)}</p>"


def _signature(page: NewsPage) -> list:
    """Return what a person edits in an article, but for its pictures."""
    fields = [page.title, page.short_title, page.summary, page.shown_at, page.author_name, page.author_unit]
    stream = page.body.get_prep_value()
    return [*fields, *((block["type"], _without_picture(block["value"])) for block in stream)]


def _without_picture(value):
    return {name: part for name, part in value.items() if name != "image"} if isinstance(value, dict) else value
