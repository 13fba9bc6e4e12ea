"""Which words can be Vietnamese: every syllable has an onset, a rhyme and a tone, and there are few of each.

The rhymes are those of the spelling taught in schools (Quyết định 1989/QĐ-BGDĐT, 2018); the tone may stand on either
vowel of oa, oe and uy.
"""

import unicodedata

ONSETS = (
    *("ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""),
)
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu ych ynh yt yn yu
o oc oi om on ong oong ooc op ot oa oac oach oai oam oan oang oanh oap oat oay oao oăc oăm oăn oăng oăt
oe oen oeo oet ô ôc ôi ôm ôn ông ôông ôp ôt ơ ơi ơm ơn ơp ơt
u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt uê uêch uênh uêu uân uâng uât uây uơ
uy uya uych uyên uyêt uynh uyt uyn uyu uyp
ư ưc ưi ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu
"""
RHYMES = frozenset(_RHYMES.split())
STOPPED = ("c", "ch", "p", "t")
# Syllables that end in a stop have the tone sắc or nặng alone.
TONES_OF_STOPPED = {"\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}"}
TONES = {
    *TONES_OF_STOPPED,
    "\N{COMBINING GRAVE ACCENT}",
    "\N{COMBINING HOOK ABOVE}",
    "\N{COMBINING TILDE}",
}


def is_syllable(word: str) -> bool:
    """Return whether `word` can be a Vietnamese syllable, in small letters or capitals, NFC or NFD."""
    plain, tones = _without_tone(word.lower())
    if len(tones) > 1:
        return False
    return any(_fits(plain[len(onset) :], tones) for onset in ONSETS if plain.startswith(onset)) or (
        # gì, giếng, gìn: the i of gi is the vowel; "quốc" and "quy" have theirs behind qu.
        plain.startswith("gi") and _fits(plain[1:], tones)
    )


def _without_tone(word: str) -> tuple[str, set[str]]:
    decomposed = unicodedata.normalize("NFD", word)
    plain = "".join(character for character in decomposed if character not in TONES)
    marks = [character for character in decomposed if character in TONES]
    # A second mark of one tone is no tone more, but no spelling either: NFC cannot hold it.
    return unicodedata.normalize("NFC", plain), set(marks)


def _fits(rhyme: str, tones: set[str]) -> bool:
    if rhyme not in RHYMES:
        return False
    return not rhyme.endswith(STOPPED) or bool(tones & TONES_OF_STOPPED)
