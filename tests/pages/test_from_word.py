"""From a Word file to a draft: for those who may write there, with its pictures, and never silently changed."""

import re
import unicodedata
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import UploadedFile

from cms.editorial.taking_down.bin import throw_away
from cms.media.arrival import take_picture
from cms.media.models import CustomImage
from cms.pages.composing import drafting, keeping
from newsroom.models import AnnouncementPage, NewsPage
from tests import factories
from tests.word_files import WordDocument, paragraph, table, word_file

LEAD = "Sáng nay, hai mươi trường trong tỉnh cùng mở thư viện xanh cho học sinh."
TEXT = "Mỗi thư viện có hơn một nghìn cuốn sách do phụ huynh và cựu học sinh gửi tặng trong mùa hè vừa qua."
OLD_LETTERS = (paragraph("Khai gi¶ng n¨m häc míi", font=".VnTime"), paragraph("Tr­êng THPT Suèi M©y.", font=".VnTime"))


def address(section, model=NewsPage) -> str:
    return reverse("compose_from_word", args=[model._meta.app_label, model._meta.model_name, section.pk])


def upload(data: bytes, name: str = "bai.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def send(client, section, data: bytes, name: str = "bai.docx", model=NewsPage, **fields):
    return client.post(address(section, model), {"file": upload(data, name), **fields})


def article_file() -> bytes:
    document = WordDocument()
    picture = factories.picture_file().read()
    return document.file(
        paragraph("Mở thư viện xanh", style="Tiu"),
        paragraph(LEAD, bold=True),
        paragraph(TEXT),
        paragraph("Kết quả", style="u1"),
        paragraph("một", numbers=(1, 0)),
        paragraph(document.picture(picture, extension="png", alt="Học sinh đọc sách"), align="center"),
        paragraph("Học sinh Trường THCS Suối Mây đọc sách", align="center", italic=True),
        table([["Trường", "Số sách"], ["Suối Mây", "1.200"]]),
        paragraph("Lò Thị Mai, Phòng GDTX-GDCN", align="right"),
    )


@pytest.fixture
def as_drafter(client, drafter):
    client.force_login(drafter)
    return client


def test_word_file_becomes_a_draft_with_everything_in_its_place(as_drafter, drafter, department, section):
    response = send(as_drafter, section, article_file())
    page = NewsPage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.owner, page.department) == (False, drafter, department)
    assert not page.workflow_in_progress
    assert (page.title, page.slug, page.summary) == ("Mở thư viện xanh", "mo-thu-vien-xanh", LEAD)
    assert (page.author_name, page.author_unit) == ("Lò Thị Mai", "Phòng GDTX-GDCN")
    assert [block.block_type for block in page.body] == ["paragraph", "heading", "paragraph", "image", "table"]
    picture = page.body[3].value
    assert (picture["caption"], picture["alt_text"]) == ("Học sinh Trường THCS Suối Mây đọc sách", "Học sinh đọc sách")
    assert picture["image"].collection == department.collection
    assert not picture["image"].is_public
    assert page.body[4].value["data"] == [["Trường", "Số sách"], ["Suối Mây", "1.200"]]


def test_draft_opens_in_its_form_and_its_first_save_changes_nothing_else(as_drafter, section):
    response = send(as_drafter, section, article_file())
    form = as_drafter.get(response.url)
    assert form.status_code == 200
    assert "bản nháp làm từ tệp Word" in form.content.decode()


def test_get_shows_the_form_and_writes_nothing(as_drafter, section):
    content = as_drafter.get(address(section)).content.decode()
    assert 'enctype="multipart/form-data"' in content
    assert "Soạn từ tệp Word" in content
    assert not NewsPage.objects.exists()


def test_announcement_keeps_everything_below_its_line_in_its_text(as_drafter, announcements):
    send(as_drafter, announcements, article_file(), model=AnnouncementPage)
    page = AnnouncementPage.objects.get()
    assert page.title == "Mở thư viện xanh"
    words = str(page.body.get_prep_value())
    assert LEAD in words
    assert "Lò Thị Mai, Phòng GDTX-GDCN" in words


def test_file_without_a_title_is_called_by_its_name_in_composed_letters(as_drafter, section):
    name = unicodedata.normalize("NFD", "Tin khai giảng.docx")
    send(as_drafter, section, word_file(paragraph(TEXT), paragraph(TEXT)), name=name)
    assert NewsPage.objects.get().title == "Tin khai giảng"


def test_name_with_more_bytes_than_a_disk_takes_is_kept_through_the_question_about_letters(as_drafter, section):
    # Windows takes up to 255 letters.
    name = "Kế hoạch tổ chức lễ khai giảng năm học mới ở các trường vùng cao " + "ế" * 180
    texts = [paragraph("Tr­êng THPT Suèi M©y. " * 30, font=".VnTime")] * 2
    response = send(as_drafter, section, word_file(*texts), name=f"{name}.docx")
    as_drafter.post(response.url, {"letters": "convert"})
    assert NewsPage.objects.get().title == name[:100]


