"""The text of an article: paragraphs, headings and picture places, the summary above, the sign-off below."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cms.pages.composing.rules import LONGEST_CAPTION, is_heading_in_capitals, may_lead
from cms.pages.composing.signoff import LONGEST_SIGN_OFF, read_sign_off
from cms.text.folding import fold

from .articles import BodyItem, Heading, ImagePlace, Paragraph
from .lines import Line
from .pictures import picture_addresses

# Columns beyond the paragraphs from which a last line is the sign-off.
DEEPER_THAN_PARAGRAPHS = 8

Piece = Line | ImagePlace


@dataclass(frozen=True)
class Body:
    summary: str
    items: tuple[BodyItem, ...]
    author_name: str
    author_unit: str


def read_body(lines: Sequence[Line], title: str) -> Body:
    """Read the lines between the fields and the end of the article; a title repeated on top is dropped."""
    if lines and fold(lines[0].text) == fold(title):
        lines = lines[1:]
    paragraph_indent = _paragraph_indent(lines)
    pieces = _with_pictures(lines, has_indentation=paragraph_indent > 0)
    pieces, (author_name, author_unit) = _split_sign_off(pieces, paragraph_indent)
    pieces = _with_bare_captions(pieces, has_indentation=paragraph_indent > 0)
    summary, pieces = _split_summary(pieces)
    return Body(summary, tuple(_items(pieces)), author_name, author_unit)


def _paragraph_indent(lines: Sequence[Line]) -> int:
    """Return how far the paragraphs (lines too long to be a sign-off) are indented, 0 if they are not."""
    paragraphs = [line for line in lines if len(line.text) > LONGEST_SIGN_OFF and not picture_addresses(line)]
    indents = Counter(line.indent for line in paragraphs if line.is_indented)
    return indents.most_common(1)[0][0] if indents else 0


def _with_pictures(lines: Sequence[Line], has_indentation: bool) -> list[Piece]:
    """Make picture places of the addresses, each with its caption, from the same line or the next."""
    pieces: list[Piece] = []
    for line in lines:
        pairs = picture_addresses(line)
        if pairs:
            pieces.extend(ImagePlace(address, caption) for address, caption in pairs)
        elif _awaits_caption(pieces) and _is_caption(line, has_indentation):
            pieces[-1] = replace(pieces[-1], caption=line.text)
        else:
            pieces.append(line)
    return pieces


def _awaits_caption(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and isinstance(pieces[-1], ImagePlace) and not pieces[-1].caption


def _is_caption(line: Line, has_indentation: bool) -> bool:
    """Whether a line can be a caption: at the margin among indented paragraphs, else without a full stop."""
    if line.is_indented or line.is_list_item or len(line.text) > LONGEST_CAPTION:
        return False
    return has_indentation or not line.ends_a_sentence


def _split_sign_off(pieces: list[Piece], paragraph_indent: int) -> tuple[list[Piece], tuple[str, str]]:
    """Part the sign-off, which is the last line of text unless that is all the text there is."""
    texts = [index for index, piece in enumerate(pieces) if isinstance(piece, Line)]
    if len(texts) > 1:
        last = pieces[texts[-1]]
        is_set_apart = last.is_indented and last.indent >= paragraph_indent + DEEPER_THAN_PARAGRAPHS
        sign_off = read_sign_off(last.text, is_set_apart=is_set_apart)
        if sign_off:
            return [*pieces[: texts[-1]], *pieces[texts[-1] + 1 :]], sign_off
    return pieces, ("", "")


def _with_bare_captions(pieces: list[Piece], has_indentation: bool) -> list[Piece]:
    """Make picture places of the captions that close an article whose pictures were not saved.

    They are the lines after the last paragraph that could be captions and end without a full stop; an article
    of nothing but such lines has none.
    """
    start = len(pieces)
    while start > 0 and _may_be_bare_caption(pieces[start - 1], has_indentation):
        start -= 1
    if not any(isinstance(piece, Line) for piece in pieces[:start]):
        return pieces
    captions = [ImagePlace("", piece.text) if isinstance(piece, Line) else piece for piece in pieces[start:]]
    return [*pieces[:start], *captions]


def _may_be_bare_caption(piece: Piece, has_indentation: bool) -> bool:
    if isinstance(piece, ImagePlace):
        return True
    return _is_caption(piece, has_indentation) and not piece.ends_a_sentence and not piece.text.isupper()


def _split_summary(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    """Part the lead paragraph, so that it stands above the text and not in it as well.

    A lead is a short first paragraph at the margin with more text behind it, or one that the next paragraph
    repeats or begins with; of that paragraph only what goes beyond the lead stays. Without a lead all of the
    text stays in its place and the summary is "".
    """
    if not pieces or not isinstance(pieces[0], Line) or not may_lead(pieces[0].text):
        return "", pieces
    lead, following = pieces[0], pieces[1:]
    rest = _without_repetition(lead, following)
    is_repeated = rest != following
    if not any(isinstance(piece, Line) for piece in rest):
        return "", following if is_repeated else pieces
    if lead.is_indented and not is_repeated:
        return "", pieces
    return lead.text, rest


def _without_repetition(lead: Line, following: list[Piece]) -> list[Piece]:
    """Return `following` without the lead's words where its first paragraph says them again."""
    if not following or not isinstance(following[0], Line):
        return following
    second, rest = following[0], following[1:]
    if fold(second.text) == fold(lead.text):
        return rest
    opening = lead.text.rstrip(" .")
    if not second.text.startswith(f"{opening}."):
        return following
    return [replace(second, text=second.text[len(opening) :].lstrip(" .")), *rest]


def _items(pieces: Sequence[Piece]) -> list[BodyItem]:
    """Turn the lines that are left into paragraphs, and short lines in capitals above text into headings."""
    items: list[BodyItem] = []
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if isinstance(piece, ImagePlace):
            items.append(piece)
        elif _is_heading(piece) and isinstance(following, Line) and not _is_heading(following):
            items.append(Heading(piece.text))
        else:
            items.append(Paragraph(piece.text))
    return items


def _is_heading(line: Line) -> bool:
    return is_heading_in_capitals(line.text)
