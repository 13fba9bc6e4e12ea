"""Reads the sample content: the TOML files beside this module."""

import tomllib
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).parent / "content"
# In the order in which they are built: what others point to comes first.
PAGE_FILES = (
    "information",
    "topics",
    "news_activities",
    "news_exams",
    "news_schools",
    "news_digital",
    "news_lifelong",
    "news_in_progress",
    "announcements",
    "events",
    "english",
)
NAMESPACE = uuid.UUID("5b0d2c5e-7a0e-4f6b-9a60-1f3c2f0c7b11")


@dataclass(frozen=True)
class PageItem:
    """One page of the content.

    `kind` is news, announcements, events, topics or info; `place` the slug of its section, the key of the page above
    it, or '' for the front page; `opens_to` the departments that may post below it; `fields` what the page
    type holds, under its own field names.
    """

    key: str
    kind: str
    place: str
    author: str
    state: str = "live"
    language: str = "vi"
    approver: str = ""
    reason: str = ""
    department: str = ""
    opens_to: tuple[str, ...] = ()
    translates: str = ""
    first: bool = False
    cover: str = ""
    body: str = ""
    linked_page: str = ""
    attachments: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    views: int = 0
    fields: dict = field(default_factory=dict)

    @property
    def translation_key(self) -> uuid.UUID:
        """What the page is known by, wherever editors move it and whatever they call it."""
        return uuid.uuid5(NAMESPACE, self.translates or self.key)

    @property
    def shown_at(self):
        """The shown date as the content gives it; None without one."""
        return self.fields.get("shown_at")


@dataclass(frozen=True)
class Content:
    """The whole content: the tables of the files, and the pages in the order in which they are built."""

    site: dict
    pictures: dict[str, dict]
    documents: dict[str, dict]
    pages: list[PageItem]
    newer: list[dict]
    desk: dict[str, list[dict]]
    front: dict

    @cached_property
    def by_key(self) -> dict[str, PageItem]:
        """The pages by their keys."""
        return {item.key: item for item in self.pages}

    @cached_property
    def accounts(self) -> dict[str, dict]:
        """The accounts by their user names."""
        return {account["username"]: account for account in self.site["accounts"]}


def load() -> Content:
    """Read all files. Raises ValueError (or tomllib's) where one is malformed."""
    site = _read("site")
    kinds = {section["slug"]: section["kind"] for section in site["sections"]}
    pages, newer = [], []
    for name in PAGE_FILES:
        table = _read(name)
        pages += [_page_item(row, kinds) for row in table["pages"]]
        newer += table.get("newer", [])
    return Content(
        site, _read("pictures"), _read("documents"), _in_building_order(pages), newer, _read("desk"), _read("front")
    )


def _in_building_order(pages: list[PageItem]) -> list[PageItem]:
    """News from the oldest to the newest, so that ids follow dates; everything else as the files have it."""
    news = [item for item in pages if item.kind == "news" and item.shown_at and item.language == "vi"]
    dated = iter(sorted(news, key=lambda item: item.shown_at))
    return [next(dated) if item in news else item for item in pages]


def _page_item(row: dict, kinds: dict[str, str]) -> PageItem:
    names = set(PageItem.__dataclass_fields__) - {"fields", "place", "kind"}
    section = row.get("section", "")
    return PageItem(
        kind=row.get("kind") or kinds[section],
        place=section or row.get("parent", ""),
        fields={name: value for name, value in row.items() if name not in {*names, "kind", "section", "parent"}},
        **{name: row[name] for name in names & row.keys()},
    )


def _read(name: str) -> dict:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
