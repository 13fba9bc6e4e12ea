"""What the admin's JavaScript does to a title before Wagtail makes a slug of it.

Upstream: the browser's formatter drops letters it does not know, so "Đại hội" became "dji-hi". Each pair is a regular
expression and its replacement; together they fold every Vietnamese letter, composed or not, as cms.text.folding does.
"""

import unicodedata

VOWELS_AND_D = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
TONES = "\u0300\u0309\u0303\u0301\u0323"


def _letters_of(base: str) -> str:
    """Return every composed letter that folds to `base`, for a character class."""
    found = {
        unicodedata.normalize("NFC", letter + tone)
        for letter in VOWELS_AND_D
        for tone in ("", *TONES)
        if unicodedata.normalize("NFD", letter)[0] == base
    }
    return "".join(sorted(found - {base}))


SLUG_FORMATTERS = [
    (r"[\u0300-\u036f]", ""),
    (r"[đĐ]", "d"),
    *[(f"[{_letters_of(base)}]", base.lower()) for base in "aeiouyAEIOUY" if _letters_of(base)],
    (r"[^0-9A-Za-z]+", "-"),
    (r"^-+|-+$", ""),
    # Whole words within eighty characters, as the server cuts; a first word longer than that is cut itself.
    (r"^(?=.{81})(?:(.{1,80})-.*|(.{80}).*)$", "$1$2"),
]
