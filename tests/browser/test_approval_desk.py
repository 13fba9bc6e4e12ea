"""From the first word to taking down, as the people of the desk go the way: at a desk, and on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import send

# Milliseconds between two keys: the editor notices changes while one types.
TYPING = 80
# Pixels (WCAG 2.5.5).
THUMB = 44
TEXT = "Sở tập huấn cứu hộ cho 120 giáo viên thể dục của các trường vùng sông nước."


def open_mail(page, site, who: str, title: str) -> None:
    """Tap the link in the newest mail to `who` about the page."""
    page.goto(site.link_in_mail(who, title))


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def write_and_send(page, title: str) -> None:
    compose = page.locator(".portal-compose")
    compose.get_by_text("Soạn tin").click()
    if page.url.endswith("/admin/"):
        compose.get_by_role("link", name="Tin hoạt động").click()
    # The editor is there before it takes words.
    page.wait_for_load_state("networkidle")
    page.locator("[name=title]").fill(title)
    editor = page.locator("[contenteditable=true].public-DraftEditor-content").first
    editor.click()
    page.keyboard.insert_text(TEXT)
    expect(editor).to_contain_text(TEXT)
    # What is typed reaches the form a moment later.
    expect(page.locator("[name='body-0-value']")).to_have_value(re.compile("120 giáo viên"))
    send(page)


def decide(page, button: str, final: str) -> None:
    """Tap a button of the bar, and the one in its dialog that decides."""
    page.locator(".portal-review__bar").get_by_text(button, exact=True).click()
    dialog = page.locator("dialog[open]")
    with page.expect_navigation():
        dialog.get_by_role("button", name=final).click()


def test_a_form_that_saved_itself_is_sent_by_the_first_press(new_page, log_in):
    page = new_page()
    log_in(page, "soan1.vp")
    page.locator(".portal-compose").get_by_text("Soạn tin").click()
    if page.url.endswith("/admin/"):
        page.locator(".portal-compose").get_by_role("link", name="Tin hoạt động").click()
    page.wait_for_load_state("networkidle")
    page.locator("[name=title]").press_sequentially("Bản nháp tự lưu rồi được gửi", delay=TYPING)
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"), timeout=15_000)
    saving = re.compile(r"/admin/pages/\d+/edit/")
    with page.expect_response(lambda answer: answer.request.method == "POST" and saving.search(answer.url)) as saved:
        page.locator("[name=summary]").press_sequentially("Tóm tắt viết sau khi bản nháp đã tự lưu.", delay=TYPING)
    assert saved.value.ok
    with page.expect_navigation() as sent:
        page.locator("footer [name=action-submit]").first.click()
    assert sent.value.ok
    page.goto("/admin/")
    assert "Bản nháp tự lưu rồi được gửi" in page.locator("#submitted-section").inner_text()


@pytest.mark.parametrize("width", [1280, 360])
def test_written_returned_corrected_approved_put_right_in_public_and_taken_down(width, site, new_page, log_in, watcher):
    # The address of what was taken down answers 410, which the browser notes as an error.
    watcher.allow("410")
    title = f"Tập huấn cứu hộ đuối nước, đợt {width}"
    drafter, approver, reader = new_page(width=width), new_page(width=width), new_page(width=width)
    log_in(drafter, "soan1.vp")
    log_in(approver, "duyet1")
    write_and_send(drafter, title)

    open_mail(approver, site, "duyet1", title)
    assert fits(approver)
    pk = re.search(r"/review/(\d+)/", approver.url)[1]
    approver.locator(".portal-review__bar").get_by_text("Trả lại", exact=True).click()
    dialog = approver.locator("dialog[open]")
    dialog.get_by_role("button", name="Thiếu ảnh hoặc chú thích ảnh").click()
    dialog.get_by_text("Nhận xét từng phần").click()
    dialog.get_by_label("Tiêu đề", exact=True).fill("Nêu rõ địa điểm.")
    with approver.expect_navigation():
        dialog.get_by_role("button", name="Trả lại người soạn").click()

    open_mail(drafter, site, "soan1.vp", title)
    drafter.goto("/admin/")
    returned = drafter.locator("#returned-section")
    assert "Thiếu ảnh hoặc chú thích ảnh" in returned.inner_text()
    returned.get_by_role("link", name=title).click()
    drafter.locator("[name=summary]").fill("Hai ngày, tại bể bơi tỉnh, có cán bộ y tế trực.")
    send(drafter)

    # Three taps: the link in the mail, "Duyệt", "Duyệt và đăng".
    open_mail(approver, site, "duyet1", title)
    for button in approver.locator(".portal-review__bar a").all():
        box = button.bounding_box()
        assert box["height"] >= THUMB
        assert box["y"] + box["height"] <= 800
    approver.get_by_role("link", name="Thay đổi").click()
    assert "Hai ngày, tại bể bơi tỉnh" in approver.locator("main").inner_text()
    approver.get_by_role("link", name="Bản nháp").click()
    decide(approver, "Duyệt", "Duyệt và đăng")

    reader.goto("/tin-hoat-dong/")
    reader.get_by_role("link", name=title).first.click()
    address = reader.url
    assert "120 giáo viên" in reader.locator("main").inner_text()

    drafter.goto(f"/admin/correct/{pk}/")
    assert fits(drafter)
    drafter.get_by_label("Đính chính:").check()
    drafter.locator("[name=old]").fill("120 giáo viên")
    drafter.locator("[name=new]").fill("102 giáo viên")
    drafter.locator("[name=note]").fill("Bản trước ghi nhầm số giáo viên dự tập huấn.")
    drafter.get_by_role("button", name="Xem các chỗ có chữ này").click()
    assert "120 giáo viên" in drafter.locator("main").inner_text()
    drafter.get_by_role("button", name="Thay và gửi duyệt").click()
    drafter.wait_for_load_state()

    open_mail(approver, site, "duyet1", title)
    assert "đính chính" in approver.locator("main").inner_text().lower()
    decide(approver, "Duyệt", "Duyệt và đăng")
    reader.goto(address)
    assert "102 giáo viên" in reader.locator("main").inner_text()
    assert "Bản trước ghi nhầm" in reader.locator("main").inner_text()
    assert fits(reader)

    approver.goto(f"/admin/pages/{pk}/unpublish/")
    assert fits(approver)
    approver.locator("[name=kind][value=outdated]").check()
    approver.locator("[name=reason]").fill("Đợt tập huấn đã xong, tài liệu đã thay.")
    with approver.expect_navigation():
        approver.get_by_role("button", name="Gỡ trang").click()
    assert reader.goto(address).status == 410
    assert fits(reader)

    drafter.goto(f"/admin/pages/{pk}/history/")
    told = drafter.locator("main").inner_text()
    for sentence in ("soạn bản nháp", "trả lại", "duyệt đính chính", "gỡ bài"):
        assert sentence in told
    assert fits(drafter)
    drafter.goto(f"/admin/approval-sheet/{pk}/")
    assert title in drafter.locator("body").inner_text()


def test_an_approver_who_looks_comments_and_saves_unchanged_still_approves(site, new_page, log_in):
    title = "Xem, nhận xét, lưu mà không đổi"
    drafter, approver = new_page(), new_page(width=360)
    log_in(drafter, "soan1.vp")
    write_and_send(drafter, title)
    log_in(approver, "duyet2")
    open_mail(approver, site, "duyet2", title)
    approver.get_by_role("link", name="Sửa bài…").click()
    assert "tham gia soạn" in approver.locator("main").inner_text()
    approver.get_by_role("link", name="Sửa bài, để người khác duyệt").click()
    approver.wait_for_load_state("networkidle")
    # Saved as it is, by the button.
    approver.locator("#page-edit-form").evaluate("form => HTMLFormElement.prototype.submit.call(form)")
    approver.wait_for_load_state()
    open_mail(approver, site, "duyet2", title)
    decide(approver, "Duyệt", "Duyệt và đăng")
    expect(approver.locator(".messages")).to_contain_text(title)


def test_a_reviewer_proposes_words_and_the_drafter_takes_them_over_in_one_tap(site, new_page, log_in):
    title = "Kết quả kì thi giáo viên dạy giỏi"
    drafter, approver = new_page(width=360), new_page(width=360)
    log_in(drafter, "soan1.vp")
    write_and_send(drafter, title)
    log_in(approver, "duyet1")
    open_mail(approver, site, "duyet1", title)
    approver.locator(".portal-review__bar").get_by_text("Đề nghị sửa", exact=True).click()
    dialog = approver.locator("dialog[open]")
    dialog.locator("[name=old]").fill("kì thi")
    dialog.locator("[name=new]").fill("kỳ thi")
    with approver.expect_navigation():
        dialog.get_by_role("button", name="Gửi đề nghị").click()

    open_mail(drafter, site, "soan1.vp", title)
    with drafter.expect_navigation():
        drafter.get_by_role("button", name="Nhận sửa").click()
    approver.reload()
    assert "kỳ thi" in approver.locator("h1").inner_text()
    decide(approver, "Duyệt", "Duyệt và đăng")
    expect(approver.locator(".messages")).to_contain_text("Kết quả kỳ thi giáo viên dạy giỏi")
