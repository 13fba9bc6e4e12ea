"""Sentence case for titles that were written all in capitals.

By the rules of Nghị định 30/2020/NĐ-CP, Phụ lục II: a capital begins a sentence, so it follows a full stop, a question
mark and an exclamation mark, and neither a colon nor a semicolon; what is quoted begins with one; names have theirs.
Which words are names no rule can know: those in KNOWN are written as they stand there, those behind a word such as
"tỉnh" or "ông" are taken for names, and `uncertain` tells what a person has to look at.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from .known_names import KNOWN
from .nfc import nfc
from .personal_names import FAMILY_NAMES
from .syllables import is_syllable

ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
# Behind these words a numeral or a letter stands that is a syllable as well: "học kỳ I", "khóa XI", "khối A".
_COUNTED = "LẦN THỨ KHÓA KHOÁ QUÝ KỲ KÌ CẤP HẠNG LOẠI ĐỢT PHẦN CHƯƠNG MỤC KHU VÙNG TẬP KỶ VÒNG BẢNG KHỐI NHÓM LỚP HỘI"
COUNTED = frozenset(_COUNTED.split())
PLAIN_LETTERS = frozenset("ABCDEGH")
# A document's number keeps its capitals: 114/KH-UBND, 15-CT/TW, 1989/QĐ-BGDĐT, 42/2022/NĐ-CP.
DOCUMENT = r"\d[\w.]*(?:\s?[/-]\s?[\w&]+)*[/-][\w&]+"
WORD = r"[^\W_]+(?:['’][^\W_]+)?"
ENDS_SENTENCE = re.compile(r"[.?!…][\s\"”’»)]*$")
OPENS_QUOTATION = re.compile(r"(?:[“«‘]|(?:^|\s)[\"'])$")
# An unknown word that is no syllable is an abbreviation up to this length; a longer one may be a foreign word.
LONGEST_ABBREVIATION = 4

PLACE_WORDS = frozenset(["TỈNH", "HUYỆN", "XÃ", "PHƯỜNG", "QUẬN", "THÀNH PHỐ", "THỊ XÃ", "THỊ TRẤN", "TP", "TP."])
_SCHOOLS = "THPT THCS TH PTDTNT PTDTBT TH&THCS THCS&THPT"
SCHOOL_WORDS = frozenset([*_SCHOOLS.split(), "TIỂU HỌC", "MẦM NON", "CHUYÊN", "NỘI TRÚ", "BÁN TRÚ"])
PERSON_WORDS = frozenset(
    ["ÔNG", "BÀ", "THẦY", "CÔ", "CHÍ", "GIÁO", "EM", "ANH", "CHỊ", "SINH", "TÚ", "DÂN", "SĨ", "ĐỐC", "TỊCH", "TRƯỞNG"]
)
MIDDLE_NAMES = ("VĂN", "THỊ")
# "quản lý văn bản" holds no person by the name of Lý Văn Bản.
BEFORE_LY = frozenset(["QUẢN", "XỬ", "TÂM", "VẬT", "ĐỊA", "PHÁP", "NGUYÊN"])
NO_MIDDLE_NAMES = [["VĂN", ending] for ending in ("BẢN", "PHÒNG", "HÓA", "HOÁ", "NGHỆ", "KIỆN")]
_COMMON = """
NĂM VÀ TRONG NGOÀI CÁC NHỮNG CỦA VỚI ĐÃ ĐANG SẼ ĐƯỢC TẠI Ở VỀ CHO TỪ ĐẾN LÀ CÓ MỘT HAI BA THỨ LẦN GIAI ĐOẠN
THAM DỰ TỔ CHỨC TRIỂN KHAI ĐỢT THÁNG NGÀY QUÝ KHÓA HỌC NHIỆM KỲ MỚI TA NÀY KHI ĐỂ DO THEO VÙNG BIÊN GIỚI TRÊN
DƯỚI ĐẠT ĐÓN KỶ NIỆM TỔNG KẾT DẠY MỞ XÂY NÂNG GIÚP PHỐI YÊU CẦU CHUYỂN HƯỞNG ỨNG PHÁT ĐỘNG TĂNG CƯỜNG THỰC
HIỆN THĂM TẶNG CHÚC GIỎI GIÁO VIÊN HIỆU TRƯỞNG PHÓ THI CUỘC HỘI NGHỊ LỚP CẤP KIỂM TRA MẠC BẾ GIẢNG NHẬN TRAO
LÀM VIỆC SINH HOẠT CÔNG TÁC ĐOÀN THỂ ĐỊA BÀN KẾ HOẠCH BAN HÀNH QUÀ HAY NHƯ VÌ BỊ RA VÀO LÊN XUỐNG SAU TRƯỚC
QUA ĐI VẬN CÙNG VỪA CHƯA KHÔNG RẤT NHẤT ĐẦU CUỐI TIẾP TỤC NHÂN DỊP MÙA MƯA LŨ CHUYÊN MIỀN NÚI
"""
COMMON = frozenset(_COMMON.split())


def is_in_capitals(title: str) -> bool:
    """Return whether `title` is written all in capitals: two Vietnamese words at least, and no small letter."""
    title = nfc(title)
    words = [word for word in re.findall(WORD, title) if len(word) > 1 and is_syllable(word) and not ROMAN.match(word)]
    return len(words) > 1 and title.upper() == title


def sentence_case(title: str, known: Collection[str] = KNOWN) -> str:
    """Return `title`, written in capitals, in sentence case, NFC; a title with a small letter is only composed.

    `known` are abbreviations and names as they are to be written. Numbers of documents, Roman numerals and words that
    cannot be Vietnamese (THPT, STEM) keep their capitals.
    """
    return "".join(text for text, _is_sure in _parts(nfc(title), frozenset(known)))


def uncertain(title: str, known: Collection[str] = KNOWN) -> list[str]:
    """Return the words of the sentence case of `title` that a person has to look at: names that were guessed."""
    return list(dict.fromkeys(text for text, is_sure in _parts(nfc(title), frozenset(known)) if not is_sure))


def _parts(title: str, known: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of `title` as they are to be written, each with whether that is sure."""
    if title.upper() != title:
        yield title, True
        return
    pattern, written = _pattern(known)
    words = list(pattern.finditer(title))
    end = index = 0
    while index < len(words):
        before = title[end : words[index].start()]
        yield before, True
        begins = not title[: words[index].start()].strip(" \"'“«‘([-–*•") or _begins(title[: words[index].start()])
        count = 0 if words[index]["known"] else _name_at(words, index, title)
        if count:
            end = words[index + count - 1].end()
            yield " ".join(word[0].capitalize() for word in words[index : index + count]), False
        else:
            count, end = 1, words[index].end()
            text, is_sure = _word(words, index, written)
            yield _capital(text) if begins or _is_of_school_name(words, index, title) else text, is_sure
        index += count
    yield title[end:], True


