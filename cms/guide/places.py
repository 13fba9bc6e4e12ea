"""Which part of the guide speaks of a screen. Higher packages add theirs in AppConfig.ready()."""

from dataclasses import dataclass

from django.urls import ResolverMatch

from cms.guide import files
from cms.guide.rendering import address_of

_of_screens: dict[str, str] = {}
_of_pages: dict[str, str] = {}


@dataclass(frozen=True)
class Place:
    """A part of the guide: `page` is the name of a file, `anchor` a heading in it ('' for its beginning)."""

    page: str
    anchor: str = ""

    @property
    def address(self) -> str:
        return address_of(self.page) + (f"#{self.anchor}" if self.anchor else "")


def register(part: str, *screens: str) -> None:
    """Have these screens (names of addresses; a name ending in * stands for all that begin so) lead to `part`.

    `part` is written "soan-tin#ảnh", as in links of the guide, without ".md".
    """
    _of_screens.update(dict.fromkeys(screens, part))


def register_pages(part: str, *models: str) -> None:
    """Have the forms of these page types ("newsroom.newspage") lead to `part`."""
    _of_pages.update(dict.fromkeys(models, part))


def all_parts() -> set[str]:
    """Return every part that some screen leads to."""
    return {*_of_screens.values(), *_of_pages.values()}


def place_of(screen: ResolverMatch | None, page_type: str = "") -> Place | None:
    """Return the part that speaks of a screen; of one that no part speaks of, the contents. None without a guide."""
    return place_at(_of_pages.get(page_type) or _part_of_screen(screen.view_name if screen else "") or files.CONTENTS)


def place_at(part: str) -> Place | None:
    """Return the place that `part` names; None where the guide has no such page."""
    name, _sign, anchor = part.partition("#")
    return Place(name, anchor) if name in files.pages() else None


def _part_of_screen(name: str) -> str | None:
    """Return what is registered for `name`, else for the longest beginning of it."""
    if name in _of_screens:
        return _of_screens[name]
    beginnings = [each for each in _of_screens if each.endswith("*") and name.startswith(each[:-1])]
    return _of_screens[max(beginnings, key=len)] if beginnings else None
