"""A page of the guide, made of Markdown into HTML that is safe to show in the admin.

markdown-it-py does the work: HTML in a text is shown and not carried out, and links lead nowhere but to pages and
pictures of the guide and to other sites over https.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

from cms.guide import files

PAGE_LINK = re.compile(r"(?P<name>[\w-]+)\.md(?P<anchor>#.+)?")
PICTURE_LINK = re.compile(r"anh/(?P<name>[\w-]+\.png)")


@dataclass(frozen=True)
class Heading:
    """A heading of the second or third level: what the table of contents is made of."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True)
class GuidePage:
    """One page: its title, its headings, and everything below the title as HTML."""

    title: str
    headings: tuple[Heading, ...]
    html: SafeString


def page_of(name: str) -> GuidePage | None:
    """Return the page called `name` (the name of its file without ending); None where there is none."""
    path = files.pages().get(name)
    return _rendered(path, path.stat().st_mtime_ns) if path else None


@lru_cache(maxsize=64)
def _rendered(path: Path, changed: int) -> GuidePage:
    """Return the page at `path`. `changed` is when it was, so that one that is written anew is rendered anew."""
    return render(path.read_text(encoding="utf-8"))


def render(text: str) -> GuidePage:
    """Return the page that `text` (Markdown) describes."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(unicodedata.normalize("NFC", text))
    title, headings = "", []
    for heading in _name_headings(tokens):
        if heading.level == 1 and not title:
            title = heading.text
        elif heading.level in (2, 3):
            headings.append(heading)
    for token in tokens:
        _lead_inside(token.children or [])
    html = parser.renderer.render(_framed(_without_title(tokens)), parser.options, {})
    # Safe: the parser escapes what the text holds, and what is added here is escaped by it too.
    return GuidePage(title, tuple(headings), mark_safe(html))


def anchor_of(text: str) -> str:
    """Return the anchor of a heading, by the rule that readers of Markdown on the web share (GitHub's)."""
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")


def _name_headings(tokens: list[Token]) -> Iterator[Heading]:
    """Give every heading its anchor; yield it. Of two with the same words the second gets a number."""
    taken: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = "".join(child.content for child in inline.children or [] if child.type in {"text", "code_inline"})
        anchor = anchor_of(text)
        taken[anchor] = taken.get(anchor, -1) + 1
        anchor += f"-{taken[anchor]}" if taken[anchor] else ""
        opening.attrSet("id", anchor)
        yield Heading(int(opening.tag[1]), anchor, text)


def _without_title(tokens: list[Token]) -> list[Token]:
    """Leave out the first heading, which the screen shows by itself."""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[3:]
    return tokens


def _lead_inside(children: list[Token]) -> None:
    """Have links and pictures lead to the pages of the admin that show them. In place."""
    for token in children:
        if token.type == "link_open":
            token.attrs = _link(str(token.attrs.get("href", "")))
        elif token.type == "image":
            _picture(token)


def _link(address: str) -> dict:
    """Return the attributes of a link; none for what the guide does not hold: its words stay, leading nowhere."""
    # The parser writes what is no ASCII in percent signs.
    address = unquote(address)
    if address.startswith(("#", "https://")):
        return {"href": address}
    if (match := PAGE_LINK.fullmatch(address)) and match["name"] in files.pages():
        return {"href": address_of(match["name"]) + (match["anchor"] or "")}
    return {}


def _picture(token: Token) -> None:
    match = PICTURE_LINK.fullmatch(str(token.attrs.get("src", "")))
    path = files.pictures().get(match["name"]) if match else None
    if path is None:
        token.attrs = {"src": "", "alt": ""}
        return
    with Image.open(path) as image:
        width, height = image.size
    source = reverse("guide_picture", args=[path.name])
    token.attrs |= {"src": source, "width": width, "height": height, "loading": "lazy"}


def address_of(name: str) -> str:
    """Return the address in the admin of the page called `name`."""
    return reverse("guide") if name == files.CONTENTS else reverse("guide_page", args=[name])


def _framed(tokens: list[Token]) -> list[Token]:
    """Let wide tables scroll by themselves, with the keyboard too, and pictures open in full size."""
    framed = []
    for token in tokens:
        if token.type == "table_open":
            frame = Token("div_open", "div", 1, block=True)
            frame.attrs = {"class": "portal-guide__table", "role": "group", "tabindex": "0"}
            framed.append(frame)
        if token.type == "inline":
            token.children = _linked_pictures(token.children or [])
        framed.append(token)
        if token.type == "table_close":
            framed.append(Token("div_close", "div", -1, block=True))
    return framed


def _linked_pictures(children: list[Token]) -> list[Token]:
    linked = []
    for token in children:
        if token.type == "image" and token.attrs.get("src"):
            link = Token("link_open", "a", 1)
            link.attrs = {"href": token.attrs["src"], "class": "portal-guide__picture"}
            linked += [link, token, Token("link_close", "a", -1)]
        else:
            linked.append(token)
    return linked
