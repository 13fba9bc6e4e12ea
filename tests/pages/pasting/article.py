"""One article, as the fixtures of clipboards write it down."""

import textwrap
from dataclasses import dataclass, field
from html import escape


@dataclass(frozen=True)
class Words:
    text: str
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Listing:
    """Items with the level they stand on, from 1. `markers` are what Word counts with: "·", or "1.", "2." …"""

    is_numbered: bool
    items: tuple[tuple[int, str], ...]
    markers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Picture:
    alt: str = ""


def paragraph(*words: Words | str) -> Paragraph:
    return Paragraph(tuple(Words(part) if isinstance(part, str) else part for part in words))


ARTICLE = (
    Heading(1, "Tuần lễ học tập suốt đời ở Vân Khê"),
    paragraph(
        "Sáng 05/10, xã Mây Trắng mở ",
        Words("Tuần lễ học tập suốt đời", is_bold=True),
        " với ",
        Words("hơn 300 người", is_italic=True),
        " tham dự, theo ",
        Words("kế hoạch đã công bố", href="https://vankhe.example/ke-hoach"),
        ".",
    ),
    Heading(2, "Việc của mỗi trường"),
    Listing(
        False, ((1, "Mở thư viện cả ngày thứ Bảy"), (2, "có góc đọc cho trẻ nhỏ"), (1, "Nhận sách tặng đến 17 giờ"))
    ),
    paragraph("Thứ tự trong ngày:"),
    Listing(True, ((1, "Đón khách"), (1, "Khai mạc"), (1, "Tham quan"))),
    Picture(),
    Heading(2, "Số người học"),
    Table((("Trường", "Số lớp", "Học viên"), ("Suối Mây", "4", "112"), ("Đồi Thông", "3", "85"))),
    paragraph("Các lớp tiếp tục đến hết tháng 12."),
)


def wrapped(text: str) -> str:
    """Return text escaped, its lines broken as writers of HTML break them, blanks at the ends kept."""
    inner = textwrap.fill(text, 40, break_long_words=False, break_on_hyphens=False) or text
    blanks = (" " if text[:1] == " " else "", " " if text[-1:] == " " else "")
    return escape(f"{blanks[0]}{inner.strip()}{blanks[1]}", quote=False)
