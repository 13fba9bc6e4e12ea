"""Picture addresses in the text of a page. They hold raw spaces, and each is followed by its caption."""

import re

from cms.pages.composing.rules import LONGEST_CAPTION

from .lines import Line

LONGEST_ADDRESS = 1000

ADDRESS_START = r"(?:https?://|/(?=[^\s/]+/))"
IMAGE_ENDING = r"\.(?:jpe?g|png|gif|webp|bmp|tiff?)(?:\?\S*)?"
# An address that closes its line goes on to the last ending there; with a caption behind it, to the first.
ADDRESS = re.compile(rf"{ADDRESS_START}.+{IMAGE_ENDING}", re.IGNORECASE)
ADDRESS_AND_CAPTION = re.compile(rf"({ADDRESS_START}.+?{IMAGE_ENDING})\s+(.+)", re.IGNORECASE)
NEXT_ADDRESS = re.compile(r"\s+(?=https?://)")


def picture_addresses(line: Line) -> list[tuple[str, str]]:
    """Return the (address, caption) pairs that `line` is made of; [] if it is text. A caption may be ""."""
    if len(line.text) > LONGEST_ADDRESS + LONGEST_CAPTION:
        return []
    pairs = []
    for part in NEXT_ADDRESS.split(line.text):
        if ADDRESS.fullmatch(part):
            pairs.append((part, ""))
        elif match := ADDRESS_AND_CAPTION.fullmatch(part):
            pairs.append((match[1], match[2]))
        else:
            return []
    fits = all(len(address) <= LONGEST_ADDRESS and len(text) <= LONGEST_CAPTION for address, text in pairs)
    return pairs if fits else []
