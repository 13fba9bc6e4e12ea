"""The words of XLSX, XLS and ODS, hidden sheets too: who downloads the file has them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from cms.media.words.parts import MOST_CHARACTERS, Locked, Part, Unreadable, row

# A sheet that is one value in its last row is not worth a million empty lines.
MOST_ROWS = 100_000


def sheets(file: BinaryIO) -> Iterator[Part]:
    """Yield one part for each sheet: line 12 of its text is row 12. Raises Locked or Unreadable."""
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            for number, about in enumerate(book.sheets_metadata, start=1):
                if about.typ == SheetTypeEnum.WorkSheet:
                    text, is_partial = _text(book.get_sheet_by_name(about.name))
                    yield Part("sheet", number, text, name=about.name, is_partial=is_partial)
    except PasswordError as error:
        raise Locked from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(str(error)) from error


def _text(sheet: CalamineSheet) -> tuple[str, bool]:
    """Return the rows as lines, and whether there are more."""
    lines, length = [], 0
    # Empty rows above the first value are among them.
    for cells in sheet.iter_rows():
        lines.append(row(map(_word, cells)))
        length += len(lines[-1])
        if length > MOST_CHARACTERS or len(lines) >= MOST_ROWS:
            break
    return "\n".join(lines).rstrip("\n"), len(lines) < (sheet.total_height or 0)


def _word(value) -> str:
    """Return what stands in a cell as a person reads it."""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M").removesuffix(" 00:00")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        # Spreadsheets know no whole numbers: an identity number is one without a fraction.
        return str(int(value))
    return str(value)
