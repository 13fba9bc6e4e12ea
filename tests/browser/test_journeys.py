"""A few journeys from end to end, each as its people would make it."""

import re
import unicodedata
from pathlib import Path

from playwright.sync_api import expect

from cms.text.slugs import slugify
from tests.browser.conftest import send

OLD_PAGES = Path(__file__).parents[1] / "newsroom" / "old_portal_pages"
READER = "Mozilla/5.0 (Linux; Android 13; Redmi 12) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def open_what_waits(page, title: str) -> None:
    page.locator("#to-approve-section").get_by_role("link", name=title).click()


def decide(page, button: str, reason: str = "") -> None:
    """Decide on the review screen: the button of the bar, then the one of its dialog."""
    page.locator(".portal-review__bar").get_by_text(button, exact=True).click()
    dialog = page.locator("dialog[open]")
    if reason:
        dialog.locator("[name=reason]").fill(reason)
    with page.expect_navigation():
        dialog.locator("button[type=submit]").click()


def test_an_old_article_is_imported_returned_corrected_approved_and_read(site, new_page, log_in):
    site.manage(
        "import_articles",
        str(OLD_PAGES / "labelled.txt"),
        *("--section", "tin-hoat-dong", "--department", "GDTX-GDCN", "--as", "soan1.gdtx", "--submit"),
    )
    title = title_of(OLD_PAGES / "labelled.txt")

    head, approver = new_page(), new_page()
    log_in(head, "truong.gdtx")
    open_what_waits(head, title)
    decide(head, "Duyệt")
    log_in(approver, "duyet1")
    open_what_waits(approver, title)
    decide(approver, "Trả lại", reason="Bổ sung tóm tắt.")

    colleague = new_page()
    log_in(colleague, "soan2.gdtx")
    returned = colleague.locator("#returned-section")
    assert "Bổ sung tóm tắt." in returned.inner_text()
    returned.get_by_role("link", name=title).click()
    colleague.locator("[name=summary]").fill("Tóm tắt do đồng nghiệp viết thêm.")
    send(colleague)

    # It comes back to who returned it, and then to the head, who had approved it as it was before.
    for person in (approver, head):
        person.goto("/admin/")
        open_what_waits(person, title)
        decide(person, "Duyệt")

    reader = new_page(width=360)
    reader.goto("/tin-hoat-dong/")
    reader.get_by_role("link", name=title).first.click()
    crumbs = reader.locator("nav[aria-label] ol").first.locator("li").all_inner_texts()
    assert [crumb.strip() for crumb in crumbs][:2] == ["Trang chủ", "Tin hoạt động"]
    assert "Tóm tắt do đồng nghiệp viết thêm." in reader.locator("main").inner_text()
    assert reader.evaluate("document.documentElement.scrollWidth") <= 360


def title_of(path: Path) -> str:
    """Return the title that the importer finds in a saved page."""
    from newsroom.importer.decoding import decode
    from newsroom.importer.old_portal import parse

    return parse(decode(path.read_bytes())).title


def test_the_address_made_while_a_title_is_typed_is_the_servers(page, log_in):
    log_in(page, "soan1.gdtx")
    page.locator(".portal-compose").get_by_text("Soạn thông báo").click()
    title, slug = page.locator("[name=title]"), page.locator("[name=slug]")
    for words in (
        "Đại hội Giáo dục 114/KH-UBND",
        "TỔ CHỨC LỚP BỒI DƯỠNG NGHIỆP VỤ CHO CÁN BỘ QUẢN LÝ VÀ GIÁO VIÊN CỐT CÁN TOÀN TỈNH NĂM HỌC 2026 - 2027",
        unicodedata.normalize("NFD", "Thi thử: “Hoà nhạc” lần thứ Nhất!"),
        "x" * 90 + " hai",
    ):
        title.fill("")
        slug.evaluate("field => { field.value = '' }")
        title.focus()
        # Written as a paste is: composed by an input method or not, letters arrive as they are.
        page.keyboard.insert_text(words)
        page.keyboard.press("End")
        title.blur()
        expect(slug).to_have_value(slugify(words))


def test_a_drafter_writes_and_sends_news_on_a_telephone(new_page, log_in):
    page = new_page(width=360)
    log_in(page, "soan1.gdth")
    compose = page.locator(".portal-compose")
    compose.get_by_text("Soạn tin").click()
    if page.url.endswith("/admin/"):
        compose.get_by_role("link", name="Tin hoạt động").click()
    page.locator("[name=title]").fill("Trường THPT Đồi Thông mở thư viện xanh")
    page.locator("[name=summary]").fill("Thư viện mở cửa cả ngày thứ Bảy.")
    editor = page.locator("[contenteditable=true].public-DraftEditor-content").first
    editor.click()
    editor.type("Sáng nay nhà trường khai trương thư viện xanh.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    send = page.locator("footer [name=action-submit]").first
    assert "Trưởng phòng" in send.inner_text()
    send.click()
    page.wait_for_load_state()
    page.goto("/admin/")
    assert "Trường THPT Đồi Thông mở thư viện xanh" in page.locator("#submitted-section").inner_text()


def test_everything_is_readable_and_reachable_without_javascript(new_page):
    page = new_page(width=360, javascript=False)
    page.goto("/")
    announcements = page.locator(".ticker li")
    assert announcements.count() == 3
    assert all(announcements.nth(number).is_visible() for number in range(3))
    page.goto("/tin-hoat-dong/")
    page.locator("main article a").first.click()
    assert page.locator("nav ol [aria-current=page]").count() == 1
    page.goto("/tim-kiem/?q=hoc+sinh")
    assert page.locator("main li a, main article a").count() > 3


def test_the_ticker_stands_still_until_it_is_asked_to_step(page):
    page.goto("/")
    ticker = page.locator(".ticker")
    shown = ticker.locator("li:visible")
    assert shown.count() == 1
    first = shown.inner_text()
    page.wait_for_timeout(1500)
    assert shown.inner_text() == first
    ticker.get_by_role("button").last.focus()
    page.keyboard.press("Enter")
    assert shown.inner_text() != first
    ticker.get_by_role("button").first.click()
    assert shown.inner_text() == first


def test_a_read_is_counted_once_per_visit(site, new_page):
    page = new_page()
    page.set_extra_http_headers({"User-Agent": READER})
    page.goto("/tin-hoat-dong/")
    page.locator("main article a").first.click()
    page.wait_for_load_state("networkidle")
    page.reload()
    page.wait_for_load_state("networkidle")
    for _run in range(2):
        site.manage("shell", "-c", "from cms.reading.views_spool import roll_up; roll_up()")
    page.reload()
    assert re.search(r"\b1\b", page.locator("[class*=meta]").first.inner_text().replace("/", " ").split("xem")[-1])
