"""What the admin's JavaScript does to a title before Wagtail makes a slug of it.

Upstream: the browser's formatter drops letters it does not know, so "Đại hội" became "dji-hi". Each pair is a regular
expression and its replacement; together they fold every Latin letter, composed or not, as cms.text.folding does.
"""

from string import ascii_lowercase

from cms.text.folding import fold

# Letters with marks: Latin-1, Latin Extended A and B, Latin Extended Additional, and the Kelvin and Ångström signs.
LATIN = [*map(chr, range(0xC0, 0x250)), *map(chr, range(0x1E00, 0x1F00)), "\u212a", "\u212b"]
# Combining marks of the Latin script, and the selectors that stand behind an emoji.
MARKS = r"\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"


def _letters_of(base: str) -> str:
    """Return every composed letter that folds to `base`, for a character class."""
    return "".join(letter for letter in LATIN if fold(letter) == base)


SLUG_FORMATTERS = [
    (f"[{MARKS}]", ""),
    *[(f"[{_letters_of(base)}]", base) for base in ascii_lowercase if _letters_of(base)],
    (r"[^0-9A-Za-z]+", "-"),
    (r"^-+|-+$", ""),
    # Whole words within eighty characters, as the server cuts; a first word longer than that is cut itself.
    (r"^(?=.{81})(?:(.{1,80})-.*|(.{80}).*)$", "$1$2"),
]
