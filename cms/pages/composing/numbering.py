"""Writes out the numbers that Word shows in front of paragraphs, where a list of the web would show others.

Word counts by itself: 1. … 2. … across the paragraphs between them, I., a), 1.1, and in the first column of tables.
A list of the web begins anew at 1 whenever something else stood between. So a list stays one only where it is a whole
one that counts 1, 2, 3; everywhere else the number becomes letters.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from xml.etree import ElementTree

from cms.text.numerals import HIGHEST_ROMAN, letters_of_word_list, roman_numeral

from .styles import Styles, W

PLACE = re.compile(r"%(\d)")
WHOLE_NUMBER = re.compile(r"%\d[.)]?")
# Of aa, bb, … as Word counts on behind z; what stands around the numbers is as short.
MOST_LETTERS = 20
LONGEST_LABEL = 60
LEVELS = 9


@dataclass(frozen=True)
class Level:
    format: str
    text: str
    start: int


@dataclass
class Numbered:
    """A paragraph that Word numbers; `label` is what Word shows."""

    paragraph: ElementTree.Element
    number_id: str
    level: int
    label: str
    counts_on: int
    is_plain: bool
    is_heading: bool
    is_in_table: bool


class Numbering:
    """The numbering definitions of a document; `xml` is its numbering part, already checked, or b''."""

    def __init__(self, xml: bytes):
        root = ElementTree.fromstring(xml) if xml else ElementTree.Element("none")
        abstract = {item.get(f"{W}abstractNumId"): _levels(item) for item in root.iter(f"{W}abstractNum")}
        self._lists = {}
        for item in root.findall(f"{W}num"):
            which = item.find(f"{W}abstractNumId")
            name = None if which is None else which.get(f"{W}val")
            self._lists[item.get(f"{W}numId")] = (name, abstract.get(name, {}))
        self._counts: dict = defaultdict(lambda: [None] * LEVELS)

    def level(self, number_id: str, level: int) -> Level | None:
        return self._lists.get(number_id, (None, {}))[1].get(level)

    def next_label(self, number_id: str, level: int) -> tuple[str, int]:
        """Count on, and return what Word shows, and the number of this level."""
        name, levels = self._lists[number_id]
        counts = self._counts[name]
        found = levels[level]
        counts[level] = found.start if counts[level] is None else counts[level] + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)

        def written(match: re.Match) -> str:
            place = int(match[1]) - 1
            shown = levels.get(place)
            if shown is None:
                return ""
            return _written(counts[place] if counts[place] is not None else shown.start, shown.format)

        return PLACE.sub(written, found.text).strip(), counts[level]


def write_out(root: ElementTree.Element, numbering: bytes, styles: Styles) -> bool:
    """Write out those numbers in the main part `root` that a list of the web would not show; return whether any."""
    written = False
    for group in _groups(root, Numbering(numbering), styles) if numbering else ():
        if not _is_web_list(group):
            for item in group:
                _write(item)
            written = True
    return written


def _groups(root: ElementTree.Element, lists: Numbering, styles: Styles) -> list[list[Numbered]]:
    """Return the numbered paragraphs, those together between which nothing else stands."""
    groups: list[list[Numbered]] = []
    is_open = False
    in_tables = {id(paragraph) for table in root.iter(f"{W}tbl") for paragraph in table.iter(f"{W}p")}
    for paragraph in root.iter(f"{W}p"):
        number_id, level, is_heading = _number_of(paragraph, styles)
        defined = lists.level(number_id, level) if number_id else None
        is_in_table = id(paragraph) in in_tables
        if defined is None or defined.format == "bullet":
            is_open = is_open and not _has_words(paragraph)
            continue
        if not _has_words(paragraph) and not is_in_table:
            continue
        label, count = lists.next_label(number_id, level)
        is_plain = defined.format == "decimal" and bool(WHOLE_NUMBER.fullmatch(defined.text.strip()))
        item = Numbered(paragraph, number_id, level, label, count, is_plain, is_heading, is_in_table)
        joins = is_open and groups[-1][-1].number_id == number_id and not is_in_table and not is_heading
        if joins:
            groups[-1].append(item)
        else:
            groups.append([item])
        is_open = not is_in_table and not is_heading
    return groups


def _is_web_list(group: list[Numbered]) -> bool:
    if len(group) < 2 or any(item.is_heading or item.is_in_table or not item.is_plain for item in group):
        return False
    return group[0].counts_on == 1 and group[0].level == min(item.level for item in group)


def _number_of(paragraph: ElementTree.Element, styles: Styles) -> tuple[str, int, bool]:
    """Return the list a paragraph belongs to ('' for none), its level there, and whether its style is a heading's."""
    properties = paragraph.find(f"{W}pPr")
    style = None if properties is None else properties.find(f"{W}pStyle")
    style_id = None if style is None else style.get(f"{W}val")
    given = None if properties is None else properties.find(f"{W}numPr")
    number_id, level = _read_number(given)
    if number_id is None:
        number_id, style_level = styles.number_of(style_id)
        level = level if level is not None else style_level
    return (number_id if number_id != "0" else "") or "", min(level or 0, LEVELS - 1), styles.is_heading(style_id)


def _read_number(element: ElementTree.Element | None) -> tuple[str | None, int | None]:
    if element is None:
        return None, None
    number, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    return None if number is None else number.get(f"{W}val"), None if level is None else _whole(level.get(f"{W}val"))


def _has_words(paragraph: ElementTree.Element) -> bool:
    return any((text.text or "").strip() for text in paragraph.iter(f"{W}t"))


def _write(item: Numbered) -> None:
    """Put the number in front of a paragraph's letters, in their look, and take it out of its list."""
    properties = item.paragraph.find(f"{W}pPr")
    if properties is None:
        properties = ElementTree.Element(f"{W}pPr")
        item.paragraph.insert(0, properties)
    for number in properties.findall(f"{W}numPr"):
        properties.remove(number)
    # No list, whatever the style says.
    number = ElementTree.SubElement(properties, f"{W}numPr")
    ElementTree.SubElement(number, f"{W}ilvl", {f"{W}val": "0"})
    ElementTree.SubElement(number, f"{W}numId", {f"{W}val": "0"})
    run = ElementTree.Element(f"{W}r")
    look = item.paragraph.find(f"{W}r/{W}rPr")
    if look is not None:
        run.append(look)
    ElementTree.SubElement(run, f"{W}t").text = f"{item.label} "
    item.paragraph.insert(list(item.paragraph).index(properties) + 1, run)


def _levels(abstract: ElementTree.Element) -> dict[int, Level]:
    levels = {}
    for element in abstract.findall(f"{W}lvl"):
        values = {name: element.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start")}
        given = {name: "" if found is None else found.get(f"{W}val", "") for name, found in values.items()}
        level = Level(given["numFmt"] or "decimal", given["lvlText"][:LONGEST_LABEL], _whole(given["start"] or "1"))
        levels[min(_whole(element.get(f"{W}ilvl", "0")), LEVELS - 1)] = level
    return levels


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _written(number: int, kind: str) -> str:
    """Return a number as Word writes it in lists of this kind; those of other scripts as digits."""
    if kind in ("upperLetter", "lowerLetter") and 0 < number <= 26 * MOST_LETTERS:
        letters = letters_of_word_list(number)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("upperRoman", "lowerRoman") and 0 < number <= HIGHEST_ROMAN:
        numeral = roman_numeral(number)
        return numeral.upper() if kind == "upperRoman" else numeral
    if kind == "none":
        return ""
    return f"{number:02}" if kind == "decimalZero" else str(number)
