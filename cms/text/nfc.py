"""The one Unicode form in which text is stored."""

import unicodedata


def nfc(text: str) -> str:
    """Return `text` in Unicode normalization form C, the form of every stored text."""
    return unicodedata.normalize("NFC", text)
