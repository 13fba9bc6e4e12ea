"""Finds pupils' data in text: names together with dates of birth, scores, identity numbers or telephone numbers.

A detector for warnings: it reads running text, forms of one value a line and rows of tables. Staff may be named with
dates and the telephone numbers of their office; identity numbers stand beside nobody's name. It would rather miss a
case than cry wolf at every teacher's name beside a date. Nothing is stored and nothing is refused here.
"""

import re
from collections.abc import Iterator

from .nfc import nfc
from .personal_findings import Finding, Kind
from .personal_rows import Table
from .personal_sentences import Form, in_sentences, names_pupil

__all__ = ["Finding", "Kind", "find_pupils_data", "names_pupils"]

# Within a line: the line feed alone ends one, for whoever asks where something was found.
OTHER_BREAK = re.compile("[\r\v\f\x85\u2028\u2029]")
# What nobody sees between letters: it comes along from chats and web pages.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Longer lines are no rows and no sentences: they are read in pieces.
LONGEST_LINE = 5_000


def find_pupils_data(text: str) -> list[Finding]:
    """Return what of pupils' data `text` holds, in its order, one finding for each line and kind.

    A paragraph is a line, ended by a line feed. A row of a table is a line as well, its cells separated by tabs; rows
    of a printed table, whose cells are separated by spaces, are known by the header above them.
    """
    table, form, found = Table(), Form(), []
    for number, line in enumerate(_lines(text), start=1):
        kinds: dict[Kind, str] = {}
        for piece in _pieces(line):
            for kind, excerpt in [*table.read(piece), *form.read(piece), *in_sentences(piece)]:
                kinds.setdefault(kind, excerpt)
        found += [Finding.at(kind, number, kinds[kind]) for kind in Kind if kind in kinds]
    return found


def names_pupils(text: str) -> bool:
    """Return whether `text` names a pupil or a parent as such ("em Lò Văn An"), with or without any data."""
    return any(names_pupil(piece) for line in _lines(text) for piece in _pieces(line))


def _lines(text: str) -> list[str]:
    return nfc(INVISIBLE.sub("", text)).split("\n")


def _pieces(line: str) -> Iterator[str]:
    for part in OTHER_BREAK.split(line):
        yield from (part[start : start + LONGEST_LINE] for start in range(0, len(part) or 1, LONGEST_LINE))
