"""What approvers are told about a page that is read."""

import io

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from PIL import Image

from cms.editorial.review import warnings
from cms.pages import warnings as page_warnings
from newsroom.models import NewsPage
from tests.factories import document, fresh, news, picture
from tests.pages.builders import announcement, small_picture

pytestmark = pytest.mark.django_db


def told(*body, page=None, **fields) -> list[str]:
    """Return the warnings about an article of these blocks, without those of other packages."""
    page = page or news(summary="Tóm tắt.", body=list(body), **fields)
    ours = [fn for fn in warnings._registered if fn.__module__ == "cms.pages.warnings"]
    with translation.override("en"):
        return [warning.text for fn in ours for warning in fn(page)]


def paragraph(words: str) -> tuple[str, str]:
    return ("paragraph", f'<p>Xem <a href="https://vankhe.example/">{words}</a> của tỉnh.</p>')


def test_an_ordinary_article_has_no_warnings():
    image = {"image": small_picture(), "alt_text": "Sân trường"}
    table = {"first_row_is_table_header": True, "data": [["Trường", "Số lớp"], ["Suối Mây", "12"]]}
    body = [
        ("heading", {"text": "Một", "level": "h2"}),
        ("heading", {"text": "Nhỏ", "level": "h3"}),
        paragraph("hướng dẫn tuyển sinh"),
        ("image", image),
        ("gallery", {"title": "Ảnh", "images": [image, image]}),
        ("table", table),
        ("video", {"address": "https://youtu.be/dQw4w9WgXc_", "title": "Phóng sự", "poster": small_picture()}),
    ]
    assert told(*body) == []
    assert told(page=announcement(body=body)) == []


def test_pictures_without_words_are_counted_wherever_they_stand():
    image = {"image": small_picture(), "alt_text": ""}
    assert told(("image", image)) == ["1 picture has no alternative text."]
    body = [("image", image), ("gallery", {"images": [image, {**image, "alt_text": "Có chữ"}]})]
    assert told(*body, cover=small_picture()) == ["3 pictures have no alternative text."]
    assert told(cover=small_picture(), cover_alt="Sân trường") == []
    assert told(cover=picture(description="Mô tả của ảnh")) == []


def test_tables_without_headers_are_counted():
    plain = {"data": [["Suối Mây", "12"]]}
    assert told(("table", plain)) == ["1 table has no header row or column."]
    assert told(("table", plain), ("table", plain)) == ["2 tables have no header row or column."]
    assert told(("table", {**plain, "first_col_is_header": True})) == []


def test_a_subheading_before_any_heading_is_named():
    small, large = ("heading", {"text": "Nhỏ", "level": "h3"}), ("heading", {"text": "Lớn", "level": "h2"})
    warning = ["The subheading “Nhỏ” stands before any heading."]
    assert told(small, large) == warning
    assert told(large, small) == []
    files = {"documents": [document()]}
    assert told(("documents", {**files, "title": ""}), small) == warning
    assert told(("documents", {**files, "title": "Văn bản"}), small) == []


@pytest.mark.parametrize("words", ["tại đây", "Xem thêm…", "<b>TẠI ĐÂY</b>", "https://vankhe.example/a", "www.a.vn"])
def test_words_of_links_that_say_nothing_are_named(words):
    shown = words.removeprefix("<b>").removesuffix("</b>")
    warning = f"Words of links do not say where they lead: “{shown}”."
    assert told(paragraph(words), paragraph(words)) == [warning]
    notice = {"level": "info", "title": "", "text": paragraph(words)[1]}
    assert told(("notice", notice)) == [warning]


def test_a_picture_that_moves_is_named():
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    files = []
    for more in ([], frames[1:]):
        buffer = io.BytesIO()
        frames[0].save(buffer, "GIF", save_all=True, append_images=more)
        files.append(ContentFile(buffer.getvalue(), name="anh.gif"))
    still, moving = (picture(title, file=file) for title, file in zip(("Đứng yên", "Cử động"), files, strict=True))
    body = [("image", {"image": image, "alt_text": "Cờ"}) for image in (still, moving)]
    assert told(*body) == ["The picture “Cử động” moves; readers see its first frame only."]
    moving.file.storage.delete(moving.file.name)
    assert told(("image", {"image": fresh(moving), "alt_text": "Cờ"})) == []


def test_pages_without_text_have_no_warnings(home, section):
    assert told(page=home) == told(page=section) == []
    assert told(page=NewsPage(title="Trống", summary="Tóm tắt.")) == []


def test_sentence_case_is_offered_with_the_names_to_look_at():
    [warning] = page_warnings.title_in_capitals(news("KHAI GIẢNG NĂM HỌC MỚI TẠI HUYỆN KHE TRÚC"))
    assert "Khe Trúc" in warning.remedy.hint
    [sure] = page_warnings.title_in_capitals(news("KHAI GIẢNG NĂM HỌC MỚI"))
    assert sure.remedy.hint == ""
