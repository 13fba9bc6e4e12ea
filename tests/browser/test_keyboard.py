"""A reader without a mouse: every step has a focus that is seen, in the order in which the page is read."""

import pytest
from playwright.sync_api import Page, expect

# Chromium lets a page go on to the browser's own controls after its last element.
MOST_STEPS = 400
FOCUSED = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const field = element.matches("input, textarea") && style.boxShadow !== "none";
  const covered = !element.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
  const name = [element.localName, ...element.classList].join(".");
  return {
    name: `${name} “${(element.textContent || element.getAttribute("aria-label") || "").trim().slice(0, 40)}”`,
    isSeen: (ring || field) && box.width > 0 && box.height > 0 && style.visibility === "visible",
    // Inside a box that scrolls, or in a line that is broken, the middle may belong to something else.
    isCovered: covered && element.getClientRects().length === 1 && box.top >= 0 && box.bottom <= innerHeight,
  };
}
"""
NOT_BEHIND_THE_VIEWER = """
document.activeElement === document.body || document.activeElement.closest("[data-viewer]") !== null
"""


@pytest.fixture
def walk(new_page):
    """`walk(address)` presses Tab through the whole page and returns what had the focus at every step."""

    def through(address: str, width: int = 1280) -> list[dict]:
        page = new_page(width=width)
        page.goto(address)
        steps = []
        for _step in range(MOST_STEPS):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused is None:
                break
            steps.append(focused)
        return steps

    return through


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element of this selector has the focus."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


@pytest.mark.parametrize("kind", ["front-page", "section", "article", "event", "search-results", "contact"])
@pytest.mark.parametrize("width", [360, 1280])
def test_focus_is_seen_at_every_step(kind, width, walk, addresses):
    steps = walk(addresses[kind], width)
    assert 10 < len(steps) < MOST_STEPS
    assert not [step["name"] for step in steps if not step["isSeen"]]
    assert not [step["name"] for step in steps if step["isCovered"]]


def test_skip_link_comes_first_and_leads_past_the_header(page):
    page.goto("/tin-hoat-dong/")
    page.keyboard.press("Tab")
    link = page.locator(".skip-link")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_branch_of_the_menu_opens_and_closes_without_losing_the_focus(page):
    page.goto("/")
    tab_to(page, "nav.main-menu li summary")
    page.keyboard.press("Enter")
    branch = page.locator("nav.main-menu li details[open]")
    expect(branch.get_by_role("link").first).to_be_visible()
    page.keyboard.press("Tab")
    assert branch.evaluate("branch => branch.querySelector('ul').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(branch).to_have_count(0)
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_menu_on_a_telephone_unfolds(new_page):
    page = new_page(width=360)
    page.goto("/")
    tab_to(page, "nav.main-menu summary")
    page.keyboard.press("Space")
    tab_to(page, "nav.main-menu a[href='/thong-bao/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thong-bao/")


def test_ticker_steps_when_asked_and_tells_it_only_then(page):
    page.goto("/")
    lines = page.locator("[data-ticker-list]")
    first = lines.locator("li:visible").inner_text()
    assert lines.get_attribute("aria-live") is None
    tab_to(page, "[data-ticker-step='1']")
    page.keyboard.press("Enter")
    assert lines.locator("li:visible").inner_text() != first
    assert lines.get_attribute("aria-live") == "polite"
    tab_back_to(page, "[data-ticker-step='-1']")
    page.keyboard.press("Space")
    assert lines.locator("li:visible").inner_text() == first


def tab_back_to(page: Page, selector: str) -> None:
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("selector => document.activeElement.matches(selector)", selector)


def test_text_size_and_contrast_stay_on_the_next_page(page, addresses):
    page.goto(addresses["article"])
    root = page.locator("html")
    tab_to(page, "[data-text-step='1']")
    page.keyboard.press("Enter")
    tab_to(page, "[data-contrast-switch]")
    page.keyboard.press("Space")
    for address in (addresses["article"], addresses["section"]):
        page.goto(address)
        assert root.get_attribute("data-text") == "large"
        assert root.get_attribute("data-contrast") == "high"
    assert page.context.cookies() == []


def test_share_box_closes_on_escape_and_gives_the_focus_back(page, addresses):
    page.goto(addresses["article"])
    tab_to(page, "[data-share] summary")
    page.keyboard.press("Enter")
    expect(page.locator("[data-share-address]")).to_be_visible()
    tab_to(page, "[data-share-copy]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-share-status]")).not_to_be_empty()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('[data-share] summary')")


def test_picture_opens_whole_is_turned_and_gives_the_focus_back(page, addresses):
    page.goto(addresses["article-gallery"])
    tab_to(page, "[data-gallery] [data-full-view]")
    page.keyboard.press("Enter")
    viewer = page.locator("[data-viewer]")
    expect(viewer).to_be_visible()
    position = viewer.locator("[data-viewer-position]")
    expect(position).to_have_text("1/20")
    page.keyboard.press("ArrowRight")
    expect(position).to_have_text("2/20")
    # Nothing behind the dialog takes the focus, however often Tab is pressed.
    for _step in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(NOT_BEHIND_THE_VIEWER)
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    assert page.evaluate("document.activeElement === document.querySelector('[data-gallery] [data-full-view]')")


def test_search_is_typed_and_sent(page):
    page.goto("/")
    tab_to(page, "header input[name=q]")
    page.keyboard.type("học bạ số")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/**")
    tab_to(page, "main h2 a")
    title = page.locator("main h2 a").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_have_text(title)
