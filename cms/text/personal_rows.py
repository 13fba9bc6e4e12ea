"""Pupils' data in the rows of tables."""

import re
from collections import deque
from collections.abc import Iterator
from enum import Enum

from .personal_findings import Kind
from .personal_names import is_name, names_in
from .personal_values import (
    CITIZEN,
    CLASS_CELL,
    DATE_CELL,
    DECIMAL,
    DECIMAL_CELL,
    FULL_DATE,
    FULL_DATE_CELL,
    IDENTITY,
    IDENTITY_CELL,
    PUPIL,
    SCORE_CELL,
    TELEPHONE_CELL,
    any_of,
)

Found = Iterator[tuple[Kind, str]]


_SUBJECTS = any_of(
    """toán, văn, ngữ văn, tiếng anh, tiếng việt, anh, ngoại ngữ, vật lí, vật lý, hóa, hoá, hóa học, sinh học, lịch sử,
    sử, địa, địa lí, địa lý, gdcd, tin, tin học, khtn, công nghệ, lí, lý, sinh"""
)
_OF_STAFF = """chức vụ, chức danh, công tác, hệ số, vị trí, nhiệm vụ, phân công, trình độ, học hàm, học vị, môn dạy,
    vào đảng"""


class Column(Enum):
    """What the cells of a column are, by the words of its header."""

    NAME = re.compile(
        r"^(?:họ\s*(?:và|,|&)?\s*(?:chữ\s*)?(?:tên)?(?:\s*đệm)?|tên)\b(?!\s*(?:trường|đơn vị|tài liệu|văn bản|bài|tệp))"
        r"|^(?:học sinh|thí sinh)\b|^(?:full\s*)?name$|^(?:student|pupil|candidate)['’]?s?['’]?\s*(?:full\s*)?name"
    )
    BIRTH = re.compile(
        r"(?:ngày|năm)[\s,/.]*(?:tháng)?[\s,/.]*(?:năm)?\s*sinh|sinh\s*(?:ngày|năm)|^ntns\b"
        r"|^(?:date|year)\s+of\s+birth|^birth\s*(?:date|day|year)|^d\.?o\.?b\b|^born$"
    )
    IDENTITY = re.compile(
        r"cccd|cmnd|định\s*danh|căn\s*cước|mã\s*(?:học\s*sinh|hs)\b|bhyt|bhxh"
        r"|^(?:citizen|identity|student)\s+(?:id|code|no|number)"
    )
    TELEPHONE = re.compile(r"điện\s*thoại|\bs?đt\b|số\s*đt|di\s*động|\bphone\b|telephone")
    SCORE = re.compile(
        rf"điểm(?!\s*(?:trường|thi$|danh))|^(?:môn\s*)?(?:{_SUBJECTS})(?:\s*[\d(].*)?$|^tổng(?!\s*số)|\bđ?tbm?\b"
        r"|trung\s*bình|^hk\s?[i12]+|giữa\s*kỳ|cuối\s*kỳ|^(?:\w+\s+)?scores?$|^marks?$|^gpa$|^average$"
        r"|^(?:maths?|mathematics|literature|english|physics|chemistry|biology|history|geography)$"
    )
    CLASS = re.compile(
        r"^lớp\b|phụ\s*huynh|\b(?:cha|bố|mẹ)\b|^học\s*sinh|^thí\s*sinh|số\s*báo\s*danh"
        r"|^(?:class|grade)$|^(?:student|pupil|candidate)|\bparents?\b"
    )
    STAFF = re.compile(rf"{any_of(_OF_STAFF)}|\b(?:bậc|ngạch)\b|^(?:position|job\s*title|duty|duties)$")

    @classmethod
    def of(cls, label: str) -> list["Column"]:
        words = " ".join(label.lower().split())
        return [column for column in cls if words and len(words) <= LONGEST_LABEL and column.value.search(words)]


LONGEST_LABEL = 60
_STAFF = "giáo viên, cán bộ, viên chức, công chức, giám khảo, thành viên, ban tổ chức, đại biểu, lãnh đạo, nhân viên"
_OFFICES = "giám đốc, trưởng, phó, chuyên viên, giáo viên, ủy viên, thư ký, kế toán, văn thư, cán bộ"
STAFF = re.compile(any_of(_STAFF), re.IGNORECASE)
STAFF_CELL = re.compile(any_of(_OFFICES), re.IGNORECASE)
DOCUMENT_NUMBER = re.compile(r"\d\s?/\s?[A-ZĐ]{2}")
LETTERS = re.compile(r"[^\W\d_]+")
PRINTED_ROW = re.compile(r"^\s*(?:[\d.)A-Z]+\s+){0,3}(?=[^\W\d_])")
PRINTED_BIRTH_LABEL = re.compile(r"(?:ngày|năm)[^.\n]{0,15}\bsinh\b", re.IGNORECASE)
PRINTED_NAME_LABEL = re.compile(r"họ\s*(?:và\s*|,\s*)?tên|học\s*sinh|thí\s*sinh", re.IGNORECASE)
LINES_REMEMBERED = 6
# A paragraph ends a table; a line between its rows ("Lớp 9A") does not.
LONGEST_LINE_IN_TABLE = 60
FEWEST_SCORES = 2


