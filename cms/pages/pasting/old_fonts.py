"""Finds text on a clipboard that was written for fonts older than Unicode. What becomes of it a person decides."""

from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from cms.text.legacy import LegacyEncoding, convert, convert_from_font, detect_legacy_encoding, encoding_of_font
from cms.text.nfc import nfc

from .sheets import Sheet

LONGEST_SAMPLE = 160


@dataclass(frozen=True)
class OldText:
    """Pieces of text, each with what it is in Unicode."""

    encoding: LegacyEncoding
    changes: tuple[tuple[NavigableString, str], ...]

    @property
    def before(self) -> str:
        return _sample(str(node) for node, _converted in self.changes)

    @property
    def after(self) -> str:
        return _sample(converted for _node, converted in self.changes)

    def put_right(self) -> None:
        """Convert the text where it stands."""
        for node, converted in self.changes:
            node.replace_with(NavigableString(converted))


def old_text_in(soup: BeautifulSoup, sheet: Sheet) -> OldText | None:
    """Return the text whose font, or whose letters alone, say that it is older than Unicode; None where none is."""
    nodes = [node for node in soup.find_all(string=True) if not isinstance(node, PreformattedString)]
    fonts = _fonts_around(nodes, sheet)
    by_font = [(node, font) for node, font in zip(nodes, fonts, strict=True) if encoding_of_font(font)]
    changes = [(node, converted) for node, font in by_font if (converted := convert_from_font(node, font)) != nfc(node)]
    if changes:
        return OldText(encoding_of_font(next(font for node, font in by_font if node is changes[0][0])), tuple(changes))
    encoding = detect_legacy_encoding(" ".join(nodes))
    if encoding is None:
        return None
    changes = [(node, converted) for node in nodes if (converted := convert(node, encoding)) != nfc(node)]
    return OldText(encoding, tuple(changes)) if changes else None


def _fonts_around(nodes: list[NavigableString], sheet: Sheet) -> list[str]:
    """Return the font each text is shown in, '' where nothing names one."""
    known: dict[int, str] = {}

    def font_of(tag: Tag | None) -> str:
        chain = []
        while tag is not None and id(tag) not in known:
            chain.append(tag)
            tag = tag.parent
        font = known[id(tag)] if tag is not None else ""
        for inner in reversed(chain):
            font = known[id(inner)] = sheet.font_of(inner) or font
        return font

    return [font_of(node.parent) for node in nodes]


def _sample(texts) -> str:
    words = " ".join(" ".join(texts).split())
    return words if len(words) <= LONGEST_SAMPLE else f"{words[:LONGEST_SAMPLE].rpartition(' ')[0]}…"
