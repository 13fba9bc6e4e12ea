"""Files that are no Word files, or want to do harm, are refused with a sentence that says what to do."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.pages.composing import word
from cms.pages.composing.numbering import LONGEST_LABEL
from cms.pages.composing.package import LONGEST_NAME, MOST_ELEMENTS, MOST_LETTERS, Refused
from cms.pages.composing.word import read_word
from tests.word_files import CONTENT_TYPES, WordDocument, archive, paragraph, table, word_file

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def with_document(xml: str) -> bytes:
    return WordDocument().file(word__document_xml=xml.encode())


def bomb(size: int) -> bytes:
    return WordDocument().file(word__document_xml=b" " * size)


def in_macros() -> bytes:
    types = CONTENT_TYPES.replace("wordprocessingml.document.main", "x").replace(
        "application/vnd.openxmlformats-officedocument.x+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return archive({"[Content_Types].xml": types.encode(), "word/document.xml": b"<x/>"})


def encrypted_zip() -> bytes:
    """Return an archive whose entries say that they have a password."""
    data = bytearray(word_file(paragraph("a")))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


def spreadsheet() -> bytes:
    types = CONTENT_TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")
    return archive({"[Content_Types].xml": types.encode(), "xl/workbook.xml": b"<x/>"})


def led_elsewhere() -> bytes:
    """Return a file whose main part is called something that nobody looks at."""
    document = WordDocument()
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="media/x.jpeg"/></Relationships>'
    )
    document.parts |= {"_rels/.rels": relations.encode(), "media/x.jpeg": b"<a/>"}
    return document.file(paragraph("a"))


HOSTILE = {
    "empty": (lambda: b"", "rỗng"),
    "text": (lambda: b"Day la van ban", "không phải tệp Word"),
    "PDF": (lambda: b"%PDF-1.7", "không phải tệp Word"),
    "RTF": (lambda: b"{\\rtf1 a}", "không phải tệp Word"),
    "old .doc": (lambda: OLD_OFFICE + b"\0" * 600, ".doc"),
    "with a password": (lambda: OLD_OFFICE + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "ZIP with a password": (encrypted_zip, "mật khẩu"),
    "ZIP of something else": (lambda: archive({"a.txt": b"a"}), "không phải tệp Word"),
    "spreadsheet": (spreadsheet, "không phải tệp Word"),
    "macros": (in_macros, "macro"),
    "macros beside": (lambda: WordDocument().file(word__vbaProject_bin=b"x"), "macro"),
    "cut off": (lambda: word_file(paragraph("a" * 5000))[:900], "bị hỏng"),
    "led elsewhere": (led_elsewhere, "bị hỏng"),
    "no XML": (lambda: with_document("<w:document"), "bị hỏng"),
    "no body": (lambda: with_document(f"<w:document {W}/>"), "bị hỏng"),
    "unknown footnote": (lambda: word_file(paragraph('<w:r><w:footnoteReference w:id="9"/></w:r>')), "bị hỏng"),
    "external entity": (
        lambda: with_document(
            f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {W}>&e;</w:document>'
        ),
        "bị hỏng",
    ),
    "billion laughs": (lambda: with_document(f'<!DOCTYPE d [<!ENTITY a0 "ha">{LAUGHS}]><d>&a9;</d>'), "bị hỏng"),
    "zip bomb": (lambda: bomb(25 * 2**20), "quá"),
    "too many entries": (lambda: archive({"[Content_Types].xml": b"", **{f"x{n}": b"" for n in range(2100)}}), "quá"),
    "nested without end": (lambda: with_document("<a>" * 500 + "</a>" * 500), "quá"),
    "more letters than any article": (lambda: word_file(paragraph("a" * (MOST_LETTERS + 1))), "quá"),
    "name of a style without end": (lambda: word_file(paragraph("a", style="x" * (LONGEST_NAME + 1))), "bị hỏng"),
    "too many elements": (lambda: with_document(f"<a>{'<b/>' * (MOST_ELEMENTS + 1)}</a>"), "quá"),
}


@pytest.mark.parametrize(("make", "words"), HOSTILE.values(), ids=HOSTILE)
def test_refused_with_a_sentence_that_says_why(make, words):
    with pytest.raises(Refused) as refusal:
        read_word(io.BytesIO(make()))
    assert words in str(refusal.value)


WHOLE = word_file(paragraph("Tiêu đề", style="u1"), paragraph("một", numbers=(2, 0)), table([["a", "b"], ["c", "d"]]))
DAMAGE = st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=8)


@settings(deadline=None, max_examples=60)
@given(DAMAGE)
def test_file_damaged_anywhere_is_read_or_refused_and_nothing_else(damage):
    data = bytearray(WHOLE)
    for place, byte in damage:
        data[place] = byte
    with contextlib.suppress(Refused):
        read_word(io.BytesIO(bytes(data)))


LEAVES = st.sampled_from(
    [
        *(
            "<w:t>chữ</w:t>",
            '<w:br w:type="x"/>',
            '<w:fldChar w:fldCharType="end"/>',
            "<w:pPr/>",
            "<w:numPr/>",
            "<w:sdt/>",
        ),
        *('<w:gridSpan w:val="x"/>', '<w:sym w:font="a" w:char="F0B7"/>', "<w:sym/>", "<w:footnoteReference/>"),
        *('<w:hyperlink r:id="rId9"/>', "<w:drawing/>", "<w:bookmarkStart/>", '<w:commentReference w:id="1"/>'),
    ]
)
TAGS = st.sampled_from([f"w:{name}" for name in ("p", "r", "tbl", "tr", "tc", "fldSimple", "hyperlink", "txbxContent")])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds("<{0}>{1}</{0}>".format, TAGS, st.lists(inner, max_size=4).map("".join)),
    max_leaves=20,
)


@settings(deadline=None, max_examples=60)
@given(TREES)
def test_elements_in_any_order_are_read_or_refused_and_nothing_else(tree):
    with contextlib.suppress(Refused):
        read_word(io.BytesIO(word_file(tree)))


def test_size_that_an_entry_lies_about_is_not_believed():
    data = bytearray(bomb(25 * 2**20))
    place = data.find(b"PK\x01\x02", data.find(b"word/document.xml", len(data) // 2) - 60)
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    with pytest.raises(Refused):
        read_word(io.BytesIO(bytes(data)))


def test_picture_elsewhere_is_never_fetched():
    document = WordDocument()
    links = [document.linked_picture(address) for address in ("http://127.0.0.1:9/a.png", "file:///etc/passwd")]
    found = read_word(io.BytesIO(document.file(paragraph("Chữ"), *(paragraph(link) for link in links))))
    assert [read() for read in found.pictures.values()] == [None, None]


def test_picture_too_large_to_be_taken_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(word, "LARGEST_PICTURE", 20_000)
    document = WordDocument()
    places = [paragraph(document.picture(b"\0" * size)) for size in (20_001, 9)]
    # The number is written out, for which the file is written anew.
    found = read_word(io.BytesIO(document.file(paragraph("một", numbers=(3, 0)), *places)))
    assert [read() for read in found.pictures.values()] == [None, b"\0" * 9]


@pytest.mark.parametrize("level", ['<w:lvlText w:val="%s"/>' % ("%1" * 900), '<w:lvlText w:val="%1"/>'])
def test_numbers_do_not_grow_without_end(level):
    kind = '<w:start w:val="99999"/><w:numFmt w:val="lowerLetter"/>'
    lists = f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{kind}{level}</w:lvl></w:abstractNum>'
    lists = f'<w:numbering {W}>{lists}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    body = paragraph("một", numbers=(1, 0))
    found = read_word(io.BytesIO(WordDocument().file(body, word__numbering_xml=lists.encode())))
    assert "99999 một" in found.html
    assert len(found.html) < 5 * LONGEST_LABEL


def test_picture_that_is_not_in_the_archive_is_none():
    document = WordDocument()
    place = paragraph(document.picture(b"x"))
    document.parts.clear()
    found = read_word(io.BytesIO(document.file(paragraph("Chữ"), place)))
    assert [read() for read in found.pictures.values()] == [None]


def test_style_map_that_a_file_brings_along_is_not_followed():
    document = WordDocument()
    data = document.file(paragraph("Chữ"), mammoth__style_map=b"p => script")
    renamed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(renamed, "w") as copy:
        for name in given.namelist():
            copy.writestr(name.replace("mammoth/style.map", "mammoth/style-map"), given.read(name))
    assert "<script" not in read_word(io.BytesIO(renamed.getvalue())).html
