"""The blocks of a body: what each asks for, and what each shows."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.template.loader import get_template
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import Block
from wagtail.test.utils.form_data import streamfield
from wagtail_localize.strings import extract_strings, restore_strings

from cms.editorial import drafts
from cms.editorial.content_hash import content_hash
from cms.pages.blocks import BODY_BLOCKS, PARAGRAPH_FEATURES
from cms.pages.models import PageAttachment
from newsroom.models import AnnouncementPage, NewsPage
from tests.factories import document, draft, fresh, news, picture, picture_file
from tests.pages.builders import public
from tests.support import create_news

NAMES = [name for name, _block in BODY_BLOCKS]
VIDEO = {"address": "https://youtu.be/dQw4w9WgXc_", "title": "Phóng sự khai giảng"}


def block(name: str) -> Block:
    return NewsPage.body.field.stream_block.child_blocks[name]


@pytest.fixture
def read(client, section, department):
    """Return a function that publishes a body and returns the soup of its part of the page."""

    def read(*body):
        page = public(section, news("Bài có đủ các phần", body=list(body), department=department))
        return BeautifulSoup(client.get(page.url).content, "html.parser").select_one(".body")

    return read


@pytest.mark.parametrize("name", NAMES)
def test_every_block_has_label_icon_description_preview_and_template(name):
    meta = block(name).meta
    assert str(block(name).label).strip()
    assert str(block(name).get_description()).strip()
    assert meta.icon != Block._meta_class.icon
    assert meta.template == f"blocks/{name}.html"
    assert get_template(meta.template)
    assert block(name).is_previewable
    assert meta.preview_value


def test_admin_shows_a_preview_of_every_block(client, superuser):
    client.force_login(superuser)
    for name in NAMES:
        response = client.get(reverse("wagtailadmin_block_preview"), {"id": block(name).definition_prefix})
        assert response.status_code == 200, name
        assert BeautifulSoup(response.content, "html.parser").body.get_text(strip=True), name


@pytest.mark.parametrize("model", [NewsPage, AnnouncementPage])
def test_every_page_with_a_body_takes_the_same_blocks(model):
    assert list(model.body.field.stream_block.child_blocks) == NAMES


def test_paragraph_keeps_its_marks(read):
    body = read(("paragraph", "<p>Sáng nay <b>khai giảng</b>.</p>"))
    assert body.select_one(".prose b").text == "khai giảng"


def test_nothing_that_runs_comes_in_through_the_form(client, section, drafter, approver):
    text = "<script>alert(1)</script> và một liên kết"
    content = {
        "blocks": [
            {
                "key": "a",
                "type": "unstyled",
                "depth": 0,
                "text": text,
                "inlineStyleRanges": [{"offset": 0, "length": 8, "style": "onclick"}],
                "entityRanges": [{"key": 0, "offset": 30, "length": 8}],
            }
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}},
    }
    client.force_login(drafter)
    create_news(client, section, title="Tin có mã", body=streamfield([("paragraph", json.dumps(content))]))
    page = NewsPage.objects.get()
    drafts.submit(page, drafter)
    drafts.approve(fresh(page), approver)
    body = BeautifulSoup(client.get(page.url).content, "html.parser").select_one(".body")
    assert body.get_text().strip() == text
    assert not body.select("script, [onclick], a[href]")


def test_a_foreign_passage_keeps_its_language_from_the_editor_to_the_reader(client, section, drafter, approver):
    content = {
        "blocks": [
            {
                "key": "a",
                "type": "unstyled",
                "depth": 0,
                "text": "Ngày hội STEM Day của tỉnh",
                "inlineStyleRanges": [{"offset": 9, "length": 8, "style": "LANG-EN"}],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }
    client.force_login(drafter)
    create_news(client, section, title="Tin có tiếng Anh", body=streamfield([("paragraph", json.dumps(content))]))
    page = NewsPage.objects.get()
    drafts.submit(page, drafter)
    drafts.approve(fresh(page), approver)
    body = BeautifulSoup(client.get(page.url).content, "html.parser").select_one(".body")
    assert body.select_one("span[lang=en]").text == "STEM Day"
    assert body.get_text().strip() == "Ngày hội STEM Day của tỉnh"
    assert "Ngày hội STEM Day của tỉnh" in fresh(page).search_text()


def test_a_foreign_passage_is_read_back_into_the_editor(home):
    text = '<p data-block-key="a">Đoạn <b>một <span lang="fr">deux</span></b> và <span lang="xx">ba</span></p>'
    converter = ContentstateConverter(PARAGRAPH_FEATURES)
    stored = converter.to_database_format(converter.from_database_format(text))
    assert BeautifulSoup(stored, "html.parser").select_one("b span[lang=fr]").text == "deux"
    assert "xx" not in stored


def test_the_language_of_a_passage_is_part_of_what_is_approved(section, drafter):
    page = draft(section, drafter, news(body=[("paragraph", "<p>STEM Day</p>")]))
    before = content_hash(page)
    page.body = [("paragraph", '<p><span lang="en">STEM Day</span></p>')]
    assert content_hash(page) != before


def test_a_foreign_passage_goes_along_into_a_translation():
    text = '<p>Ngày hội <span lang="en">STEM Day</span> của tỉnh</p>'
    template, strings = extract_strings(text)
    assert restore_strings(template, strings) == text


def test_headings_are_of_their_level(read):
    body = read(
        ("heading", {"text": "Kết quả", "level": "h2"}),
        ("heading", {"text": "Khối lớp 9", "level": "h3"}),
    )
    assert (body.h2.text.strip(), body.h3.text.strip()) == ("Kết quả", "Khối lớp 9")


def test_image_is_shown_with_alternative_text_caption_and_credit(read):
    value = {"image": picture(), "alt_text": "Sân trường đông vui", "caption": "Giờ ra chơi", "credit": "Lò Văn Ân"}
    figure = read(("image", value)).figure
    assert figure.img["alt"] == "Sân trường đông vui"
    assert "Giờ ra chơi" in figure.figcaption.text
    assert "Lò Văn Ân" in figure.figcaption.text


def test_place_of_a_missing_picture_keeps_its_caption_and_hides_its_old_address(read):
    value = {"caption": "Đoàn tham quan", "old_address": "http://cu.example/anh 1.jpg"}
    body = read(("image", value))
    assert "Đoàn tham quan" in body.figure.figcaption.text
    assert not body.select("img")
    assert "cu.example" not in str(body)


def test_place_of_a_picture_that_nobody_awaits_shows_its_caption_alone(read):
    body = read(("image", {"caption": "Đoàn tham quan"}), ("image", {"caption": ""}))
    assert body.get_text(strip=True) == "Đoàn tham quan"
    assert len(body.select("figure")) == 1


def test_gallery_shows_every_picture_and_keeps_the_place_of_a_missing_one(read):
    images = [{"image": picture(), "alt_text": "Khởi động", "caption": "Phần một"}, {"caption": "Phần hai"}]
    gallery = read(("gallery", {"title": "Hội thi", "images": images})).select_one(".gallery")
    assert gallery.h2.text == "Hội thi"
    assert [item.figcaption.text.strip() for item in gallery.select("li")] == ["Phần một", "Phần hai"]
    assert [image["alt"] for image in gallery.select("a > picture img")] == ["Khởi động"]


def test_a_picture_leads_to_the_whole_of_it_unless_it_stands_there_whole(read):
    large, small = picture(file=picture_file(size=(1200, 800))), picture(file=picture_file(size=(300, 200)))
    body = read(("image", {"image": large, "alt_text": "Lớn"}), ("image", {"image": small, "alt_text": "Nhỏ"}))
    links = body.select("a[data-full-view]")
    assert [link.img["alt"] for link in links] == ["Lớn"]
    assert links[0]["href"].endswith("max-1600x1600.bgcolor-ffffff.format-jpeg.jpg")
    assert links[0].select_one("template img")["alt"] == "Lớn"


def test_the_viewer_is_there_once_and_only_with_pictures(client, section, department):
    with_picture = public(section, news(body=[("image", {"image": picture()})], department=department))
    without = public(section, news(department=department))
    viewers = [
        BeautifulSoup(client.get(page.url).content, "html.parser").select("dialog[data-viewer]")
        for page in (with_picture, without)
    ]
    assert [len(found) for found in viewers] == [1, 0]


def test_long_tables_and_lists_of_files_have_a_name_and_are_no_landmarks(read):
    tables = [("table", {"table_caption": "", "data": [["1", "2"]]})] * 2
    body = read(*tables, ("documents", {"documents": [document()]}))
    scrolled = body.select(".table-scroll")
    assert [part["tabindex"] for part in scrolled] == ["0", "0"]
    assert all(part["aria-label"] for part in [*scrolled, body.select_one(".files")])
    assert not body.select("section, [role=region]")


def test_quote_names_who_said_it(read):
    quote = read(("quote", {"text": "Học để biết.", "attribution": "Cô Mai"})).select_one("figure.quote")
    assert quote.blockquote.get_text(strip=True) == "Học để biết."
    assert quote.figcaption.text == "Cô Mai"


def test_headers_of_two_lines_stand_together_and_merged_cells_stay_merged(read):
    merged = [
        {"row": 0, "col": 0, "rowspan": 2, "colspan": 1},
        {"row": 0, "col": 1, "rowspan": 1, "colspan": 2},
        {"row": 2, "col": 1, "rowspan": 99, "colspan": 99},
    ]
    value = {
        "first_row_is_table_header": True,
        "data": [["Lớp", "Học kỳ", ""], ["", "I", "II"], ["6A", "30", ""], ["6B", "", ""]],
        "mergeCells": merged,
    }
    table = read(("table", value)).table
    rows = [[(cell.name, cell.text, cell.attrs) for cell in row.select("th, td")] for row in table.select("tr")]
    assert [[words for _name, words, _attributes in row] for row in rows] == [
        ["Lớp", "Học kỳ"],
        ["I", "II"],
        ["6A", "30"],
        ["6B"],
    ]
    assert len(table.thead.select("tr")) == 2
    assert rows[0][0] == ("th", "Lớp", {"scope": "col", "rowspan": "2"})
    assert rows[0][1][2] == {"scope": "col", "colspan": "2"}
    assert rows[2][1] == ("td", "30", {"rowspan": "2", "colspan": "2"})


@pytest.mark.parametrize(
    "place", [(9, 9, 2, 2), (-1, 0, 2, 2), (0, 0, -5, 2), (0, 0, 0, 0), (0, 0, 10**12, 10**12), (0, 1, 1, 2)]
)
def test_what_no_grid_merges_hides_no_words(read, place):
    names = ("row", "col", "rowspan", "colspan")
    merged = [dict(zip(names, place, strict=True))] * 3
    table = read(("table", {"data": [["Một", "Hai"], ["Ba", 4]], "mergeCells": merged})).table
    assert "Một" in table.text
    assert ("Ba" in table.text) == (place[2] < 10**12)


def test_table_has_header_cells_and_a_caption(read):
    value = {
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_caption": "Chỉ tiêu",
        "data": [["Trường", "Chỉ tiêu"], ["THPT Suối Mây", "320"]],
    }
    table = read(("table", value)).table
    assert table.caption.text.strip() == "Chỉ tiêu"
    assert [cell.text.strip() for cell in table.select("th[scope=col]")] == ["Trường", "Chỉ tiêu"]
    assert [cell.text.strip() for cell in table.select("th[scope=row]")] == ["THPT Suối Mây"]
    assert [cell.text.strip() for cell in table.select("td")] == ["320"]


def test_documents_are_listed_with_kind_and_size(read):
    plan = document("Kế hoạch năm học")
    listed = read(("documents", {"title": "Văn bản", "documents": [plan]})).select_one("li.document")
    assert listed.a["href"] == fresh(plan).url
    assert listed.a.text == "Kế hoạch năm học"
    assert "PDF" in listed.text


def test_video_is_a_link_until_the_reader_asks_for_the_frame(read):
    body = read(("video", VIDEO))
    link = body.select_one("a.video__link")
    assert link["href"] == "https://www.youtube.com/watch?v=dQw4w9WgXc_"
    assert link["data-embed-url"] == "https://www.youtube-nocookie.com/embed/dQw4w9WgXc_"
    assert "Phóng sự khai giảng" in link.text
    assert not body.select("iframe, script, img")


def test_notice_shows_its_kind_title_and_text(read):
    notice = read(("notice", {"level": "warning", "title": "Lưu ý", "text": "<p>Hạn 17 giờ.</p>"}))
    box = notice.select_one(".notice.notice--warning")
    assert box.select_one(".notice__title").text == "Lưu ý"
    assert "Hạn 17 giờ." in box.text


def test_blocks_stand_in_the_order_they_were_written(read):
    words = ["Một", "Hai", "Ba"]
    body = read(*[("paragraph", f"<p>{word}</p>") for word in words])
    assert [paragraph.text for paragraph in body.select(".prose p")] == words


def test_incomplete_blocks_are_refused_at_their_field(home):
    refused = [
        ("image", {"alt_text": "Chỉ có chữ thay"}, "image"),
        ("video", {"address": "https://example.org/phim.mp4", "title": "Phim"}, "address"),
        ("video", {"address": "https://[", "title": "Phim"}, "address"),
        ("video", {"address": "https://youtu.be/dQw4w9WgXc_", "title": ""}, "title"),
        ("gallery", {"images": [{"caption": "Một mình"}]}, "images"),
        ("documents", {"documents": []}, "documents"),
        ("heading", {"text": "", "level": "h2"}, "text"),
        ("heading", {"text": "Mục", "level": "h1"}, "level"),
        ("quote", {"text": ""}, "text"),
        ("notice", {"level": "danger", "text": "<p>Hỏng</p>"}, "level"),
    ]
    for name, value, field in refused:
        with pytest.raises(ValidationError) as refusal:
            block(name).clean(block(name).to_python(value))
        assert field in refusal.value.block_errors, f"{name}: {value}"


def test_place_of_a_missing_picture_may_be_saved(home):
    for value in ({"caption": "Ảnh sẽ bổ sung"}, {"old_address": "http://cu.example/anh 1.jpg"}):
        cleaned = block("image").clean(block("image").to_python(value))
        assert cleaned["image"] is None


def test_attachments_are_listed_in_order_by_label_or_title(client, section, department):
    page = news(department=department)
    page.attachments = [
        PageAttachment(document=document("Phụ lục"), label="Phụ lục 1", sort_order=1),
        PageAttachment(document=document("Kế hoạch"), sort_order=0),
    ]
    page = fresh(public(section, page))
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert [link.text for link in soup.select(".files .document a")] == ["Kế hoạch", "Phụ lục 1"]
