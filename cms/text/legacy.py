"""Recognises Vietnamese text written for the fonts that came before Unicode, and converts it when a person asks.

TCVN 5712 (TCVN3, fonts named .Vn…) has one byte for each accented small letter; VNI (fonts named VNI-…)
writes the accent as a letter of its own behind the vowel. Read as Latin-1 or windows-1252 both show as Latin
garbage: "B¶o Th¾ng", "Vieät Nam". Such text is recognised so that a person can have it converted; nothing converts
it by itself.
"""

import re
from typing import Literal

from .legacy_tables import TCVN3, VNI
from .nfc import nfc
from .syllables import is_syllable

LegacyEncoding = Literal["TCVN3", "VNI"]

WORD = re.compile(r"\S+")

# Letters that only Unicode Vietnamese has: ạ ả ấ … ỹ.
UNICODE_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")
# The same, and those that neither Latin-1 nor windows-1252 has.
UNICODE_ONLY = re.compile("[\u1ea0-\u1ef9ĂăĐđĨĩŨũƠơƯư]")

# TCVN3: signs in the middle of a word (c¸c, Th¾ng), ® for đ before a letter, signs that end a word (nhµ),
# and a capital accented letter after a small one (ViÖt, tiÕng). What other text writes at the edge of a word
# («…», m², name®) does not count.
TCVN3_SIGNS = "¨©ª«¬®µ¶·¸¹»¼½¾"
TCVN3_WORD = re.compile(
    rf"[A-Za-z][{TCVN3_SIGNS}]+[A-Za-z]"
    r"|(?<!\w)®[A-Za-zÆ-Þß-þ¨©ª«¬µ¶·¸¹»¼½¾]"
    r"|[A-Za-z][¨¬µ¶¸¼½¾](?![\w\d])"
    r"|[a-z][Æ-ÖØ-ß×](?=[a-z\s.,;:!?)]|$)"
)

# VNI: an accent written as a letter behind its vowel (aø, eä, oû), and ñ for đ. The pairs that Unicode
# Vietnamese has as well (oá, oà, oã of hoá, toà, loã) do not count.
VNI_WORD = re.compile(r"[aeouyôö][ùøûõï]|[ae][âáàåãä]|o[âåä]|a[êéèúüë]|(?<![a-z])ñ(?=[aeiouyôö])", re.IGNORECASE)

FEWEST_WORDS = 2

# What a conversion looks at by itself: a run of letters and signs between spaces, digits and ASCII punctuation.
TOKEN = re.compile(r"[^\x00-@\[-`{-\x7f\s\u2000-\u206f]+")
# Signs that stand alone in any text, and no word of Vietnamese in legacy text.
LONE_SIGNS = frozenset("©·½¼§")
ASCII_LETTER = re.compile("[A-Za-z]")
VNI_CODE = re.compile("|".join(sorted(VNI, key=len, reverse=True)))
# What Unicode Vietnamese writes as well.
SHARED_TCVN3 = "ÈÉÊÌÒÓÔÕÝáâãèéêìíòóôõùúý"
TCVN3_CODE = re.compile(
    # A capital behind a small letter is none: tÊt is tất.
    rf"[{''.join(TCVN3.keys() - set(SHARED_TCVN3))}]|(?<=[a-z])[ÈÉÊÌÒÓÔÕÝ]"
)
SHARED_VNI = re.compile("o[áàã]|[óòôíì]", re.IGNORECASE)

TCVN3_FONT = re.compile(r"^['\"\s]*(?:\.vn\w|vn(?:time|arial|helve|courier|avant|book|century))", re.IGNORECASE)
VNI_FONT = re.compile(r"^['\"\s]*vni[\s_-]", re.IGNORECASE)
CAPITALS_FONT = re.compile(r"^['\"\s]*\.?vn.*H['\"\s]*$", re.IGNORECASE)


