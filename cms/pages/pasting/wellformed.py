"""HTML of a clipboard with every element closed where HTML says it ends.

LibreOffice closes no list item, Word writes marks of its own between the tags, and the parser in use takes both as they
stand: one item would hold all that follow. Comments, and what lies outside the copied fragment, are left out here too.
"""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
KEPT = {
    *("style", "class", "href", "src", "alt", "face", "start", "type", "value", "colspan", "rowspan"),
    *("role", "aria-level", "align"),
}
# What ends a paragraph that was left open.
ENDS_PARAGRAPH = {
    *("address", "article", "aside", "blockquote", "center", "div", "dl", "fieldset", "figure", "figcaption"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section"),
    *("table", "ul"),
}
# What a start tag closes, and where the search for it ends.
CLOSES = {
    "li": ({"li"}, {"ul", "ol", "table", "td", "th"}),
    "td": ({"td", "th"}, {"table"}),
    "th": ({"td", "th"}, {"table"}),
    "tr": ({"tr", "caption", "colgroup"}, {"table"}),
    **dict.fromkeys(("tbody", "thead", "tfoot"), ({"tbody", "thead", "tfoot", "colgroup", "caption"}, {"table"})),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
}
CELLS = {"td", "th", "table", "caption"}
DEEPEST = 200
MARK = re.compile(r"<!\[[^>]{0,200}>")


@dataclass
class Clipboard:
    """`html` well formed, and the text of its style sheets."""

    html: str
    sheets: list[str] = field(default_factory=list)


def well_formed(html: str) -> Clipboard:
    """Return what was copied, well formed; never raises. Word's own marks and comments are gone."""
    html, sheets = _cut(html.replace("\0", ""), "<style", "</style>")
    writer = _Writer()
    writer.feed(_closed(MARK.sub("", _cut(_fragment(html), "<!--", "-->")[0])))
    writer.close()
    writer.close_to(0)
    return Clipboard("".join(writer.written), [sheet.partition(">")[2] for sheet in sheets])


def _fragment(html: str) -> str:
    start, found, rest = html.partition("<!--StartFragment-->")
    return rest.partition("<!--EndFragment-->")[0] if found else start


def _closed(html: str) -> str:
    """Return `html` with every "<" that no ">" answers as a letter.

    Upstream: html.parser reads to the end at each of them, which takes minutes where there are many.
    """
    text, *tags = html.split("<")
    return "".join([text, *(f"<{tag}" if ">" in tag else f"&lt;{tag}" for tag in tags)])


def _cut(html: str, opening: str, closing: str) -> tuple[str, list[str]]:
    """Return `html` without what stands between `opening` and `closing`, and what stood there."""
    left, cut, at, searched = [], [], 0, html.lower()
    while (start := searched.find(opening, at)) >= 0 and (end := searched.find(closing, start)) >= 0:
        left.append(html[at:start])
        cut.append(html[start + len(opening) : end])
        at = end + len(closing)
    return "".join([*left, html[at:]]), cut


class _Writer(HTMLParser):
    """Writes down what it reads, and closes what was left open."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if ":" in tag or (len(self._open) >= DEEPEST and tag not in VOID):
            # Marks of Word's own (<o:p>) say nothing; neither does what is nested deeper than anybody writes.
            return
        closed, until = CLOSES.get(tag, (set(), set()))
        self._close_nearest(closed, until)
        if tag in ENDS_PARAGRAPH:
            self._close_nearest({"p"}, CELLS)
        self.written.append(f"<{tag}{_attributes(attrs)}>")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self._close_nearest({tag}, set() if tag in CELLS or tag in {"tr", "tbody", "thead", "tfoot"} else CELLS)

    def handle_data(self, data):
        self.written.append(escape(data, quote=False))

    def close_to(self, length: int) -> None:
        while len(self._open) > length:
            self.written.append(f"</{self._open.pop()}>")

    def _close_nearest(self, tags: set[str], until: set[str]) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place] in tags:
                self.close_to(place)
                return
            if self._open[place] in until:
                return


def _attributes(attrs: list[tuple[str, str | None]]) -> str:
    """Return the attributes that are read later. LibreOffice gives some twice: their values are joined."""
    kept: dict[str, str] = {}
    for name, value in attrs:
        if name in KEPT and value:
            kept[name] = f"{kept[name]};{value}" if name == "style" and name in kept else kept.get(name, value)
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
