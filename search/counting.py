"""Which searches are counted: none that may say something of a person."""

import re

from cms.reading.searches import record_search
from cms.reading.views_spool import is_robot
from cms.text.folding import fold
from cms.text.personal_data import find_pupils_data, names_pupils
from cms.text.personal_names import FAMILY_NAMES
from cms.text.words import words_of

MAX_LENGTH = 200
# Identity cards, telephone numbers, codes of pupils: nine digits or more, however they are grouped.
LONG_NUMBER = re.compile(r"\d(?:[ .\-()]{0,2}\d){8,}")
YEARS = re.compile(r"\b(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d\b")
DATE = re.compile(r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d\d\b")
BORN = re.compile(r"\bsinh (?:ngay|nam)|\bngay sinh|\bnam sinh|\bborn\b")
ADDRESS = re.compile(r"\S@\S|https?://|www\.", re.IGNORECASE)


def count(text: str, language: str, found: bool, user_agent: str) -> bool:
    """Count one search, unless a robot made it or it may be personal; return whether it was counted."""
    words = fold(text)[:MAX_LENGTH]
    if not words or is_robot(user_agent) or may_be_personal(text):
        return False
    record_search(language, words, " ".join(text.split())[:MAX_LENGTH], found)
    return True


def may_be_personal(text: str) -> bool:
    """Return whether what was typed may say something of a person: numbers, addresses, names with dates, pupils.

    It would rather lose a search than keep such a one. A name alone is none: people look for those who hold an office.
    """
    if ADDRESS.search(text) or LONG_NUMBER.search(YEARS.sub(" ", text)):
        return True
    if (DATE.search(text) and names_family(text)) or BORN.search(fold(text)):
        return True
    return names_pupils(text) or bool(find_pupils_data(text))


def names_family(text: str) -> bool:
    """Return whether a word of `text` is a family name, with its accents or without any."""
    names = {word.exact for name in FAMILY_NAMES for word in words_of(name)}
    bare = {word.folded for name in FAMILY_NAMES for word in words_of(name)}
    return any(word.exact in names or (word.exact == word.folded and word.folded in bare) for word in words_of(text))