@lru_cache(maxsize=8)
def _pattern(known: frozenset[str]) -> tuple[re.Pattern, dict[str, str]]:
    """Return what finds the words of a title, the longest known phrases first, and how those are written."""
    written = {nfc(phrase).upper(): nfc(phrase) for phrase in sorted(known)}
    phrases = "|".join(
        r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(written, key=lambda p: (-len(p), p))
    )
    known_phrase = rf"(?P<known>(?<![\w&])(?:{phrases})(?![\w&]))|" if phrases else "(?P<known>(?!))|"
    return re.compile(rf"(?P<document>(?<!\w){DOCUMENT})|{known_phrase}(?P<word>{WORD})"), written


def _begins(before: str) -> bool:
    return bool(ENDS_SENTENCE.search(before.rstrip(" “«‘\"'(")) or OPENS_QUOTATION.search(before))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _word(words: list[re.Match], index: int, written: dict[str, str]) -> tuple[str, bool]:
    """Return one word or known phrase as it stands inside a sentence, and whether that is sure."""
    word = words[index]
    if word["document"]:
        return word[0], True
    if word["known"]:
        return written[" ".join(word[0].split())], True
    text = word[0]
    previous = words[index - 1][0].split()[-1] if index else ""
    if not text.isalpha() or ((ROMAN.match(text) or text in PLAIN_LETTERS) and previous in COUNTED):
        return text, True
    if is_syllable(text):
        return text.lower(), True
    return text, len(text) <= LONGEST_ABBREVIATION or bool(ROMAN.match(text))


def _name_at(words: list[re.Match], index: int, title: str) -> int:
    """Return of how many words the name is that seems to begin at `index`, 0 where none does."""
    run = _run(words, index, title)
    if not run or not index:
        return 0
    gap = title[words[index - 1].end() : words[index].start()]
    last = words[index - 1][0].split()[-1]
    two = " ".join(word[0] for word in words[max(index - 2, 0) : index])
    follows = gap == " " or (last == "TP" and gap == ". ")
    if follows and len(run) > 1 and (last in PLACE_WORDS or two in PLACE_WORDS):
        return 2
    if follows and (last in SCHOOL_WORDS or two in SCHOOL_WORDS) and _is_school(words, index):
        return min(len(run), 3)
    if _is_person(run, last if follows else ""):
        return min(len(run), 4)
    return 0


def _run(words: list[re.Match], index: int, title: str) -> list[str]:
    """Return the syllables from `index` on that one space parts and that are no common words."""
    run = []
    for word in words[index : index + 4]:
        apart = run and title[words[index + len(run) - 1].end() : word.start()] != " "
        if apart or not word["word"] or word[0] in COMMON or not is_syllable(word[0]):
            break
        run.append(word[0])
    return run


def _is_of_school_name(words: list[re.Match], index: int, title: str) -> bool:
    """Return whether a word is TRƯỜNG, TIỂU or MẦM of the full name of one school: Trường Mầm non Hoa Sim."""
    if words[index][0] == "TRƯỜNG":
        return any(_name_at(words, at, title) for at in range(index + 1, min(index + 5, len(words))))
    is_level = index and words[index - 1][0] == "TRƯỜNG" and words[index][0] in ("TIỂU", "MẦM")
    return bool(is_level and _is_of_school_name(words, index - 1, title))


def _is_school(words: list[re.Match], index: int) -> bool:
    return "TRƯỜNG" in " ".join(word[0] for word in words[max(index - 4, 0) : index]).split()


def _is_person(run: list[str], last: str) -> bool:
    if len(run) < 2 or run[0].capitalize() not in FAMILY_NAMES or last in BEFORE_LY or run[1:3] in NO_MIDDLE_NAMES:
        return False
    return run[0] == "NGUYỄN" or (len(run) > 2 and (run[1] in MIDDLE_NAMES or last in PERSON_WORDS))
