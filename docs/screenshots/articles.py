"""The way of one article: drafted, returned from a telephone, corrected by a colleague, refused, approved, read."""

from playwright.sync_api import Page

from docs.screenshots import forms
from docs.screenshots.camera import PHONE, Camera

TITLE = "Khai giảng lớp xóa mù chữ buổi tối ở bản Khe Trúc"
SUMMARY = "Hai mươi bảy học viên, người lớn tuổi nhất đã 58, bắt đầu khóa học bốn tháng tại nhà sinh hoạt cộng đồng."
PARAGRAPH = (
    "Trung tâm học tập cộng đồng xã Khe Trúc vừa khai giảng lớp xóa mù chữ mức độ 1. "
    "Lớp học ba buổi mỗi tuần, từ 19 giờ 30 phút đến 21 giờ, khi bà con đã xong việc nương rẫy."
)
CORRECTION = " Đứng lớp là cô giáo Bàn Thị Mơ, Trường Tiểu học Khe Trúc."
PICTURE = "Ánh đèn lớp xóa mù chữ"
PICTURE_WORDS = "Ngôi nhà sáng đèn giữa bản trong đêm"
CAPTION = "Nhà sinh hoạt cộng đồng bản Khe Trúc trong buổi học đầu tiên"
REASON = "Đề nghị bổ sung tên giáo viên đứng lớp."


def take_all(camera: Camera) -> None:
    """Walk the article's way and take its pictures."""
    draft(camera)
    give_back(camera)
    correct(camera)
    refuse_own(camera)
    publish(camera)


def draft(camera: Camera) -> None:
    """The sign-in, the dashboard and the form, up to sending."""
    visitor = camera.visitor((1280, 720))
    visitor.goto("/admin/")
    camera.take(visitor, "dang-nhap", around=[visitor.locator("h1").first, visitor.locator("form").first], margin=60)
    page = camera.sign_in("soan1.gdtx", (1280, 860))
    camera.take(page, "tong-quan")
    choice = page.locator(".portal-compose summary").first
    choice.click()
    camera.take(
        page,
        "nut-soan-tin",
        around=[page.locator(".portal-compose .button").last, choice, choice.locator("xpath=../ul")],
        mark=choice,
    )
    forms.compose(page, "newspage")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill(SUMMARY)
    forms.write_paragraph(page, PARAGRAPH)
    page.locator("#id_title").click()
    camera.take(page, "bieu-mau-tin", mark=forms.main_button(page))
    add_picture(camera, page)
    page.set_viewport_size({"width": 1280, "height": 860})
    page.locator("#id_author_name").fill("Nông Thị Hạnh")
    page.locator("#id_author_unit").fill("Phòng GDTX-GDCN")
    forms.wait_for_autosave(page)
    menu = forms.open_actions(page)
    camera.take(page, "gui-duyet", around=[menu, forms.main_button(page)], margin=40)
    page.keyboard.press("Escape")
    forms.send(page)
    camera.take(page, "da-gui")


def add_picture(camera: Camera, page: Page) -> None:
    """A picture between the paragraphs: the list of blocks, the dialog, the filled block."""
    page.set_viewport_size({"width": 1280, "height": 1200})
    page.locator("#body-root .c-sf-add-button").last.click()
    options = page.locator(".w-combobox-container, [role=listbox]").first
    opener = page.locator("#body-root .c-sf-add-button").last
    camera.take(page, "chen-khoi", around=[options, opener], mark=opener)
    page.keyboard.press("Escape")
    block = forms.add_block(page, "image")
    forms.open_chooser(block)
    camera.take(page, "chon-anh", around=[page.locator(".modal-content")], margin=0)
    page.locator(".modal [data-chooser-modal-choice]", has_text=PICTURE).first.click()
    page.locator(".modal").wait_for(state="detached")
    block.locator("input[name$=-alt_text]").fill(PICTURE_WORDS)
    block.locator("input[name$=-caption]").fill(CAPTION)
    forms.wait_for_autosave(page)
    camera.take(page, "khoi-hinh-anh", around=[block])
    more = page.locator("section.w-panel:has(#id_shown_at) > .w-panel__header [data-panel-toggle]").first
    more.click()
    page.set_viewport_size({"width": 1280, "height": 2700})
    camera.take(page, "muc-them", around=[more, page.locator("#id_source_url"), page.locator("#id_review_by")])
    more.click()


def give_back(camera: Camera) -> None:
    """An approver on a telephone reads the article and returns it with a reason."""
    page = camera.sign_in("duyet1", PHONE)
    camera.take(page, "duyet-tong-quan")
    forms.open_row(page, "to-approve", TITLE)
    camera.take(page, "duyet-mo-bai")
    preview(camera, page)
    page.locator("footer").first.scroll_into_view_if_needed()
    forms.open_actions(page)
    camera.take(page, "duyet-cac-nut")
    page.locator("footer [data-workflow-action-name=reject]").click()
    reason = page.locator(".modal textarea")
    reason.fill(REASON)
    reason.click()
    camera.take(page, "tra-lai-ly-do")
    page.locator(".modal [type=submit]").click()
    page.locator(".modal").wait_for(state="detached")
    page.wait_for_load_state("networkidle")


def preview(camera: Camera, page: Page) -> None:
    """The article as its readers will see it, beside the form."""
    toggle = page.locator("[data-side-panel-toggle=preview]")
    toggle.click()
    page.frame_locator("#w-preview-iframe").locator("h1").wait_for()
    camera.take(page, "duyet-xem-truoc", mark=toggle)
    toggle.click()


def correct(camera: Camera) -> None:
    """A colleague of the author corrects what was returned and sends it back."""
    page = camera.sign_in("soan2.gdtx", (1280, 860))
    returned = page.locator("#returned-section")
    camera.take(page, "bai-bi-tra-lai", around=[returned])
    forms.open_row(page, "returned", TITLE)
    forms.write_paragraph(page, CORRECTION)
    camera.take(page, "gui-lai", mark=forms.main_button(page))
    forms.send(page)


def refuse_own(camera: Camera) -> None:
    """An approver who changes a word and approves is refused; the change is kept."""
    page = camera.sign_in("duyet2", (1280, 720))
    forms.open_row(page, "to-approve", TITLE)
    page.locator("#id_summary").fill(SUMMARY.replace("Hai mươi bảy", "27"))
    forms.approve(page)
    page.locator(".messages li, [data-w-messages-target]").first.wait_for()
    camera.take(page, "khong-tu-duyet")


def publish(camera: Camera) -> None:
    """The other approver approves; a citizen reads."""
    page = camera.sign_in("duyet1")
    forms.open_row(page, "to-approve", TITLE)
    forms.approve(page)
    reader = camera.visitor((1280, 900))
    reader.goto("/")
    reader.get_by_role("link", name=TITLE).first.click()
    camera.take(reader, "bai-da-dang")
