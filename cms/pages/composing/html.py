"""HTML as the blocks of a body."""

from collections.abc import Iterable

from .pieces import Heading, Picture, Piece, Table, Text
from .reading import read_html

LONGEST_ALT_TEXT = 250
LONGEST_CAPTION = 500
# As the grid of a table block names where a cell stands and how much it covers.
MERGED = ("row", "col", "rowspan", "colspan")


def blocks_of_html(html: str) -> list[tuple[str, object]]:
    """Return (block type, value) for all of `html`, clean or not, whatever its origin; never raises.

    heading: {"text", "level"}; the highest level of headings becomes h2, those below h3
    paragraph: the HTML that Wagtail stores, of nothing but p, ul, ol, li, b, i, a and br
    table: what a table block holds, its first row a header where it is one
    picture: {"source", "alt_text", "caption"}; no block of a body but the place of one

    Every value is plain data, every text NFC.
    """
    return blocks_of_pieces(read_html(html))


def blocks_of_pieces(pieces: Iterable[Piece]) -> list[tuple[str, object]]:
    """Return the blocks of pieces that were read; texts side by side share one paragraph block."""
    pieces = list(pieces)
    highest = min((piece.level for piece in pieces if isinstance(piece, Heading)), default=1)
    blocks: list[tuple[str, object]] = []
    for piece in pieces:
        match piece:
            case Text(html=html) if blocks and blocks[-1][0] == "paragraph":
                blocks[-1][1].append(html)
            case Text(html=html):
                blocks.append(("paragraph", [html]))
            case Heading(text=text, level=level):
                blocks.append(("heading", {"text": text, "level": "h2" if level == highest else "h3"}))
            case Table():
                blocks.append(("table", _table(piece)))
            case Picture():
                words = {"alt_text": piece.alt_text[:LONGEST_ALT_TEXT], "caption": piece.caption[:LONGEST_CAPTION]}
                blocks.append(("picture", {"source": piece.source, **words}))
    return [(kind, "".join(value) if kind == "paragraph" else value) for kind, value in blocks]


def _table(table: Table) -> dict:
    covered = [
        {"row": row + below, "col": column + beside, "hidden": True}
        for row, column, rows, columns in table.merged
        for below in range(rows)
        for beside in range(columns)
        if below or beside
    ]
    return {
        "data": [list(row) for row in table.rows],
        "cell": covered,
        "mergeCells": [dict(zip(MERGED, place, strict=True)) for place in table.merged],
        "first_row_is_table_header": table.has_header,
        "first_col_is_header": False,
        "table_header_choice": "row" if table.has_header else "neither",
        "table_caption": table.caption,
    }
