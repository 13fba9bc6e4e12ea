"""Pieces of the original text with the words that were looked for marked in it. Pure functions.

Nothing is changed in what is shown: without the marks a snippet is a stretch of the text, letter for letter, as HTML.
"""

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from itertools import islice

from django.utils.safestring import SafeString, mark_safe

from cms.text.folding import fold
from cms.text.words import words_of
from search.queries import Query, Term

# Signs of a snippet, and how many of them stand before its first hit.
LENGTH, BEFORE = 240, 60
# How much is looked through: the first, where a word that was typed with accents is missing the second. Of a text that
# is no longer than SHORT all.
SHORT, NEAR, FAR = 1_000, 2_000, 20_000
# More of them say nothing more about where the best place is.
MOST_HITS = 60
# Between words that belong together: "114 / KH - UBND".
GAP = 3
ELLIPSIS = "…"
# Stands for every combining mark while words are looked for.
MARK = "\N{COMBINING GRAVE ACCENT}"
# Where Unicode has Latin letters that fold to one of ASCII (a test looks at all of Unicode), and marks above them.
LATIN = (range(0x30, 0x250), range(0x1E00, 0x1F00), range(0x212A, 0x212C))
MARKS = range(0x300, 0x370)


@dataclass(frozen=True)
class Snippet:
    """A piece of a text as HTML; `has_hits` says whether anything is marked in it."""

    html: SafeString
    has_hits: bool


@dataclass(frozen=True)
class Hit:
    """Where words of a term stand in a text, and whether they stand there with the accents typed."""

    start: int
    end: int
    words: tuple[str, ...]
    is_exact: bool


def snippet(text: str, query: Query, length: int = LENGTH, title: str = "") -> Snippet:
    """Return the stretch of `text` of about `length` signs in which most of the words stand, else its beginning.

    Words that `title` above it has with the accents typed are marked here with these alone.
    """
    hits = hits_in(text, query, exact_words(hits_in(title, query)))
    start, end = _window(text, hits, length)
    shown = [hit for hit in hits if start <= hit.start and hit.end <= end]
    before, after = (ELLIPSIS if text[:start].strip() else ""), (ELLIPSIS if text[end:].strip() else "")
    return Snippet(mark_safe(before + _marked(text, start, end, shown) + after), bool(shown))


def marked(text: str, query: Query) -> SafeString:
    """Return the whole `text` as HTML, with what was looked for marked."""
    return mark_safe(_marked(text, 0, len(text), hits_in(text, query)))


def exact_words(hits: list[Hit]) -> set[str]:
    """Return the folded words that stand in the text of these hits with the accents typed."""
    return {word for hit in hits if hit.is_exact for word in hit.words}


def hits_in(text: str, query: Query, exact_elsewhere: Set[str] = frozenset()) -> list[Hit]:
    """Return where the words of `query` stand in the part of `text` that is looked through, in order.

    Accents count where they were typed and the text has them: beside a "Điện" that was asked for, no "diễn" is one.
    """
    if not query:
        return []
    hits, exact = [], set()
    for begin, end in _places(text, query):
        hits = _scan(text, begin, end, query.wanted)
        exact = exact_words(hits)
        anyhow = {word for hit in hits for word in hit.words}
        if all(word.folded in (anyhow if word.exact == word.folded else exact) for word in query.words):
            break
    with_accents = exact | exact_elsewhere
    return [hit for hit in hits if hit.is_exact or not with_accents.issuperset(hit.words)]


def _places(text: str, query: Query) -> Iterator[tuple[int, int]]:
    """Yield where to look, until every word is found: where a long text has what was typed, letter for letter, first.

    Folding is slow: what need not be looked through is not folded.
    """
    small = text.lower() if len(text) > SHORT else ""
    typed = small.find(query.text.lower()) if len(small) == len(text) else -1
    if typed >= 0:
        begin = _next_word(text, typed - BEFORE, typed)
        yield begin, begin + 2 * LENGTH
    yield from ((0, end) for end in (NEAR, FAR) if end == NEAR or len(text) > NEAR)


