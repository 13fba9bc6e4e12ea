"""What the components are shown with: values that look like pages, people and files, and are none."""

import datetime
from types import SimpleNamespace

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.safestring import mark_safe

from cms.media.models import CustomImage

SHORT = "Khai giảng năm học mới"
LONG = (
    "Hội nghị tổng kết năm học, triển khai nhiệm vụ trọng tâm của ngành Giáo dục và Đào tạo, sơ kết phong trào thi đua "
    "“Đổi mới, sáng tạo trong dạy và học” và biểu dương các tập thể, cá nhân tiêu biểu"
)
CAPITALS = "THÔNG BÁO VỀ VIỆC TỔ CHỨC KỲ THI TUYỂN SINH VÀO LỚP 10 TRUNG HỌC PHỔ THÔNG CHUYÊN: ẾỘẶỮ, ỄỖẪỮ, ỂỔẨỬ"
SUMMARY = "Sáng nay, hơn 240 nghìn học sinh của tỉnh dự lễ khai giảng. Nhiều trường vùng cao đón học sinh từ rất sớm."
ADDRESS = "https://sgddt.vankhe.example"
SEVERITIES = {"normal": "Thông thường", "important": "Quan trọng", "urgent": "Khẩn"}


def moment(days: float) -> datetime.datetime:
    """Return a time `days` from now, before it where negative."""
    return timezone.now() + datetime.timedelta(days=days)


def picture() -> CustomImage | None:
    """Return the first picture there is, None in a site without one."""
    return CustomImage.objects.order_by("pk").first()


def link(title: str = SHORT) -> SimpleNamespace:
    """Return what a list of titles shows."""
    return SimpleNamespace(title=title, label=title, url="#", listed_at=moment(-1), public_id="", summary="")


def article(title: str = SHORT, summary: str = SUMMARY, cover: CustomImage | None = None) -> SimpleNamespace:
    return SimpleNamespace(title=title, url="#", listed_at=moment(-1), summary=summary, cover_image=cover)


def announcement(severity: str = "normal", title: str = SHORT, starts: float = -1, ends: float = 7) -> SimpleNamespace:
    """Return an announcement that is shown from `starts` days from now until `ends` days from now."""
    return SimpleNamespace(
        title=title,
        url="#",
        line_url="#",
        severity=severity,
        get_severity_display=SEVERITIES[severity],
        shown_from=moment(starts),
        shown_until=moment(ends),
        is_current=starts <= 0 < ends,
    )


def result(**fields) -> SimpleNamespace:
    """Return a hit of the search; title and snippet are HTML with marks."""
    given = {
        "title": mark_safe("<mark>Khai giảng</mark> năm học mới"),
        "url": "#",
        "kind_label": "Tin bài",
        "section_label": "Tin hoạt động",
        "listed_at": moment(-1),
        "snippet": mark_safe("…học sinh của tỉnh dự lễ <mark>khai giảng</mark>. Nhiều trường vùng cao đón học sinh…"),
        "in_files": False,
    }
    return SimpleNamespace(**given | fields)


def option(label: str, count: str, is_chosen: bool = False) -> SimpleNamespace:
    """Return one value of a filter of the search."""
    return SimpleNamespace(label=label, count=count, url="#", is_chosen=is_chosen)


def event(title: str = SHORT, starts: float = 3, hours: float = 3, **fields) -> SimpleNamespace:
    given = {"all_day": False, "place": "Trường THPT Suối Mây", "organiser": "Phòng Giáo dục Trung học"} | fields
    begins = moment(starts)
    return SimpleNamespace(
        title=title, url="#", starts_at=begins, ends_at=begins + datetime.timedelta(hours=hours), **given
    )


def agency(**fields) -> SimpleNamespace:
    given = {
        "name": "Sở Giáo dục và Đào tạo tỉnh Vân Khê",
        "parent": "Ủy ban nhân dân tỉnh Vân Khê",
        "responsible": "Bà Lò Thị Mai, Phó Giám đốc Sở",
        "place": "Số 5 đường Hoa Ban, phường Khê Trung, tỉnh Vân Khê",
        "hours": "Thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ",
        "phone": "0200 000 000",
        "hotline": "0200 000 001",
        "fax": "0200 000 002",
        "email": "vanphong@sgddt.vankhe.example",
        "copyright": "Ghi rõ nguồn khi phát hành lại thông tin từ cổng này.",
        "parent_portal_url": "https://vankhe.example/",
    }
    return SimpleNamespace(**given | fields)


def document(title: str = SHORT, extension: str = "pdf", size: int = 482_000) -> SimpleNamespace:
    return SimpleNamespace(title=title, url="#", file_extension=extension, get_file_size=size)


def menu() -> list[SimpleNamespace]:
    """Return three entries: one with pages below it, one that is open, one plain."""
    below = [link("Chức năng, nhiệm vụ"), link("Cơ cấu tổ chức")]
    entries = [("Giới thiệu", below, False), ("Tin hoạt động", [], True), ("Liên hệ", [], False)]
    return [
        SimpleNamespace(label=label, url="#", children=children, is_active=is_active)
        for label, children, is_active in entries
    ]


def pages(number: int, count: int = 9) -> Page:
    """Return page `number` of a list of `count` pages."""
    return Paginator([article(f"{SHORT} {place}") for place in range(count)], 1).page(number)


def every(*items) -> SimpleNamespace:
    """Return what answers `.all` with `items`, as a relation of a page does."""
    return SimpleNamespace(all=list(items))
