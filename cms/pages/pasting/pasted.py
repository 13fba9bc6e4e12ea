"""What was pasted, as blocks of a body."""

import copy
import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from cms.pages.composing.article import with_captions, with_headings
from cms.pages.composing.html import blocks_of_pieces
from cms.pages.composing.reading import read_html
from cms.text.legacy import convert, detect_legacy_encoding
from cms.text.nfc import nfc

from .numbering import make_lists, spell_out_numbers, unwrap_empty_levels
from .old_fonts import OldText, old_text_in
from .sheets import Sheet, read_sheets, style_of
from .wellformed import well_formed

# Word's comments, its list of them, headers and footers.
NOT_TEXT = re.compile(r"mso-element\s*:\s*(?:comment|header|footer)|mso-special-character\s*:\s*comment", re.IGNORECASE)
COMMENT_CLASSES = {"MsoCommentReference", "MsoCommentText", "MsoCommentSubject", "msocomanchor", "msocomtxt"}
DELETED_CLASSES = {"msoDel"}
CAPTION_CLASSES = {"MsoCaption", "caption"}
ALIGNED = re.compile(r"(?<![\w-])text-align\s*:\s*(center|right)", re.IGNORECASE)
LOOKS = {"center": "centred", "right": "apart"}
TITLE_CLASSES = {"MsoTitle", "MsoTitleCxSpFirst"}


@dataclass(frozen=True)
class Pasted:
    """`blocks` as cms.pages.composing makes them, and the same with old text put right where there is any."""

    blocks: list[tuple[str, object]]
    converted: list[tuple[str, object]] = field(default_factory=list)
    encoding: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class PastedLine:
    """Words on one line, and the same with old text put right; `encoding` is '' where nothing is old."""

    text: str
    converted: str = ""
    encoding: str = ""


def read_pasted(html: str) -> Pasted:
    """Return what `html` from a clipboard is as blocks; never raises."""
    soup, sheet, old = _parse(html)
    if old is None:
        return Pasted(_blocks(soup, sheet))
    before, after, as_it_is = old.before, old.after, copy.copy(soup)
    old.put_right()
    return Pasted(_blocks(as_it_is, sheet), _blocks(soup, sheet), old.encoding, before, after)


def read_line(html: str, text: str) -> PastedLine:
    """Return what was pasted into a field of one line: `text` without line breaks. `html` tells of its fonts."""
    soup, _sheet, old = _parse(html)
    line = one_line(text)
    if old is not None:
        old.put_right()
        return PastedLine(line, one_line(soup.get_text(" ")), old.encoding)
    encoding = detect_legacy_encoding(line)
    return PastedLine(line, convert(line, encoding), encoding) if encoding else PastedLine(line)


def one_line(text: str) -> str:
    """Return `text` in NFC on one line."""
    return " ".join(nfc(text).split())


def _parse(html: str) -> tuple[BeautifulSoup, Sheet, OldText | None]:
    clipboard = well_formed(html)
    soup, sheet = BeautifulSoup(clipboard.html, "html.parser"), read_sheets(clipboard.sheets)
    for tag in soup.find_all(["head", "script", "title", "del"]):
        tag.decompose()
    for tag in soup.find_all(_is_no_text):
        tag.decompose()
    return soup, sheet, old_text_in(soup, sheet)


def _blocks(soup: BeautifulSoup, sheet: Sheet) -> list[tuple[str, object]]:
    _mark_headings(soup, sheet)
    _mark_looks(soup)
    make_lists(soup, sheet)
    unwrap_empty_levels(soup)
    spell_out_numbers(soup)
    # As of a Word file: lines below pictures are captions, bold lines of their own headings.
    return blocks_of_pieces(with_headings(with_captions(read_html(str(soup)))))


def _is_no_text(tag: Tag) -> bool:
    classes = {*tag.get_attribute_list("class")}
    return bool(NOT_TEXT.search(style_of(tag)) or classes & (COMMENT_CLASSES | DELETED_CLASSES))


def _mark_headings(soup: BeautifulSoup, sheet: Sheet) -> None:
    """Make headings of the paragraphs that are headings by their style alone."""
    for tag in soup.find_all(["p", "div"]):
        level = sheet.outline_level(tag) if tag.name == "p" else None
        if tag.get("role") == "heading":
            given = str(tag.get("aria-level") or "2")
            level = int(given) if given in "123456" else 2
        elif TITLE_CLASSES & {*tag.get_attribute_list("class")}:
            level = 1
        if level:
            tag.name = f"h{level}"


def _mark_looks(soup: BeautifulSoup) -> None:
    """Say by classes, as cms.pages.composing reads them, which paragraphs are captions, centred or at the right."""
    for tag in soup.find_all(["p", "div"]):
        classes = {*tag.get_attribute_list("class")}
        aligned = ALIGNED.search(style_of(tag))
        look = aligned[1] if aligned else str(tag.get("align") or "")
        named = ["caption"] if classes & CAPTION_CLASSES else []
        tag["class"] = [*named, *([LOOKS[look.lower()]] if look.lower() in LOOKS else [])]
