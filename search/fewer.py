"""Fewer words for a query that found nothing: its longest parts that some page has word for word.

Of Vietnamese, where a word is often written in two, any two words of a query on one page say little; side by side they
do. The search is asked a bounded number of times.
"""

from collections.abc import Callable, Iterator

from cms.text.words import words_of
from search.queries import QUOTES, Query, parse

MOST_WORDS = 8
MOST_TRIED = 12
MOST_OFFERED = 3

# Whether a query finds anything.
Holds = Callable[[Query], bool]


def fewer(query: Query, holds: Holds) -> list[str]:
    """Return parts of `query.text` that find something, all of the greatest length that has any; [] for none.

    One word alone is a part of two. What was asked for by quotation marks or minus words is not taken apart.
    """
    words = [word for word in query.text.split() if words_of(word)]
    is_plain = not query.unwanted and not set(QUOTES) & set(query.text)
    if not is_plain or not 1 < len(words) <= MOST_WORDS:
        return []
    left = MOST_TRIED
    for length in range(len(words) - 1, min(len(words) - 1, 2) - 1, -1):
        found = [part for part in _parts(words, length, left) if holds(parse(f'"{part}"'))]
        left -= len(words) - length + 1
        if found or left <= 0:
            return found[:MOST_OFFERED]
    return []


def _parts(words: list[str], length: int, most: int) -> Iterator[str]:
    """Yield at most `most` stretches of so many words."""
    for start in range(min(len(words) - length + 1, most)):
        yield " ".join(words[start : start + length])
