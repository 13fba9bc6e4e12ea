"""What the readers of the several kinds of files give."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

# Characters of one file. A list of all pupils of a province is longer; the first 20,000 rows tell what it is.
MOST_CHARACTERS = 2_000_000
MOST_PARTS = 2_000

SPACE = re.compile(r"\s+")


class Locked(Exception):
    """A password is asked for."""


class Unreadable(Exception):
    """The content is not of the kind it says, or larger than it is worth reading."""


@dataclass(frozen=True)
class Part:
    """One part of a file: `kind` is "sheet", "page", "slide" or "text", `number` counts those of a kind from 1.

    `name` is that of a sheet, `inside` the name of the file in an archive. `text` has one line for each paragraph and
    for each row of a table, its cells separated by tabs; the row of a sheet has the number of its line. Where
    `is_partial` is true it has more than that: a picture instead of words (a scan), or very many rows.
    """

    kind: str
    number: int
    text: str
    name: str = ""
    inside: str = ""
    is_partial: bool = False


def one_line(text: str) -> str:
    """Return `text` with single spaces: what stands in one cell, or in one paragraph."""
    return SPACE.sub(" ", text).strip()


def row(cells: Iterable[str]) -> str:
    """Return the line for a row of a table."""
    return "\t".join(map(one_line, cells)).rstrip()


class Cut:
    """Takes parts until a file has given as much as is kept of it; `was_cut` says whether there was more."""

    def __init__(self, characters: int = MOST_CHARACTERS, parts: int = MOST_PARTS):
        self._characters, self._parts = characters, parts
        self.was_cut = False

    def of(self, parts: Iterable[Part]) -> Iterator[Part]:
        for part in parts:
            if self._characters <= 0 or self._parts <= 0:
                self.was_cut = True
                return
            text = part.text[: self._characters]
            self.was_cut |= len(text) < len(part.text)
            self._characters -= len(text)
            self._parts -= 1
            yield replace(part, text=text)
