"""The words of text files and of CSV."""

import codecs
import csv
from collections.abc import Iterator
from typing import BinaryIO

from cms.media.words.parts import MOST_CHARACTERS, Part, one_line, row

SEPARATORS = ",;\t"
LINES_LOOKED_AT = 50
# A letter takes up to four bytes.
MOST_BYTES = 4 * MOST_CHARACTERS


def txt(file: BinaryIO) -> Iterator[Part]:
    """Yield one part with all words."""
    yield Part("text", 1, "\n".join(map(one_line, _decoded(file).splitlines())))


def table(file: BinaryIO) -> Iterator[Part]:
    """Yield one part with the rows of a CSV: line 12 of its text is line 12 of the file, as long as no cell has two."""
    lines = _decoded(file).splitlines()
    try:
        rows = [row(cells) for cells in csv.reader(lines, delimiter=_separator(lines[:LINES_LOOKED_AT]))]
    except csv.Error:
        rows = list(map(one_line, lines))
    yield Part("text", 1, "\n".join(rows))


def _separator(lines: list[str]) -> str:
    """Return what stands in most of `lines`: above the header there may be a title, and scores have commas."""
    return max(SEPARATORS, key=lambda sign: (sum(sign in line for line in lines), "".join(lines).count(sign)))


def _decoded(file: BinaryIO) -> str:
    """Return the text: Unicode where the bytes are, else byte by byte; cms.text.legacy knows those letters again."""
    content = file.read(MOST_BYTES + 1)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig", errors="strict" if len(content) <= MOST_BYTES else "ignore")
    except UnicodeDecodeError:
        return content.decode("latin-1")
