"""Reads HTML of any origin, clean or not, into pieces. What is not known is unwrapped; nothing raises."""

import re
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from .pieces import (
    Heading,
    Picture,
    Piece,
    Run,
    Text,
    inline_html,
    paragraphs_of,
    plain_text,
    safe_address,
    tidy,
    words_of,
)
from .tables import LaidOut, read_table

LONGEST_HEADING = 200
# Deeper than anybody writes; from there on only words are read.
DEEPEST = 60
LEFT_OUT = {
    *("script", "style", "head", "title", "meta", "link", "template", "iframe", "object", "embed", "svg", "math"),
    *("input", "select", "textarea", "button", "noscript", "audio", "video", "canvas", "xml"),
}
BLOCKS = {
    *("p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "blockquote", "pre", "figure"),
    *("figcaption", "address", "center", "dl", "dt", "dd", "fieldset", "form", "body", "html", "hr", "li", "caption"),
    *("details", "summary", "tr", "td", "th", "tbody", "thead", "tfoot"),
}
HEADING = re.compile(r"h([1-6])")
WAY_BACK = "↑"
BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
NOT_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:normal|lighter|[1-5]00)", re.IGNORECASE)
ITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
NOT_ITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*normal", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


def read_html(html: str) -> list[Piece]:
    """Return the pieces of `html` in their order."""
    return _read(BeautifulSoup(html.replace("\0", ""), "html.parser"), 0)


def _read(root: Tag, depth: int) -> list[Piece]:
    reader = _Reader()
    reader.walk(root, _Look(), depth)
    reader.end_paragraph()
    return reader.pieces


@dataclass(frozen=True)
class _Look:
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""
    hints: frozenset[str] = frozenset()

    def inside(self, tag: Tag) -> "_Look":
        """Return the look of what stands in `tag`."""
        style = str(tag.get("style") or "")
        bold = (self.is_bold or tag.name in ("b", "strong") or BOLD.search(style)) and not NOT_BOLD.search(style)
        italic = self.is_italic or tag.name in ("i", "em", "cite") or ITALIC.search(style)
        italic = italic and not NOT_ITALIC.search(style)
        href = safe_address(str(tag.get("href") or "")) if tag.name == "a" else self.href
        return replace(self, is_bold=bool(bold), is_italic=bool(italic), href=href)


