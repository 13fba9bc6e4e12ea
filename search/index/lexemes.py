"""What a row is found by: a set of lexemes, the same for every database, and the expressions that ask for them.

No place of a word is stored. A bare lexeme is a folded word of the page; a sign before it tells other kinds:

    word     a word of title or text, folded: "giao"
    =word    the same as it is spelt, where that differs: "=giáo"
    a_b      two words side by side; behind a number three: "giao_duc", "114_kh_ubnd"
    ^…       any of these, in the title: "^giao", "^=giáo", "^giao_duc"
    @…       a word, or two side by side, that stands in attachments alone
    #…       what is filtered by: language, kind, section, department, school year, month

So every question is "which rows hold these lexemes and not those", which an inverted index answers without reading a
row: bounded by how rare the rarest one is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cms.text.words import Word, words_of
from search.index.base import NO_FILTERS, Filters

# A longer word is rubbish or an address: nobody types it, and PostgreSQL takes 2046 bytes at most.
LONGEST_WORD = 60
# How many words of one text are looked at, and how many bytes the lexemes of one page take: PostgreSQL takes 1 MB.
MOST_WORDS = 40_000
MOST_BYTES = 900_000
SCHOOL_YEAR_BEGINS = 8


@dataclass(frozen=True)
class Expression:
    """`operator` is "and", "or" or "not"; `parts` are lexemes, beginnings of such, and expressions."""

    operator: str
    parts: tuple

    def __bool__(self):
        return bool(self.parts)


@dataclass(frozen=True)
class Beginning:
    """Any lexeme that begins so."""

    text: str


def all_of(parts: Iterable) -> Expression:
    return Expression("and", tuple(dict.fromkeys(part for part in parts if part)))


def any_of(parts: Iterable) -> Expression:
    return Expression("or", tuple(dict.fromkeys(parts)))


def none_of(parts: Iterable) -> tuple[Expression, ...]:
    """Return one expression for each part, to be put beside others in `all_of`."""
    return tuple(Expression("not", (part,)) for part in parts)


def lexemes_of(title: str, text: str, file_text: str) -> set[str]:
    """Return the lexemes of the words of a page; of one that is too long, those that matter more."""
    title_words, text_words, file_words = _words(title), _words(text), _words(file_text)
    of_title = _single(title_words) | _joined(title_words)
    single, joined = of_title | _single(text_words), _joined(text_words)
    in_title = {f"^{lexeme}" for lexeme in of_title}
    single_in_files = {f"@{word.folded}" for word in file_words if word.folded not in single}
    joined_in_files = {f"@{lexeme}" for lexeme in _joined(file_words) - joined - of_title}
    return _fitting(in_title, single, single_in_files, joined, joined_in_files)


def _fitting(*sets: set[str]) -> set[str]:
    found, size = set(), 0
    for lexemes in sets:
        for lexeme in sorted(lexemes):
            size += len(lexeme.encode())
            if size > MOST_BYTES:
                return found
            found.add(lexeme)
    return found


def lexemes_of_filters(language: str, filters: Filters = NO_FILTERS) -> list[str]:
    """Return the lexemes that a row has, or must have, beside its words; `since` and `until` have none."""
    named = {"k": filters.kind, "s": filters.section, "d": filters.department, "y": filters.school_year}
    return [f"#l{language}", *(f"#{sign}{_plain(value)}" for sign, value in named.items() if value is not None)]


def _plain(value: str | int) -> str:
    """Return the value of a filter; of what can be none, since it comes from an address, one that no row has."""
    text = str(value)
    return text if text.isascii() and text.isalnum() and len(text) <= LONGEST_WORD else "?"


def month_of(day: date) -> str:
    """Return the lexeme of a month; the day, or aware datetime, is one of Viet Nam."""
    return f"#m{day.year:04}{day.month:02}"


def school_year(day: date) -> int:
    """Return the year in which the school year of this day began: it is counted from 1 August."""
    return day.year if day.month >= SCHOOL_YEAR_BEGINS else day.year - 1


def side_by_side(words: Iterable[Word]) -> list[str]:
    """Return the lexemes that a text has which holds these words one behind the other."""
    folded = [word.folded for word in words]
    if len(folded) == 1:
        return folded
    # Three at once say more than two and two.
    joined, whole = [], set()
    for index in range(len(folded) - 1):
        here = folded[index : index + 3]
        if len(here) == 3 and here[0].isdigit():
            joined.append("_".join(here))
            whole.add("_".join(here[1:]))
        elif "_".join(here[:2]) not in whole:
            joined.append("_".join(here[:2]))
    return joined


def _words(text: str) -> list[Word]:
    return [word for word in words_of(text)[:MOST_WORDS] if len(word.exact) <= LONGEST_WORD]


def _single(words: list[Word]) -> set[str]:
    return {word.folded for word in words} | {f"={word.exact}" for word in words if word.exact != word.folded}


def _joined(words: list[Word]) -> set[str]:
    folded = [word.folded for word in words]
    pairs = {f"{left}_{right}" for left, right in pairwise(folded)}
    threes = zip(folded, folded[1:], folded[2:], strict=False)
    return pairs | {"_".join(three) for three in threes if three[0].isdigit()}
