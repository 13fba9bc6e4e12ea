"""The light markup in which the sample content writes bodies, turned into the blocks of a StreamField.

Blocks are separated by empty lines. A block that begins with a mark is

    ## text                              a heading; ### a subheading
    @image key | caption | credit        a picture
    @gallery title                       pictures, one `key | caption` on each further line
    @quote who said it                   the words on the further lines
    @table caption                       one row on each further line, cells separated by |, the header first
    @documents title                     one key on each further line
    @video address | title | poster key
    @notice level title                  the text on the further lines

and everything else is text: lines that begin with `- ` or `1. ` are lists. Neighbouring texts share one
paragraph block. In texts, **bold**, *italic* and [words](address) are understood; `page:key` leads to a page
of the sample.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

LISTS = (("- ", "ul"), (re.compile(r"\d+\. "), "ol"))
INLINE = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*(.+?)\*"), r"<i>\1</i>"),
)
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True)
class Picture:
    """What a body needs to know of a picture."""

    pk: int
    alt_text: str


@dataclass(frozen=True)
class Lookup:
    """Finds what the content names by key."""

    picture: Callable[[str], Picture]
    document: Callable[[str], int]
    page: Callable[[str], int]


def parse_body(text: str, lookup: Lookup) -> list[dict]:
    """Return the raw blocks of `text`: dicts of "type" and "value". Raises KeyError for an unknown mark."""
    blocks: list[dict] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        if not chunk.strip():
            continue
        first, *lines = [line.strip() for line in chunk.strip().splitlines()]
        if first.startswith("#"):
            marks, words = first.split(" ", 1)
            blocks.append({"type": "heading", "value": {"text": words, "level": f"h{len(marks)}"}})
        elif first.startswith("@"):
            name, _space, rest = first[1:].partition(" ")
            blocks.append({"type": name, "value": MARKS[name](rest.strip(), lines, lookup)})
        elif blocks and blocks[-1]["type"] == "paragraph":
            blocks[-1]["value"] += rich_text([first, *lines], lookup)
        else:
            blocks.append({"type": "paragraph", "value": rich_text([first, *lines], lookup)})
    return blocks


def rich_text(lines: list[str], lookup: Lookup) -> str:
    """Return the HTML of one text: a list where its lines are marked so, else one paragraph."""
    for mark, tag in LISTS:
        matches = [line.startswith(mark) if isinstance(mark, str) else bool(mark.match(line)) for line in lines]
        if all(matches):
            items = "".join(f"<li>{_inline(line.split(' ', 1)[1], lookup)}</li>" for line in lines)
            return f"<{tag}>{items}</{tag}>"
    return f"<p>{_inline(' '.join(lines), lookup)}</p>"


def _inline(text: str, lookup: Lookup) -> str:
    html = escape(text, quote=False)
    for pattern, replacement in INLINE:
        html = pattern.sub(replacement, html)
    return LINK.sub(lambda found: _link(found[1], found[2], lookup), html)


def _link(words: str, address: str, lookup: Lookup) -> str:
    if address.startswith("page:"):
        return f'<a linktype="page" id="{lookup.page(address.removeprefix("page:"))}">{words}</a>'
    quoted = address.replace('"', "&quot;")
    return f'<a href="{quoted}">{words}</a>'


def _image(rest: str, lines: list[str], lookup: Lookup) -> dict:
    key, caption, credit = _fields(rest, 3)
    picture = lookup.picture(key)
    return {
        "image": picture.pk,
        "alt_text": picture.alt_text,
        "caption": caption,
        "credit": credit,
        "old_address": "",
    }


def _gallery(title: str, lines: list[str], lookup: Lookup) -> dict:
    return {"title": title, "images": [_image(line, [], lookup) for line in lines]}


def _quote(attribution: str, lines: list[str], lookup: Lookup) -> dict:
    return {"text": " ".join(lines), "attribution": attribution}


def _table(caption: str, lines: list[str], lookup: Lookup) -> dict:
    return {
        "data": [[cell.strip() for cell in line.split("|")] for line in lines],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": caption,
    }


def _documents(title: str, lines: list[str], lookup: Lookup) -> dict:
    return {"title": title, "documents": [lookup.document(line) for line in lines]}


def _video(rest: str, lines: list[str], lookup: Lookup) -> dict:
    address, title, poster = _fields(rest, 3)
    return {"address": address, "title": title, "poster": lookup.picture(poster).pk if poster else None}


def _notice(rest: str, lines: list[str], lookup: Lookup) -> dict:
    level, _space, title = rest.partition(" ")
    return {"level": level, "title": title, "text": rich_text(lines, lookup)}


def _fields(rest: str, count: int) -> list[str]:
    parts = [part.strip() for part in rest.split("|")]
    return parts + [""] * (count - len(parts))


MARKS = {
    "image": _image,
    "gallery": _gallery,
    "quote": _quote,
    "table": _table,
    "documents": _documents,
    "video": _video,
    "notice": _notice,
}
