"""Names of people in Vietnamese text: a family name, and two to four syllables in all or more, each with a capital."""

import re
from dataclasses import dataclass

from .known_names import PLACES
from .syllables import is_syllable

_FAMILY_NAMES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lí Đào Đoàn Vương Trịnh Trương Đinh Lâm Phùng
Mai Tô Tạ Hà Chu Châu Cao Thái Lương Lưu Tăng Quách La Từ Kiều Mạc Lục Triệu Đàm Thân Nghiêm Khổng Doãn Cù Quản Vi
Ninh Tống Kim Thạch Sơn Danh Diệp Âu Ông Văn Bạch Trang Giang Uông Đồng Đậu Phí Phó Lại Hứa Hàn Viên Khúc Bành Mạnh
Nông Bế Ma Lò Lường Cầm Quàng Tòng Lèo Cà Bạc Hù Lù Vàng Giàng Sùng Thào Mùa Má Cứ Vừ Tráng Sình Cháng Hạng Lầu Hờ Ly
Chảo Tẩn Phàn Lồ Sần Chẻo Tếnh Đèo Điêu Khoàng Lềnh Mè Tao Pờ Chang Lỳ Thàng Sìn Tải Hoảng Ngải Xồng Lỗ Xeo Hầu Mương
Kha Ngân Lữ Vì Lang Hơ Rơ Siu Ksor Rmah Kpă Niê Kbuôr Êban Mlô Ayun Nay Y Bàn Phượng Tằng Trìu Rcom Rahlan Nhâm Thiều
"""
FAMILY_NAMES = frozenset(_FAMILY_NAMES.split())
FEWEST_SYLLABLES, MOST_SYLLABLES = 2, 5

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# A name behind one of these is that of a place, a school, a street, a prize.
NO_PERSON = re.compile(
    r"(?:trường|thpt|thcs|tiểu học|mầm non|chuyên|đường|phố|quận|huyện|xã|phường|tỉnh|thị trấn|thị xã|thôn|bản|làng|"
    r"tp\.?|chùa|đền|công viên|quảng trường|giải thưởng|giải|quỹ|cúp|học bổng|tượng đài|chiến dịch|tướng|vua|đoàn|"
    r"tư tưởng|chủ tịch|danh nhân|nhà thơ|nhà văn|anh hùng|mang tên|số \d+)[\s“\"]*$",
    re.IGNORECASE,
)

# Names of schools, streets and lessons without a word before them that says so.
_FAMOUS = """
Nguyễn Du, Nguyễn Trãi, Nguyễn Huệ, Nguyễn Đình Chiểu, Nguyễn Bỉnh Khiêm, Nguyễn Tất Thành, Nguyễn Ái Quốc,
Hồ Xuân Hương, Lê Lợi, Lê Quý Đôn, Lê Văn Tám, Lê Thánh Tông, Trần Hưng Đạo, Trần Quốc Toản, Trần Nhân Tông,
Trần Quang Khải, Lý Thường Kiệt, Lý Thái Tổ, Chu Văn An, Phan Bội Châu, Phan Châu Trinh, Phan Đình Phùng,
Phan Đình Giót, Bế Văn Đàn, Võ Thị Sáu, Võ Nguyên Giáp, Kim Đồng, Tô Hoài, Tô Hiệu, Hoàng Văn Thụ,
Lương Thế Vinh, Mạc Đĩnh Chi, Cao Bá Quát, Đinh Bộ Lĩnh, Ngô Quyền, Mai Thúc Loan, La Văn Cầu,
Lâm Thị Mỹ Dạ
"""
_FAMOUS_NAMES = [" ".join(name.split()) for name in _FAMOUS.split(",")]
NOBODY = tuple(f"{name} " for name in sorted([*PLACES, *_FAMOUS_NAMES]))


# Behind one of these stands a given name: "cháu Ngọc Anh"; "trẻ em Vân Khê" are the children of a place.
CALLED = re.compile(r"(?<!trẻ )(?<!chị )(?<!anh )\b(?:em|cháu|bé) (?=[^\W\d_])", re.IGNORECASE)
FEWEST_OF_GIVEN_NAME, MOST_OF_GIVEN_NAME = 2, 3


@dataclass(frozen=True)
class Name:
    """A person's name in a text, and where it stands."""

    text: str
    start: int
    end: int


def names_in(text: str) -> list[Name]:
    """Return the names of people in `text`, which has capitals where they belong or is written all in them."""
    found, run = [], []
    for word in [*WORD.finditer(text), None]:
        adjoins = word and (not run or text[run[-1].end() : word.start()] == " ")
        if word and adjoins and _may_be_part(word[0]):
            run.append(word)
            continue
        found += _names_of(run, text)
        run = [word] if word and _may_be_part(word[0]) else []
    return found


def called_names(text: str) -> list[Name]:
    """Return the names of children in `text` who are called by their given name alone, of two or three syllables."""
    found = []
    for called in CALLED.finditer(text):
        run: list[re.Match] = []
        for word in WORD.finditer(text, called.end()):
            adjoins = not run or text[run[-1].end() : word.start()] == " "
            if not (adjoins and _may_be_part(word[0]) and _is_spelt(word[0])):
                break
            run.append(word)
        if FEWEST_OF_GIVEN_NAME <= len(run) <= MOST_OF_GIVEN_NAME:
            name = Name(text[run[0].start() : run[-1].end()], run[0].start(), run[-1].end())
            if not f"{name.text.title()} ".startswith(NOBODY):
                found.append(name)
    return found


def is_name(text: str) -> bool:
    """Return whether `text`, a cell of a table, is nothing but the name of a person."""
    words = text.split()
    return (
        FEWEST_SYLLABLES <= len(words) <= MOST_SYLLABLES
        and words[0].capitalize() in FAMILY_NAMES
        and all(WORD.fullmatch(word) and _may_be_part(word) for word in words)
        and words[0].isupper() == words[-1].isupper()
        and not f"{' '.join(words).title()} ".startswith(NOBODY)
    )


def _may_be_part(word: str) -> bool:
    return word[:1].isupper() and (word[1:].islower() or word.isupper())


def _names_of(run: list[re.Match], text: str) -> list[Name]:
    """Return the name in a run of words with capitals: from its first family name on."""
    for index, word in enumerate(run[:-1]):
        part = run[index : index + MOST_SYLLABLES]
        if index == 0 and word[0] == "Ông" and len(run) > FEWEST_SYLLABLES and run[1][0] in FAMILY_NAMES:
            # "Ông Lý Văn Sơn", at the beginning of a sentence, is a man called Lý Văn Sơn.
            continue
        if word[0].capitalize() not in FAMILY_NAMES or not all(_is_spelt(other[0]) for other in part):
            continue
        # NGUYỄN VĂN AN, but not "Hà NỘI" or an abbreviation behind a name.
        part = [other for other in part if len(word[0]) == 1 or other[0].isupper() == word[0].isupper()]
        name = Name(text[word.start() : part[-1].end()], word.start(), part[-1].end())
        if len(part) < FEWEST_SYLLABLES or _is_elsewhere(name, text):
            return []
        return [name]
    return []


def _is_spelt(word: str) -> bool:
    return is_syllable(word) or word.capitalize() in FAMILY_NAMES


def _is_elsewhere(name: Name, text: str) -> bool:
    if f"{name.text.title()} ".startswith(NOBODY):
        return True
    return bool(NO_PERSON.search(text[max(name.start - 30, 0) : name.start]))
