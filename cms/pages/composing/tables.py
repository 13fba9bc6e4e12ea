"""Tables of HTML: rows of words, or a frame in which pictures were only laid side by side."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bs4 import Tag

from .pieces import Heading, Picture, Piece, Table, Text, words_of

MOST_ROWS = 2000
MOST_COLUMNS = 60
NUMERIC = re.compile(r"[\d\s.,/%:-]+")


@dataclass(frozen=True)
class Cell:
    pieces: tuple[Piece, ...]
    is_header: bool

    @property
    def words(self) -> str:
        in_tables = [word for piece in self.pieces if isinstance(piece, Table) for row in piece.rows for word in row]
        return "\n".join([*words_of(self.pieces), *filter(None, in_tables)])

    @property
    def pictures(self) -> list[Picture]:
        return [piece for piece in self.pieces if isinstance(piece, Picture)]

    @property
    def is_emphasised(self) -> bool:
        return all(piece.is_bold if isinstance(piece, Text) else isinstance(piece, Heading) for piece in self.pieces)


@dataclass(frozen=True)
class Found:
    table: Table
    pictures: list[Picture]


@dataclass(frozen=True)
class LaidOut:
    """What stood in a table that was no table."""

    pieces: list[Piece]


def read_table(tag: Tag, read: Callable[[Tag], list[Piece]]) -> Found | LaidOut:
    """Return the table in `tag`, whose cells are read by `read`, or what was laid out in it."""
    places = _places(tag, read)
    grid = _grid(places)
    cells = [cell for row in grid for cell in row if cell and cell.pieces]
    if not cells:
        return LaidOut([])
    with_pictures = sum(bool(cell.pictures) for cell in cells)
    if len(cells) == 1 or len(grid) * max(map(len, grid)) == 1 or with_pictures * 2 >= len(cells):
        return LaidOut(_in_reading_order(grid))
    pictures = [picture for cell in cells for picture in cell.pictures]
    caption = tag.find("caption", recursive=False)
    words = " ".join(caption.get_text(" ").split()) if caption else ""
    if not words and _is_caption(grid) and places[1][0] is not places[0][0]:
        words, grid, places = grid[0][0].words.replace("\n", " "), grid[1:], places[1:]
    rows = tuple(tuple(cell.words if cell else "" for cell in row) for row in grid)
    return Found(Table(rows, _has_header(grid, tag), words, tuple(_merged(places, grid))), pictures)


def _is_caption(grid: list[list[Cell | None]]) -> bool:
    """Whether the first row is a single cell across the whole table: it says what the table is about."""
    first = grid[0]
    return len(grid) > 2 and len(first) > 1 and bool(first[0] and first[0].words) and not any(first[1:])


def _places(tag: Tag, read: Callable[[Tag], list[Piece]]) -> list[list[Cell | None]]:
    """Return the rows, all of one length: a cell that covers several places stands in each of them."""
    rows: list[list[Cell | None]] = []
    taken: dict[tuple[int, int], Cell] = {}
    for row in [row for row in tag.find_all("tr") if row.find_parent("table") is tag][:MOST_ROWS]:
        number, line = len(rows), []
        for element in row.find_all(["td", "th"], recursive=False):
            while (number, len(line)) in taken:
                line.append(taken[number, len(line)])
            if len(line) >= MOST_COLUMNS:
                break
            across, down = _span(element, "colspan"), _span(element, "rowspan")
            cell = Cell(tuple(read(element)), element.name == "th")
            for below in range(1, down):
                taken |= {(number + below, len(line) + beside): cell for beside in range(across)}
            line += [cell] * across
        rows.append(line[:MOST_COLUMNS])
    width = max(map(len, rows), default=0)
    full = [row + [taken.get((at, column)) for column in range(len(row), width)] for at, row in enumerate(rows)]
    return [row for row, own in zip(full, _grid(full), strict=True) if any(cell and cell.pieces for cell in own)]


def _grid(places: list[list[Cell | None]]) -> list[list[Cell | None]]:
    """Return the same with each cell in its first place alone."""
    first = {id(cell): (number, column) for number, column, cell in reversed([*_every(places)])}
    grid = [[None] * len(row) for row in places]
    for number, column, cell in _every(places):
        if first[id(cell)] == (number, column):
            grid[number][column] = cell
    return grid


def _every(places: list[list[Cell | None]]) -> Iterator[tuple[int, int, Cell]]:
    for number, row in enumerate(places):
        yield from ((number, column, cell) for column, cell in enumerate(row) if cell)


def _merged(places: list[list[Cell | None]], grid: list[list[Cell | None]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield row, column, rows and columns of the cells that cover several places."""
    for number, column, cell in _every(grid):
        across = _length(cell, places[number][column:])
        down = 1
        while number + down < len(places) and _length(cell, places[number + down][column : column + across]) == across:
            down += 1
        if across * down > 1:
            yield number, column, down, across


def _length(cell: Cell, places: list[Cell | None]) -> int:
    """Return how many of the first places the cell covers."""
    return next((number for number, place in enumerate(places) if place is not cell), len(places))


def _span(element: Tag, name: str) -> int:
    given = str(element.get(name) or "1")
    return min(max(int(given), 1), MOST_COLUMNS) if given.isdecimal() and len(given) < 4 else 1


def _has_header(grid: list[list[Cell | None]], tag: Tag) -> bool:
    """Whether the first row says what stands below it: marked so or emphasised, else as long as it holds no number."""
    if len(grid) < 2:
        return False
    first = [cell for cell in grid[0] if cell and cell.pieces]
    if tag.find("thead", recursive=False) or (first and all(cell.is_header for cell in first)):
        return True
    has_numbers = any(NUMERIC.fullmatch(cell.words) for cell in first)
    is_full = len(first) > 1 and all(cell is None or cell.pieces for cell in grid[0])
    return not has_numbers and (is_full or all(cell.is_emphasised for cell in first))


def _in_reading_order(grid: list[list[Cell | None]]) -> list[Piece]:
    """Return what stands in the cells; the words below a picture, in the next row, directly behind it."""
    pieces: list[Piece] = []
    used: set[tuple[int, int]] = set()
    for number, row in enumerate(grid):
        for column, cell in enumerate(row):
            if not cell or (number, column) in used:
                continue
            pieces += cell.pieces
            below = grid[number + 1][column] if number + 1 < len(grid) else None
            if below and cell.pictures and not cell.words and not below.pictures:
                pieces += below.pieces
                used.add((number + 1, column))
    return pieces
