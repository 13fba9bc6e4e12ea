"""Recognises Vietnamese text written for the fonts that came before Unicode.

TCVN 5712 (TCVN3, fonts named .Vn…) has one byte for each accented small letter; VNI (fonts named VNI-…)
writes the accent as a letter of its own behind the vowel. Read as Latin-1 or windows-1252 both show as Latin
garbage: "B¶o Th¾ng", "Vieät Nam". Such text is recognised so that a person can convert it; it is never
converted here.
"""

import re
from typing import Literal

WORD = re.compile(r"\S+")

# Letters that only Unicode Vietnamese has: ạ ả ấ … ỹ.
UNICODE_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")

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


def detect_legacy_encoding(text: str) -> Literal["TCVN3", "VNI"] | None:
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
