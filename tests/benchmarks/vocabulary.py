"""Made-up articles with a vocabulary as wide and as uneven as that of a real portal: words in pairs, as Vietnamese has.

Syllables and pairs are drawn after Zipf: a few stand in most articles, most in a few. Which they are is chance, so the
texts mean nothing.
"""

import random
import unicodedata
from itertools import accumulate

from cms.text.syllables import ONSETS, RHYMES, is_syllable

SYLLABLES = 5500
PAIRS = 40_000
KINDS_OF_DOCUMENT = ("KH-UBND", "QĐ-SGDĐT", "TB-SGDĐT", "CV-SGDĐT")
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


class Vocabulary:
    """Words of articles: call it with a `random.Random` for the 400 words of one."""

    def __init__(self, seed: int = 7):
        chance = random.Random(seed)
        spelt = (onset + rhyme[0] + tone + rhyme[1:] for onset in ONSETS for rhyme in sorted(RHYMES) for tone in TONES)
        syllables = sorted({unicodedata.normalize("NFC", text) for text in spelt if is_syllable(text)})
        chance.shuffle(syllables)
        self.syllables = syllables[:SYLLABLES]
        weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.syllables))))
        drawn = chance.choices(self.syllables, cum_weights=weights, k=2 * PAIRS)
        self.pairs = list(dict.fromkeys(zip(drawn[::2], drawn[1::2], strict=True)))
        self._weights = list(accumulate(1 / (rank + 5) for rank in range(len(self.pairs))))

    def __call__(self, chance: random.Random) -> list[str]:
        words = [word for pair in chance.choices(self.pairs, cum_weights=self._weights, k=199) for word in pair]
        number = f"{chance.randint(1, 3000)}/{chance.choice(KINDS_OF_DOCUMENT)}"
        return [*words[:50], "số", number, *words[50:]]
