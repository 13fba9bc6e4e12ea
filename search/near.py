"""A near spelling for a query that found nothing: a slip of a key, a missing space, an input method that was off.

Nothing is offered that would find nothing. Both the vocabulary and the search are asked a bounded number of times.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from cms.text.words import Word, words_of
from search.queries import Kind, Query, parse

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# A longer word is an address or rubbish.
LONGEST = 20
# In how many words slips of a key are sought, how many spellings are kept of each, and how many queries are tried.
MOST_WORDS = 3
BEST = 3
MOST_TRIED = 6

# What typing by the Telex rules leaves in a text while no input method is on: "tuyeenr sinh", "ddieemr", "hojc".
TELEX_PAIRS = re.compile(r"aa|ee|oo|dd")
TELEX_TONE = re.compile(r"(?<=[aeiouy])([a-z]*?)[sfrxj]")
# And by the VNI rules: "tuye63n sinh".
VNI = re.compile(r"(?<=[a-z])[0-9]+")

# Which of these folded words the index knows, with the number of pages that hold them, at least roughly.
Known = Callable[[set[str]], dict[str, int]]
# The title and text of the best page that a query finds; None if it finds nothing.
Best = Callable[[Query], tuple[str, str] | None]


@dataclass(frozen=True)
class Slip:
    """A word of the query and what may stand in its place; `cost` says how unlikely that is."""

    typed: str
    meant: str
    cost: int
    pages: int = 0


def near(query: Query, known: Known, best: Best) -> str | None:
    """Return `query.text` in a spelling that finds something, None where there is none.

    Of a query that has no accents at all the new spelling has none; else new words are spelt as the page has them.
    """
    tried = set()
    for slips in _attempts(_letters_of(query), known):
        text = _spelt(query, {slip.typed: slip.meant for slip in slips})
        if text in tried:
            continue
        if len(tried) == MOST_TRIED:
            return None
        tried.add(text)
        found = best(parse(text))
        if found:
            return _as_on_the_page(query, slips, found)
    return None


def _attempts(words: list[str], known: Known) -> Iterator[list[Slip]]:
    """Yield what may stand in the places of these words, the likeliest first."""
    pages = known(set(words))
    unknown = [word for word in words if not pages.get(word)]
    if not unknown:
        # Each is a word, but not one of this text: it stands for a more frequent one.
        for spellings in _likely(words[:MOST_WORDS], _slips, known, pages):
            yield from _combinations([spellings[:1]])
        return
    # What no page holds was not meant. Where the input method was off, it was so for the whole query.
    yield from _combinations(_likely(unknown, _without_input_method, known))
    if len(unknown) <= MOST_WORDS:
        yield from _combinations(_likely(unknown, _slips, known))


def _letters_of(query: Query) -> list[str]:
    """Return the words of the query that a slip may be in: not those of numbers."""
    words = (word.folded for term in query.wanted if term.kind is not Kind.CODE for word in term.words)
    return [word for word in dict.fromkeys(words) if not word.isdigit() and 1 < len(word) <= LONGEST]


def _likely(
    words: list[str], slips_of: Callable[[str], Iterable[Slip]], known: Known, pages: dict[str, int] | None = None
) -> list[list[Slip]]:
    """Return for each word the likeliest spellings that more pages hold than it (`pages`). The index is asked once."""
    sought = [_distinct(slips_of(word)) for word in words]
    found = known({part for slips in sought for slip in slips for part in slip.meant.split()})
    likely = []
    for word, slips in zip(words, sought, strict=True):
        counted = [replace(slip, pages=min(found.get(part, 0) for part in slip.meant.split())) for slip in slips]
        usual = [slip for slip in counted if slip.pages > (pages or {}).get(word, 0)]
        likely.append(sorted(usual, key=lambda slip: (slip.cost, -slip.pages, slip.meant))[:BEST])
    return likely


def _distinct(slips: Iterable[Slip]) -> list[Slip]:
    """Return what was not typed, each spelling once: as it comes first."""
    meant: dict[str, Slip] = {}
    for slip in slips:
        if slip.meant and slip.meant != slip.typed:
            meant.setdefault(slip.meant, slip)
    return list(meant.values())


def _slips(word: str) -> Iterator[Slip]:
    yield from _without_input_method(word)
    splits = [(word[:index], word[index:]) for index in range(len(word) + 1)]
    for left, right in splits:
        # Two letters side by side that changed places; a letter that is missing, one too many, one beside another.
        if len(right) > 1:
            yield Slip(word, left + right[1] + right[0] + right[2:], 1)
        if len(left) > 1 and len(right) > 1:
            yield Slip(word, f"{left} {right}", 2)
    for left, right in splits:
        if right and len(word) > 2:
            yield Slip(word, left + right[1:], 1)
        for letter in LETTERS:
            yield Slip(word, left + letter + right, 1)
            if right:
                yield Slip(word, left + letter + right[1:], 1)


def _without_input_method(word: str) -> Iterator[Slip]:
    plain = TELEX_PAIRS.sub(lambda pair: pair.group()[0], word)
    plain = re.sub(r"(?<=[aou])w", "", plain).replace("w", "u")
    yield Slip(word, plain, 0)
    for match in TELEX_TONE.finditer(plain):
        yield Slip(word, plain[: match.end() - 1] + plain[match.end() :], 0)
    if len(bare := VNI.sub("", word)) > 2:
        yield Slip(word, bare, 0)


def _combinations(choices: list[list[Slip]]) -> Iterator[list[Slip]]:
    """Yield one slip for each word, the likeliest together first; nothing if a word has no other spelling."""
    if not choices or not all(choices):
        return
    yield [slips[0] for slips in choices]
    for number, slips in enumerate(choices):
        for slip in slips[1:]:
            yield [slip if index == number else others[0] for index, others in enumerate(choices)]


def _spelt(query: Query, meant: dict[str, str]) -> str:
    """Return the text of the query with other words in the places of these folded ones."""
    text, end = "", 0
    for word in words_of(query.text):
        if word.folded in meant:
            text += query.text[end : word.start] + meant[word.folded]
            end = word.end
    return text + query.text[end:]


def _as_on_the_page(query: Query, slips: list[Slip], found: tuple[str, str]) -> str:
    if all(word.exact == word.folded for word in words_of(query.text)):
        return _spelt(query, {slip.typed: slip.meant for slip in slips})
    title, text = found
    spellings: dict[str, str] = {}
    for whole in (title, text):
        for word in words_of(whole):
            spellings.setdefault(word.folded, _spelling(whole, word))
    return _spelt(
        query,
        {slip.typed: " ".join(spellings.get(part, part) for part in slip.meant.split()) for slip in slips},
    )


def _spelling(text: str, word: Word) -> str:
    """Return the word as the text has it, but small, for it may have stood at a beginning; abbreviations stay."""
    spelling = text[word.start : word.end]
    return spelling if len(spelling) > 1 and spelling.isupper() and not text.isupper() else spelling.lower()