def detect_legacy_encoding(text: str) -> LegacyEncoding | None:
    """Return the legacy Vietnamese encoding that `text` is written in, or None.

    Two words must bear its signs, and they must outnumber the words that only Unicode can write, so
    a quotation in «…», a © or a French name in a Vietnamese text is no such text.
    """
    words = WORD.findall(text)
    unicode_words = sum(1 for word in words if UNICODE_VIETNAMESE.search(word))
    tcvn3_words = sum(1 for word in words if TCVN3_WORD.search(word))
    vni_words = sum(1 for word in words if VNI_WORD.search(word))
    if max(tcvn3_words, vni_words) < FEWEST_WORDS or max(tcvn3_words, vni_words) <= unicode_words:
        return None
    return "TCVN3" if tcvn3_words >= vni_words else "VNI"


def encoding_of_font(font: str) -> LegacyEncoding | None:
    """Return the encoding of text in the font named `font` (".VnTime", "VNI-Times"), None for any other font."""
    if VNI_FONT.match(font):
        return "VNI"
    return "TCVN3" if TCVN3_FONT.match(font) else None


def convert(text: str, encoding: LegacyEncoding) -> str:
    """Return `text`, written in `encoding`, in Unicode, NFC. Any text is taken; what is Unicode already stays.

    Text that bears no sign of the encoding is left alone, so converting twice is converting once. Where Unicode
    Vietnamese stands beside it, only words are converted that become Vietnamese by it.
    """
    tokens = set(TOKEN.findall(text))
    if not any(_bears_sign(token, encoding) for token in tokens):
        return nfc(text)
    if UNICODE_ONLY.search(text):
        wrong = {token for token in tokens if not _is_word(token) and _is_word(_table(token, encoding))}
        return nfc(TOKEN.sub(lambda match: _cased(match[0], encoding) if match[0] in wrong else match[0], text))
    converted = TOKEN.sub(lambda match: _stable(match[0], encoding), text)
    return nfc(converted.upper() if _is_in_capitals(text, tokens) else converted)


def convert_from_font(text: str, font: str) -> str:
    """Return `text` that was written in the font named `font` in Unicode, NFC; of any other font, `text` composed.

    The font says what the letters cannot: a single word without a sign is converted too, and a font of capitals
    (.VnTimeH) makes capitals. Unicode text that was set in such a font stays.
    """
    encoding = encoding_of_font(font)
    if encoding is None or UNICODE_ONLY.search(text):
        return nfc(text)
    converted = TOKEN.sub(lambda match: _cased(match[0], encoding), text)
    return nfc(converted.upper() if encoding == "TCVN3" and CAPITALS_FONT.match(font) else converted)


def _table(token: str, encoding: LegacyEncoding) -> str:
    if LONE_SIGNS.issuperset(token):
        return token
    if encoding == "VNI":
        return VNI_CODE.sub(lambda match: VNI[match[0]], token)
    return "".join(TCVN3.get(letter, letter) for letter in token)


def _bears_sign(token: str, encoding: LegacyEncoding) -> bool:
    """Return whether the table makes of `token` what Unicode text would not have, once and for all."""
    return _has_code(token, encoding) and not _has_code(_table(token, encoding), encoding)


def _has_code(token: str, encoding: LegacyEncoding) -> bool:
    if LONE_SIGNS.issuperset(token):
        return False
    if encoding == "VNI":
        return any(not SHARED_VNI.fullmatch(code) for code in VNI_CODE.findall(token))
    return bool(TCVN3_CODE.search(token))


def _stable(token: str, encoding: LegacyEncoding) -> str:
    """Convert a word of a legacy text; one that would look legacy still is no Vietnamese and stays."""
    return token if _has_code(_table(token, encoding), encoding) else _cased(token, encoding)


def _cased(token: str, encoding: LegacyEncoding) -> str:
    """Convert `token`; in one of capitals, such as HéI, the accented letters are capitals as well."""
    converted = _table(token, encoding)
    return converted.upper() if encoding == "TCVN3" and _is_capital(token) and converted != token else converted


def _is_capital(token: str) -> bool:
    letters = ASCII_LETTER.findall(token)
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _is_in_capitals(text: str, tokens: set[str]) -> bool:
    """Return whether `text` is all in capitals, as titles are: then Së is SỞ."""
    return not re.search("[a-z]", text) and any(_is_capital(token) for token in tokens)


def _is_word(token: str) -> bool:
    return is_syllable(nfc(token).strip("«»"))
