"""The one Unicode form in which text is stored."""

import re
import unicodedata

TAG = re.compile("<[A-Za-z/!]")
# Behind "<" or ">" it makes one sign of the two, ≮ or ≯, and a tag would have no end.
LONG_SOLIDUS = "\N{COMBINING LONG SOLIDUS OVERLAY}"


def nfc(text: str) -> str:
    """Return `text` in Unicode normalization form C, the form of every stored text.

    No tag of HTML is opened or closed by it: in text that holds tags, a stroke that would go through one of their
    angle brackets becomes a character reference.
    """
    composed = unicodedata.normalize("NFC", text)
    if LONG_SOLIDUS in text and _brackets(composed) != _brackets(text) and TAG.search(text):
        return unicodedata.normalize("NFC", text.replace(LONG_SOLIDUS, f"&#{ord(LONG_SOLIDUS)};"))
    return composed


def _brackets(text: str) -> int:
    return text.count("<") + text.count(">")
