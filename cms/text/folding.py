"""Folding: the form in which index and query of a search meet."""

import re
import unicodedata

WORD = re.compile(r"[0-9a-z]+")


def fold(text: str) -> str:
    """Return the bare words of `text`: no tones, no marks, đ as d, lower case, one space between words.

    Everything that is not a Latin letter or an ASCII digit separates words, so "155/QĐ-SGDĐT" becomes
    "155 qd sgddt". NFC and NFD input give the same result; text without such words gives "".
    """
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(character for character in decomposed if unicodedata.category(character) != "Mn")
    return " ".join(WORD.findall(bare.replace("đ", "d")))
