"""The front page: what its blocks show, gathered for all of them at once from packages that do not know each other.

The stored form of the blocks is read and never their values, which would fetch pictures and pages block by block: the
number of queries is the same for every composition and at any size.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from home.blocks import DEFAULT, FRONT_BLOCKS, MAIN, SIDE, WIDE
from home.gathering import Gathering

COLUMNS = {name: block.meta.column for name, block in FRONT_BLOCKS}
TEMPLATES = {name: block.meta.template for name, block in FRONT_BLOCKS}


@dataclass(frozen=True)
class Shown:
    """One block that has something to show: its `name`, and what its `template` draws as `content`.

    `key` is no other block's on the page: the template names its headings by it.
    """

    name: str
    content: dict
    key: str

    @property
    def template(self) -> str:
        return TEMPLATES[self.name]


@dataclass
class Band:
    """What stands side by side: the blocks of the `main` column beside those of the `side`, or one `wide` block."""

    main: list[Shown] = field(default_factory=list)
    side: list[Shown] = field(default_factory=list)
    wide: Shown | None = None


def front_page(home, now: datetime) -> dict:
    """Return the context of the front page `home` at the moment `now`: its bands, without any empty block."""
    composed = [(block["type"], block["value"]) for block in home.composition.raw_data]
    blocks = composed or [(name, {}) for name in DEFAULT]
    gathered = Gathering(home, blocks, now).contents()
    shown = [Shown(name, content, f"{name}-{place}") for place, (name, content) in enumerate(gathered) if content]
    return {"bands": bands(shown)}


def bands(blocks: Iterable[Shown]) -> list[Band]:
    """Return the blocks in their order, from band to band: one across the page ends the band before it."""
    found: list[Band] = []
    for block in blocks:
        column = COLUMNS[block.name]
        if column == WIDE:
            found.append(Band(wide=block))
            continue
        if not found or found[-1].wide:
            found.append(Band())
        {MAIN: found[-1].main, SIDE: found[-1].side}[column].append(block)
    return found
