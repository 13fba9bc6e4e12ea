"""By what an item of the old portal is known again: hashes of what saving its page anew does not change."""

import hashlib
from urllib.parse import urlsplit

from .articles import ParsedArticle


def fingerprints(article: ParsedArticle) -> list[str]:
    """Return what an article is known by: its old address if any, and its text. The first is remembered.

    The text's is made of title, shown date and first paragraph; by it an article that was first saved without
    its address is known when it comes with one.
    """
    by_text = _hash("text", article.title, article.shown_at.isoformat(), article.first_text)
    return [_hash("address", _plain_address(article.old_address)), by_text] if article.old_address else [by_text]


def ticker_fingerprint(text: str) -> str:
    """Return what a ticker line is known by: its words, on whichever page it ran."""
    return _hash("ticker", text)


def _plain_address(address: str) -> str:
    """Leave out what does not tell two pages apart: scheme, case of the host, fragment, closing slash."""
    parts = urlsplit(address)
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}"


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
