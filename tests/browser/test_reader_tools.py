"""The tools of a page in a real browser: what they do, what they leave alone, and what is there without them."""

import re

import pypdfium2
import zxingcpp
from playwright.sync_api import Page, expect

SECTION = "/tin-hoat-dong/"
ARTICLE = f"{SECTION}kiem-tra-dot-xuat-bep-an-ban-tru-tai-38-truong-mam-non-tieu-hoc/"
OTHER_ARTICLE = f"{SECTION}ra-soat-mang-luoi-truong-lop-va-nhu-cau-dau-tu-giai-doan-2027-2030/"
# CSS pixels, WCAG 2.5.5
TARGET = 44
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
# What the root element said when the browser first painted: asked in the frame before that.
FIRST_PAINT = """
requestAnimationFrame(() => { window.firstFrame = { ...document.documentElement.dataset }; });
"""
BLOCKED_STORAGE = """
for (const name of ["getItem", "setItem"]) Storage.prototype[name] = () => { throw new DOMException("blocked"); };
"""

PLACE_IN_ROW = """
Array.from(document.querySelectorAll(".page-tools .tool"))
  .filter((item) => item.checkVisibility({ visibilityProperty: true }))
  .indexOf(document.activeElement)
"""


def tool(page: Page, name: str):
    return page.locator(f".page-tools [data-{name}]")


def larger(page: Page):
    return page.locator(".page-tools [data-text-step='1']")


def root(page: Page) -> dict:
    return page.evaluate("({ ...document.documentElement.dataset })")


def test_text_size_and_contrast_go_along_without_a_cookie_and_without_a_jump(page):
    page.add_init_script(SHIFTS + FIRST_PAINT)
    page.goto(ARTICLE)
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body')).fontSize)")
    larger(page).click()
    tool(page, "contrast-switch").click()
    expect(tool(page, "contrast-switch")).to_have_attribute("aria-pressed", "true")

    for address in (OTHER_ARTICLE, SECTION, "/", ARTICLE):
        page.goto(address)
        page.wait_for_timeout(300)
        chosen = {"text": "large", "contrast": "high", "script": ""}
        assert page.evaluate("window.firstFrame") == root(page) == chosen, address
        assert page.evaluate("window.shifts") == 0, address
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body')).fontSize)") > size
    assert page.context.cookies() == []

    tool(page, "contrast-switch").click()
    page.locator(".page-tools [data-text-step='0']").click()
    page.goto(OTHER_ARTICLE)
    assert root(page) == {"script": ""}


def test_text_size_says_how_large_it_is_and_where_it_ends(page):
    page.goto(ARTICLE)
    smaller, status = page.locator("[data-text-step='-1']"), page.locator("[data-text-status]")
    expect(smaller).to_have_attribute("aria-disabled", "true")
    said = []
    for _press in range(3):
        # Playwright itself does not click what says that it is disabled; people do.
        larger(page).click(force=True)
        said.append(status.text_content())
    assert said[0] != said[1] == said[2]
    expect(larger(page)).to_have_attribute("aria-disabled", "true")
    assert root(page)["text"] == "larger"
    smaller.click()
    assert root(page)["text"] == "large"


def test_what_something_else_left_in_the_storage_changes_nothing(page):
    page.goto(ARTICLE)
    for kept in ("rubbish", "null", "[]", '{"text":"huge","contrast":7}', '{"text":"__proto__"}'):
        page.evaluate("(kept) => localStorage.setItem('preferences', kept)", kept)
        page.reload()
        assert root(page) == {"script": ""}, kept
    larger(page).click()
    assert root(page)["text"] == "large"


def test_a_browser_that_keeps_nothing_changes_this_page_alone(page):
    page.add_init_script(BLOCKED_STORAGE)
    page.goto(ARTICLE)
    tool(page, "contrast-switch").click()
    assert root(page)["contrast"] == "high"
    page.goto(OTHER_ARTICLE)
    assert root(page) == {"script": ""}


def test_address_is_copied_and_that_is_said(page, site):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(ARTICLE)
    page.locator("[data-share] summary").click()
    status = page.locator("[data-share-status]")
    expect(status).to_have_attribute("role", "status")
    page.locator("[data-share-copy]").click()
    expect(status).to_have_text(status.get_attribute("data-done"))
    assert page.evaluate("navigator.clipboard.readText()") == site.url + ARTICLE
    page.keyboard.press("Escape")
    expect(page.locator("[data-share]")).not_to_have_attribute("open", "")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_address_stays_selected_where_it_cannot_be_copied(page, site):
    page.add_init_script("delete Navigator.prototype.clipboard; document.execCommand = () => false;")
    page.goto(ARTICLE)
    page.locator("[data-share] summary").click()
    page.locator("[data-share-copy]").click()
    status = page.locator("[data-share-status]")
    expect(status).to_have_text(status.get_attribute("data-failed"))
    selected = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert page.locator("[data-share-address]").evaluate(selected) == site.url + ARTICLE


