"""The words of a text, each folded and with its accents: where search looks for the one and for the other."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# The five tones of Vietnamese: huyền, hỏi, ngã, sắc, nặng. Circumflex, breve and horn make other letters instead.
TONES = (
    "\N{COMBINING GRAVE ACCENT}\N{COMBINING HOOK ABOVE}\N{COMBINING TILDE}"
    "\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}"
)
VOWELS = "aeiouy"
RUN = re.compile(r"\S+")
# A longer run is an address or rubbish, and would push words out of the memory.
REMEMBERED_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as search compares it without accents, with them, and where it stands in the text.

    `folded` holds 0-9 and a-z alone. `exact` is small letters in NFC, with its tone on the first vowel, wherever the
    text had it: hoà and hòa, thuỷ and thủy, quý and qúy are the same. It is no spelling and is never shown.
    """

    folded: str
    exact: str
    start: int = 0
    end: int = 0


def words_of(text: str) -> list[Word]:
    """Return the words of `text` in order, the same that `fold` finds: " ".join(word.folded …) == fold(text)."""
    found = []
    for run in RUN.finditer(text):
        typed, offset = run.group(), run.start()
        parts = _remembered(typed) if len(typed) <= REMEMBERED_LENGTH else _words_of_run(typed)
        found += [Word(folded, exact, offset + start, offset + end) for folded, exact, start, end in parts]
    return found


def _words_of_run(run: str) -> list[tuple[str, str, int, int]]:
    found, letters, marks, start = [], [], [], 0
    for index, character in enumerate(run):
        for part in unicodedata.normalize("NFD", character.lower()):
            if part == "đ" or (part.isascii() and part.isalnum()):
                if not letters:
                    start = index
                letters.append(part)
                marks.append("")
            elif unicodedata.category(part) == "Mn":
                if letters:
                    marks[-1] += part
            elif letters:
                found.append((*_word(letters, marks), start, index))
                letters, marks = [], []
    if letters:
        found.append((*_word(letters, marks), start, len(run)))
    return found


_remembered = lru_cache(maxsize=50_000)(_words_of_run)


def _word(letters: list[str], marks: list[str]) -> tuple[str, str]:
    folded = "".join("d" if letter == "đ" else letter for letter in letters)
    if not any(marks):
        return folded, "".join(letters)
    tones = "".join(sorted({mark for here in marks for mark in here if mark in TONES}))
    vowel = next((index for index, letter in enumerate(letters) if letter in VOWELS), 0)
    exact = ""
    for index, (letter, here) in enumerate(zip(letters, marks, strict=True)):
        exact += letter + "".join(mark for mark in here if mark not in TONES) + (tones if index == vowel else "")
    return folded, unicodedata.normalize("NFC", exact)
