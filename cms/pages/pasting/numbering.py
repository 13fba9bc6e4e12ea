"""Lists as Word and others put them on a clipboard, made lists of HTML where that keeps their numbers.

The editor numbers its lists 1, 2, 3 and knows nothing else. Letters, Roman numerals, "Điều 3." and a list that goes on
from an earlier one keep their numbers as words instead: other sentences refer to them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag

from cms.text.numerals import HIGHEST_ROMAN, letters_of_web_list, roman_numeral

from .sheets import FONT, Sheet, style_of

IN_LIST = re.compile(r"mso-list\s*:\s*(l\d+)\s+level(\d)", re.IGNORECASE)
MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
BULLET_FONTS = re.compile(r"symbol|wingdings|webdings|courier", re.IGNORECASE)
PLAIN_NUMBER = re.compile(r"\(?(\d{1,3})[.)]?")
LETTERS = re.compile(r"list-style-type\s*:\s*(lower|upper)-(alpha|latin|roman)", re.IGNORECASE)


@dataclass
class Item:
    """A paragraph of Word that is an item of a list."""

    tag: Tag
    level: int
    marker: str
    is_bullet: bool

    @property
    def number(self) -> int | None:
        found = PLAIN_NUMBER.fullmatch(self.marker)
        return int(found[1]) if found else None

    @property
    def kind(self) -> str:
        return "ul" if self.is_bullet else "ol"


def make_lists(soup: BeautifulSoup, sheet: Sheet) -> None:
    """Make lists in place of Word's paragraphs that are list items; a heading keeps its number as a word."""
    items = [item for tag in soup.find_all(style=IN_LIST) if (item := _item(tag, sheet))]
    for heading in [item for item in items if item.tag.name != "p"]:
        _spell_out(heading)
    for run in _runs([item for item in items if item.tag.name == "p"]):
        counts = _counts_from_one(run)
        for item in run:
            if not item.is_bullet and not counts:
                _spell_out(item)
        _nest(soup, [item for item in run if item.is_bullet or counts])


def spell_out_numbers(soup: BeautifulSoup) -> None:
    """Take apart the lists of HTML whose numbers the editor would change; each item begins with its number."""
    for numbered in soup.find_all("ol"):
        first = str(numbered.get("start") or "1")
        count = int(first) if first.isdecimal() else 1
        items = [child for child in numbered.children if isinstance(child, Tag) and child.name == "li"]
        looks = str(numbered.get("type") or ""), style_of(items[0]) if items else ""
        kind = _letters(*looks)
        if not items or (kind is None and count == 1):
            continue
        for item in items:
            marker = f"{_number(count, kind or '1')}{')' if kind in ('a', 'A') else '.'} "
            _first_paragraph(item).insert(0, NavigableString(marker))
            item.name = "div"
            count += 1
        numbered.name = "div"


def unwrap_empty_levels(soup: BeautifulSoup) -> None:
    """Leave out the lists that hold nothing but another list, by which LibreOffice says how deep that one stands."""
    for outer in soup.find_all(["ol", "ul"]):
        inner = [child for child in outer.children if isinstance(child, Tag)]
        if inner and all(child.name in ("ol", "ul") for child in inner):
            outer.unwrap()


def _item(tag: Tag, sheet: Sheet) -> Item | None:
    if tag.name not in ("p", "h1", "h2", "h3", "h4", "h5", "h6"):
        return None
    found = IN_LIST.search(style_of(tag))
    marker = tag.find(style=MARKER)
    if marker is None:
        return None
    fonts = [style_of(part) for part in (marker, marker.parent) if part is not tag]
    words = " ".join(marker.get_text().split())
    has_bullet_font = any((font := FONT.search(style)) and BULLET_FONTS.search(font[1]) for style in fonts)
    is_bullet = (found[1].lower(), found[2]) in sheet.bullets or has_bullet_font or not re.search(r"\w", words)
    marker.extract()
    return Item(tag, int(found[2]), words, is_bullet)


def _spell_out(item: Item) -> None:
    if not item.is_bullet and item.marker:
        item.tag.insert(0, NavigableString(f"{item.marker} "))


def _runs(items: list[Item]) -> Iterator[list[Item]]:
    """Yield the items that follow each other without anything between them."""
    run: list[Item] = []
    for item in items:
        if run and _next_tag(run[-1].tag) is not item.tag:
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _next_tag(tag: Tag) -> Tag | None:
    sibling = tag.next_sibling
    while isinstance(sibling, NavigableString) and not sibling.strip():
        sibling = sibling.next_sibling
    return sibling if isinstance(sibling, Tag) else None


def _counts_from_one(run: list[Item]) -> bool:
    """Whether the editor would number these items as they are numbered now."""
    counts: dict[int, int] = {}
    for item in run:
        counts = {level: count for level, count in counts.items() if level <= item.level}
        if item.is_bullet:
            counts.pop(item.level, None)
            continue
        counts[item.level] = counts.get(item.level, 0) + 1
        if item.number != counts[item.level]:
            return False
    return True


def _nest(soup: BeautifulSoup, items: list[Item]) -> None:
    """Put items that follow each other into lists, those of deeper levels inside the item above them."""
    open_lists: list[tuple[int, Tag]] = []
    for item in items:
        if open_lists and _next_tag(open_lists[0][1]) is not item.tag:
            open_lists = []
        while open_lists and (
            open_lists[-1][0] > item.level or (open_lists[-1][0] == item.level and open_lists[-1][1].name != item.kind)
        ):
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < item.level:
            made = soup.new_tag(item.kind)
            if open_lists:
                open_lists[-1][1].contents[-1].append(made)
            else:
                item.tag.insert_before(made)
            open_lists.append((item.level, made))
        item.tag.name = "li"
        open_lists[-1][1].append(item.tag.extract())


def _first_paragraph(item: Tag) -> Tag:
    first = item.find(["p", "div"], recursive=False)
    return first if first is not None and _is_first(first) else item


def _is_first(tag: Tag) -> bool:
    return all(isinstance(before, NavigableString) and not before.strip() for before in tag.previous_siblings)


def _letters(kind: str, style: str) -> str | None:
    """Return a, A, i or I for a list that is counted so, else None."""
    if kind in ("a", "A", "i", "I"):
        return kind
    found = LETTERS.search(style)
    if found is None:
        return None
    letter = "i" if found[2].lower() == "roman" else "a"
    return letter.upper() if found[1].lower() == "upper" else letter


def _number(count: int, kind: str) -> str:
    if kind == "1" or not 0 < count <= HIGHEST_ROMAN:
        return str(count)
    words = letters_of_web_list(count) if kind in ("a", "A") else roman_numeral(count)
    return words.upper() if kind in ("A", "I") else words