def test_the_devices_own_way_of_sharing_is_offered_where_there_is_one(new_page, site):
    without, with_one = new_page(), new_page(width=360)
    without.add_init_script("delete Navigator.prototype.share;")
    with_one.add_init_script("navigator.share = async (page) => { window.shared = page; };")
    for page in (without, with_one):
        page.goto(ARTICLE)
        page.locator("[data-share] summary").click()
    expect(without.locator("[data-share-native]")).to_be_hidden()
    with_one.locator("[data-share-native]").click()
    title = with_one.locator("h1").text_content()
    assert with_one.evaluate("window.shared") == {"title": title, "url": site.url + ARTICLE}


def test_a_click_elsewhere_closes_the_ways_of_sharing(page):
    page.goto(ARTICLE)
    page.locator("[data-share] summary").click()
    page.locator("h1").click()
    expect(page.locator(".share__panel")).to_be_hidden()


def test_print_button_prints(page):
    page.add_init_script("window.print = () => { window.printed = true; };")
    page.goto(ARTICLE)
    tool(page, "print").click()
    assert page.evaluate("window.printed")


def press_with_alt(page: Page, digit: str) -> None:
    """Playwright's own keyboard leaves out which letter the key has by itself, by which Chromium knows access keys."""
    key = {"key": digit, "code": f"Digit{digit}", "windowsVirtualKeyCode": ord(digit), "unmodifiedText": digit}
    page.context.new_cdp_session(page).send("Input.dispatchKeyEvent", {"type": "keyDown", "modifiers": 1, **key})


def test_shortcut_keys_need_their_modifier_and_leave_fields_alone(page, site):
    page.goto(ARTICLE)
    page.keyboard.press("1")
    page.keyboard.press("4")
    assert page.url == site.url + ARTICLE
    field = page.locator("#header-search")
    field.fill("lớp ")
    field.press("1")
    assert field.input_value() == "lớp 1"
    field.blur()
    for key in ("4", "0", "1"):
        aim = page.locator(f"[accesskey='{key}']").get_attribute("href")
        press_with_alt(page, key)
        page.wait_for_url(site.url + aim)
    press_with_alt(page, "2")
    expect(page.locator("main")).to_be_focused()


def test_tools_stand_in_one_row_of_large_targets_on_a_telephone(new_page):
    page = new_page(width=360)
    page.goto(ARTICLE)
    boxes = [item.bounding_box() for item in page.locator(".page-tools .tool:visible").all()]
    assert len(boxes) == 6
    assert len({box["y"] for box in boxes}) == 1
    assert all(box["width"] >= TARGET and box["height"] >= TARGET for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_tools_are_reached_in_their_order_and_worked_by_keyboard(page):
    page.goto(ARTICLE)
    page.locator("[data-text-step='-1']").focus()
    reached = []
    for _step in range(5):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(PLACE_IN_ROW))
    assert reached == [1, 2, 3, 4, 5]
    page.keyboard.press("Enter")
    expect(page.locator(".share__panel")).to_be_visible()


def test_without_javascript_the_address_and_mail_remain_and_nothing_that_would_do_nothing(new_page):
    page = new_page(width=360, javascript=False)
    page.goto(ARTICLE)
    visible = page.locator(".page-tools .tool:visible")
    assert visible.count() == 1
    visible.click()
    expect(page.locator("[data-share-address]")).to_be_visible()
    expect(page.locator(".share a[href^='mailto:']")).to_be_visible()
    expect(page.locator("[data-share-copy]")).to_be_hidden()
    page.goto("/")
    page.locator("footer [accesskey='0']").click()
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("[data-text-step]").first).to_be_hidden()


def test_printed_sheet_names_the_agency_title_date_and_address_and_its_code_leads_back(page, site, tmp_path):
    page.goto(ARTICLE)
    agency = page.locator(".masthead__name").text_content().upper()
    title, shown = page.locator("h1").text_content(), page.locator(".meta time").text_content()
    tools = page.locator("[data-contrast-switch]").inner_text()
    path = tmp_path / "sheet.pdf"
    page.pdf(path=path, format="A4")

    with pypdfium2.PdfDocument(path) as sheet:
        words = " ".join(part.get_textpage().get_text_bounded() for part in sheet)
        codes = [code.text for part in sheet for code in zxingcpp.read_barcodes(part.render(scale=2).to_pil())]
        assert len(sheet) <= 2
    bare = re.sub(r"\s|\x02|-", "", words)
    for expected in (agency, title, shown, site.url + ARTICLE):
        assert re.sub(r"\s|-", "", expected) in bare.replace(agency.title(), agency), expected
    assert tools not in words
    assert len(codes) == 1
    page.goto(codes[0])
    assert page.url == site.url + ARTICLE
