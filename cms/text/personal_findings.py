"""What a search for pupils' data finds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

LONGEST_EXCERPT = 80


class Kind(StrEnum):
    """What stands beside a name."""

    BIRTH_DATE = "birth_date"
    SCORE = "score"
    IDENTITY_NUMBER = "identity_number"
    TELEPHONE = "telephone"


@dataclass(frozen=True)
class Finding:
    """One line of a text, counted from 1, that holds a name and `kind`; `excerpt` is where, cut to 80 characters."""

    kind: Kind
    line: int
    excerpt: str

    @classmethod
    def at(cls, kind: Kind, line: int, excerpt: str) -> Self:
        words = " ".join(excerpt.split())
        return cls(kind, line, words if len(words) <= LONGEST_EXCERPT else f"{words[: LONGEST_EXCERPT - 1]}…")
