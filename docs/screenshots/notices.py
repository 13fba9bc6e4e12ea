"""An announcement, an urgent one on its way to the front page, and an event."""

from contextlib import suppress
from datetime import datetime, timedelta

from docs.screenshots import forms
from docs.screenshots.camera import Camera

ORDINARY = "Nhận hồ sơ thi giáo viên dạy giỏi cấp tỉnh"
URGENT = "Các xã ven sông Khê nghỉ học ngày mai"
URGENT_REASON = "Nước sông Khê lên nhanh trong đêm; ba ngầm tràn trên đường đến trường có thể bị ngập trước 6 giờ sáng."
URGENT_LIFE = timedelta(hours=48)
EVENT = "Ngày hội Đọc sách của học sinh toàn tỉnh"
# How the admin may write a time in a field.
FORMATS = ("%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M")


def take_all(camera: Camera) -> None:
    """Take the pictures of announcements and events."""
    times = ordinary(camera)
    urgent(camera, times)
    event(camera, times)


def ordinary(camera: Camera) -> str:
    """The form of an announcement. Returns how the admin writes a time."""
    page = camera.sign_in("soan1.vp", (1280, 860))
    forms.compose(page, "announcementpage")
    page.locator("#id_title").fill(ORDINARY)
    camera.take(page, "thong-bao")
    return format_of(page.locator("#id_shown_from").input_value())


def urgent(camera: Camera, times: str) -> None:
    """An urgent announcement is written, approved, and stands above everything on the public site."""
    page = camera.sign_in("soan1.vp", (1280, 860))
    forms.compose(page, "announcementpage")
    page.locator("#id_title").fill(URGENT)
    page.locator("#id_severity").select_option("urgent")
    begin = datetime.strptime(page.locator("#id_shown_from").input_value(), times)
    forms.set_time(page, "#id_shown_until", (begin + URGENT_LIFE).strftime(times))
    page.locator("#id_urgent_reason").fill(URGENT_REASON)
    camera.take(page, "thong-bao-khan")
    forms.send(page)
    approver = camera.sign_in("duyet1")
    forms.approve(approver, URGENT)
    reader = camera.visitor((1280, 620))
    reader.goto("/")
    camera.take(reader, "dong-khan")


def event(camera: Camera, times: str) -> None:
    """The form of an event."""
    page = camera.sign_in("soan1.vp", (1280, 1000))
    forms.compose(page, "eventpage")
    page.locator("#id_title").fill(EVENT)
    begin = (datetime.now() + timedelta(days=10)).replace(hour=7, minute=30)
    forms.set_time(page, "#id_starts_at", begin.strftime(times))
    forms.set_time(page, "#id_ends_at", begin.replace(hour=11).strftime(times))
    page.locator("#id_place").fill("Thư viện tỉnh, phường Khê Trung")
    page.locator("#id_organiser").fill("Văn phòng Sở")
    camera.take(page, "su-kien")


def format_of(text: str) -> str:
    """Return the format in which a field writes a time as `text`. Raises ValueError where it is none of FORMATS."""
    for times in FORMATS:
        with suppress(ValueError):
            datetime.strptime(text, times)
            return times
    raise ValueError(f"{text!r} is no time.")
