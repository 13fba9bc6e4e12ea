"""Reads the tables of `decisions`."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.editorial.matrix.decisions import TABLES


@dataclass(frozen=True)
class Table:
    """What is decided about some routes with some kinds of page: `cells` by state and role."""

    routes: tuple[str, ...]
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    cells: dict[str, dict[str, str]]

    @property
    def name(self) -> str:
        return f"{', '.join(self.routes)}: {', '.join(self.kinds)}"

    @property
    def size(self) -> int:
        return len(self.routes) * len(self.kinds) * len(self.roles) * len(self.cells)


def _read(text: str) -> Iterator[Table]:
    for block in text.strip().split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if not lines:
            continue
        title, header, *rows = lines
        routes, _colon, kinds = title.partition(":")
        roles, cells = tuple(header.split()), {}
        for row in rows:
            words = row.replace(", ", ",").split()
            assert len(words) == len(roles) + 1, f"{title}\n{row}: {len(words) - 1} of {len(roles)} cells"
            for state in words[0].split(","):
                assert state not in cells, f"{title}: {state} is decided twice"
                cells[state] = dict(zip(roles, words[1:], strict=True))
        yield Table(_names(routes), _names(kinds), roles, cells)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


DECISIONS = list(_read(TABLES))
