"""What may stand beside a name: dates, scores, identity and telephone numbers; and the words that announce them."""

import re


def any_of(listing: str) -> str:
    """Return a pattern of the words listed, separated by commas; a space stands for any or none."""
    words = [" ".join(words.split()) for words in listing.split(",")]
    return "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in sorted(words, key=len, reverse=True) if word)


DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:19[3-9]\d|20[0-4]\d)"
FULL_DATE = rf"(?<![\d/.-]){DAY}\s?[/.-]\s?{MONTH}\s?[/.-]\s?(?P<year>{YEAR})(?![\d/-])"
DATE_CELL = re.compile(
    rf"^(?:{DAY}\s?[/.-]\s?{MONTH}\s?[/.-]\s?(?:{YEAR}|\d\d)|{YEAR}-{MONTH}-{DAY}(?:[T ][\d:]+)?|{YEAR}|\d{{6,8}})$"
)
FULL_DATE_CELL = re.compile(rf"^(?:{DAY}\s?[/.-]\s?{MONTH}\s?[/.-]\s?{YEAR}|{YEAR}-{MONTH}-{DAY}(?:[T ][\d:]+)?)$")

# "sinh ngày 12/3/2010", "sinh năm 2010", "(SN 2010)", "ngày sinh: 12 tháng 3 năm 2010"; "học sinh năm 2026" is none.
BORN = re.compile(
    r"(?<!học )(?<!thí )(?<!hy )(?<!phát )"
    r"(?:sinh\s+(?:ngày|năm)|(?:ngày|năm)(?:,?\s*tháng)?(?:,?\s*năm)?\s+sinh|\bSN|\bNTNS)"
    rf"\s*:?\s*(?:{DAY}\s?[/.-]\s?{MONTH}\s?[/.-]\s?|{DAY}\s+tháng\s+{MONTH}\s+năm\s+)?(?P<year>{YEAR})\b",
    re.IGNORECASE,
)

NUMBER = r"(?<![\d.,/])(?:[1-4]?\d(?:[.,]\d{1,2})?)"
# "27 điểm thi" and "12 điểm trường" are places; "9,5 điểm phần trăm" is a measure.
_OTHER_POINTS = any_of(
    """trường, cầu, đến, du lịch, bán, nóng, nhấn, dừng, chốt, đen, tiếp, phần trăm, %, mới, sáng, cơ bản, chính, khác,
    lẻ, phụ, giao, tham quan, phát, tư vấn, hỗ trợ, đỗ, sạt, trực, học, truy cập, nghẽn, tập kết, di tích"""
)
NO_SCORE = rf"(?!\s*(?:thi\b(?!\s+(?:môn|là|đạt))|{_OTHER_POINTS}))"
NO_COUNT = r"(?![\d/:]|\s*%|\s*(?:trường|thí sinh|phòng|học sinh))"
SUBJECTS = any_of("toán, ngữ văn, tiếng anh, vật lí, vật lý, hóa học, hoá học, sinh học, lịch sử, địa lí, địa lý")
SCORE = re.compile(
    rf"{NUMBER}\s*(?:điểm|đ(?=[\s,.;)]|$)){NO_SCORE}"
    rf"|\b(?:điểm|ĐTBm?|GPA)\b{NO_SCORE}[^.;:\d]{{0,40}}[:\s]\s*{NUMBER}{NO_COUNT}"
    rf"|\b(?:{SUBJECTS})\s*:?\s*{NUMBER}(?=\s*(?:[;,)]|điểm|$))",
    re.IGNORECASE,
)
SCORE_CELL = re.compile(r"^(?:10(?:[.,]0{1,2})?|\d(?:[.,]\d{1,3})?|[1-5]\d(?:[.,]\d{1,3})?)$")
DECIMAL_CELL = re.compile(r"^(?:10[.,]0{1,2}|\d[.,]\d{1,3}|[1-5]\d[.,]\d{1,3})$")
DECIMAL = re.compile(r"(?<![\d.,/])[1-5]?\d[.,]\d{1,2}(?![\d.,/])")

IDENTITY_WORDS = any_of(
    """căn cước công dân, căn cước, cccd, cmnd, cmt, chứng minh nhân dân, chứng minh thư, mã định danh, mã số định danh,
    số định danh, số định danh cá nhân, mã định danh cá nhân, mã học sinh, mã hs, mã bhxh, mã bhyt, số bhyt,
    số thẻ bhyt, mã số bảo hiểm xã hội"""
)
IDENTITY = re.compile(rf"(?:{IDENTITY_WORDS})[^\d\n]{{0,25}}(?P<number>\d(?:[ .]?\d){{8,11}})(?!\d)", re.IGNORECASE)
# A citizen's number: the province (001–096), the century and sex (0–3 in this century and the last), the year …
CITIZEN = re.compile(r"(?<![\d/.,-])0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}(?![\d/.,-]\d)")
IDENTITY_CELL = re.compile(r"^'?\d(?:[ .]?\d){7,11}$|^'?\d{8,9}$|^[A-Z]{2}\d{10,13}$")

TELEPHONE = re.compile(r"(?<![\d/.,])(?:\+84|0)(?:[ .-]?\d){9}(?!\d)")
TELEPHONE_CELL = re.compile(r"^'?(?:\+84|84|0)?(?:[ .-]?\d){9}$")

# The beginning of a class in running text, behind a name: "lớp 9A", "6B".
CLASS = r"(?:lớp\s*\d|(?:[1-9]|1[0-2])\s?[A-Z]\d{0,2}\b)"
PUPIL = re.compile(
    r"\b(?:học\s*sinh|thí\s*sinh|học\s*viên|phụ\s*huynh|cha\s*mẹ\s*học\s*sinh|trẻ(?!\s*trung)|bé|cháu|em|hs|phhs|"
    r"lớp\s*(?:\d|mẫu\s*giáo|chồi|mầm|lá))\b",
    re.IGNORECASE,
)
CLASS_CELL = re.compile(
    r"^(?:lớp\s*)?(?:[1-9]|1[0-2])\s?[./-]?\s?[A-Z]{1,2}\d{0,2}$|^(?:[1-9]|1[0-2])/\d{1,2}$", re.IGNORECASE
)
