"""Text of the fonts before Unicode, converted: TCVN3 (.Vn…) and VNI."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.folding import fold
from cms.text.legacy import convert, convert_from_font, detect_legacy_encoding, encoding_of_font
from cms.text.legacy_tables import TCVN3, VNI

SMALL = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
ACCENTED = sorted(
    {
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "aăâeêioôơuưy"
        for tone in ("", *"\u0300\u0309\u0303\u0301\u0323")
    }
    - set(SMALL)
)
PARAGRAPH = (
    "Ngày 12/3, Sở Giáo dục và Đào tạo tổ chức hội nghị tổng kết năm học; các trường đã chuẩn bị kỹ lưỡng, bữa cơm "
    "bán trú ấm áp, khỏe mạnh, thuở nhỏ, nghĩ ngợi, quyết liệt, quỹ khuyến học, thủy lợi, xoèn xoẹt, khuỷu tay, "
    "ngoằn ngoèo, hiểm trở, rặng đá, lẵng hoa, giảm nghèo, chợ phiên, kỵ sĩ, đĩa ổi, gỗ lũa, sữa tươi, ẵm bế."
)
ALL_LETTERS = " ".join(f"b{letter}" for letter in [*"ăâđêôơư", *ACCENTED])


def written_in(encoding: str, text: str) -> str:
    """Return `text` as a typist of that time left it. TCVN3 has no accented capitals but seven."""
    table = {letter: code for code, letter in (TCVN3 if encoding == "TCVN3" else VNI).items()}
    if encoding == "VNI":
        # Of "Aù" and "AÙ" the latter is what VNI's own key tables say.
        table |= {letter: code for code, letter in VNI.items() if code in (code.upper(), code.lower())}
    return "".join(table.get(letter, letter) for letter in text)


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
@pytest.mark.parametrize("text", [PARAGRAPH, ALL_LETTERS])
def test_every_letter_comes_back(encoding, text):
    legacy = written_in(encoding, text)
    assert legacy != text
    assert convert(legacy, encoding) == text


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_tables_hold_every_accented_letter(encoding):
    letters = set((TCVN3 if encoding == "TCVN3" else VNI).values())
    assert letters >= {*ACCENTED, *"ăâđêôơư", *"ĂÂĐÊÔƠƯ"}
    if encoding == "VNI":
        assert letters >= {letter.upper() for letter in ACCENTED}


@pytest.mark.parametrize(
    ("encoding", "legacy", "text"),
    [
        ("TCVN3", "Së Gi¸o dôc vµ §µo t¹o", "Sở Giáo dục và Đào tạo"),
        ("TCVN3", "c¸c tr­êng trung häc ®· tham gia", "các trường trung học đã tham gia"),
        ("TCVN3", "HéI NGHÞ TæNG KÕT", "HỘI NGHỊ TỔNG KẾT"),
        ("TCVN3", "Së GI¸O DôC Vµ §µO T¹O", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
        ("TCVN3", "gi¸ 50.000 ®/em; © 2009", "giá 50.000 đ/em; © 2009"),
        ("VNI", "Sôû Giaùo duïc vaø Ñaøo taïo", "Sở Giáo dục và Đào tạo"),
        ("VNI", "HOÄI NGHÒ TOÅNG KEÁT", "HỘI NGHỊ TỔNG KẾT"),
        ("VNI", "Aùo aám, Ñoâng Aâu, YÙ nghóa", "Áo ấm, Đông Âu, Ý nghĩa"),
    ],
)
def test_known_words_are_converted(encoding, legacy, text):
    assert convert(legacy, encoding) == text
    assert convert(convert(legacy, encoding), encoding) == text


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH,
        PARAGRAPH.upper(),
        "bác, hoá, toà, quá",
        "thó y",
        "Plain words",
        "",
        "Ông “Noël” © 2026, 30 °C; tranh naïve của trẻ",
    ],
)
def test_unicode_text_stays(encoding, text):
    assert convert(text, encoding) == text


def test_legacy_words_within_unicode_text_are_converted_alone():
    mixed = "Hội nghị của Së Gi¸o dôc vµ §µo t¹o, có «bác sĩ Noël» và café"
    assert convert(mixed, "TCVN3") == "Hội nghị của Sở Giáo dục và Đào tạo, có «bác sĩ Noël» và café"


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "TCVN3"),
        (".VnArial NarrowH", "TCVN3"),
        ("'.VnTimeH'", "TCVN3"),
        ("VNI-Times", "VNI"),
        ('"VNI-Helve-Condense"', "VNI"),
        ("vni-times", "VNI"),
        ("Times New Roman", None),
        ("Vnu Sans", None),
        ("", None),
    ],
)
def test_name_of_a_font_tells_the_encoding(font, encoding):
    assert encoding_of_font(font) == encoding


def test_font_converts_what_the_letters_alone_do_not_tell():
    assert convert("thó y", "TCVN3") == "thó y"
    assert convert_from_font("thó y", ".VnTime") == "thú y"
    assert convert_from_font("thoø", "VNI-Times") == "thò"
    assert convert_from_font("héi nghÞ", ".VnTimeH") == "HỘI NGHỊ"


def test_unicode_text_in_a_legacy_font_stays():
    assert convert_from_font("Hội nghị bác sĩ", ".VnTime") == "Hội nghị bác sĩ"
    assert convert_from_font("bác", "Arial") == "bác"


LEGACY = st.text(st.sampled_from(sorted({*"".join(VNI), *TCVN3, *SMALL, *"ABĐạắ 0123./-(“” \u00ad\n"})))
TEXTS = st.one_of(st.text(), LEGACY, st.text(st.characters(max_codepoint=0xFF)))
ENCODINGS = st.sampled_from(["TCVN3", "VNI"])


@given(TEXTS, ENCODINGS)
def test_converting_twice_is_converting_once(text, encoding):
    once = convert(text, encoding)
    assert convert(once, encoding) == once


def bare(text: str) -> str:
    """Return the ASCII letters and digits of `text`, without marks and case; đ counts as d."""
    return fold(text).replace(" ", "")


@given(TEXTS, ENCODINGS)
def test_no_letter_and_no_digit_is_lost(text, encoding):
    kept = iter(bare(convert(text, encoding)))
    assert all(letter in kept for letter in "".join(c for c in text.lower() if c.isascii() and c.isalnum()))


@given(st.lists(st.sampled_from(PARAGRAPH.replace(",", "").replace(";", "").replace(".", "").split())), ENCODINGS)
def test_words_come_back_however_they_are_mixed(words, encoding):
    text = " ".join(words)
    legacy = written_in(encoding, text)
    if detect_legacy_encoding(legacy) == encoding:
        assert convert(legacy, encoding) == text


@given(TEXTS, st.sampled_from([".VnTime", ".VnTimeH", "VNI-Times", "Arial", ""]))
def test_any_text_in_any_font_is_taken(text, font):
    assert unicodedata.is_normalized("NFC", convert_from_font(text, font))
