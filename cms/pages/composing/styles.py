"""What a Word file's styles say of a paragraph or run that says nothing itself: font, bold, italic, alignment.

The converter (mammoth) reads what stands at a run alone; half of what people see comes from styles.
"""

import re
from dataclasses import dataclass, fields, replace
from functools import cached_property
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A style that rests on itself by a detour ends here.
LONGEST_CHAIN = 20
HEADING = re.compile(r"heading \d", re.IGNORECASE)
OFF = {"0", "false", "none", "off"}


@dataclass(frozen=True)
class Format:
    """None where nothing is said."""

    font: str | None = None
    is_bold: bool | None = None
    is_italic: bool | None = None
    alignment: str | None = None

    def over(self, below: "Format") -> "Format":
        """Return this format, with what it does not say taken from `below`."""
        missing = {item.name: getattr(below, item.name) for item in fields(self) if getattr(self, item.name) is None}
        return replace(self, **missing)


class Styles:
    """The styles of a document by id; `xml` is its styles part, already checked, or b''."""

    def __init__(self, xml: bytes):
        self._root = ElementTree.fromstring(xml) if xml else ElementTree.Element("none")
        self._known: dict[str | None, Format] = {}

    def format_of(self, *style_ids: str | None) -> Format:
        """Return what the styles named say, the first above the next, and all above the document's defaults."""
        found = Format()
        for style_id in style_ids:
            found = found.over(self._style(style_id))
        return found.over(self._default_paragraph).over(self._defaults)

    def number_of(self, style_id: str | None) -> tuple[str | None, int]:
        """Return the list (its id, None for none) and level that a paragraph style puts its paragraphs in."""
        for element in self._chain(style_id):
            if number := _value(element, "pPr", "numPr", "numId"):
                level = _value(element, "pPr", "numPr", "ilvl") or "0"
                return number, int(level) if level.isascii() and level.isdecimal() and len(level) < 3 else 0
        return None, 0

    def is_heading(self, style_id: str | None) -> bool:
        """Whether a paragraph style is one of the headings that Word itself knows."""
        element = self._by_id.get(style_id)
        return element is not None and bool(HEADING.fullmatch(_value(element, "name") or ""))

    def _style(self, style_id: str | None) -> Format:
        if style_id not in self._known:
            found = Format()
            for element in self._chain(style_id):
                found = found.over(read_format(element))
            self._known[style_id] = found
        return self._known[style_id]

    def _chain(self, style_id: str | None) -> list[ElementTree.Element]:
        """Return a style and those it rests on, one below the other."""
        chain = []
        while (element := self._by_id.get(style_id)) is not None and len(chain) < LONGEST_CHAIN:
            chain.append(element)
            style_id = _value(element, "basedOn")
        return chain

    @cached_property
    def _by_id(self) -> dict:
        return {element.get(f"{W}styleId"): element for element in self._root.iter(f"{W}style")}

    @cached_property
    def _default_paragraph(self) -> Format:
        styles = self._root.iter(f"{W}style")
        is_default = (item for item in styles if item.get(f"{W}default") and item.get(f"{W}type") == "paragraph")
        return self._style(next((item.get(f"{W}styleId") for item in is_default), None))

    @cached_property
    def _defaults(self) -> Format:
        found = Format()
        for element in (*self._root.iter(f"{W}rPrDefault"), *self._root.iter(f"{W}pPrDefault")):
            found = found.over(read_format(element))
        return found


def read_format(element: ElementTree.Element) -> Format:
    """Return what the properties below a style say."""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return Format(
        font=None if fonts is None else fonts.get(f"{W}ascii"),
        is_bold=_switch(element.find(f"{W}rPr/{W}b")),
        is_italic=_switch(element.find(f"{W}rPr/{W}i")),
        alignment=_value(element, "pPr", "jc"),
    )


def _switch(element: ElementTree.Element | None) -> bool | None:
    return None if element is None else element.get(f"{W}val", "1") not in OFF


def _value(element: ElementTree.Element, *path: str) -> str | None:
    found = element.find("/".join(f"{W}{name}" for name in path))
    return None if found is None else found.get(f"{W}val")
