"""Searching with a keyboard, a thumb, a screen reader's roles, and without any script."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe

OPEN = ".suggestions:not([hidden])"


def field_of(page: Page):
    return page.locator("main input[type=search]")


@pytest.fixture(params=[360, 1280])
def typing(request, new_page) -> Page:
    """The search page with "giao du" typed and the suggestions shown."""
    page = new_page(width=request.param)
    page.goto("/tim-kiem/")
    field_of(page).press_sequentially("giao du", delay=30)
    page.locator(OPEN).wait_for()
    return page


def test_suggestions_are_a_combobox_that_is_announced(typing):
    field, options = field_of(typing), typing.locator(f"{OPEN} [role=option]")
    assert options.count() > 2
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-controls", typing.locator(OPEN).get_attribute("id"))
    expect(typing.locator("main [role=status]")).to_contain_text(str(options.count()))
    assert axe.violations(typing) == []
    assert axe.too_wide(typing) == []
    assert min(box["height"] for box in map(lambda option: option.bounding_box(), options.all())) >= 44


def test_keyboard_chooses_leaves_and_opens_again(typing):
    field, options = field_of(typing), typing.locator(f"{OPEN} [role=option]")
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    field.press("ArrowUp")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(typing.locator(OPEN)).to_have_count(0)
    expect(field).to_have_value("giao du")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowDown")
    title = options.first.evaluate("option => option.firstChild.data")
    field.press("ArrowDown")
    field.press("ArrowUp")
    field.press("Enter")
    expect(typing.locator("h1")).to_contain_text(title)


def test_enter_without_a_choice_searches_for_what_was_typed(typing):
    field_of(typing).press("Enter")
    typing.wait_for_url("**/tim-kiem/?q=giao+du")
    expect(typing.locator(OPEN)).to_have_count(0)


def test_thumb_chooses_a_suggestion_and_leaving_the_field_closes_them(typing):
    option = typing.locator(f"{OPEN} [role=option]").nth(1)
    title = option.evaluate("option => option.firstChild.data")
    typing.locator("h1").click()
    expect(typing.locator(OPEN)).to_have_count(0)
    field_of(typing).press("End")
    field_of(typing).press_sequentially("c")
    typing.locator(OPEN).get_by_text(title).click()
    expect(typing.locator("h1")).to_contain_text(title)


def test_suggestions_of_the_header_fit_the_window(new_page):
    page = new_page()
    page.goto("/")
    page.locator("#header-search").press_sequentially("giao du", delay=30)
    page.locator(OPEN).wait_for()
    assert axe.too_wide(page) == []
    assert axe.violations(page) == []


def test_line_that_is_down_leaves_a_search_that_works(new_page, watcher):
    # The browser itself reports it.
    watcher.allow("Failed to load resource")
    page = new_page()
    page.goto("/tim-kiem/")
    page.route("**/goi-y/**", lambda route: route.abort())
    page.route("**/suggestions/**", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        field_of(page).press_sequentially("giao duc", delay=30)
    field_of(page).press("Enter")
    expect(page.locator(".results")).to_be_visible()


def test_search_is_told_once_a_session_and_says_nothing_of_the_reader(new_page):
    page, told = new_page(), []
    page.on("request", lambda request: told.append(request) if request.url.endswith("/p/search/") else None)
    for address in ("/tim-kiem/?q=giao+duc", "/tim-kiem/?q=giao+duc", "/tim-kiem/?q=0912+345+678"):
        page.goto(address, wait_until="networkidle")
    assert [parse_qs(request.post_data) for request in told] == [
        {"q": ["giao duc"], "found": ["1"], "language": ["vi"]}
    ]
    assert page.context.cookies() == []
    assert json.loads(page.evaluate("JSON.stringify({...sessionStorage})")).popitem()[1] == "1"


def test_filters_work_without_javascript_on_a_telephone(new_page):
    page = new_page(width=360, javascript=False)
    page.goto("/tim-kiem/")
    field_of(page).fill("giáo dục")
    field_of(page).press("Enter")
    page.locator(".search-head__jump").click()
    assert urlsplit(page.url).fragment == "filters"
    page.locator(".facet").first.locator("a").first.click()
    page.locator("input[name=since]").fill("2026-01-01")
    page.get_by_role("button", name="Lọc theo ngày").or_(page.locator(".date-filter__button")).first.click()
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["q"], asked["since"]) == (["giáo dục"], ["2026-01-01"])
    assert "kind" in asked
    assert page.locator(".chosen-filters a").count() >= 2
    assert axe.too_wide(page) == []


def test_marks_are_seen_in_every_scheme(new_page):
    page = new_page(width=360)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto("/tim-kiem/?q=giao+duc")
        mark = page.locator(".result__snippet mark").first
        weight, colour = mark.evaluate("mark => [getComputedStyle(mark).fontWeight, getComputedStyle(mark).color]")
        assert int(weight) >= 700
        assert colour == mark.locator("..").evaluate("text => getComputedStyle(text).color")
