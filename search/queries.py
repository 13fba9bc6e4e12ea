"""What a reader typed, taken apart: words, quoted phrases, minus words and the numbers of documents.

`parse` takes whatever stands in an address and never fails: what is no word is left out.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from cms.text.nfc import nfc
from cms.text.words import Word, words_of

MAX_TERMS = 12
# Together, phrases and numbers may hold so many words; what is typed beyond is not looked for.
MAX_WORDS = 24
# Nobody types further, and the field lets nobody; it is cut here, before any work is done on it.
MAX_LENGTH = 200
QUOTES = '"“”„‟″«»'
# Between words they join them to a number or an abbreviation: 114/KH-UBND, GD&ĐT, 2025–2026, 10.000.
JOINTS = "/\\-–—‑_.&+:"
LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
NUMBER_WORD = "so"
PIECE = re.compile(
    rf"""
      (?P<minus_quoted>-?)[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]
    | (?:s[oố]\s*[:.]?\s*)?(?P<number>\d+{LETTER}*\s*/\s*{LETTER}+(?:[{JOINTS}]+{LETTER}+)*)  # 114/KH-UBND, 42 / 2022
    | (?P<numbered>s[oố]\s*[:.]?\s*\d+{LETTER}*)                                              # số 12, số: 12
    | (?P<run>[^\s{QUOTES}]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
JOINED = re.compile(rf"{LETTER}+(?:[{JOINTS}]{LETTER}+)+|{LETTER}+")
MINUS = re.compile(f"-{LETTER}")
OPENING = "([{<'‘,;:"
# How documents are called in their numbers (Nghị định 30/2020/NĐ-CP, phụ lục III), for numbers typed with spaces.
_DOCUMENT_KINDS = "bb bc cd cs ct ctr cv da gm hd kh kl nd nq pa qc qd qh tb tc th tt ttlt ttr xn"
DOCUMENT_KINDS = frozenset(_DOCUMENT_KINDS.split())


class Kind(Enum):
    """How the words of a term belong together."""

    WORD = "word"  # one word
    PHRASE = "phrase"  # in quotation marks: a page must hold these words one behind the other
    CODE = "code"  # 114/KH-UBND, GDTX-GDCN, số 12: a page must hold the words, and comes first if it holds the phrase


@dataclass(frozen=True)
class Term:
    """One word, phrase or number, as it was typed and as it is compared."""

    kind: Kind
    words: tuple[Word, ...]

    @property
    def folded(self) -> tuple[str, ...]:
        """The words without accents, in order."""
        return tuple(word.folded for word in self.words)

    @property
    def exact(self) -> tuple[str, ...]:
        """The words with their accents, tones in one place; see cms.text.words."""
        return tuple(word.exact for word in self.words)

    @property
    def needed(self) -> tuple[Word, ...]:
        """The words without which a page is not found: of "số 12" the number alone, for many leave "số" away."""
        if self.kind is Kind.CODE and len(self.words) > 1 and self.words[0].folded == NUMBER_WORD:
            return self.words[1:]
        return self.words


@dataclass(frozen=True)
class Query:
    """What is looked for. It is false if there is nothing to look for: no word, or minus words alone."""

    text: str
    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word that a page must hold, in the order typed, each once."""
        return tuple({word.folded: word for term in self.wanted for word in term.needed}.values())

    @property
    def phrases(self) -> tuple[Term, ...]:
        """The terms whose words a page must hold one behind the other."""
        return tuple(term for term in self.wanted if term.kind is Kind.PHRASE and len(term.words) > 1)

    @property
    def codes(self) -> tuple[Term, ...]:
        """The numbers of documents and the like: pages that hold them as a phrase come first."""
        return tuple(term for term in self.wanted if term.kind is Kind.CODE)

    @property
    def sequence(self) -> tuple[Word, ...]:
        """All words as typed, one behind the other: a page that holds them so comes above one that has them apart."""
        return tuple(word for term in self.wanted for word in term.words)


def parse(text: str) -> Query:
    """Return what `text` looks for; at most `MAX_TERMS` terms, of `MAX_WORDS` words together. It never raises."""
    typed = _cleaned(text)
    wanted, unwanted = [], []
    left = MAX_WORDS
    for is_unwanted, term in _terms(typed):
        terms = unwanted if is_unwanted else wanted
        if any(term.kind is other.kind and term.exact == other.exact for other in terms):
            continue
        if not left or len(wanted) + len(unwanted) == MAX_TERMS:
            break
        kept = term.words[:left]
        left -= len(kept)
        terms.append(Term(term.kind, kept))
    return Query(typed, tuple(_with_numbers_in_words(wanted)), tuple(unwanted))


def _cleaned(text: str) -> str:
    """Return the text in NFC and one space between words, without what is no character to read, and cut."""
    composed = nfc(text[: 4 * MAX_LENGTH])
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in composed)
    return " ".join(kept.split())[:MAX_LENGTH].strip()


def _terms(typed: str):
    """Yield (whether it is unwanted, term) for every term as it stands in the text."""
    position, after_digit = 0, False
    while position < len(typed):
        if typed[position].isspace() or typed[position] in OPENING:
            position += 1
            continue
        piece = PIECE.match(typed, position)
        if piece is None:  # a quotation mark that is not closed
            position += 1
            continue
        position = piece.end()
        yield from _terms_of(piece, after_digit)
        after_digit = piece.group()[-1].isdigit()


def _terms_of(piece: re.Match, after_digit: bool):
    if piece["quoted"] is not None:
        yield from _made(Kind.PHRASE, piece["quoted"], bool(piece["minus_quoted"]))
    elif piece["number"] or piece["numbered"]:
        yield from _made(Kind.CODE, piece["number"] or piece["numbered"])
    else:
        run = piece["run"]
        # "2025 -2026" is a school year; "-2026" behind a word takes that year away.
        is_minus = bool(MINUS.match(run)) and not (after_digit and run[1].isdigit())
        for joined in JOINED.findall(run):
            yield from _made(Kind.CODE, joined, is_minus)


def _made(kind: Kind, text: str, is_unwanted: bool = False):
    words = tuple(words_of(text))
    if words:
        yield is_unwanted, Term(Kind.WORD if len(words) == 1 else kind, words)


def _with_numbers_in_words(terms: list[Term]) -> list[Term]:
    """Join the number of a document that was typed with spaces: 114 KH UBND begins with the code 114 KH."""
    joined: list[Term] = []
    for term in terms:
        before = joined[-1] if joined else None
        if (
            before
            and before.kind is term.kind is Kind.WORD
            and before.folded[0].isdigit()
            and term.folded[0] in DOCUMENT_KINDS
        ):
            joined[-1] = Term(Kind.CODE, before.words + term.words)
        else:
            joined.append(term)
    return joined