def test_pictures_that_take_too_long_are_left_out_and_told(as_drafter, section, monkeypatch):
    monkeypatch.setattr(drafting, "PICTURES_WITHIN", -1)
    response = send(as_drafter, section, article_file())
    [picture] = [block.value for block in NewsPage.objects.get().body if block.block_type == "image"]
    assert (picture["image"], picture["caption"]) == (None, "Học sinh Trường THCS Suối Mây đọc sách")
    assert as_drafter.get(response.url).content.decode().count("Tệp có quá nhiều ảnh") == 1


# Two presses


def token_of(response) -> str:
    return re.search(r'name="token" value="(\w+)"', response.content.decode())[1]


def test_second_press_of_a_form_leads_to_the_draft_of_the_first(as_drafter, section):
    token = token_of(as_drafter.get(address(section)))
    first, second = (send(as_drafter, section, article_file(), token=token) for _press in range(2))
    assert NewsPage.objects.get().pk == int(first.url.split("/")[-3])
    assert second.url == first.url
    assert CustomImage.objects.count() == 1


def test_press_that_comes_while_the_first_stores_its_pictures_makes_no_second_draft(as_drafter, section, monkeypatch):
    presses = []

    def take(*args, **fields):
        if not presses:
            presses.append("inside")
            presses[0] = send(as_drafter, section, article_file(), token="x").url
        return take_picture(*args, **fields)

    monkeypatch.setattr(drafting, "take_picture", take)
    assert send(as_drafter, section, article_file(), token="x").url == presses[0]
    assert NewsPage.objects.count() == CustomImage.objects.count() == 1


def test_what_is_no_second_press_makes_a_draft_of_its_own(as_drafter, section, drafter):
    send(as_drafter, section, article_file(), token="x")
    send(as_drafter, section, word_file(paragraph("Tin khác"), paragraph(TEXT)), token="x")
    send(as_drafter, section, article_file(), token="y")
    send(as_drafter, section, article_file())
    send(as_drafter, section, article_file())
    assert NewsPage.objects.count() == 5


def test_token_of_somebody_else_leads_to_nobodys_draft(client, drafter, colleague, section):
    for user in (drafter, colleague):
        client.force_login(user)
        send(client, section, article_file(), token="x")
    assert set(NewsPage.objects.values_list("owner", flat=True)) == {drafter.pk, colleague.pk}


def test_draft_in_the_bin_does_not_come_back_by_a_press(as_drafter, drafter, section):
    send(as_drafter, section, article_file(), token="x")
    binned = NewsPage.objects.get()
    throw_away(binned, drafter)
    send(as_drafter, section, article_file(), token="x")
    assert NewsPage.objects.exclude(pk=binned.pk).count() == 1


@pytest.mark.parametrize("second", ["convert", "keep"])
def test_second_answer_about_old_letters_leads_to_the_draft_of_the_first(as_drafter, section, second):
    asked = [send(as_drafter, section, word_file(*OLD_LETTERS), token="x").url for _press in range(2)]
    first = as_drafter.post(asked[1], {"letters": "convert"}).url
    for question in reversed(asked):
        assert as_drafter.post(question, {"letters": second}).url == first
    assert NewsPage.objects.get().title == "Khai giảng năm học mới"


WRONG = {
    "nothing": (None, "Hãy chọn một tệp Word"),
    "empty": (b"", "rỗng"),
    "no Word file": (b"abc", "không phải tệp Word"),
    "no words": (word_file(paragraph(" ")), "không có chữ nào"),
}


@pytest.mark.parametrize(("data", "words"), WRONG.values(), ids=WRONG)
def test_wrong_file_is_told_beside_its_field_and_makes_nothing(as_drafter, section, data, words):
    fields = {} if data is None else {"file": upload(data)}
    response = as_drafter.post(address(section), fields)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not NewsPage.objects.exists()


def test_picture_that_is_none_is_told_and_its_caption_kept(as_drafter, section):
    document = WordDocument()
    body = [
        paragraph("Tiêu đề"),
        paragraph(TEXT),
        paragraph(document.picture(b"no picture", extension="emf")),
        paragraph("Toàn cảnh buổi lễ", italic=True),
        paragraph(document.linked_picture("http://127.0.0.1:9/a.png")),
        paragraph(TEXT),
    ]
    response = send(as_drafter, section, document.file(*body))
    page = NewsPage.objects.get()
    [picture] = [block.value for block in page.body if block.block_type == "image"]
    assert (picture["image"], picture["caption"]) == (None, "Toàn cảnh buổi lễ")
    content = as_drafter.get(response.url).content.decode()
    assert "Chưa lấy được ảnh thứ 1" in content
    assert "Ảnh thứ 2 không nằm trong tệp" in content


def test_refused_draft_leaves_no_picture_behind(as_drafter, section, monkeypatch):
    from django.core.exceptions import ValidationError

    from cms.editorial import drafts

    def refuse(*_arguments):
        raise ValidationError("Không được.")

    monkeypatch.setattr(drafts, "create_draft", refuse)
    response = send(as_drafter, section, article_file())
    assert response.status_code == 400
    assert "Không được." in response.content.decode()
    assert not CustomImage.objects.exists()


