"""The sign-off under an article: who wrote it, and of what unit."""

import re

from cms.text.folding import fold

from .rules import ends_a_sentence

LONGEST_SIGN_OFF = 120
LABEL = re.compile(
    r"(?:Tác giả|Người viết|Tin,? (?:và )?(?:bài|ảnh)|Bài(?: viết|,? (?:và )?ảnh)|Tin, bài(?:,| và) ảnh)\s*:\s*",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s*,\s*|\s+[-–—]\s+")
UNIT = re.compile(
    r"(?:Phòng|Ban|Sở|Trường|Trung tâm|TT|Văn phòng|Thanh tra|Công đoàn|Đoàn (?:TN|thanh niên|trường)|Hội|Tổ"
    r"|CTV|UBND|TH|THCS|THPT|MN|GDTX|GDNN)\b"
)
# Family names that begin a name at the margin, where any caption of capitalised words may stand as well.
FAMILY_NAMES = """
    Âu Bạch Bàn Bế Bùi Cao Cầm Châu Chu Chử Dương Đàm Đặng Đào Đậu Điêu Đinh Đoàn Đỗ Đồng Giàng Giáp Hà Hồ
    Hoàng Hứa Huỳnh Kha Khương Kiều La Lã Lại Lâm Lăng Lê Liễu Linh Lò Long Lộc Lương Lường Lưu Lữ Lý Ma Mã
    Mạc Mai Mùa Nghiêm Ngô Nguyễn Nhữ Ninh Nông Phạm Phan Phùng Quách Quan Sầm Sùng Tạ Tăng Thái Thạch Thẩm
    Thân Thào Tô Tòng Tống Trần Triệu Trịnh Trương Từ Vàng Vi Viên Võ Vũ Vừ Vương Xa
"""
KNOWN_FAMILY_NAMES = frozenset(FAMILY_NAMES.split())
DATED = "ngay "


def read_sign_off(text: str, *, is_set_apart: bool) -> tuple[str, str] | None:
    """Return (author, unit) if `text`, the last line of an article, signs it; None if it is text.

    A line that stands well beyond the paragraphs (`is_set_apart`: far in, centred, at the right) is read as
    "Name, Unit", "Name" or "Unit". A line among the paragraphs must carry a label ("Tác giả: …") or begin with a
    family name.
    """
    if len(text) > LONGEST_SIGN_OFF or ends_a_sentence(text):
        return None
    label = LABEL.match(text)
    name, unit = _name_and_unit(text[label.end() :] if label else text)
    if label:
        return (name, unit) if name or unit else None
    if not (_is_name(name) or (unit and not name)) or not _is_unit(unit):
        return None
    if is_set_apart:
        return name, unit
    known = name and name.split()[0].capitalize() in KNOWN_FAMILY_NAMES
    return (name, unit) if known and (not unit or UNIT.match(unit)) else None


def _name_and_unit(text: str) -> tuple[str, str]:
    """Part "Name, Unit"; a text that begins as units do has no name."""
    if UNIT.match(text):
        return "", text
    parts = SEPARATOR.split(text, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and all(word[0].isupper() and not any(map(str.isdigit, word)) for word in words)


def _is_unit(text: str) -> bool:
    """Whether `text` can name a unit; "ngày 20 tháng 11 …" behind the name of a town is no unit."""
    return not text or (text[0].isupper() and not fold(text).startswith(DATED))