def _scan(text: str, begin: int, end: int, terms: tuple[Term, ...]) -> list[Hit]:
    pattern, forms = _looked_for(terms)
    part = text[begin : _last_word(text, end, begin)]
    hits = []
    for found in islice(pattern.finditer(part.translate(_letters())), MOST_HITS):
        words = words_of(part[found.start() : found.end()])
        folded, exact = tuple(word.folded for word in words), tuple(word.exact for word in words)
        hits.append(Hit(begin + found.start(), begin + found.end(), folded, exact in forms[folded]))
    return hits


@lru_cache(maxsize=100)
def _looked_for(terms: tuple[Term, ...]) -> tuple[re.Pattern, dict[tuple, set[tuple]]]:
    """Return what finds the words of `terms` in folded text, and for the words of each hit the accents that count.

    All words as they were typed come first, then phrases and numbers, then single words.
    """
    query = Query("", terms)
    rows = [query.sequence, *(term.words for term in terms)]
    rows += [(word,) for term in terms if term not in query.phrases for word in term.words]
    forms: dict[tuple, set[tuple]] = {}
    for row in rows:
        forms.setdefault(tuple(word.folded for word in row), set()).add(tuple(word.exact for word in row))
    letters = f"0-9a-z{MARK}"
    longest_first = sorted(forms, key=len, reverse=True)
    alternatives = "|".join(f"[^{letters}]{{1,{GAP}}}".join(map(_with_marks, words)) for words in longest_first)
    return re.compile(f"(?<![{letters}])(?:{alternatives})(?![{letters}])"), forms


def _with_marks(word: str) -> str:
    return "".join(f"{letter}{MARK}*" for letter in word)


@cache
def _letters() -> dict[int, str]:
    """Return what each sign folds to, one for one: a letter or digit as `fold` has it, and MARK for a mark."""
    table = {code: folded for codes in LATIN for code in codes if len(folded := fold(chr(code))) == 1}
    return table | dict.fromkeys(MARKS, MARK)


def _window(text: str, hits: list[Hit], length: int) -> tuple[int, int]:
    """Return where the snippet begins and ends, between words."""
    best = max(range(len(hits)), key=lambda place: (_worth(hits, place, length), -place), default=None)
    if best is None or hits[best].end <= length - BEFORE:
        return 0, _last_word(text, length, hits[best].end if hits else 0)
    start = _next_word(text, hits[best].start - BEFORE, hits[best].start)
    return start, _last_word(text, start + length, hits[best].end)


def _worth(hits: list[Hit], place: int, length: int) -> int:
    """Return how much of what was looked for stands from this hit on within a snippet; words in a row count more."""
    last, found = hits[place].start + length - BEFORE, set()
    for hit in islice(hits, place, None):
        if hit.end > last:
            break
        found.add((hit.words, hit.is_exact))
    return sum(3 * len(words) - 2 + is_exact for words, is_exact in found)


def _next_word(text: str, at: int, latest: int) -> int:
    """Return where the first word at or behind `at` begins, `latest` where none does before it."""
    if at <= 0:
        return 0
    return at + len(gap[0]) if (gap := re.compile(r"\S*\s+").match(text, at, latest)) else latest


def _last_word(text: str, at: int, earliest: int) -> int:
    """Return the end of the last word that ends before `at` and behind `earliest`, `at` where none does."""
    if at >= len(text):
        return len(text)
    ends = [gap.start() for gap in re.compile(r"\s+").finditer(text, earliest, at + 1)]
    if ends:
        return ends[-1]
    while at < len(text) and unicodedata.combining(text[at]):
        at += 1
    return at


def _marked(text: str, start: int, end: int, hits: list[Hit]) -> str:
    """Return the stretch of `text` as HTML. Hits with nothing but space between them are marked as one."""
    html, at = "", start
    for begin, stop in _joined(text, hits):
        html += f"{escape(text[at:begin])}<mark>{escape(text[begin:stop])}</mark>"
        at = stop
    return html + escape(text[at:end])


def _joined(text: str, hits: list[Hit]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for hit in hits:
        if stretches and text[stretches[-1][1] : hit.start].isspace():
            stretches[-1] = (stretches[-1][0], hit.end)
        else:
            stretches.append((hit.start, hit.end))
    return stretches
