"""What is written inside documents is read in a process of its own, whatever they are made to do."""

import io
import time
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from cms.media.models import CustomDocument, DocumentWords
from cms.media.words import keeping
from cms.media.words.child import answer_for
from cms.media.words.reading import LOCKED, READ, UNREADABLE, WORDLESS, read
from cms.operations import due
from tests.media import office_files as files
from tests.media.office_files import PUPILS, SCHOOLS

LIST_OF_PUPILS = ["Danh sách học sinh dự thi cấp tỉnh", *(" ".join(row) for row in PUPILS)]


def answered(kind: str, content: bytes) -> dict:
    """Return what the process says of a file, without starting one."""
    return answer_for(kind, io.BytesIO(content))


def lines(kind: str, content: bytes) -> list[str]:
    return [line for part in answered(kind, content)["parts"] for line in part["text"].splitlines()]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("docx", files.docx("Danh sách", table=PUPILS)),
        ("odt", files.odt("Danh sách", PUPILS)),
        ("xlsx", files.xlsx({"Lớp 6": [["Danh sách"], *PUPILS]})),
        ("csv", "\n".join(["Danh sách;;;;", *(";".join(row) for row in PUPILS)]).encode()),
        ("csv", "\n".join(["Danh sách", *(";".join(row) for row in PUPILS)]).encode()),
        ("csv", "\n".join(["Danh sách\t\t\t\t", *("\t".join(row) for row in PUPILS)]).encode("utf-16")),
    ],
    ids=["docx", "odt", "xlsx", "csv", "csv below a title", "csv in UTF-16"],
)
def test_a_table_gives_a_line_for_each_row_whatever_the_kind(kind, content):
    assert lines(kind, content) == ["Danh sách", *("\t".join(row) for row in PUPILS)]


def test_pages_and_slides_are_counted():
    found = answered("pdf", files.pdf(["Kế hoạch năm học", "Mục tiêu"], ["Trang hai"]))
    assert [(part["kind"], part["number"], part["text"]) for part in found["parts"]] == [
        ("page", 1, "Kế hoạch năm học\nMục tiêu"),
        ("page", 2, "Trang hai"),
    ]
    found = answered("pptx", files.pptx("Khai giảng", "Lời cảm ơn"))
    assert [(part["kind"], part["number"], part["text"]) for part in found["parts"]] == [
        ("slide", 1, "Khai giảng"),
        ("slide", 2, "Lời cảm ơn"),
    ]


def test_all_that_who_downloads_a_word_file_has_is_read():
    parts = {
        "word/header1.xml": files.word_part("hdr", "Đầu trang"),
        "word/footnotes.xml": files.word_part("footnotes", "Chú thích"),
        "word/comments.xml": files.word_part("comments", "Nhận xét của đồng nghiệp"),
    }
    assert sorted(lines("docx", files.docx("Thân bài", parts=parts))) == sorted(
        ["Thân bài", "Nhận xét của đồng nghiệp", "Chú thích", "Đầu trang"]
    )


def test_hidden_sheets_are_read_and_rows_keep_their_numbers():
    content = files.xlsx({"Trường": SCHOOLS, "Ẩn": PUPILS}, hidden="Ẩn", first=4)
    schools, pupils = answered("xlsx", content)["parts"]
    assert (schools["name"], pupils["name"]) == ("Trường", "Ẩn")
    assert schools["text"].split("\n")[3] == "Trường\tSố lớp"


def test_excel_of_before_2007_is_read():
    (sheet,) = answered("xls", files.xls())["parts"]
    assert sheet["name"] == "Lớp 9A"
    assert sheet["text"].split("\n")[2].split("\t") == ["Lò Văn Ếm", "01/02/2011", "123456789012"]


def test_numbers_and_dates_of_sheets_read_as_people_write_them():
    day = timezone.datetime(2013, 3, 12)
    assert lines("xlsx", files.xlsx({"K": [[40208012345, 8.5, day, None, True]]})) == [
        "40208012345\t8.5\t12/03/2013\t\tTrue"
    ]


def test_text_for_the_old_fonts_is_looked_through_as_unicode():
    assert lines("txt", "Danh s¸ch häc sinh tr­êng THCS B¶o Th¾ng".encode("latin-1")) == [
        "Danh sách học sinh trường THCS Bảo Thắng"
    ]


