"""RSS 2.0 and Atom 1.0 by Django's generators, with pictures, whole texts and dates of correction.

By the RSS Advisory Board's profile, Media RSS 1.5 and RFC 4287.
"""

from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, rfc3339_date

from cms.pages.feeds.items import Item, clean
from cms.pages.feeds.places import Place
from cms.pages.meta.json_ld import absolute
from cms.pages.meta.publisher import Publisher

# Minutes after which a reader may ask again.
TTL = 30
MEDIA = "http://search.yahoo.com/mrss/"


class _Dated:
    def latest_post_date(self):
        # Upstream says "now" for a feed without items: its text would change with every request.
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


class Rss(_Dated, Rss201rev2Feed):
    def rss_attributes(self):
        names = {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": MEDIA,
        }
        return super().rss_attributes() | names

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        logo = self.feed["logo"]
        # RSS knows no SVG.
        if logo and not logo.endswith(".svg"):
            handler.startElement("image", {})
            handler.addQuickElement("url", logo)
            handler.addQuickElement("title", self.feed["title"])
            handler.addQuickElement("link", self.feed["link"])
            handler.endElement("image")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if item["picture"]:
            _add_media(handler, item["picture"])
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])


class Atom(_Dated, Atom1Feed):
    def root_attributes(self):
        return super().root_attributes() | {"xmlns:media": MEDIA}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.feed["logo"]:
            handler.addQuickElement("logo", self.feed["logo"])

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item["picture"]:
            _add_media(handler, item["picture"])
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


FORMATS = {"rss": Rss, "atom": Atom}


def write(kind: str, place: Place, items: list[Item], publisher: Publisher, base: str, path: str, language: str):
    """Return media type and text of the feed of `place`, which stands at `path`; `kind` is "rss" or "atom"."""
    title = clean(" – ".join(filter(None, [place.title, publisher.name])))
    feed = FORMATS[kind](
        title=title,
        link=absolute(base, place.url),
        description=title,
        language=language,
        author_name=clean(publisher.name),
        feed_url=absolute(base, path),
        feed_guid=absolute(base, path),
        ttl=str(TTL),
        logo=absolute(base, publisher.logo) if publisher.logo else "",
    )
    for item in items:
        _add(feed, item)
    return feed.content_type, feed.writeString("utf-8")


def _add(feed, item: Item) -> None:
    picture = item.picture
    feed.add_item(
        title=item.title,
        link=item.url,
        description=item.summary,
        author_name=item.author or None,
        pubdate=item.published,
        updateddate=item.updated,
        unique_id=item.guid,
        unique_id_is_permalink=False,
        categories=item.categories,
        enclosures=[Enclosure(picture.url, str(picture.length), picture.type)] if picture else [],
        picture=picture,
        content=item.content,
    )


def _add_media(handler, picture) -> None:
    size = {"width": str(picture.width), "height": str(picture.height), "fileSize": str(picture.length)}
    handler.startElement("media:content", {"url": picture.url, "type": picture.type, "medium": "image"} | size)
    if picture.alt:
        handler.addQuickElement("media:description", clean(picture.alt), {"type": "plain"})
    handler.endElement("media:content")
