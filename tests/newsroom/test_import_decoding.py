"""Bytes of saved pages in, NFC text out; what is no Unicode text is refused with a reason."""

import unicodedata
from pathlib import Path

import pytest

from cms.text.folding import fold
from cms.text.legacy_tables import VNI
from newsroom.importer.articles import Unreadable
from newsroom.importer.decoding import MAX_FILE_BYTES, MAX_LINE_LENGTH, decode
from newsroom.importer.old_portal import parse

PAGE = (Path(__file__).parent / "old_portal_pages" / "labelled.txt").read_text(encoding="utf-8")

TONES = "\u0300\u0301\u0303\u0309\u0323"

# The accented small letters in the order of their TCVN3 bytes.
TCVN3_LETTERS = dict(
    zip(
        "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        "¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ¡¢£¤¥¦§",
        strict=True,
    )
)
# Of "Aù" and "AÙ" the latter, as VNI's own keyboard wrote it.
VNI_LETTERS = {letter: code for code, letter in VNI.items() if code in (code.lower(), code.upper())}


def tone_marks_apart(text: str) -> str:
    """Letters with their quality composed and the tone as a mark behind, as windows-1258 holds them."""
    apart = []
    for character in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", character)
        tones = "".join(part for part in parts if part in TONES)
        apart.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES)) + tones)
    return "".join(apart)


def windows_1258(text: str) -> bytes:
    return tone_marks_apart(text).encode("cp1258")


def tcvn3(text: str) -> str:
    """Capitals with a tone have no byte of their own: their fonts show small letters' bytes as capitals."""
    return "".join(TCVN3_LETTERS.get(letter) or TCVN3_LETTERS.get(letter.lower(), letter) for letter in text)


def vni(text: str) -> str:
    return "".join(VNI_LETTERS.get(letter, letter) for letter in text)


def refusal_of(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refusal:
        decode(data)
    return refusal.value


@pytest.fixture(autouse=True)
def english_reasons(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode("utf-8"),
        PAGE.encode("utf-8-sig"),
        PAGE.encode("utf-16"),
        PAGE.encode("utf-16-le"),
        PAGE.encode("utf-16-be"),
        b"\xfe\xff" + PAGE.encode("utf-16-be"),
        unicodedata.normalize("NFD", PAGE).encode("utf-8"),
        PAGE.replace("\n", "\r\n").encode("utf-8"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16 bom", "utf-16-le", "utf-16-be", "utf-16-be bom", "decomposed", "crlf"],
)
def test_unicode_text_of_every_kind_gives_the_same_article(data):
    assert parse(decode(data)) == parse(PAGE)


def test_windows_1258_text_is_read():
    source = PAGE.replace("►", "").replace("\u0306", "")
    assert decode(windows_1258(source)) == unicodedata.normalize("NFC", source)
    assert parse(decode(windows_1258(source))).author_name == "Lường Thị Bích"


def test_short_windows_1258_text_with_every_tone_is_read():
    text = "Của cả, cũng những, các, đã được, ở trường học; ỦY BAN, HỘI ĐỒNG"
    assert decode(windows_1258(text)) == text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (tcvn3(PAGE).encode("utf-8"), "TCVN3"),
        (tcvn3(PAGE.replace("►", "-").replace("“", "").replace("”", "")).encode("latin-1"), "TCVN3"),
        (vni(PAGE).encode("utf-8"), "VNI"),
        (vni(PAGE.replace("►", "-").replace("“", "").replace("”", "")).encode("latin-1"), "VNI"),
    ],
    ids=["TCVN3 pasted into UTF-8", "TCVN3 bytes", "VNI pasted into UTF-8", "VNI bytes"],
)
def test_text_of_the_fonts_before_unicode_is_named_and_refused(data, encoding):
    assert encoding in refusal_of(data).reason


def test_one_legacy_paragraph_is_found_with_its_line():
    lines = PAGE.split("\n")
    index = next(index for index, line in enumerate(lines) if "Tại Ngày hội" in line)
    lines[index] = tcvn3(lines[index])
    refusal = refusal_of("\n".join(lines).encode())
    assert (refusal.line, "TCVN3" in refusal.reason) == (index + 1, True)
    assert refusal.converted == PAGE


@pytest.mark.parametrize("encode", [tcvn3, vni])
def test_refused_legacy_text_is_offered_converted(encode):
    refusal = refusal_of(encode(PAGE).encode())
    assert fold(refusal.converted) == fold(PAGE)
    assert parse(refusal.converted).shown_at == parse(PAGE).shown_at
    assert f"“{refusal.converted.split(chr(10))[refusal.line - 1].strip()[:60]}”" in refusal.reason


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (b"", 1, "empty"),
        ("\ufeff \n\u00a0\n".encode(), 1, "empty"),
        (b"%PDF-1.7\n1 0 obj", 1, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", 1, "image/png"),
        (b"PK\x03\x04" + bytes(40), 1, "zip"),
        (b"<!DOCTYPE html><html><body>Tin</body></html>", 1, "web page"),
        (bytes(range(253, -1, -1)) * 8, 1, "windows-1258"),
        ("Tin\nHội nghị\0tổng kết".encode(), 2, "U+0000"),
        ("Tin\n\nHội nghị\x07".encode(), 3, "U+0007"),
        (b"T\xef\xbf\xbdn", 1, "damaged"),
        ("Tin\nHội nghị".encode().decode("cp1252", "replace").encode(), 2, "damaged"),
        (b"\xff\xfe" + "Tin".encode("utf-16-le") + b"\x00", 1, "UTF-16"),
        (("Tin\n" + "a" * (MAX_LINE_LENGTH + 1)).encode(), 2, "longer"),
        (b"a" * (MAX_FILE_BYTES + 1), 1, "larger"),
    ],
    ids=[
        "empty",
        "blank",
        "PDF",
        "picture",
        "archive",
        "HTML",
        "binary junk",
        "NUL",
        "bell",
        "replacement character",
        "twice encoded",
        "half a UTF-16 letter",
        "giant line",
        "giant file",
    ],
)
def test_what_is_no_text_is_refused_with_line_and_reason(data, line, word):
    refusal = refusal_of(data)
    assert refusal.line == line
    assert word in refusal.reason
