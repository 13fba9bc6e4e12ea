"""What running HTML is made of, as plain data: texts, headings, tables and places of pictures, in their order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from cms.text.nfc import nfc

# Marks that nobody sees: word processors leave them between words. Not the soft hyphen: in TCVN3 it is the letter ư.
INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SPACES = re.compile(r"[^\S\n]+")
LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """Letters of one look. A line break is a run of its own, "\\n"."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph, or a list with all that is nested in it: `html` as Wagtail stores it, `runs` of a paragraph alone.

    `hints` are the classes of the element it was read from.
    """

    html: str
    plain: str
    runs: tuple[Run, ...] = ()
    hints: frozenset[str] = frozenset()

    @property
    def is_paragraph(self) -> bool:
        return bool(self.runs)

    @property
    def is_bold(self) -> bool:
        return self.is_paragraph and all(run.is_bold for run in self.runs if run.text.strip())

    @property
    def is_italic(self) -> bool:
        return self.is_paragraph and all(run.is_italic for run in self.runs if run.text.strip())

    @property
    def has_links(self) -> bool:
        return "<a " in self.html


@dataclass(frozen=True)
class Heading:
    text: str
    level: int
    hints: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Picture:
    source: str
    alt_text: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of words. `merged` are cells that cover several places, as (row, column, rows, columns)."""

    rows: tuple[tuple[str, ...], ...]
    has_header: bool
    caption: str = ""
    merged: tuple[tuple[int, int, int, int], ...] = ()


Piece = Text | Heading | Picture | Table


def words_of(pieces: Iterable[Piece]) -> list[str]:
    """Return the words of texts and headings, those of each in one string."""
    texts = [piece.plain if isinstance(piece, Text) else getattr(piece, "text", "") for piece in pieces]
    return [text for text in texts if text]


def paragraphs_of(runs: Iterable[Run], hints: frozenset[str] = frozenset()) -> list[Text]:
    """Return the paragraphs that these runs are; two line breaks in a row part them. Nothing of mere white space."""
    paragraphs: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        breaks = breaks + 1 if run.text == "\n" else 0 if run.text.strip() else breaks
        if breaks > 1:
            paragraphs.append([])
            breaks = 0
        else:
            paragraphs[-1].append(run)
    tidied = [tidy(paragraph) for paragraph in paragraphs]
    return [_paragraph(runs, hints) for runs in tidied if runs]


def _paragraph(runs: tuple[Run, ...], hints: frozenset[str]) -> Text:
    return Text(f"<p>{inline_html(runs)}</p>", plain_text(runs), runs, hints)


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return `runs` in NFC, neighbours of one look joined, white space single blanks, none at the ends."""
    joined: list[Run] = []
    for run in runs:
        if joined and run.text != "\n" and joined[-1].text != "\n" and _look(joined[-1]) == _look(run):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    tidied: list[Run] = []
    ends_blank = True
    for run in joined:
        text = run.text if run.text == "\n" else single_blanks(run.text, keep_ends=True)
        if ends_blank:
            text = text if text == "\n" else text.lstrip()
        if not text or (text == "\n" and not tidied):
            continue
        ends_blank = text.endswith((" ", "\n"))
        tidied.append(replace(run, text=text))
    while tidied and not tidied[-1].text.strip():
        tidied.pop()
    if tidied:
        tidied[-1] = replace(tidied[-1], text=tidied[-1].text.rstrip())
    return tuple(tidied)


def _look(run: Run) -> tuple:
    return run.is_bold, run.is_italic, run.href


def plain_text(runs: Iterable[Run]) -> str:
    """Return the words of `runs` on one line."""
    return single_blanks("".join(run.text for run in runs).replace("\n", " "))


def single_blanks(text: str, keep_ends: bool = False) -> str:
    """Return `text` in NFC without invisible marks, each stretch of white space one blank."""
    text = SPACES.sub(" ", CONTROL.sub("", INVISIBLE.sub("", nfc(text))).replace("\n", " "))
    text = re.sub(" {2,}", " ", text)
    return text if keep_ends else text.strip()


def inline_html(runs: Iterable[Run]) -> str:
    """Return `runs` as the HTML that Wagtail stores: nothing but b, i, a and br, every text escaped."""
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    if run.text == "\n":
        return "<br/>"
    html = escape(run.text, quote=False)
    if run.is_italic:
        html = f"<i>{html}</i>"
    if run.is_bold:
        html = f"<b>{html}</b>"
    return f'<a href="{escape(run.href)}">{html}</a>' if run.href else html


def safe_address(href: str | None) -> str:
    """Return where a link may lead (the web, mail, telephone), else ''."""
    address = nfc((href or "").strip())
    return address if LINK.fullmatch(address) else ""
