"""What is written inside the files of a page finds that page, once the worker has read it and while readers may."""

import pytest
from django.core.files.base import ContentFile

from cms.media.models import CustomDocument
from cms.media.words import keeping
from cms.pages.models import PageAttachment
from search.file_words import MOST_CHARACTERS, file_words, pages_showing
from search.index import get_index
from search.queries import parse
from tests.factories import document, news, published
from tests.media.office_files import PUPILS, SCHOOLS, docx, pdf, xlsx
from tests.pages.builders import public, take_down

pytestmark = pytest.mark.django_db


def upload(kind: str, content: bytes, title: str = "Phụ lục") -> CustomDocument:
    return CustomDocument.objects.create(title=title, file=ContentFile(content, name=f"tep.{kind}"))


def found(typed: str) -> list[str]:
    return [hit.title for hit in get_index().find(parse(typed), "vi").hits]


@pytest.fixture
def publish(section, department):
    def publish(title: str, *files: CustomDocument, label: str = "", **fields):
        page = news(title, department=department, **fields)
        page.attachments = [PageAttachment(document=file, label=label) for file in files]
        return public(section, page)

    return publish


def test_words_of_a_file_find_its_page_when_the_worker_has_read_it(publish):
    file = upload("docx", docx("Đơn xin phép nghỉ dạy hè", "Kính gửi: Ban Giám hiệu"))
    page = publish("Biểu mẫu của giáo viên", file)
    assert found("xin phép nghỉ dạy") == []
    keeping.keep(file)
    assert found("xin phép nghỉ dạy") == found("xin phep nghi day") == ["Biểu mẫu của giáo viên"]
    assert found("biểu mẫu ban giám hiệu") == ["Biểu mẫu của giáo viên"]
    take_down(page)
    assert found("xin phép nghỉ dạy") == []


def test_words_that_were_read_before_come_with_the_publication(publish):
    files = [upload("xlsx", xlsx({"Trường": SCHOOLS})), upload("pdf", pdf(["Kế hoạch 77/KH-SGDĐT"]), "Tệp PDF")]
    for file in files:
        keeping.keep(file)
    publish("Danh sách trường", *files)
    for typed in ("suoi may", '"THCS Đồi Thông"', "77/KH-SGDDT", "tệp pdf"):
        assert found(typed) == ["Danh sách trường"], typed


def test_file_within_the_text_is_one_of_the_page(publish):
    file = upload("docx", docx("Quy chế cộng điểm khuyến khích"))
    keeping.keep(file)
    publish("Văn bản mới", body=[("documents", {"title": "Văn bản kèm theo", "documents": [file]})])
    assert found("cộng điểm khuyến khích") == ["Văn bản mới"]


def test_parts_with_pupils_data_are_left_out(section, department, drafter, approver):
    file = upload("xlsx", xlsx({"Trường": SCHOOLS, "Học sinh": PUPILS}), "Danh sách dự thi")
    keeping.keep(file)
    page = news("Kết quả", department=department)
    page.attachments = [PageAttachment(document=file)]
    page = published(section, drafter, approver, page)
    assert "Suối Mây" in file_words([page.pk])[page.pk]
    assert found("Suối Mây") == ["Kết quả"]
    assert found("Giàng A Sùng") == found("lo thi em") == []


def test_label_stands_for_the_title_of_a_file(publish):
    page = publish("Công khai", document("Tệp 0012"), label="Dự toán thu chi")
    assert file_words([page.pk]) == {page.pk: "Dự toán thu chi"}


def test_words_of_long_files_are_cut(publish):
    file = upload("docx", docx(*["trường lớp " * 500] * 30))
    keeping.keep(file)
    page = publish("Tệp dài", file)
    assert len(file_words([page.pk])[page.pk]) == MOST_CHARACTERS


def test_many_pages_cost_as_many_queries_as_one(publish, django_assert_num_queries):
    files = [upload("docx", docx(f"Nội dung {number}")) for number in range(3)]
    pages = [publish(f"Trang {number}", file).pk for number, file in enumerate(files)]
    with django_assert_num_queries(3):
        assert len(file_words(pages)) == 3
    with django_assert_num_queries(3):
        assert len(file_words(pages[:1])) == 1


def test_pages_that_show_a_file_are_the_public_ones(publish):
    file = upload("docx", docx("Một tệp"))
    shown, hidden = publish("Trang một", file), publish("Trang hai", file)
    take_down(hidden)
    assert [page.pk for page in pages_showing(file.pk)] == [shown.pk]
