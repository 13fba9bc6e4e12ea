"""What is asked of the lexemes for a query: what every hit has, and what the better ones have beside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cms.text.words import Word
from search.index.base import Tier
from search.index.lexemes import Beginning, Expression, all_of, any_of, none_of, side_by_side
from search.queries import Kind, Query, Term

# Of two words side by side the index knows; whether more stand one behind the other is looked up in the text.
PAIR = 2


@dataclass(frozen=True)
class Question:
    """One query as expressions over lexemes.

    `every` holds for each hit; a hit of `tiers` is better, the best first, and the last tier is `every` itself.
    `phrases` are folded texts that the text of a hit must hold: `every` asks for their pairs of words alone.
    """

    every: Expression
    tiers: tuple[tuple[Tier, Expression], ...]
    phrases: tuple[str, ...] = ()


def question(query: Query) -> Question:
    """Return what to ask for a query that has something to look for."""
    not_these = none_of(_anywhere(term) for term in query.unwanted)
    every = all_of([*(_anywhere(term) for term in query.wanted), *not_these])
    tiers: dict[Expression, Tier] = {}
    for tier, expression in _tiers(query):
        tiers.setdefault(all_of([expression, *not_these]), tier)
    tiers[every] = Tier.FILES
    phrases = (term.folded for term in query.phrases if len(term.words) > PAIR)
    return Question(every, tuple((tier, asked) for asked, tier in tiers.items()), tuple(map(" ".join, phrases)))


def beginning_of_titles(words: list[Word]) -> Expression:
    """Return what titles have that hold all these words, the last of them perhaps not yet typed to its end."""
    return all_of([*(f"^{word.folded}" for word in words[:-1]), Beginning(f"^{words[-1].folded}")])


def _tiers(query: Query) -> Iterable[tuple[Tier, Expression]]:
    if query.codes:
        words = all_of(_anywhere(term) for term in query.wanted)
        numbers = [lexeme for term in query.codes for lexeme in side_by_side(term.words)]
        yield Tier.NUMBER_IN_TITLE, all_of([words, *(f"^{lexeme}" for lexeme in numbers)])
        yield Tier.NUMBER, all_of([words, *(any_of([lexeme, f"@{lexeme}"]) for lexeme in numbers)])
    sequence = side_by_side(query.sequence) if len(query.sequence) > 1 else []
    exact_in_title = _every(query, lambda word: f"^{_exact(word)}", "^")
    exact = _every(query, _exact)
    if sequence:
        yield Tier.TITLE_PHRASE, all_of([exact_in_title, *(f"^{lexeme}" for lexeme in sequence)])
    yield Tier.TITLE_EXACT, exact_in_title
    yield Tier.TITLE, _every(query, lambda word: f"^{word.folded}", "^")
    if sequence:
        yield Tier.BODY_PHRASE, all_of([exact, *sequence])
    yield Tier.BODY_EXACT, exact
    yield Tier.BODY, _every(query, lambda word: word.folded)


def _every(query: Query, lexeme: Callable[[Word], str], sign: str = "") -> Expression:
    """Return: every word needed, in this form, and quoted phrases as such."""
    pairs = (f"{sign}{pair}" for term in query.phrases for pair in side_by_side(term.words))
    return all_of([*(lexeme(word) for term in query.wanted for word in term.needed), *pairs])


def _exact(word: Word) -> str:
    return word.folded if word.exact == word.folded else f"={word.exact}"


def _anywhere(term: Term) -> Expression:
    """Return what a page has that holds the term in title, text or files."""
    is_phrase = term.kind is Kind.PHRASE and len(term.words) > 1
    lexemes = side_by_side(term.words) if is_phrase else [word.folded for word in term.needed]
    return all_of(any_of([lexeme, f"@{lexeme}"]) for lexeme in lexemes)
