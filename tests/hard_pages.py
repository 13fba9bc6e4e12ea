"""Public pages that a sample site does not need and a design has to bear; made in a throwaway sample site.

They go the editor's path, as `make` runs in the site's own process: `manage.py shell -c "from tests import hard_pages;
hard_pages.make()"`. Their slugs are how they are found again.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from cms.editorial.drafts import approve, create_draft, submit
from cms.editorial.founding import found
from cms.editorial.models import Department
from cms.media.models import CustomDocument, CustomImage
from cms.pages.models import PageAttachment
from events.models import EventIndexPage, EventPage
from home.sample.pages import past_the_head
from home.sample.sections import front_page
from newsroom.models import NewsIndexPage, NewsPage
from tests.factories import looked_through
from tests.photographs import photograph

SECTION = "nhung-trang-kho"
EMPTY_SECTION = "chuyen-muc-chua-co-tin"
PLAIN = "bai-khong-anh"
THREE_PHOTOGRAPHS = "bai-ba-anh"
LONG_CAPITALS = "bai-tieu-de-chu-hoa"
SIXTY_PARAGRAPHS = "bai-sau-muoi-doan"
TWENTY_PICTURES = "bai-hai-muoi-anh"
EVERY_BLOCK = "bai-du-cac-khoi"
BARE_EVENT = "su-kien-dai-ngay"

SENTENCES = (
    "Trường vừa hoàn thành việc rà soát phòng học, bếp ăn và nhà ở bán trú trước mùa rét.",
    "Tổ công tác đã đến từng điểm trường, ghi lại những chỗ dột, những cửa sổ vỡ kính và số chăn còn thiếu.",
    "Phụ huynh cùng giáo viên sửa lại đường dẫn nước, thay mái che sân chơi và dựng thêm giá sách ở hành lang.",
    "Kinh phí lấy từ nguồn chi thường xuyên, phần còn lại do các hội đoàn thể và bà con trong bản đóng góp.",
    "Ban giám hiệu cho biết việc học không gián đoạn, học sinh các lớp lớn phụ giúp thầy cô vào chiều thứ Bảy.",
)
PARAGRAPH = " ".join(SENTENCES)
SUMMARY = "Trước mùa rét, các điểm trường vùng cao được sửa chữa; học sinh có thêm chăn ấm, nước sạch và giá sách."
CAPITALS = (
    "HỘI NGHỊ TỔNG KẾT CÔNG TÁC XÓA MÙ CHỮ, PHỔ CẬP GIÁO DỤC GIAI ĐOẠN 2021 - 2026 VÀ TRIỂN KHAI NHIỆM VỤ TRỌNG TÂM "
    "NĂM HỌC 2026 - 2027 CỦA CÁC TRUNG TÂM GIÁO DỤC NGHỀ NGHIỆP – GIÁO DỤC THƯỜNG XUYÊN TRÊN ĐỊA BÀN TOÀN TỈNH VÂN KHÊ"
)


@transaction.atomic
def make() -> None:
    """Make every page of this module, below a section of their own."""
    section = _found_section(front_page("vi"), "Những trang khó", SECTION)
    _found_section(section, "Chuyên mục chưa có tin", EMPTY_SECTION)
    pictures = [_picture(number) for number in range(20)]
    _publish(section, "Sửa trường trước mùa rét", PLAIN, body=_paragraphs(6))
    _publish(
        section, "Ba điểm trường đón mái mới", THREE_PHOTOGRAPHS, body=_three_photographs(pictures), cover=pictures[0]
    )
    _publish(section, CAPITALS, LONG_CAPITALS, body=_paragraphs(4), cover=pictures[1])
    _publish(section, "Báo cáo đầy đủ về sáu mươi điểm trường", SIXTY_PARAGRAPHS, body=_sixty_paragraphs())
    _publish(section, "Hai mươi bức ảnh từ các điểm trường", TWENTY_PICTURES, body=_gallery(pictures))
    _publish_every_block(section, pictures)
    _publish_event()


def _found_section(parent, title: str, slug: str) -> NewsIndexPage:
    people = get_user_model().objects.in_bulk(["quantri", "duyet1"], field_name="username")
    page = found(parent.specific, NewsIndexPage(title=title, slug=slug), people["quantri"], people["duyet1"])
    Department.objects.get(short_name="VP").sections.add(page)
    return page


def _publish(section, title: str, slug: str, model=NewsPage, **fields):
    author, approver = (get_user_model().objects.get(username=name) for name in ("soan1.vp", "duyet1"))
    attachments = fields.pop("attachments", ())
    body = model._meta.get_field("body").to_python(fields.pop("body", []))
    page = model(title=title, slug=slug, body=body, **{"summary": SUMMARY, **fields})
    page.attachments = [PageAttachment(document=document) for document in attachments]
    page = create_draft(section, page, author)
    submit(page, author)
    past_the_head(page)
    approve(page, approver)
    return page


def _publish_every_block(section, pictures: list[CustomImage]) -> None:
    documents = [_document("Kế hoạch sửa chữa trường lớp", 1), _document("Danh sách điểm trường", 2)]
    _publish(
        section,
        "Bài có đủ các thành phần của một trang tin",
        EVERY_BLOCK,
        body=_every_block(pictures, documents),
        cover=pictures[2],
        cover_alt="Sân trường trong nắng sớm",
        cover_caption="Điểm trường Khe Trúc ngày đầu tuần",
        attachments=documents,
        author_name="Đỗ Thùy Dương",
        author_unit="Văn phòng Sở",
        is_republished=True,
        source_name="Bản tin ngành Giáo dục Vân Khê",
        source_url="https://bantin.vankhe.example/sua-truong",
    )


def _publish_event() -> None:
    section = EventIndexPage.objects.child_of(front_page("vi")).get()
    start = timezone.now() + timedelta(days=3)
    _publish(
        section,
        "Tuần lễ trường học xanh",
        BARE_EVENT,
        EventPage,
        summary="",
        starts_at=start,
        ends_at=start + timedelta(days=6),
        all_day=True,
    )


def _picture(number: int) -> CustomImage:
    image = CustomImage(
        title=f"Ảnh điểm trường {number + 1}",
        description=f"Điểm trường số {number + 1} nhìn từ sân",
        collection=Department.objects.get(short_name="VP").collection,
        file=photograph(number),
    )
    # What Wagtail's upload form does: size and hash of the file.
    image._set_image_file_metadata()
    image.full_clean()
    image.save()
    return image


def _document(title: str, number: int) -> CustomDocument:
    content = ContentFile(b"%PDF-1.4\n% " + b"0" * 4096 * number + b"\n%%EOF\n", name=f"tai-lieu-{number}.pdf")
    document = CustomDocument(title=title, collection=Department.objects.get(short_name="VP").collection, file=content)
    document._set_document_file_metadata()
    document.full_clean()
    document.save()
    return looked_through(document)


def _paragraphs(count: int) -> list[dict]:
    return [_block("paragraph", f"<p>{PARAGRAPH}</p>" * count)]


def _sixty_paragraphs() -> list[dict]:
    chapters = range(1, 11)
    return [block for number in chapters for block in (_heading(f"Xã thứ {number}"), *_paragraphs(6))]


def _three_photographs(pictures: list[CustomImage]) -> list[dict]:
    return [*_paragraphs(2), _image(pictures[1]), *_paragraphs(2), _image(pictures[2]), *_paragraphs(1)]


def _gallery(pictures: list[CustomImage]) -> list[dict]:
    return [
        *_paragraphs(1),
        _block("gallery", {"title": "", "images": [_picture_value(picture) for picture in pictures]}),
    ]


def _every_block(pictures: list[CustomImage], documents: list[CustomDocument]) -> list[dict]:
    lists = "<ul><li>Mái và tường</li><li>Nước sạch</li></ul><ol><li>Khảo sát</li><li>Sửa chữa</li></ol>"
    link = '<p>Xem <a href="https://vankhe.example/huong-dan">hướng dẫn của tỉnh</a> và <b>ghi nhớ</b> hạn gửi.</p>'
    return [
        _block("paragraph", f"<p>{PARAGRAPH}</p>{lists}{link}"),
        _heading("Những việc đã làm"),
        _heading("Mái và tường", "h3"),
        _image(pictures[3]),
        _block("quote", {"text": SENTENCES[4], "attribution": "Bà Lục Thị Mến, hiệu trưởng"}),
        _block("table", _table()),
        _block("notice", {"level": "warning", "title": "Hạn gửi báo cáo", "text": "<p>Trước ngày 30 hằng tháng.</p>"}),
        _block("notice", {"level": "info", "title": "", "text": "<p>Mẫu báo cáo có trong tệp đính kèm.</p>"}),
        _block("documents", {"title": "Văn bản liên quan", "documents": [document.pk for document in documents]}),
        _block("video", _video(pictures[4])),
        _block("gallery", {"title": "Ngày khánh thành", "images": [_picture_value(one) for one in pictures[5:8]]}),
    ]


def _heading(text: str, level: str = "h2") -> dict:
    return _block("heading", {"text": text, "level": level})


def _image(picture: CustomImage) -> dict:
    return _block("image", _picture_value(picture))


def _picture_value(picture: CustomImage) -> dict:
    return {
        "image": picture.pk,
        "alt_text": picture.description,
        "caption": f"{picture.title} sau đợt sửa chữa",
        "credit": "Thùy Dương",
        "old_address": "",
    }


def _table() -> dict:
    header = ["Xã", "Điểm trường", "Phòng học", "Bếp ăn", "Giá sách", "Chăn ấm", "Kinh phí (triệu đồng)"]
    rows = [[f"Xã số {number}", *(str(number * column) for column in range(1, 7))] for number in range(1, 6)]
    return {
        "data": [header, *rows],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": "Số liệu sửa chữa theo xã",
    }


def _video(poster: CustomImage) -> dict:
    return {"address": "https://www.youtube.com/watch?v=M7lc1UVf-VE", "title": "Ngày khánh thành", "poster": poster.pk}


def _block(kind: str, value) -> dict:
    return {"type": kind, "value": value}
