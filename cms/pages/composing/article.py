"""Finds in a word processor's text what an article is made of: title, summary, captions, headings, sign-off."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from .pieces import Heading, Picture, Piece, Table, Text
from .rules import LONGEST_CAPTION, LONGEST_HEADING, ends_a_sentence, is_heading_in_capitals, is_list_item, may_lead
from .signoff import LABEL as SIGN_OFF_LABEL
from .signoff import read_sign_off

LONGEST_TITLE = 255
# How many texts from the top a title may stand, under the letterhead.
TITLE_AMONG = 6
# A summary that stands out by its look may be as long as its field.
LONGEST_MARKED_SUMMARY = 600
TITLE_LABEL = re.compile(r"(?:Tiêu đề|Tên bài|Tít)\s*:\s*", re.IGNORECASE)
SUMMARY_LABEL = re.compile(r"(?:Tóm tắt|Sapo|Sa-pô)\s*:\s*", re.IGNORECASE)
CAPTION_LABEL = re.compile(r"(?:Ảnh|Hình)\s*\d*\s*[:.]\s*", re.IGNORECASE)
TABLE_LABEL = re.compile(r"Bảng\s*\d*\s*[:.]\s*\S", re.IGNORECASE)
STANDS_OUT = {"centred", "apart", "title", "caption"}


@dataclass(frozen=True)
class Article:
    """Every word of what was read stands in one of these. What there is none of is ""."""

    title: str
    summary: str
    body: tuple[Piece, ...]
    author_name: str = ""
    author_unit: str = ""


def read_article(pieces: Sequence[Piece], *, takes_summary: bool = True, takes_sign_off: bool = True) -> Article:
    """Return the article that `pieces` make.

    What the page has no field for stays in the body.
    """
    title, rest = _split_title(list(pieces))
    author_name = author_unit = ""
    if takes_sign_off:
        rest, (author_name, author_unit) = _split_sign_off(rest)
    rest = with_captions(rest)
    summary = ""
    if takes_summary:
        summary, rest = _split_summary(rest)
    return Article(title, summary, tuple(with_headings(rest)), author_name, author_unit)


def _split_title(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    """Part the title: what is called so or set as one near the top, else the first line if it is short."""
    places = [place for place, piece in enumerate(pieces) if isinstance(piece, (Text, Heading))][:TITLE_AMONG]
    head = list(takewhile(lambda place: not _is_running_text(pieces[place]), places))
    called = [place for place in head if _is_called_title(pieces[place])]
    candidates = called[:1] or [place for place in places[:1] if _may_be_title(pieces[place])]
    if not candidates:
        return "", pieces
    first = last = candidates[0]
    title = TITLE_LABEL.sub("", _words(pieces[first]), count=1)
    # A long title is often set in several lines of one look.
    while last + 1 < len(pieces) and _continues(pieces[first], pieces[last + 1]):
        longer = f"{title} {_words(pieces[last + 1])}"
        if len(longer) > LONGEST_TITLE:
            break
        title, last = longer, last + 1
    if not title or len(title) > LONGEST_TITLE:
        return "", pieces
    return title, [*pieces[:first], *pieces[last + 1 :]]


def _is_called_title(piece: Piece) -> bool:
    if isinstance(piece, Heading):
        return piece.level == 1
    return "title" in piece.hints or bool(TITLE_LABEL.match(piece.plain))


def _is_running_text(piece: Piece) -> bool:
    """Whether a piece is of the article itself: what is called a title below it is the heading of a part."""
    if isinstance(piece, Heading) or "title" in piece.hints or TITLE_LABEL.match(piece.plain):
        return False
    return not piece.is_paragraph or len(piece.plain) > LONGEST_HEADING or ends_a_sentence(piece.plain)


def _may_be_title(piece: Piece) -> bool:
    text = _words(piece)
    if isinstance(piece, Text) and not piece.is_paragraph:
        return False
    stands_out = isinstance(piece, Heading) or piece.is_bold or text.isupper() or bool(STANDS_OUT & piece.hints)
    return len(text) <= LONGEST_TITLE and (stands_out or not text.endswith((".", ":", ";", ",")))


def _continues(first: Piece, following: Piece) -> bool:
    """Whether a line goes on with the title above: of the same look, and of one that running text never has."""
    if isinstance(first, Heading):
        return isinstance(following, Heading) and following.level == first.level == 1
    if not isinstance(following, Text) or not following.is_paragraph or SUMMARY_LABEL.match(following.plain):
        return False
    if "title" in first.hints or "title" in following.hints:
        return first.hints == following.hints
    same = (first.hints, first.is_bold, first.plain.isupper()) == (
        following.hints,
        following.is_bold,
        following.plain.isupper(),
    )
    return same and "centred" in first.hints and (first.is_bold or first.plain.isupper())


def _split_sign_off(pieces: list[Piece]) -> tuple[list[Piece], tuple[str, str]]:
    """Part the sign-off: the last line of text, or the last two where name and unit each have one."""
    texts = [place for place, piece in enumerate(pieces) if isinstance(piece, Text) and piece.is_paragraph]
    later = [place for place, piece in enumerate(pieces) if isinstance(piece, (Heading, Table))]
    if len(texts) < 2 or (later and later[-1] > texts[-1]):
        return pieces, ("", "")
    last, above = pieces[texts[-1]], pieces[texts[-2]]
    if texts[-1] == texts[-2] + 1 and len(texts) > 2 and _is_set_apart(last) and _is_set_apart(above):
        name, unit = read_sign_off(above.plain, is_set_apart=True), read_sign_off(last.plain, is_set_apart=True)
        if name and unit and name[0] and not name[1] and not unit[0]:
            return _without(pieces, texts[-2:]), (name[0], unit[1])
    if _follows_picture(pieces, texts[-1]) and not SIGN_OFF_LABEL.match(last.plain) and "apart" not in last.hints:
        return pieces, ("", "")
    lines = " ".join("".join(run.text for run in last.runs).replace("\n", ", ").split())
    found = read_sign_off(lines, is_set_apart=_is_set_apart(last))
    return (_without(pieces, texts[-1:]), found) if found else (pieces, ("", ""))


def _is_set_apart(piece: Text) -> bool:
    return bool({"apart", "centred"} & piece.hints)


def _follows_picture(pieces: list[Piece], place: int) -> bool:
    """Whether a line stands where a caption would: then only what is at the right or has a label signs the article."""
    return place > 0 and isinstance(pieces[place - 1], Picture)


def _without(pieces: list[Piece], places: Sequence[int]) -> list[Piece]:
    return [piece for place, piece in enumerate(pieces) if place not in places]


def with_captions(pieces: list[Piece]) -> list[Piece]:
    """Give each picture the line below it and each table the line above it that says what it shows."""
    result: list[Piece] = []
    for place, piece in enumerate(pieces):
        last = result[-1] if result else None
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        if isinstance(last, Picture) and not last.caption and _is_caption(piece, following):
            result[-1] = replace(last, caption=piece.plain)
        elif isinstance(piece, Table) and not piece.caption and _is_table_caption(last):
            result[-1] = replace(piece, caption=last.plain)
        else:
            result.append(piece)
    return result


def _is_caption(piece: Piece, following: Piece | None) -> bool:
    if not isinstance(piece, Text) or not piece.is_paragraph or len(piece.plain) > LONGEST_CAPTION or piece.has_links:
        return False
    if "caption" in piece.hints or CAPTION_LABEL.match(piece.plain):
        return True
    if is_list_item(piece.plain) or "apart" in piece.hints:
        return False
    if "centred" in piece.hints or piece.is_italic:
        return True
    is_heading = (piece.is_bold or piece.plain.isupper()) and isinstance(following, Text)
    return not ends_a_sentence(piece.plain) and not is_heading


def _is_table_caption(piece: Piece | None) -> bool:
    is_line = isinstance(piece, Text) and piece.is_paragraph and len(piece.plain) <= LONGEST_CAPTION
    return is_line and ("caption" in piece.hints or bool(TABLE_LABEL.match(piece.plain)))


def _split_summary(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    """Part the lead: what is called so, or bold or italic as a whole; else a short first one with more below."""
    first = pieces[0] if pieces else None
    if not isinstance(first, Text) or not first.is_paragraph:
        return "", pieces
    label = SUMMARY_LABEL.match(first.plain)
    text = first.plain[label.end() :] if label else first.plain
    is_marked = bool(label) or ((first.is_bold or first.is_italic) and not first.has_links)
    more = sum(isinstance(piece, Text) for piece in pieces[1:])
    if is_marked and text and len(text) <= LONGEST_MARKED_SUMMARY and (more or label):
        is_heading = not label and len(text) <= LONGEST_HEADING and not ends_a_sentence(text)
        return ("", pieces) if is_heading else (text, pieces[1:])
    if first.has_links or more < 2 or not may_lead(first.plain):
        return "", pieces
    return first.plain, pieces[1:]


def with_headings(pieces: list[Piece]) -> list[Piece]:
    """Make headings of the lines that are bold as a whole or in capitals, and of nothing but a line, above text."""
    result: list[Piece] = []
    level = _level_beside(pieces)
    for place, piece in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        is_heading = _is_heading_line(piece) and following is not None and not _is_heading_line(following)
        result.append(Heading(piece.plain, level) if is_heading else piece)
    return result


def _is_heading_line(piece: Piece) -> bool:
    if not isinstance(piece, Text) or not piece.is_paragraph or len(piece.plain) > LONGEST_HEADING:
        return False
    text = piece.plain.rstrip(":")
    is_sentence = ends_a_sentence(text) or piece.has_links
    return is_heading_in_capitals(piece.plain) or (piece.is_bold and not is_sentence)


def _level_beside(pieces: list[Piece]) -> int:
    """Return the level of headings that are known by their look: the highest that styles name in this text."""
    return min((piece.level for piece in pieces if isinstance(piece, Heading)), default=2)


def _words(piece: Text | Heading) -> str:
    return piece.text if isinstance(piece, Heading) else piece.plain
