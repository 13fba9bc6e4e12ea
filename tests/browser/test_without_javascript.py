"""A reader whose browser runs no script, on a telephone: everything is there, and nothing offers what cannot work."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.public_pages import KINDS

# What only a script can do: it must not be offered without one.
SCRIPTED = (
    "[data-text-step], [data-contrast-switch], [data-print], [data-read-toggle], [data-share-copy], [data-viewer]"
)


@pytest.fixture
def reader(new_page) -> Page:
    return new_page(width=360, javascript=False)


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def test_every_kind_of_page_is_read_and_fits_the_screen(reader, addresses, watcher):
    watcher.allow("status of 4(04|10)")
    for kind, address in addresses.items():
        assert reader.goto(address).status == KINDS[kind].status
        assert reader.locator("h1").inner_text().strip(), kind
        assert not axe.too_wide(reader), kind


def test_menu_unfolds_and_leads_on(reader):
    reader.goto("/")
    menu = reader.locator("nav.main-menu")
    link = menu.get_by_role("link", name="Thông báo", exact=True)
    expect(link).to_be_hidden()
    menu.locator("summary").first.click()
    link.click()
    assert path_of(reader) == "/thong-bao/"


def test_lines_of_the_ticker_stand_one_below_the_other(reader):
    reader.goto("/")
    lines = reader.locator("[data-ticker] li")
    assert lines.count() > 1
    for line in lines.all():
        expect(line).to_be_visible()
    for button in reader.locator("[data-ticker-step]").all():
        expect(button).to_be_hidden()
    title = lines.first.get_by_role("link").inner_text()
    lines.first.get_by_role("link").click()
    assert title in reader.locator("main").inner_text()


def test_search_finds_and_turns_its_pages(reader):
    reader.goto("/")
    reader.locator("header a[href='/tim-kiem/']").click()
    form = reader.locator("main form[role=search]")
    form.locator("[name=q]").fill("giáo dục")
    form.locator("[type=submit]").click()
    first = reader.locator("main h2").first.inner_text()
    reader.locator("main a[rel=next]").first.click()
    assert "page=2" in reader.url
    assert reader.locator("main h2").first.inner_text() != first
    reader.locator("main a[rel=prev]").first.click()
    assert reader.locator("main h2").first.inner_text() == first


def test_pictures_of_a_gallery_are_links_to_the_whole_pictures(reader, addresses):
    reader.goto(addresses["article-gallery"])
    links = reader.locator("[data-gallery] a")
    assert links.count() == 20
    answer = reader.request.get(links.last.get_attribute("href"))
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("image/")


def test_video_is_a_link_to_its_provider(reader, addresses):
    reader.goto(addresses["article"])
    assert re.match(r"https://www\.youtube\.com/watch", reader.locator("a[data-embed-url]").get_attribute("href"))
    assert reader.locator("iframe").count() == 0


def test_what_needs_a_script_is_not_offered(reader, addresses):
    for kind in ("article", "article-gallery", "announcement", "event", "info"):
        reader.goto(addresses[kind])
        for tool in reader.locator(SCRIPTED).all():
            expect(tool).to_be_hidden()


def test_the_other_language_is_one_link_away(reader):
    reader.goto("/thong-bao/")
    reader.locator("header a[hreflang=en]").click()
    assert reader.locator("html").get_attribute("lang") == "en"
    reader.locator("header a[hreflang=vi]").click()
    assert path_of(reader) == "/thong-bao/"


def test_section_leads_to_the_archive_and_on_to_an_article(reader, addresses):
    reader.goto(addresses["section"])
    for kind in ("archive", "archive-month"):
        reader.locator(f"main a[href='{addresses[kind]}']").first.click()
        assert path_of(reader) == addresses[kind]
    reader.locator("main h2 a, main h3 a").first.click()
    assert reader.locator("article h1").count() == 1
