"""What a feed says of one page."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import escape

from cms.pages.feeds.full_text import full_texts
from cms.pages.feeds.places import Place
from cms.pages.listing import cards
from cms.pages.meta.facts import description_of, facts_of
from cms.pages.meta.json_ld import absolute
from cms.pages.models import BasePage
from cms.pages.renditions import stored

# What XML 1.0 cannot hold, even escaped.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Picture:
    """A cover: absolute address, bytes, media type, pixels, words."""

    url: str
    length: int
    type: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Item:
    """One entry of a feed. `summary` and `content` are HTML, absolute and without scripts; `guid` never changes."""

    title: str
    url: str
    guid: str
    published: datetime
    updated: datetime
    author: str
    categories: tuple[str, ...]
    summary: str
    picture: Picture | None
    content: str


def clean(text: str) -> str:
    """Return `text` without the characters that no XML document may hold."""
    return FORBIDDEN.sub("", text)


def items_of(place: Place, base: str, is_full: bool) -> list[Item]:
    """Return what the feed of `place` says. The number of queries does not grow with the items."""
    pages = cards(place.entries, uses=("text",))
    contents = full_texts(pages, base) if is_full else {}
    return [_item(page, base, contents.get(page.pk, "")) for page in pages]


def _item(page: BasePage, base: str, content: str) -> Item:
    entry, facts = page.entry, facts_of(page)
    section = getattr(entry.section, "catalogue_entry", None)
    published = entry.listed_at or page.first_published_at
    return Item(
        title=clean(page.title),
        url=absolute(base, page.get_url()),
        guid=f"urn:uuid:{entry.public_id}",
        published=published,
        # A shown date may lie after the publication.
        updated=max(published, page.last_published_at or published),
        author=clean("; ".join(facts.creators)),
        categories=(clean(section.label),) if section and section.is_public else (),
        summary=clean(escape(description_of(page))),
        picture=_picture(page, base),
        content=clean(content),
    )


def _picture(page: BasePage, base: str) -> Picture | None:
    cover = getattr(page, "cover_image", None)
    renditions = list(stored(cover, "text").values())[-1] if cover else []
    if not renditions or not renditions[0].is_public:
        return None
    rendition = renditions[0]
    try:
        length = rendition.file.size
    except OSError:
        # The file is lost: nothing is promised.
        return None
    kind = "png" if rendition.file.name.endswith(".png") else "jpeg"
    return Picture(
        absolute(base, rendition.url), length, f"image/{kind}", rendition.width, rendition.height, page.cover_alt_text
    )