class Table:
    """Reads lines in turn and remembers the header of the table they belong to."""

    def __init__(self):
        self._columns: dict[int, list[Column]] = {}
        self._is_header_above = False
        self._above: deque[str] = deque(maxlen=LINES_REMEMBERED)
        self._printed: str = ""

    def read(self, line: str) -> Found:
        """Yield what `line`, a row of a table, tells of somebody it names."""
        if "\t" in line.strip():
            yield from self._read_row([cell.strip() for cell in line.split("\t")])
            return
        if len(line.strip()) > LONGEST_LINE_IN_TABLE:
            self._columns = {}
        yield from self._read_printed(line)
        self._is_header_above = False
        if line.strip():
            self._above.append(line[:200])

    def _read_row(self, cells: list[str]) -> Found:
        labels = {index: Column.of(cell) for index, cell in enumerate(cells)}
        has_data = any(is_name(cell) or DATE_CELL.match(cell) or SCORE_CELL.match(cell) for cell in cells)
        if not has_data and any(Column.NAME in found for found in labels.values()):
            self._columns, self._is_header_above = labels, True
            return
        if not has_data and self._is_header_above and any(labels.values()):
            # The second row of a header: the subjects below "Điểm".
            self._columns = {index: self._columns.get(index, []) + found for index, found in labels.items()}
            return
        self._is_header_above = False
        known = self._columns and any(Column.NAME in found for found in self._columns.values())
        yield from self._known_row(cells) if known else self._unknown_row(cells)
        if not has_data and any(cells):
            self._above.append(" ".join(cells)[:200])

    def _cells(self, cells: list[str], column: Column) -> list[str]:
        return [cell for index, cell in enumerate(cells) if cell and column in self._columns.get(index, [])]

    def _known_row(self, cells: list[str]) -> Found:
        """Yield what a row below a header holds."""
        name = " ".join(self._cells(cells, Column.NAME))
        if len(LETTERS.findall(name)) < 2 or re.search(r"\d", name):
            return
        if any(IDENTITY_CELL.match(cell) for cell in self._cells(cells, Column.IDENTITY)) or _has_citizen(cells):
            yield Kind.IDENTITY_NUMBER, name
        if self._is_of_staff():
            return
        births = [cell for cell in self._cells(cells, Column.BIRTH) if DATE_CELL.match(cell)]
        if births:
            yield Kind.BIRTH_DATE, f"{name} {births[0]}"
        scores = [cell for cell in self._cells(cells, Column.SCORE) if SCORE_CELL.match(cell)]
        if scores and (births or self._is_of_pupils()):
            yield Kind.SCORE, f"{name} {' '.join(scores)}"
        telephones = [cell for cell in self._cells(cells, Column.TELEPHONE) if TELEPHONE_CELL.match(cell)]
        if telephones and (births or self._is_of_pupils()):
            yield Kind.TELEPHONE, f"{name} {telephones[0]}"

    def _is_of_pupils(self) -> bool:
        found = [column for columns in self._columns.values() for column in columns]
        scores = found.count(Column.SCORE)
        return Column.CLASS in found or scores >= FEWEST_SCORES or any(PUPIL.search(line) for line in self._above)

    def _is_of_staff(self) -> bool:
        found = [column for columns in self._columns.values() for column in columns]
        if Column.CLASS in found:
            return False
        above = " ".join(self._above)
        return Column.STAFF in found or (bool(STAFF.search(above)) and not PUPIL.search(above))

    def _unknown_row(self, cells: list[str]) -> Found:
        """Yield what a row holds that has no header above: a name, and what is of pupils beyond doubt."""
        names = [cell for cell in cells if is_name(cell)]
        if not names:
            return
        row = " ".join(cells)
        if _has_citizen(cells) or IDENTITY.search(row):
            yield Kind.IDENTITY_NUMBER, names[0]
        above = " ".join(self._above)
        is_of_pupils = any(CLASS_CELL.match(cell) for cell in cells) or PUPIL.search(f"{above} {row}")
        if not is_of_pupils or STAFF_CELL.search(row) or STAFF.search(above) or DOCUMENT_NUMBER.search(row):
            return
        # A day before the name is that of a duty, not of a birth.
        births = [cell for cell in cells[cells.index(names[0]) :] if FULL_DATE_CELL.match(cell)]
        if births:
            yield Kind.BIRTH_DATE, f"{names[0]} {births[0]}"
        scores = [cell for cell in cells if SCORE_CELL.match(cell)]
        if len(scores) >= FEWEST_SCORES and any(DECIMAL_CELL.match(cell) for cell in scores):
            yield Kind.SCORE, f"{names[0]} {' '.join(scores)}"

    def _read_printed(self, line: str) -> Found:
        """Yield what a row of a printed table holds, whose cells are parted by spaces: number, name, date, scores."""
        above = " ".join(self._above)
        if PRINTED_NAME_LABEL.search(f"{above} {line}") and not FULL_DATE_SEARCH.search(line):
            self._printed = f"{above} {line}"
        start = PRINTED_ROW.match(line)
        names = names_in(line[start.end() :]) if start else []
        if not names or names[0].start > 3 or line.rstrip().endswith((".", ";", ":")) or not self._printed:
            return
        rest = line[start.end() + names[0].end :]
        if CITIZEN.search(rest):
            yield Kind.IDENTITY_NUMBER, names[0].text
        if STAFF.search(self._printed) or STAFF_CELL.search(rest):
            return
        born = FULL_DATE_SEARCH.search(rest)
        if born and PRINTED_BIRTH_LABEL.search(self._printed):
            yield Kind.BIRTH_DATE, f"{names[0].text} {born[0]}"
        scores = DECIMAL.findall(rest)
        if scores and (born or len(scores) >= FEWEST_SCORES) and PUPIL.search(self._printed):
            yield Kind.SCORE, f"{names[0].text} {' '.join(scores)}"


FULL_DATE_SEARCH = re.compile(FULL_DATE)


def _has_citizen(cells: list[str]) -> bool:
    return any(CITIZEN.fullmatch(cell.lstrip("'")) for cell in cells)
