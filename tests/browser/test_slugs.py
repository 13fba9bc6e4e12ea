"""Every title of the table, typed into the admin's own form, gets the slug that the server makes of it."""

from contextlib import suppress

import pytest
from playwright.sync_api import expect

from cms.text.nfc import nfc
from tests.text.slug_titles import TITLES

SAVED = ("Quyết định số 155/QĐ-SGDĐT", "“Dạy tốt – Học tốt”", "H'Hen Niê")


def open_new_article(page) -> None:
    page.goto("/admin/")
    page.goto(page.locator("a[href*='/pages/add/newsroom/newspage/']").first.get_attribute("href"))
    page.locator("#id_title").wait_for()


@pytest.fixture
def drafter(new_page, log_in):
    page = new_page()
    log_in(page, "soan1.gdtx")
    open_new_article(page)
    return page


def type_over(page, title: str, slug: str) -> str:
    """Type `title` over what stands in the title's field and leave the field; return what became of the slug.

    Upstream follows the typing a moment later: `slug` is what is waited for.
    """
    field = page.locator("#id_title")
    field.focus()
    field.press("ControlOrMeta+a")
    if nfc(title) == title:
        field.press_sequentially(title)
    else:
        # As a keyboard of composed words commits them: all at once.
        page.keyboard.insert_text(title)
    field.blur()
    with suppress(AssertionError):
        expect(page.locator("#id_slug")).to_have_value(slug, timeout=3000)
    return page.locator("#id_slug").input_value()


def test_title_becomes_the_same_slug_in_the_browser_and_on_the_server(drafter, watcher):
    # A hundred drafts saved by themselves are not asked about here.
    drafter.route("**/admin/pages/add/**", lambda route: route.abort())
    watcher.allow("Failed to load resource")
    assert len(TITLES) > 100
    wrong = {title: (made, slug) for title, slug in TITLES.items() if (made := type_over(drafter, title, slug)) != slug}
    assert wrong == {}


def test_slug_that_was_typed_is_the_one_that_is_saved(drafter):
    for title in SAVED:
        type_over(drafter, title, TITLES[title])
        with drafter.expect_navigation():
            drafter.evaluate("document.querySelector('#page-edit-form').requestSubmit()")
        drafter.locator("#id_slug").wait_for(state="attached")
        assert drafter.locator("#id_slug").input_value() == TITLES[title]
        open_new_article(drafter)