def test_letters_in_parts_are_kept_as_one():
    assert lines("txt", "Ho\u0323c sinh".encode()) == ["Học sinh"]


def test_archive_is_read_with_the_files_in_it():
    content = files.archive(
        {"ds/Lớp 6.xlsx": files.xlsx({"6A": PUPILS}), "anh.jpg": b"\xff\xd8\xff", "loi.docx": b"PK no"}
    )
    found = answered("zip", content)
    assert {part["inside"] for part in found["parts"]} == {"ds/Lớp 6.xlsx"}
    assert found["is_partial"]
    assert {finding["inside"] for finding in found["findings"]} == {"ds/Lớp 6.xlsx"}


# Pupils' data


@pytest.mark.parametrize(
    ("kind", "content", "place"),
    [
        ("xlsx", files.xlsx({"Trường": SCHOOLS, "Lớp 6": PUPILS}), {"part": "sheet", "name": "Lớp 6", "line": 2}),
        ("xls", files.xls(), {"part": "sheet", "name": "Lớp 9A", "line": 3}),
        ("docx", files.docx("Danh sách học sinh", table=PUPILS), {"part": "text", "line": 3}),
        ("pdf", files.pdf(["Kế hoạch tổ chức hội thi"], LIST_OF_PUPILS), {"part": "page", "number": 2}),
    ],
    ids=["xlsx", "xls", "docx", "pdf"],
)
def test_pupils_data_is_found_with_its_place(kind, content, place):
    findings = answered(kind, content)["findings"]
    births = next(finding for finding in findings if finding["kind"] == "birth_date")
    assert place.items() <= births.items()


def test_rows_are_counted_and_kinds_told_apart():
    findings = {each["kind"]: each for each in answered("xlsx", files.xlsx({"6": PUPILS}))["findings"]}
    assert findings["birth_date"]["count"] == 3
    assert findings["score"]["count"] == 3


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("xlsx", files.xlsx({"Trường": SCHOOLS})),
        ("docx", files.docx("Kế hoạch số 114/KH-SGDĐT ngày 05/9/2026", "Ông Lò Văn Bình, Giám đốc, chủ trì.")),
        ("pdf", files.pdf(["Đường dây nóng: 0213 3666 888", "Khai mạc 20/11/2026"])),
    ],
    ids=["xlsx", "docx", "pdf"],
)
def test_ordinary_files_hold_none(kind, content):
    assert answered(kind, content)["findings"] == []


# Files that cannot be read


