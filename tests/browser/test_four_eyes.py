"""Two people at once, and an emergency, in a real browser."""

import re

from playwright.sync_api import expect

# Milliseconds between two keys. The editor looks for changes a while after it has loaded, and then while one types.
TYPING = 80


def write(page, title: str) -> None:
    page.locator(".portal-compose").get_by_text("Soạn tin").click()
    if page.url.endswith("/admin/"):
        page.locator(".portal-compose").get_by_role("link", name="Tin hoạt động").click()
    page.wait_for_load_state("networkidle")
    page.locator("[name=title]").press_sequentially(title, delay=TYPING)


def test_two_colleagues_in_one_draft_lose_no_text(new_page, log_in, watcher):
    # A refused save answers 409, which the browser notes as an error.
    watcher.allow("409")
    first, second = new_page(), new_page()
    log_in(first, "soan1.gdtx")
    write(first, "Hai người cùng sửa một bản nháp")
    # The draft saves itself: the address becomes that of the edit screen.
    first.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"), timeout=15_000)
    address = first.url

    log_in(second, "soan2.gdtx")
    second.goto(address)
    second.wait_for_load_state("networkidle")
    # Who else is here, and then, at the other screen, that there is a newer version.
    present = second.locator(".w-editing-sessions__session").first
    expect(present).to_be_visible(timeout=20_000)
    present.hover()
    expect(second.get_by_role("tooltip").first).to_contain_text("Hạnh")
    with second.expect_response(lambda answer: answer.request.method == "POST" and answer.url == address) as saved:
        second.locator("[name=summary]").press_sequentially("Đồng nghiệp viết tóm tắt.", delay=TYPING)
    assert saved.value.ok
    expect(first.locator(".w-editing-sessions__session--saved").first).to_be_visible(timeout=30_000)

    form = first.locator("#page-edit-form")
    first.locator("[name=summary]").evaluate("field => { field.value = 'Tôi cũng viết tóm tắt.' }")
    form.evaluate("form => { form.removeAttribute('data-controller'); HTMLFormElement.prototype.submit.call(form) }")
    first.wait_for_load_state()
    assert first.locator("[name=summary]").input_value() == "Tôi cũng viết tóm tắt."
    assert "Hoàng Đình Lộc" in first.locator(".messages, main").first.inner_text()
    second.reload()
    assert second.locator("[name=summary]").input_value() == "Đồng nghiệp viết tóm tắt."


def test_an_emergency_is_published_on_a_telephone_and_confirmed_by_another(new_page, log_in):
    approver, second, reader = new_page(width=360), new_page(width=360), new_page(width=360)
    log_in(approver, "duyet1")
    waiting = approver.locator("#to-approve-section .portal-row__title").last
    title = waiting.inner_text()
    waiting.click()
    approver.get_by_role("link", name="Đăng khẩn cấp").click()
    assert approver.evaluate("document.documentElement.scrollWidth") <= 360
    approver.locator("[name=reason]").fill("Mưa lũ: ngày mai học sinh nghỉ học")
    approver.get_by_role("button", name="Đăng ngay").click()
    approver.wait_for_url(re.compile(r"/admin/$"))

    log_in(second, "duyet2")
    flagged = second.locator("#emergencies-section")
    assert "Mưa lũ: ngày mai học sinh nghỉ học" in flagged.inner_text()
    flagged.get_by_role("link", name=title).click()
    reader.goto(second.get_by_role("link", name="Đọc trên cổng").get_attribute("href"))
    assert reader.locator("h1").inner_text() == title
    assert reader.locator(".unconfirmed").is_visible()
    assert second.evaluate("document.documentElement.scrollWidth") <= 360
    second.get_by_role("button", name="Xác nhận").click()
    second.wait_for_url(re.compile(r"/admin/$"))
    assert second.locator("#emergencies-section").count() == 0
    reader.reload()
    assert reader.locator(".unconfirmed").count() == 0
