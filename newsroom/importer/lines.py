"""Lines of a saved page: their number, how far they are indented, and their text."""

import re
from dataclasses import dataclass

from cms.pages.composing.rules import ends_a_sentence, is_list_item

from .decoding import split_lines

TAB_WIDTH = 4
INDENTED = 4  # columns from which white space at the start of a line is indentation and not a slip
INVISIBLE = re.compile("[\u200b\u2060\ufeff]")


@dataclass(frozen=True)
class Line:
    number: int
    indent: int
    text: str

    @property
    def is_indented(self) -> bool:
        return self.indent >= INDENTED

    @property
    def is_list_item(self) -> bool:
        return is_list_item(self.text)

    @property
    def ends_a_sentence(self) -> bool:
        return ends_a_sentence(self.text)


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank; white space, no-break or not, becomes single blanks."""
    lines = []
    for number, raw in enumerate(split_lines(text), start=1):
        visible = INVISIBLE.sub("", raw)
        words = " ".join(visible.split())
        if words:
            margin = visible[: len(visible) - len(visible.lstrip())]
            lines.append(Line(number, len(margin.expandtabs(TAB_WIDTH)), words))
    return lines
