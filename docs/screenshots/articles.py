"""The way of one article: drafted, returned from a telephone, corrected by a colleague, passed on, approved, read."""

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
REASON = "Cần kiểm tra lại số liệu, tên người. Đề nghị bổ sung tên giáo viên đứng lớp."
COMMENT = "Đã đối chiếu tuổi chưa?"
WORDING = "Lớp học ba buổi mỗi tuần"
OTHER_WORDING = "Lớp học ba buổi tối mỗi tuần"
# Pages of the sample that wait for an approver: one that readers know, and one written where there is no head.
UPDATE = "Chuẩn bị Kỳ thi"
OTHERS = "Thanh toán không dùng tiền mặt"


def take_all(camera: Camera) -> None:
    """Walk the article's way and take its pictures."""
    draft(camera)
    follow(camera)
    give_back(camera)
    correct(camera)
    pass_on(camera)
    propose(camera)
    take_over(camera)
    publish(camera)
    refuse_own(camera)


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
    page.goto(page.locator(".portal-compose a[href*='/from-word/']").first.get_attribute("href"))
    camera.take(page, "soan-tu-word", mark=page.locator("[name=file]"))
    page.goto("/admin/")
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
    page.set_viewport_size({"width": 1280, "height": 1600})
    camera.take(page, "khoi-hinh-anh", around=[block])
    more = page.locator("section.w-panel:has(#id_shown_at) > .w-panel__header [data-panel-toggle]").first
    more.click()
    page.set_viewport_size({"width": 1280, "height": 2700})
    camera.take(page, "muc-them", around=[more, page.locator("#id_source_url"), page.locator("#id_review_by")])
    more.click()


def follow(camera: Camera) -> None:
    """Where the article is now, and how its sender takes it back."""
    page = camera.sign_in("soan1.gdtx", (1280, 1400))
    camera.take(page, "dang-cho-duyet", around=[page.locator("#submitted-section")])
    page.set_viewport_size({"width": 1280, "height": 760})
    forms.open_review(page, TITLE, "submitted")
    recall = page.locator(".portal-review__ways a").last
    camera.take(page, "rut-lai", mark=recall)


def give_back(camera: Camera) -> None:
    """The head of the department returns the article, with a ready phrase and a comment on one part."""
    page = camera.sign_in("truong.gdtx", PHONE)
    forms.open_review(page, TITLE)
    dialog = forms.open_decision(page, "return")
    dialog.locator(".portal-review__phrases button").nth(2).click()
    dialog.locator("#return_reason").fill(REASON)
    camera.take(page, "tra-lai")
    dialog.locator("summary").click()
    note = dialog.locator("[name=on_summary]")
    note.fill(COMMENT)
    note.scroll_into_view_if_needed()
    camera.take(page, "tra-lai-tung-phan")
    forms.decide(page, dialog)


def correct(camera: Camera) -> None:
    """A colleague of the author corrects what was returned and sends it back."""
    page = camera.sign_in("soan2.gdtx", (1280, 860))
    returned = page.locator("#returned-section")
    camera.take(page, "bai-bi-tra-lai", around=[returned])
    forms.open_row(page, "returned", TITLE)
    forms.write_paragraph(page, CORRECTION)
    # The form saves itself when a plain field was changed.
    page.locator("#id_summary").fill(SUMMARY.replace("đã 58", "năm nay 58"))
    camera.take(page, "gui-lai", mark=forms.main_button(page))
    forms.send(page)


def pass_on(camera: Camera) -> None:
    """The head sees what changed, and passes the article on."""
    page = camera.sign_in("truong.gdtx", PHONE)
    forms.open_review(page, TITLE)
    forms.show(page, "changes")
    camera.take_from(page, "duyet-thay-doi", page.locator(".portal-review__switch"))
    dialog = forms.open_decision(page, "approve")
    camera.take(page, "duyet-truong-phong")
    forms.decide(page, dialog)


def propose(camera: Camera) -> None:
    """An approver comes from the mail, reads on a telephone, and proposes other words."""
    camera.take_mail("duyet1", TITLE, "duyet-thu")
    page = camera.sign_in("duyet1", PHONE)
    camera.take(page, "duyet-tong-quan")
    forms.open_review(page, TITLE)
    camera.take(page, "duyet-man-hinh")
    camera.take_from(page, "duyet-ban-nhap", page.locator(".portal-review__switch"))
    dialog = forms.open_decision(page, "propose")
    dialog.locator("#propose_old").fill(WORDING)
    dialog.locator("#propose_new").fill(OTHER_WORDING)
    camera.take(page, "duyet-de-nghi-sua")
    forms.decide(page, dialog)


def take_over(camera: Camera) -> None:
    """The author takes the proposed words over."""
    page = camera.sign_in("soan1.gdtx", (1280, 860))
    forms.open_review(page, TITLE, "submitted")
    proposals = page.locator("#proposals")
    camera.take(page, "nhan-de-nghi-sua", around=[proposals])
    with page.expect_navigation():
        proposals.locator("form button[type=submit]").first.click()


def publish(camera: Camera) -> None:
    """The approver approves; a citizen reads."""
    page = camera.sign_in("duyet1", PHONE)
    forms.open_review(page, TITLE)
    dialog = forms.open_decision(page, "approve")
    camera.take(page, "duyet-xac-nhan")
    forms.decide(page, dialog)
    camera.take(page, "duyet-xong")
    reader = camera.visitor((1280, 900))
    reader.goto("/")
    reader.get_by_role("link", name=TITLE).first.click()
    camera.take(reader, "bai-da-dang")


def refuse_own(camera: Camera) -> None:
    """Warnings; what editing costs an approver; and that who approves after it is refused, the change kept."""
    page = camera.sign_in("duyet2", PHONE)
    forms.open_review(page, UPDATE)
    camera.take_from(page, "can-xem-ky", page.locator(".portal-review__warnings"))
    page.goto("/admin/")
    forms.open_review(page, OTHERS)
    page.locator(".portal-review__ways a").first.click()
    page.wait_for_load_state("networkidle")
    camera.take(page, "sua-bai")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.locator(".portal-review__actions a").first.click()
    page.locator("#id_title").wait_for()
    summary = page.locator("#id_summary")
    summary.fill(summary.input_value() + " Sở tổng hợp từ báo cáo của các trường.")
    forms.approve_in_editor(page)
    page.locator(".messages li, [data-w-messages-target]").first.wait_for()
    camera.take(page, "khong-tu-duyet")
