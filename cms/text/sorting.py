"""Vietnamese alphabetical order as a stored key, the same on every database.

A key is made of decimal digits alone. No collation changes the order of those, and none has a contraction for
them (as Czech has for "ch"), so SQLite and PostgreSQL agree whatever their locale. A key cut to the length of
its column still orders by what is left of it.

Levels, as in Vietnamese dictionaries: letters first (a ă â b c d đ e ê … with f, j, w and z in their Latin
place, digits before letters, a shorter text before a longer one), then the tone of each syllable (ngang,
huyền, hỏi, ngã, sắc, nặng), then small before capital. A syllable has one tone wherever its mark is written,
so hoà and hòa get one place and hoá follows both.
"""

import unicodedata

ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
FIRST_CODE = 10
LETTER_CODES = {letter: str(code) for code, letter in enumerate(ALPHABET, start=FIRST_CODE)}
OTHER_LETTER = "99"  # then the code point in seven digits: letters of other scripts come last
WORD_BREAK = "01"
END_OF_LETTERS = "00"
END_OF_TONES = "0"

LETTER_MARKS = {"\N{COMBINING BREVE}", "\N{COMBINING CIRCUMFLEX ACCENT}", "\N{COMBINING HORN}"}
LEVEL_TONE = "1"
TONES = {
    "\N{COMBINING GRAVE ACCENT}": "2",
    "\N{COMBINING HOOK ABOVE}": "3",
    "\N{COMBINING TILDE}": "4",
    "\N{COMBINING ACUTE ACCENT}": "5",
    "\N{COMBINING DOT BELOW}": "6",
}
SMALL, CAPITAL = "1", "2"


def sort_key(text: str) -> str:
    """Return a string of digits whose plain binary order is the Vietnamese alphabetical order of `text`.

    NFC and NFD input give the same key. Whatever is neither letter nor digit separates words and has no
    weight of its own; text without any gives "". The key is about three times as long as the text.
    """
    letters, tones, cases = _levels(text)
    return f"{letters}{END_OF_LETTERS}{tones}{END_OF_TONES}{cases}" if letters else ""


def person_sort_key(last_name: str, first_name: str) -> str:
    """Return the sort key of a person: by given name (tên), then by family and middle names (họ và tên đệm).

    The tone of the given name weighs more than the family name: every Hoa comes before every Hòa. A person
    without any name gets "".
    """
    given, given_tones, given_cases = _levels(first_name)
    family, family_tones, family_cases = _levels(last_name)
    if not (given or family):
        return ""
    return (
        f"{given}{END_OF_LETTERS}{given_tones}{END_OF_TONES}"
        f"{family}{END_OF_LETTERS}{family_tones}{END_OF_TONES}{given_cases}{family_cases}"
    )


def _levels(text: str) -> tuple[str, str, str]:
    """Return the weights of all letters, the tone of each word and the case of each letter."""
    words = [_word_levels(word) for word in _words(text)]
    return (
        WORD_BREAK.join(letters for letters, _, _ in words),
        "".join(tone for _, tone, _ in words),
        "".join(cases for _, _, cases in words),
    )


def _words(text: str) -> list[list[tuple[str, set[str]]]]:
    """Split into words, each a list of base characters with the combining marks that stand on them."""
    words: list[list[tuple[str, set[str]]]] = [[]]
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.category(character) == "Mn":
            if words[-1]:
                words[-1][-1][1].add(character)
        elif character.isalnum():
            words[-1].append((character, set()))
        elif words[-1]:
            words.append([])
    return [word for word in words if word]


def _word_levels(word: list[tuple[str, set[str]]]) -> tuple[str, str, str]:
    tones = [TONES[mark] for _, marks in word for mark in sorted(marks) if mark in TONES]
    return (
        "".join(_letter_code(base, marks) for base, marks in word),
        tones[0] if tones else LEVEL_TONE,
        "".join(CAPITAL if base.isupper() else SMALL for base, _ in word),
    )


def _letter_code(base: str, marks: set[str]) -> str:
    """Return the weight of one letter; marks that make no Vietnamese letter (ç, ñ, ü) are passed over."""
    small = base.lower()
    letter = unicodedata.normalize("NFC", small + "".join(marks & LETTER_MARKS))
    code = LETTER_CODES.get(letter) or LETTER_CODES.get(small)
    return code or f"{OTHER_LETTER}{ord(base):07d}"