# Who may

OUTSIDERS = ["approver", "administrator", "superuser"]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_who_writes_for_no_department_has_no_way_here(client, request, section, who):
    client.force_login(request.getfixturevalue(who))
    for response in (client.get(address(section)), send(client, section, article_file())):
        # Wagtail leads who may not to the dashboard.
        assert response.status_code in (302, 403)
        assert response.url == reverse("wagtailadmin_home") if response.status_code == 302 else True
    assert not NewsPage.objects.exists()


def test_section_of_others_is_closed(client, department, section):
    department.sections.clear()
    client.force_login(factories.member_of(department))
    assert send(client, section, article_file()).status_code == 302
    assert not NewsPage.objects.exists()


def test_nobody_is_asked_to_sign_in(client, section):
    assert "/admin/login/" in send(client, section, article_file()).url
    assert "/admin/login/" in client.get(address(section)).url


def test_only_what_is_offered_can_be_composed(as_drafter, section, home):
    for label in (["wagtailcore", "page"], ["home", "homepage"], ["x", "y"]):
        assert as_drafter.get(reverse("compose_from_word", args=[*label, section.pk])).status_code == 404
    assert as_drafter.get(reverse("compose_from_word", args=["newsroom", "newspage", 10**9])).status_code == 404
    assert as_drafter.get(address(home)).status_code == 302


def test_member_of_two_departments_says_for_which(client, department, other_department, section):
    client.force_login(factories.member_of(department, other_department))
    assert send(client, section, article_file()).status_code == 400
    send(client, section, article_file(), department=other_department.pk)
    page = NewsPage.objects.get()
    assert page.department == other_department
    assert page.body[3].value["image"].collection == other_department.collection


# Old letters


def test_old_letters_are_shown_on_both_sides_before_anything_is_made(as_drafter, section):
    response = send(as_drafter, section, word_file(*OLD_LETTERS))
    assert not NewsPage.objects.exists()
    content = as_drafter.get(response.url).content.decode()
    for words in ("TCVN3", "Khai gi¶ng n¨m häc míi", "Khai giảng năm học mới", "Trường THPT Suối Mây."):
        assert words in content
    assert not NewsPage.objects.exists()


@pytest.mark.parametrize(
    ("letters", "title"), [("convert", "Khai giảng năm học mới"), ("keep", "Khai gi¶ng n¨m häc míi")]
)
def test_old_letters_are_converted_only_when_the_person_says_so(as_drafter, section, letters, title):
    response = send(as_drafter, section, word_file(*OLD_LETTERS))
    kept = UploadedFile.objects.get()
    storage, name = kept.file.storage, kept.file.name
    as_drafter.post(response.url, {"letters": letters})
    assert NewsPage.objects.get().title == title
    assert not UploadedFile.objects.exists()
    assert not storage.exists(name)


def test_rubbish_for_an_answer_makes_nothing(as_drafter, section):
    response = send(as_drafter, section, word_file(*OLD_LETTERS))
    assert as_drafter.post(response.url, {"letters": "?"}).status_code == 400
    assert as_drafter.post(response.url, {}).status_code == 400
    assert not NewsPage.objects.exists()


def test_file_put_aside_is_for_who_sent_it_alone(client, as_drafter, section, stranger, colleague):
    response = send(as_drafter, section, word_file(*OLD_LETTERS))
    for other in (stranger, colleague):
        client.force_login(other)
        assert client.get(response.url).status_code == 404
        assert client.post(response.url, {"letters": "convert"}).status_code == 404
    assert not NewsPage.objects.exists()


def test_department_is_kept_through_the_question_about_letters(client, department, other_department, section):
    client.force_login(factories.member_of(department, other_department))
    response = send(client, section, word_file(*OLD_LETTERS), department=other_department.pk)
    assert f'<option value="{other_department.pk}" selected' in client.get(response.url).content.decode()
    client.post(response.url, {"letters": "convert", "department": other_department.pk})
    assert NewsPage.objects.get().department == other_department


def test_files_that_nobody_decided_about_are_deleted_after_a_day(as_drafter, section, monkeypatch):
    send(as_drafter, section, word_file(*OLD_LETTERS))
    assert keeping.sweep() == 0
    later = timezone.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(keeping.timezone, "now", lambda: later)
    kept = UploadedFile.objects.get()
    storage, name = kept.file.storage, kept.file.name
    assert keeping.sweep() == 1
    assert not storage.exists(name)
    assert not UploadedFile.objects.exists()


# The ways there


def test_dashboard_has_one_button_for_all_sections(as_drafter, section, announcements):
    content = as_drafter.get(reverse("wagtailadmin_home")).content.decode()
    assert content.count("Soạn từ tệp Word") == 1
    assert address(section) in content
    assert address(announcements, AnnouncementPage) in content


def test_section_has_a_button_for_those_who_write_there(client, drafter, approver, section):
    explorer = reverse("wagtailadmin_explore", args=[section.pk])
    client.force_login(drafter)
    assert address(section) in client.get(explorer).content.decode()
    client.force_login(approver)
    assert address(section) not in client.get(explorer).content.decode()
