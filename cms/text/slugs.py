"""Slugs: the part of an address that stands for a title."""

from .folding import fold

MAX_LENGTH = 80


def slugify(title: str, max_length: int = MAX_LENGTH) -> str:
    """Return an ASCII slug of whole words, at most `max_length` characters long.

    A title that is too long loses whole words at its end; only a first word that is longer than the
    limit by itself is cut. A title with no Latin letter and no digit gives "".
    """
    words = fold(title).split()
    if not words:
        return ""
    slug = words[0][:max_length]
    for word in words[1:]:
        if len(slug) + 1 + len(word) > max_length:
            break
        slug = f"{slug}-{word}"
    return slug
