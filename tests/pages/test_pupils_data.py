"""Pupils' data is found on a page wherever it stands, and the files it offers are looked through."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone, translation

from cms.editorial.review import warnings
from cms.media.models import CustomDocument, CustomImage
from cms.media.words import keeping
from cms.pages.file_warnings import PATIENCE, files_to_open
from cms.pages.leaves import leaves_of
from cms.pages.models import PageAttachment
from cms.pages.pupils_data import findings_of
from events.models import EventPage
from newsroom.models import NewsPage
from tests.factories import draft, edit, fresh, news, published
from tests.media import office_files as files
from tests.media.office_files import PUPILS, SCHOOLS
from tests.pages.builders import announcement, small_picture

pytestmark = pytest.mark.django_db

ROWS = "".join(f"<li>{' '.join(row)}</li>" for row in PUPILS[1:])
PARAGRAPH = f"<p>Danh sách học sinh đoạt giải:</p><ul>{ROWS}</ul>"


def table(rows) -> tuple[str, dict]:
    return ("table", {"first_row_is_table_header": True, "data": rows})


def stored(content: bytes, name: str, title: str = "Danh sách", *, is_read: bool = True) -> CustomDocument:
    document = CustomDocument.objects.create(title=title, file=ContentFile(content, name=name))
    if is_read:
        keeping.keep(document)
    return document


def uploaded_long_ago(document: CustomDocument) -> None:
    long_ago = timezone.now() - PATIENCE - timedelta(seconds=1)
    CustomDocument.objects.filter(pk=document.pk).update(created_at=long_ago)


def places(page) -> list[tuple[str, str]]:
    with translation.override("en"):
        return [(found.where, found.what) for found in findings_of(page)]


def told(page) -> list[tuple[str, str]]:
    with translation.override("en"):
        return [(warning.code, warning.text) for warning in files_to_open(page)]


def test_an_ordinary_article_holds_none():
    body = [
        ("heading", {"text": "Kết quả hội thi", "level": "h2"}),
        ("paragraph", "<p>Ngày 20/11/2026, thầy Lò Văn Bình, Hiệu trưởng, trao giải cho 12 học sinh.</p>"),
        table(SCHOOLS),
    ]
    assert findings_of(news("Bế mạc hội thi", summary="Hội thi kéo dài ba ngày.", body=body)) == []


def test_a_table_and_a_list_are_found_with_their_blocks():
    page = news("Kết quả", body=[("paragraph", "<p>Lời đầu.</p>"), table(PUPILS), ("paragraph", PARAGRAPH)])
    found = places(page)
    assert ("Body, block 2 (Table)", "names with dates of birth") in found
    assert ("Body, block 2 (Table)", "names with scores") in found
    assert "Body, block 3 (Paragraph)" in {where for where, _what in found}
    assert not [where for where, _what in found if "block 1" in where]


def test_what_a_list_is_may_stand_in_a_block_above_it():
    heads = ("paragraph", "<p>Danh sách học sinh: họ và tên, ngày sinh</p>")
    assert places(news("Kết quả", body=[heads, ("paragraph", f"<ul>{ROWS}</ul>")]))


def test_other_words_at_the_same_place_are_another_subject():
    def subjects(rows):
        return {found.subject for found in findings_of(news("Kết quả", body=[table(rows)]))}

    other = [*PUPILS[:-1], ["3", "Tòng Thị Yến", "06/07/2013", "6B", "9,25"]]
    assert subjects(PUPILS) == subjects(PUPILS)
    assert not subjects(PUPILS) & subjects(other)
    said = " ".join(subjects(PUPILS))
    assert all(row[1] not in said and row[2] not in said for row in PUPILS)


def test_words_of_pictures_events_and_announcements_are_looked_through():
    words = "Em Lò Thị Ếm, sinh ngày 12/03/2013, học sinh lớp 6A Trường THCS Suối Mây"
    picture = {"image": small_picture(), "alt_text": "", "caption": words}
    assert places(news("Ảnh", body=[("gallery", {"title": "", "images": [picture, picture]})]))
    assert places(EventPage(title="Trao giải", summary=words))
    assert places(announcement(body=[("paragraph", f"<p>{words}</p>")]))


BORN = "Em Lò Thị Ếm, sinh năm 2013, học sinh lớp 6A"


@pytest.mark.parametrize("words", [{"alt_text": BORN}, {"caption": BORN}, {"credit": BORN}])
def test_words_beside_a_picture_are_looked_through(words):
    picture = {"image": small_picture(), "alt_text": "", "caption": ""} | words
    assert places(news("Ảnh", body=[("image", picture)])) == [("Body, block 1 (Image)", "names with dates of birth")]


@pytest.mark.parametrize("words", [{"cover_alt": BORN}, {"cover_caption": BORN}, {"search_description": BORN}])
def test_words_of_the_cover_and_for_networks_are_looked_through(words):
    assert len(places(news("Ảnh", **words))) == 1


@pytest.mark.parametrize("words", [{"title": BORN}, {"description": BORN}, {"credit": BORN}])
def test_words_kept_with_a_picture_are_looked_through(words):
    picture = small_picture()
    page = news("Ảnh", cover=picture)
    assert places(page) == []
    CustomImage.objects.filter(pk=picture.pk).update(**words)
    ((where, what),) = places(page)
    assert where.startswith("the words of the picture")
    assert what == "names with dates of birth"


def test_titles_and_names_of_files_are_looked_through(home):
    def found(title, name):
        document = stored(b"Loi chao", name, title, is_read=False)
        return places(news("Kết quả", body=[("documents", {"title": "", "documents": [document]})]))

    assert found("Thông báo", "thong-bao.txt") == []
    assert found(BORN, "a.txt") == [(f"the name of the file “{BORN}”", "names with dates of birth")]
    assert found("Đơn", "Em Lò Thị Ếm sinh năm 2013.txt") == [
        ("the name of the file “Đơn”", "names with dates of birth")
    ]


def test_english_words_are_looked_through_too():
    paragraph = "<p>Lo Van Binh, born 12 March 2015, is a pupil of Suoi May School.</p>"
    assert places(news("Award", body=[("paragraph", paragraph)])) == [
        ("Body, block 1 (Paragraph)", "names with dates of birth")
    ]


def test_every_text_of_a_page_is_a_leaf_and_nothing_else():
    page = NewsPage(
        title="Tiêu đề", slug="dia-chi", summary="Tóm tắt", author_name="Ký tên", source_url="https://a.vn/"
    )
    page.body = [("quote", {"text": "Lời", "attribution": "Ai"}), table([["a", None], ["", "b"]])]
    leaves = {(leaf.field, leaf.number, leaf.kind): leaf.value for leaf in leaves_of(page)}
    assert leaves["title", 0, "text"] == "Tiêu đề"
    assert leaves["source_url", 0, "text"] == "https://a.vn/"
    assert leaves["body", 2, "table"] == [["a", ""], ["", "b"]]
    assert not [key for key in leaves if key[0] == "slug"]


# Files


def test_files_are_found_however_a_page_offers_them(home):
    pupils = files.xlsx({"Trường": SCHOOLS, "Lớp 6": PUPILS})
    attached, listed, linked = (stored(pupils, f"ds{number}.xlsx", f"DS {number}") for number in (1, 2, 3))
    body = [
        ("documents", {"title": "", "documents": [listed]}),
        ("paragraph", f'<p>Xem <a linktype="document" id="{linked.pk}">danh sách</a>.</p>'),
    ]
    page = news("Kết quả", body=body)
    page.attachments = [PageAttachment(document=attached)]
    births = [where for where, what in places(page) if what == "names with dates of birth"]
    assert births == [f"the file “DS {number}”, sheet “Lớp 6”, row 2" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.docx", files.docx("Danh sách học sinh", table=PUPILS), "the file “Danh sách”, paragraph 3"),
        ("a.pdf", files.pdf(["Bìa"], [" ".join(row) for row in PUPILS]), "the file “Danh sách”, page 2"),
        (
            "a.zip",
            files.archive({"6A.xlsx": files.xlsx({"6A": PUPILS})}),
            "the file “Danh sách”, in it “6A.xlsx”, sheet “6A”, row 2",
        ),
    ],
)
def test_place_in_a_file_is_said_in_words(home, name, content, place):
    page = news("Kết quả", body=[("documents", {"title": "", "documents": [stored(content, name)]})])
    assert place in {where for where, _what in places(page)}


def test_asking_costs_the_same_whatever_the_number_of_files(home, django_assert_num_queries):
    def with_files(number):
        documents = [stored(files.xlsx({"6": PUPILS}), f"{number}-{each}.xlsx") for each in range(number)]
        return news("Kết quả", body=[("documents", {"title": "", "documents": documents})])

    few, many = with_files(1), with_files(4)
    findings_of(few)
    for page in (few, many):
        with django_assert_num_queries(1):
            findings_of(page)


def test_file_that_was_not_read_yet_says_so_until_the_worker_has(home):
    document = stored(files.xlsx({"Trường": SCHOOLS}), "a.xlsx", is_read=False)
    page = news("Kế hoạch", body=[("documents", {"title": "", "documents": [document]})])
    assert told(page) == [("file-not-read", "The portal is reading the file “Danh sách”: try again in a minute.")]
    assert [warning.code for warning in warnings.holding(page)] == ["file-not-read"]
    keeping.read_waiting()
    assert told(page) == warnings.holding(page) == []


def test_file_that_stays_unread_is_for_a_person_to_open_and_holds_up_nothing(home):
    document = stored(files.xlsx({"Trường": SCHOOLS}), "a.xlsx", is_read=False)
    uploaded_long_ago(document)
    page = news("Kế hoạch", body=[("documents", {"title": "", "documents": [document]})])
    ((code, text),) = told(page)
    assert code == "file-not-read"
    assert "open it and look for pupils' data yourself" in text
    assert warnings.holding(page) == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", files.scan(), "has no words that can be read"),
        ("a.pdf", files.locked_pdf(), "is locked by a password"),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "could not be looked through"),
        ("a.zip", files.archive({"a.txt": "chữ", "b.pdf": files.scan()}), "A part of the file"),
    ],
)
def test_file_that_cannot_be_read_says_so(home, name, content, words):
    page = news("Kế hoạch", body=[("documents", {"title": "", "documents": [stored(content, name)]})])
    ((code, text),) = told(page)
    assert code == "file-unreadable"
    assert words in text


def test_warnings_come_with_those_of_the_review(section, drafter):
    document = stored(files.scan(), "a.pdf")
    page = draft(section, drafter, news("Kế hoạch", body=[("documents", {"title": "", "documents": [document]})]))
    shown = fresh(page).get_latest_revision_as_object()
    assert "file-unreadable" in [warning.code for warning in warnings.of(shown)]


def test_approvers_hear_once_of_a_public_page_whose_file_was_read_later(
    section, drafter, approver, second_approver, mailoutbox
):
    def received():
        return [mail for mail in mailoutbox if second_approver.email in mail.to]

    document = stored(files.xlsx({"6": PUPILS}), "a.xlsx", is_read=False)
    uploaded_long_ago(document)
    body = [("paragraph", "<p>Xem tệp.</p>"), ("documents", {"title": "", "documents": [document]})]
    published(section, drafter, approver, news("Kết quả", body=body))
    before = len(received())
    keeping.keep(document)
    keeping.keep(document)
    assert len(received()) == before + 1


def test_draft_that_was_edited_is_looked_through_as_it_is_now(section, drafter):
    page = draft(section, drafter, news("Kết quả", body=[table(PUPILS)]))
    edited = edit(page, drafter, body=[("paragraph", "<p>Không còn danh sách.</p>")])
    assert findings_of(edited.get_latest_revision_as_object()) == []
