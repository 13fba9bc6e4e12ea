"""What a page type knows of itself beyond title and text: registered by its package in AppConfig.ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import Truncator
from wagtail.models import Page

from cms.pages.words import words_of

# Characters. Networks and search engines show some 160 to 200 of them.
LONGEST_DESCRIPTION = 200


@dataclass(frozen=True)
class Facts:
    """What one page says of itself; its title, description, section and address are known anyway.

    `article`: its type at schema.org where it is an article. `nodes`: whole nodes of JSON-LD for what else it is.
    `authors` are people, `creators` people or offices; with `subjects()` and `source` they go to Dublin Core, in order.
    What lists say of a page asks no query; `subjects()` may, of the one page that is served.
    """

    article: str = ""
    nodes: tuple[dict, ...] = ()
    authors: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    subjects: Callable[[], Iterable[str]] = tuple
    source: str = ""
    published: datetime | None = None
    modified: datetime | None = None


_facts: dict[type[Page], Callable[[Page], Facts]] = {}


def register(model: type[Page], source: Callable[[Page], Facts]) -> None:
    """Have `source(page)` say what is known of pages of the type `model`. It may ask no query of a served page."""
    _facts[model] = source


def facts_of(page: Page) -> Facts:
    source = _facts.get(type(page))
    return source(page) if source else Facts()


def description_of(page: Page) -> str:
    """Return what was approved to be said of a page: its search description, summary or introduction, else its text."""
    text = page.search_description or getattr(page, "summary", "") or getattr(page, "intro", "")
    if not text and hasattr(page, "body"):
        text = words_of(page.body)
    return Truncator(" ".join(text.split())).chars(LONGEST_DESCRIPTION)
