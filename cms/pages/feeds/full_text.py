"""Whole texts for feeds: plain HTML of the stored blocks, with absolute addresses.

Not by the blocks' templates: these are made for pages (controls, sizes for a layout), and reading links, pictures and
documents block by block would cost queries for each item. Here each is asked once for the whole feed.
"""

from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html
from wagtail.whitelist import check_url

from cms.media.models import CustomDocument, CustomImage
from cms.pages.meta.json_ld import absolute
from cms.pages.models import BasePage
from cms.pages.models.body import PageAttachment
from cms.pages.renditions import read_ahead, stored
from cms.pages.video import parse_video
from cms.pages.words import words_of_block

# Between the rich texts of a feed while their links are read; no stored text holds it.
SEPARATOR = "<hr data-feed-separator>"
# What a feed reader is given of a rich text's attributes.
ATTRIBUTES = {"href", "lang"}


class _Read:
    """What the bodies of some pages name, read ahead: pictures, documents and expanded rich texts."""

    def __init__(self, pages: list[BasePage], base: str):
        self.base = base
        blocks = [block for page in pages for block in _raw(page)]
        self.images = CustomImage.objects.in_bulk(set(_image_ids(blocks)))
        read_ahead(self.images.values(), "text")
        self.documents = CustomDocument.objects.filter(is_public=True).in_bulk(set(_document_ids(blocks)))
        texts = sorted({text for block in blocks for text in _rich_texts(block)})
        expanded = expand_db_html(SEPARATOR.join(texts)).split(SEPARATOR)
        self.texts = {text: self._tidy(html) for text, html in zip(texts, expanded, strict=True)} if texts else {}

    def _tidy(self, html: str) -> SafeString:
        soup = BeautifulSoup(html, "html.parser")
        for tag in soup.find_all(["script", "style", "iframe", "object", "embed", "form"]):
            tag.decompose()
        for tag in soup.find_all(True):
            tag.attrs = {name: value for name, value in tag.attrs.items() if name in ATTRIBUTES}
            if "href" in tag.attrs:
                # What the editor would not let in: no policy of ours holds in a reader's program.
                tag["href"] = absolute(self.base, check_url(tag["href"]) or "")
        return mark_safe(str(soup))


def full_texts(pages: list[BasePage], base: str) -> dict[int, str]:
    """Return the text of each page by its id. The number of queries does not grow with pages or blocks."""
    read = _Read(pages, base)
    attachments: dict[int, list] = {}
    for row in PageAttachment.objects.filter(parent__in=[page.pk for page in pages]).select_related("document"):
        attachments.setdefault(row.parent_id, []).append(row)
    return {page.pk: _text(page, read, attachments.get(page.pk, [])) for page in pages}


def _text(page: BasePage, read: _Read, attachments: list) -> str:
    summary = getattr(page, "summary", "")
    parts = [format_html("<p><strong>{}</strong></p>", summary)] if summary else []
    if getattr(page, "cover_id", None):
        parts.append(_figure(page.listed_cover.image, page.cover_alt, page.cover_caption, read))
    parts += [_html(block["type"], block["value"], read, page) for block in _raw(page)]
    files = [(row.document, row.title) for row in attachments if row.document.is_public]
    return "".join([*parts, _links(files, read)])


def _raw(page: BasePage) -> list[dict]:
    return list(page.body.raw_data) if hasattr(page, "body") else []


def _html(kind: str, value, read: _Read, page: BasePage) -> SafeString:
    """Return one stored block as HTML; of a kind without a line here its words."""
    if not value:
        return mark_safe("")
    if kind == "paragraph":
        return read.texts[value]
    if kind == "heading":
        return format_html("<{0}>{1}</{0}>", "h3" if value.get("level") == "h3" else "h2", value["text"])
    if kind == "image":
        return _picture(value, read)
    if kind == "gallery":
        return mark_safe("".join(_picture(item, read) for item in _items(value.get("images"))))
    if kind == "quote":
        who = format_html("<p>— {}</p>", value["attribution"]) if value.get("attribution") else ""
        return format_html("<blockquote><p>{}</p>{}</blockquote>", value["text"], who)
    if kind == "table":
        return _table(value)
    if kind == "documents":
        found = [read.documents[pk] for pk in _items(value.get("documents")) if pk in read.documents]
        return _links([(document, document.title) for document in found], read)
    if kind == "video":
        video = parse_video(value["address"])
        return format_html('<p><a href="{}">{}</a></p>', video.watch_url, value["title"]) if video else mark_safe("")
    if kind == "notice":
        title = format_html("<p><strong>{}</strong></p>", value["title"]) if value.get("title") else ""
        return format_html("<div>{}{}</div>", title, read.texts.get(value["text"], ""))
    words = " ".join(words_of_block(page.body.stream_block.child_blocks[kind], value))
    return format_html("<p>{}</p>", words)


def _items(raw: list | None) -> list:
    """Return the values of a stored list, in whichever of Wagtail's two forms."""
    return [
        item["value"] if isinstance(item, dict) and item.get("type") == "item" and "value" in item else item
        for item in raw or []
    ]


def _picture(value: dict, read: _Read) -> SafeString:
    image = read.images.get(value.get("image"))
    caption = ". ".join(filter(None, [value.get("caption"), value.get("credit")]))
    return _figure(image, value.get("alt_text") or "", caption, read)


def _figure(image: CustomImage | None, alt: str, caption: str, read: _Read) -> SafeString:
    """Return a picture as everybody may see it; the caption alone where there is none."""
    renditions = list(stored(image, "text").values())[-1] if image else []
    shown = [rendition for rendition in renditions if rendition.is_public][:1]
    if not shown and not caption:
        return mark_safe("")
    picture = format_html_join(
        "",
        '<img src="{}" width="{}" height="{}" alt="{}">',
        ((absolute(read.base, each.url), each.width, each.height, alt) for each in shown),
    )
    words = format_html("<figcaption>{}</figcaption>", caption) if caption else ""
    return format_html("<figure>{}{}</figure>", picture, words)


def _table(value: dict) -> SafeString:
    rows = [[("" if cell is None else str(cell)) for cell in row] for row in value.get("data") or []]
    has_head, has_side = value.get("first_row_is_table_header"), value.get("first_col_is_header")
    lines = []
    for number, row in enumerate(rows):
        tags = ["th" if (has_head and number == 0) or (has_side and at == 0) else "td" for at in range(len(row))]
        cells = format_html_join("", "<{0}>{1}</{0}>", zip(tags, row, strict=True))
        lines.append(format_html("<tr>{}</tr>", cells))
    caption = format_html("<caption>{}</caption>", value["table_caption"]) if value.get("table_caption") else ""
    return format_html("<table>{}{}</table>", caption, mark_safe("".join(lines)))


def _links(files: Iterable[tuple[CustomDocument, str]], read: _Read) -> SafeString:
    rows = [(absolute(read.base, document.url), title) for document, title in files]
    if not rows:
        return mark_safe("")
    return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a></li>', rows))


def _rich_texts(block: dict) -> Iterator[str]:
    value = block["value"]
    if block["type"] == "paragraph" and value:
        yield value
    elif block["type"] == "notice" and value and value.get("text"):
        yield value["text"]


def _image_ids(blocks: list[dict]) -> Iterator[int]:
    for block in blocks:
        if block["type"] == "image":
            yield block["value"].get("image")
        elif block["type"] == "gallery":
            yield from (item.get("image") for item in _items(block["value"].get("images")))


def _document_ids(blocks: list[dict]) -> Iterator[int]:
    for block in blocks:
        if block["type"] == "documents":
            yield from _items(block["value"].get("documents"))
