"""Tables of the body in the admin: what a form sends of one, their menu, and how two versions of one are compared."""

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.compare import BlockComparison, diff_text

# Upstream: the grid (Handsontable 6) knows no Vietnamese, and its menu is English in a language it does not know.
MENU = {
    "row_above": gettext_lazy("Insert a row above"),
    "row_below": gettext_lazy("Insert a row below"),
    "col_left": gettext_lazy("Insert a column on the left"),
    "col_right": gettext_lazy("Insert a column on the right"),
    "remove_row": gettext_lazy("Remove the row"),
    "remove_col": gettext_lazy("Remove the column"),
    "mergeCells": gettext_lazy("Merge cells, or part them again"),
    "undo": gettext_lazy("Undo"),
    "redo": gettext_lazy("Redo"),
}

# Of a table: what is text, and lists of what is said of single cells, by numbers.
TEXTS = ("table_caption", "table_header_choice")
PLACES = {"cell": ("row", "col"), "mergeCells": ("row", "col", "rowspan", "colspan")}


def menu() -> dict:
    """Return the menu of a table's cells, as the grid takes it; its words are put into a language when it is shown."""
    return {"items": {key: {"name": name} for key, name in MENU.items()}}


def sent(text: str) -> dict | None:
    """Return the table that a form sends; None, which is an empty one, for what the grid never sends.

    Upstream takes any JSON, of which every screen, and the worker, would have to ask whether it is a table.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if _is_table(value) else None


def _is_table(value) -> bool:
    if not isinstance(value, dict) or not all(_is_text(value.get(name, "")) for name in TEXTS):
        return False
    rows = value.get("data") or []
    places = [(value.get(name) or [], numbers) for name, numbers in PLACES.items()]
    return (
        isinstance(rows, list)
        and all(isinstance(row, list) for row in rows)
        and all(_is_text(cell) or isinstance(cell, (int, float)) for row in rows for cell in row)
        and all(isinstance(items, list) for items, _numbers in places)
        and all(_has_numbers(item, numbers) for items, numbers in places for item in items)
    )


def _is_text(value) -> bool:
    # PostgreSQL takes no NUL, which would be told when the search index is written.
    return value is None or (isinstance(value, str) and "\0" not in value)


def _has_numbers(item, names: tuple[str, ...]) -> bool:
    return isinstance(item, dict) and all(isinstance(item.get(name), int) for name in names)


@dataclass(frozen=True)
class Place:
    """A cell as readers see it, with how many rows and columns it covers; `look` is its class."""

    words: str
    is_header: bool
    rows: int
    columns: int
    look: str

    @property
    def attributes(self) -> SafeString:
        given = {"rowspan": self.rows, "colspan": self.columns}
        said = {name: number for name, number in given.items() if number > 1}
        return flatatt(said | ({"class": self.look} if self.look else {}))


def for_readers(value) -> dict[str, list[list[Place]]]:
    """Return the rows of a table, those above (`head`) and the others (`body`), without the cells that others cover."""
    rows = _rows(value)
    spans, covered = _spans(value, rows)
    head = 1 if rows and value.get("first_row_is_table_header") else 0
    # A cell ends where its group of rows ends: headers of two lines stand together.
    for (row, _column), (down, _across) in sorted(spans.items()):
        head = max(head, row + down) if row < head else head
    looks = {(item["row"], item["col"]): str(item.get("className") or "") for item in value.get("cell") or ()}
    has_column = value.get("first_col_is_header")
    lines = [
        [
            Place(
                words.strip(),
                row < head or bool(has_column and not column),
                *spans.get((row, column), (1, 1)),
                looks.get((row, column), ""),
            )
            for column, words in enumerate(line)
            if (row, column) not in covered
        ]
        for row, line in enumerate(rows)
    ]
    return {"head": lines[:head], "body": lines[head:]}


def _spans(value, rows: list[tuple[str, ...]]) -> tuple[dict, set]:
    """Return how many rows and columns a cell covers, by its place, and the places that are covered."""
    spans, covered, left = {}, set(), sum(map(len, rows))
    for merged in value.get("mergeCells") or ():
        row, column = merged["row"], merged["col"]
        if not 0 <= row < len(rows) or not 0 <= column < len(rows[row]):
            continue
        down = min(merged["rowspan"], len(rows) - row)
        across = min(merged["colspan"], len(rows[row]) - column)
        places = max(down, 0) * max(across, 0)
        if places < 2 or places > left:
            continue
        left -= places
        area = {(row + below, column + beside) for below in range(down) for beside in range(across)}
        if not area & (covered | spans.keys()):
            spans[row, column] = (down, across)
            covered |= area - {(row, column)}
    return spans, covered


class TableComparison(BlockComparison):
    """Two versions of a table, cell by cell. Upstream compares the data as Python writes them."""

    def htmlvalue(self, val) -> SafeString:
        return _table(_caption(val), [[format_html("{}", cell) for cell in row] for row in _rows(val)])

    def htmldiff(self) -> SafeString:
        before, after = _rows(self.val_a), _rows(self.val_b)
        rows = []
        # Rows that were put in or taken out leave the others beside their own.
        for _kind, first, last, new_first, new_last in SequenceMatcher(None, before, after, False).get_opcodes():
            pairs = zip_longest(before[first:last], after[new_first:new_last], fillvalue=())
            rows += [_changed_row(*pair) for pair in pairs]
        caption = diff_text(_caption(self.val_a), _caption(self.val_b)).to_html()
        return _table(caption, rows) + self._merged()

    def _merged(self) -> SafeString:
        before, after = (_spans(value or {}, _rows(value))[0] for value in (self.val_a, self.val_b))
        return format_html("<p>{}</p>", _("Other cells are merged than before.")) if before != after else SafeString()


def _changed_row(before, after) -> list[SafeString]:
    return [diff_text(*pair).to_html() for pair in zip_longest(before, after, fillvalue="")]


def _rows(value) -> list[tuple[str, ...]]:
    """Return the cells of a table as text; none of an empty one."""
    data = (value or {}).get("data") or []
    return [tuple("" if cell is None else str(cell) for cell in row) for row in data]


def _caption(value) -> str:
    return str((value or {}).get("table_caption") or "")


def _table(caption, rows: list[list[SafeString]]) -> SafeString:
    cells = [(format_html_join("", "<td>{}</td>", ((cell,) for cell in row)),) for row in rows]
    return format_html(
        '<table class="portal-table-compared"><caption>{}</caption><tbody>{}</tbody></table>',
        caption or _("Table"),
        format_html_join("", "<tr>{}</tr>", cells),
    )