class _Reader:
    """Goes through a tree once: letters gather until a block ends, pictures stand behind the words around them."""

    def __init__(self):
        self.pieces: list[Piece] = []
        self._runs: list[Run] = []
        self._pictures: list[Picture] = []
        self._hints: frozenset[str] = frozenset()

    def walk(self, node: Tag, look: _Look, depth: int) -> None:
        if depth > DEEPEST:
            self._add_run(node.get_text(" "), look)
            return
        for child in node.children:
            if isinstance(child, PreformattedString):
                continue
            if isinstance(child, NavigableString):
                self._add_run(str(child), look)
            elif isinstance(child, Tag) and not _is_left_out(child):
                self._read_tag(child, look, depth + 1)

    def end_paragraph(self) -> None:
        self.pieces += paragraphs_of(self._runs, self._hints)
        self._put_pictures()

    def _put_pictures(self) -> None:
        self.pieces += self._pictures
        self._runs, self._pictures = [], []

    def _add_run(self, text: str, look: _Look) -> None:
        self._runs.append(Run(re.sub(r"\s+", " ", text), look.is_bold, look.is_italic, look.href))

    def _read_tag(self, tag: Tag, look: _Look, depth: int) -> None:
        heading = HEADING.fullmatch(tag.name)
        if tag.name == "br":
            self._runs.append(Run("\n"))
        elif tag.name == "img":
            self._read_picture(tag)
        elif heading:
            self.end_paragraph()
            self._read_heading(tag, int(heading[1]), depth)
        elif tag.name in ("ul", "ol"):
            self.end_paragraph()
            self._read_list(tag, depth)
        elif tag.name == "table":
            self.end_paragraph()
            self._read_table(tag, depth)
        elif tag.name in BLOCKS:
            self.end_paragraph()
            self._hints = _classes(tag)
            self.walk(tag, look.inside(tag), depth)
            self.end_paragraph()
            self._hints = frozenset()
        else:
            self.walk(tag, look.inside(tag), depth)

    def _read_picture(self, tag: Tag) -> None:
        picture = Picture(str(tag.get("src") or ""), plain_text([Run(str(tag.get("alt") or ""))]))
        if any(run.text.strip() for run in self._runs):
            self._pictures.append(picture)
        else:
            self.pieces.append(picture)

    def _read_heading(self, tag: Tag, level: int, depth: int) -> None:
        inner = _read(tag, depth)
        words = [piece for piece in inner if not isinstance(piece, Picture)]
        text = " ".join(words_of(words))
        if not text:
            self.pieces += inner
        elif len(text) > LONGEST_HEADING:
            self.pieces += words
        else:
            self.pieces.append(Heading(text, level, _classes(tag)))
        if text:
            self.pieces += [piece for piece in inner if isinstance(piece, Picture)]

    def _read_list(self, tag: Tag, depth: int) -> None:
        html, plain, others = list_html(tag, depth)
        if plain:
            self.pieces.append(Text(html, plain, hints=_classes(tag) | {tag.name}))
        self.pieces += others

    def _read_table(self, tag: Tag, depth: int) -> None:
        found = read_table(tag, lambda cell: _read(cell, depth))
        self.pieces += found.pieces if isinstance(found, LaidOut) else [found.table, *found.pictures]


def list_html(tag: Tag, depth: int) -> tuple[str, str, list[Piece]]:
    """Return a list as Wagtail stores it, its words, and what cannot stand in a list: pictures and tables."""
    items, words, others = [], [], []
    for child in tag.children:
        if not isinstance(child, Tag):
            continue
        if child.name in ("ul", "ol"):
            # Wrongly nested, as older editors write it: it belongs to the item above.
            html, plain, more = list_html(child, depth + 1) if depth < DEEPEST else ("", child.get_text(" "), [])
            items[-1:] = [f"{items[-1]}{html}" if items else html]
        else:
            html, plain, more = _item_html(child, depth + 1)
            items += [html] if plain else []
        words += [plain] if plain else []
        others += more
    body = "".join(item if item.startswith("<ul>") or item.startswith("<ol>") else f"<li>{item}</li>" for item in items)
    return f"<{tag.name}>{body}</{tag.name}>", " ".join(words), others


def _item_html(tag: Tag, depth: int) -> tuple[str, str, list[Piece]]:
    """Return what stands in one item: its lines, and the lists nested in it."""
    pieces = _read(tag, depth) if depth < DEEPEST else paragraphs_of([Run(tag.get_text(" "))])
    lines, nested, others = [], [], []
    for piece in pieces:
        if isinstance(piece, Text) and piece.is_paragraph:
            lines.append(inline_html(piece.runs))
        elif isinstance(piece, Text):
            nested.append(piece.html)
        elif isinstance(piece, Heading):
            lines.append(inline_html(tidy([Run(piece.text, is_bold=True)])))
        else:
            others.append(piece)
    return "<br/>".join(lines) + "".join(nested), " ".join(words_of(pieces)), others


def _classes(tag: Tag) -> frozenset[str]:
    return frozenset(tag.get_attribute_list("class")) - {None}


def _is_left_out(tag: Tag) -> bool:
    """Whether nobody reads what is in `tag`: code, what is hidden, the arrow from a footnote back to its place."""
    if tag.name in LEFT_OUT or HIDDEN.search(str(tag.get("style") or "")):
        return True
    return tag.name == "a" and str(tag.get("href") or "").startswith("#") and tag.get_text() == WAY_BACK