@pytest.mark.parametrize(
    ("kind", "content", "state"),
    [
        ("pdf", files.scan(), WORDLESS),
        ("pdf", files.locked_pdf(), LOCKED),
        ("odt", files.odt("Mật", manifest="<m><encryption-data/></m>"), LOCKED),
        ("zip", files.locked_zip("a.txt", b"mat"), LOCKED),
        ("docx", files.locked_zip("word/document.xml", b"mat"), LOCKED),
        ("txt", b"   \n", WORDLESS),
        ("doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, UNREADABLE),
        ("docx", files.archive({"word/document.xml": files.BILLION_LAUGHS}), UNREADABLE),
        ("docx", files.archive({"word/document.xml": files.PASSWORDS}), UNREADABLE),
        ("docx", files.archive({"word/document.xml": "<w:p>"}), UNREADABLE),
        ("pptx", files.archive({"a": "b"}), UNREADABLE),
        ("xlsx", files.archive({"xl/workbook.xml": "<workbook/>"}), UNREADABLE),
        *(
            (kind, content, UNREADABLE)
            for kind in ("pdf", "docx", "xlsx", "xls", "ods", "odt", "pptx", "zip")
            for content in (b"", b"khong phai tep " * 40, b"PK\x03\x04" + b"\xff" * 900)
        ),
    ],
)
def test_what_cannot_be_read_says_why(kind, content, state):
    assert answered(kind, content)["state"] == state


def test_scanned_pages_among_others_make_a_reading_partial():
    found = answered("zip", files.archive({"a.pdf": files.pdf(["Có chữ"]), "b.pdf": files.scan()}))
    assert (found["state"], found["is_partial"]) == (READ, True)


def test_the_stamp_on_a_scanned_page_is_not_taken_for_its_words():
    found = answered("pdf", files.scan("Ký bởi: Sở Giáo dục và Đào tạo", "Thời gian ký: 12/3/2026 10:00:00"))
    assert (found["state"], found["is_partial"]) == (READ, True)
    assert not answered("pdf", files.pdf(["Kế hoạch năm học"]))["is_partial"]


def test_zero_bytes_which_postgresql_stores_nowhere_are_left_out():
    assert lines("txt", b"L\xc3\xb2 V\x00\xc4\x83n An\nA\x00") == ["Lò Văn An", "A"]


def test_a_long_file_is_cut():
    rows = [["Nguyễn Văn Hồng Phong " * 20]] * 6000
    found = answered("xlsx", files.xlsx({"Dài": rows}))
    assert found["is_partial"]
    assert sum(len(part["text"]) for part in found["parts"]) == 2_000_000


def test_process_of_its_own_gives_the_same():
    content = files.xlsx({"Lớp 6": PUPILS})
    found, there = answered("xlsx", content), read(io.BytesIO(content), "xlsx")
    assert (there.state, there.parts, there.findings) == (found["state"], found["parts"], found["findings"])


def test_bomb_is_given_up_quickly():
    began = time.monotonic()
    assert read(io.BytesIO(files.bomb("word/document.xml", 400_000_000)), "docx").state == UNREADABLE
    assert time.monotonic() - began < 60


def test_file_that_eats_all_memory_takes_down_its_reader_alone():
    def row(number, column):
        return f'<row r="{number}"><c r="{column}{number}" t="inlineStr"><is><t>a</t></is></c></row>'

    # Two cells, and seventeen thousand million between them.
    rows = f"<sheetData>{row(1, 'A')}{row(1048576, 'XFD')}</sheetData>"
    with zipfile.ZipFile(io.BytesIO(files.xlsx({"A": [["a"]]}))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{namespace}">{rows}</worksheet>'
    assert read(io.BytesIO(files.archive(parts)), "xlsx").state == UNREADABLE


def test_a_kind_that_nobody_knows_is_not_readable():
    assert read(io.BytesIO(b"x"), "exe").state == UNREADABLE


# What the worker keeps


@pytest.fixture
def stored(home):
    content = ContentFile(files.xlsx({"Lớp 6": PUPILS}), name="ds.xlsx")
    return CustomDocument.objects.create(title="Danh sách", file=content)


def test_worker_reads_each_document_once(stored):
    assert "read documents" in due.run_due(timezone.now())
    kept = DocumentWords.objects.get(document=stored)
    assert kept.state == READ
    assert {finding["kind"] for finding in kept.findings} >= {"birth_date", "score"}
    read_at = kept.read_at
    keeping.read_waiting()
    kept.refresh_from_db()
    assert kept.read_at == read_at


def test_what_an_older_reader_read_is_read_again(stored):
    keeping.read_waiting()
    DocumentWords.objects.update(reader=keeping.READER - 1, findings=[])
    keeping.read_waiting()
    assert DocumentWords.objects.get().findings


def test_lost_file_is_not_readable_and_stops_nobody(stored, document_on_disk_lost):
    other = CustomDocument.objects.create(title="Khác", file=ContentFile(b"Loi chao", name="loi.txt"))
    keeping.read_waiting()
    assert DocumentWords.objects.get(document=stored).state == UNREADABLE
    assert DocumentWords.objects.get(document=other).state == READ


@pytest.fixture
def document_on_disk_lost(stored):
    stored.file.storage.delete(stored.file.name)


def test_words_go_with_their_document(stored):
    keeping.read_waiting()
    stored.delete()
    assert not DocumentWords.objects.exists()


def test_document_that_was_deleted_while_it_was_read_leaves_nothing(stored):
    gone = CustomDocument.objects.get(pk=stored.pk)
    stored.file.storage.delete(stored.file.name)
    CustomDocument.objects.filter(pk=stored.pk).delete()
    keeping.keep(gone)
    assert not DocumentWords.objects.exists()
