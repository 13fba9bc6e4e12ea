"""What a saved page of an old portal says, as plain data."""

from dataclasses import dataclass
from datetime import datetime


class Unreadable(Exception):
    """A page that cannot be made sense of: `line` counts from 1, `reason` is a sentence for people."""

    def __init__(self, line: int, reason: str):
        super().__init__(line, reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class ImagePlace:
    """Where a picture stood. `address` is "" where the page kept only the caption."""

    address: str
    caption: str


BodyItem = Paragraph | Heading | ImagePlace


@dataclass(frozen=True)
class PageLine:
    """A line with its number in the file, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class ParsedArticle:
    """One article. Text is NFC, its white space single blanks; what the page does not give is "" or None.

    `line` is where the fields stand, for what is found wrong later.
    """

    line: int
    title: str
    short_title: str
    shown_at: datetime  # aware
    views: int | None
    poster: str
    author_name: str
    author_unit: str
    summary: str
    body: tuple[BodyItem, ...]
    old_address: str
    ticker: tuple[PageLine, ...]
    left_out: tuple[PageLine, ...]

    @property
    def places(self) -> list[ImagePlace]:
        return [item for item in self.body if isinstance(item, ImagePlace)]

    @property
    def first_text(self) -> str:
        """The first words of the article itself, wherever they went."""
        texts = (item.caption if isinstance(item, ImagePlace) else item.text for item in self.body)
        return self.summary or next((text for text in texts if text), "")
