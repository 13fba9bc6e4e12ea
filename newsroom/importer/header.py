"""What stands above the fields: ticker lines, breadcrumb, the page's address, and the title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from cms.text.folding import fold

from .articles import PageLine, Unreadable
from .lines import Line

LONGEST_TITLE = 255
LONGEST_SHORT_TITLE = 60
TICKER_SIGN = re.compile("[►▶]")
NUMBERED = re.compile(r"(\d{1,2})\.\s+(.+)")
CRUMB_SIGN = re.compile(r"\s*[>»›]\s*")
HOME = "trang chu"
CUT_OFF = ("...", "…")
# The page's own address: alone on a line, or behind one of these words.
ADDRESS = re.compile(r"(?:(?:URL|Link|Địa chỉ|Đường dẫn|Nguồn)\s*:\s*)?(https?://\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    title: str
    short_title: str
    old_address: str
    ticker: tuple[PageLine, ...]
    left_out: tuple[PageLine, ...]


def read_header(lines: Sequence[Line], fields_line: int) -> Header:
    """Read the lines above the fields, which stand in `fields_line`. Raises Unreadable without a title."""
    ticker, rest = split_ticker(lines)
    crumbs, rest = _split_breadcrumb(rest)
    address, rest = split_address(rest)
    title, left_out = _split_title(rest, fields_line)
    return Header(
        title=title,
        short_title=_short_title(crumbs, title),
        old_address=address,
        ticker=tuple(ticker),
        left_out=tuple(PageLine(line.number, line.text) for line in left_out),
    )


def split_ticker(lines: Sequence[Line]) -> tuple[list[PageLine], list[Line]]:
    """Part the ticker's items (a line holds several, each behind its ►) from the other lines."""
    ticker = [
        PageLine(line.number, item.strip())
        for line in lines
        if TICKER_SIGN.match(line.text)
        for item in TICKER_SIGN.split(line.text)
        if item.strip()
    ]
    return ticker, [line for line in lines if not TICKER_SIGN.match(line.text)]


def split_address(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """Part the page's address ("" without one; the first of several) from the other lines."""
    addresses = [address for line in lines if (address := _address(line.text))]
    return (addresses[0] if addresses else ""), [line for line in lines if not _address(line.text)]


def _address(text: str) -> str:
    match = ADDRESS.fullmatch(text)
    if not match:
        return ""
    try:
        return match[1] if urlsplit(match[1]).netloc else ""
    except ValueError:  # such as a bracket that is no IPv6 address
        return ""


def _split_breadcrumb(lines: Sequence[Line]) -> tuple[list[str], list[Line]]:
    """Part a breadcrumb (from Trang chủ on): numbered lines, or one line with signs between."""
    for start, line in enumerate(lines):
        signed = CRUMB_SIGN.split(line.text)
        if len(signed) > 1 and fold(signed[0]) == HOME:
            return signed, [*lines[:start], *lines[start + 1 :]]
        numbered = _numbered_crumbs(lines[start:])
        if numbered:
            return numbered, [*lines[:start], *lines[start + len(numbered) :]]
    return [], list(lines)


def _numbered_crumbs(lines: Sequence[Line]) -> list[str]:
    crumbs: list[str] = []
    for line in lines:
        match = NUMBERED.fullmatch(line.text)
        if not match or int(match[1]) != len(crumbs) + 1:
            break
        crumbs.append(match[2])
    return crumbs if crumbs and fold(crumbs[0]) == HOME else []


def _split_title(lines: Sequence[Line], fields_line: int) -> tuple[str, list[Line]]:
    """Part the title from what stands above it: the last line, or several where capitals run over."""
    if not any(fold(line.text) for line in lines[-1:]):
        raise Unreadable(fields_line, _("There is no title above the date."))
    start = len(lines) - 1
    while start > 0 and _runs_over(lines[start - 1], lines[start]):
        start -= 1
    title = " ".join(line.text for line in lines[start:])
    above = [line for line in lines[:start] if line.text != title]
    if len(title) > LONGEST_TITLE:
        reason = _("The title is longer than %(length)s characters; perhaps the title itself is missing.")
        raise Unreadable(lines[start].number, reason % {"length": LONGEST_TITLE})
    return title, above


def _runs_over(line: Line, following: Line) -> bool:
    """Whether a title in capitals goes on: two such lines that differ, with no blank line between."""
    adjacent = following.number == line.number + 1
    return adjacent and line.text.isupper() and following.text.isupper() and line.text != following.text


def _short_title(crumbs: Sequence[str], title: str) -> str:
    """Return the breadcrumb's last label if it is a shorter title, "" if it is a section or cut off."""
    if len(crumbs) < 2 or len(crumbs[-1]) > LONGEST_SHORT_TITLE or crumbs[-1].endswith(CUT_OFF):
        return ""
    label = crumbs[-1]
    words = fold(label).split()
    in_title = sum(word in fold(title).split() for word in words)
    is_shorter = 0 < len(words) < len(fold(title).split())
    keeps_letters = title.isascii() or not label.isascii()
    return label if is_shorter and keeps_letters and in_title * 2 > len(words) else ""
