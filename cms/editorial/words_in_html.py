"""Finding and replacing words in one text, plain or HTML, where tags and entities may stand between the letters.

Words are compared as readers see them: composed (NFC), with their marks and their case, any white space like any
other. In HTML nothing inside a tag is looked at, and nothing is found across the edge of a paragraph.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from cms.text.nfc import nfc

# A letter that is followed by a mark is another letter.
MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
# What no text holds and no white space matches: the edge of a paragraph.
EDGE = "\ud800"

INLINE = """
    a abbr b bdi bdo cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u
    var wbr
"""
BLOCKS = """
    address article aside blockquote body caption col colgroup dd details div dl dt embed fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 head header hr html iframe img input li link main meta nav ol p pre script section
    style summary svg table tbody td tfoot th thead title tr ul video
"""
WITHIN_A_LINE = frozenset(INLINE.split())
TAGS = WITHIN_A_LINE | {*BLOCKS.split(), "br"}

PIECE = re.compile(
    r"""<!--.*?-->
    | </?(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*|/)?>
    | &(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Hit:
    """Where words were found: from `start` to `end` in `text`, which is what readers see."""

    text: str
    start: int
    end: int


class Words:
    """The words that are looked for."""

    def __init__(self, words: str):
        parts = [re.escape(part) for part in nfc(words).split()]
        # Without a word there is nothing to look for: a pattern that never matches.
        self.pattern = re.compile(r"\s+".join(parts) + f"(?!{MARK})" if parts else r"(?!)")

    def hits(self, text: str, is_html: bool) -> list[Hit]:
        """Return where the words stand in `text`, in order, none over another."""
        seen = "".join(shown for _raw, shown in _units(text)) if is_html else nfc(text)
        return [Hit(seen, *match.span()) for match in self.pattern.finditer(seen)]

    def replaced(self, text: str, by: str, is_html: bool) -> tuple[str, int]:
        """Return `text` with every hit replaced by the plain text `by`, and how many there were.

        Tags that stood between the words stay; the new words stand where the first letter stood.
        """
        if is_html:
            return self._replaced_in_html(text, html.escape(by, quote=False))
        # A text without a hit is returned as it is, whatever its form.
        changed, count = self.pattern.subn(lambda match: by, nfc(text))
        return (changed, count) if count else (text, 0)

    def _replaced_in_html(self, text: str, by: str) -> tuple[str, int]:
        units = _units(text)
        ends = list(accumulate(len(shown) for _raw, shown in units))
        raws = [raw for raw, _shown in units]
        count = 0
        for match in self.pattern.finditer("".join(shown for _raw, shown in units)):
            first, last = bisect_right(ends, match.start()), bisect_right(ends, match.end() - 1)
            for number in range(first, last + 1):
                # Tags show nothing; a line break that stood for a space goes with it.
                if units[number][1]:
                    raws[number] = ""
            raws[first] = by
            count += 1
        return ("".join(raws), count) if count else (text, 0)


def in_attributes(text: str, change: Callable[[str], str]) -> str:
    """Return the HTML `text` with `change` applied to what is written in tags for readers: texts and addresses."""
    attribute = re.compile(r"""\b(alt|title|href|src|url)=("[^"]*"|'[^']*')""")

    def of_tag(match: re.Match) -> str:
        if not _is_tag(match):
            return match[0]
        return attribute.sub(lambda found: f'{found[1]}="{_changed_attribute(found[2], change)}"', match[0])

    return PIECE.sub(of_tag, text)


def _changed_attribute(quoted: str, change: Callable[[str], str]) -> str:
    return html.escape(change(html.unescape(quoted[1:-1])))


def _is_tag(match: re.Match) -> bool:
    return match["tag"] is not None and match["tag"].lower() in TAGS


def _units(text: str) -> list[tuple[str, str]]:
    """Return `text` cut up: (as it is written, as readers see it) for each letter, entity and tag."""
    units: list[tuple[str, str]] = []
    position = 0
    for match in PIECE.finditer(text):
        units += _letters(text[position : match.start()])
        units += _piece(match)
        position = match.end()
    return units + _letters(text[position:])


def _piece(match: re.Match) -> list[tuple[str, str]]:
    raw = match[0]
    if raw.startswith("&"):
        return [(raw, html.unescape(raw))]
    if raw.startswith("<!--"):
        return [(raw, "")]
    if not _is_tag(match):
        # "<" that begins no tag we know is what somebody wrote.
        return _letters(raw)
    tag = match["tag"].lower()
    if tag == "br":
        return [(raw, "\n")]
    return [(raw, "")] if tag in WITHIN_A_LINE else [(raw, ""), ("", EDGE)]


def _letters(text: str) -> list[tuple[str, str]]:
    return [(letter, letter) for letter in nfc(text)]
