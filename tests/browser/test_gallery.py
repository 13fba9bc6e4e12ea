"""Pictures in full: by keyboard, by touch, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def many(addresses) -> str:
    """The address of an article with twenty pictures in one gallery."""
    return next(path for path in addresses.values() if "bai-hai-muoi-anh" in path)


@pytest.fixture
def mixed(addresses) -> str:
    """The address of an article with a cover, a picture in the text, and a gallery of three."""
    return next(path for path in addresses.values() if "bai-du-cac-khoi" in path)


def position(page: Page) -> str:
    return page.locator("[data-viewer-position]").inner_text()


def test_pictures_are_seen_whole_by_keyboard_alone(page, many):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(many)
    viewer = page.locator("[data-viewer]")
    expect(viewer).to_be_hidden()
    second = page.locator("[data-full-view]").nth(1)
    second.focus()
    assert not [address for address in asked if "max-16" in address or "max-10" in address]
    page.keyboard.press("Enter")
    expect(viewer).to_be_visible()
    assert position(page) == "2/20"
    assert page.locator("[data-viewer-words]").inner_text().startswith("Ảnh điểm trường 2")
    expect(viewer.locator("img")).to_have_js_property("complete", True)
    assert [address for address in asked if "max-16" in address or "max-10" in address]
    page.keyboard.press("ArrowRight")
    assert position(page) == "3/20"
    for _press in range(3):
        page.keyboard.press("ArrowLeft")
    assert position(page) == "20/20"
    viewer.locator("[data-viewer-step='1']").click()
    assert position(page) == "1/20"
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(second).to_be_focused()


def test_pictures_of_the_text_and_of_a_gallery_are_two_rounds(page, mixed):
    page.goto(mixed)
    page.locator(".figure [data-full-view]").first.click()
    assert position(page) == "1/2"
    assert page.locator("[data-viewer] img").get_attribute("alt") == "Sân trường trong nắng sớm"
    page.locator("[data-viewer-close]").click()
    page.locator("[data-gallery] [data-full-view]").first.click()
    assert position(page) == "1/3"


def test_a_swipe_shows_the_next_picture(browser, site, watcher, many):
    context = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    watcher.watch(page)
    page.goto(many)
    page.locator("[data-full-view]").first.tap()
    swipe = """(stage, by) => {
        const touch = (x) => new Touch({ identifier: 1, target: stage, clientX: x, clientY: 300 });
        const send = (name, x, still) => stage.dispatchEvent(new TouchEvent(name, {
            bubbles: true, touches: still ? [touch(x)] : [], changedTouches: [touch(x)],
        }));
        send("touchstart", 180, true);
        send("touchend", 180 + by, false);
    }"""
    stage = page.locator("[data-viewer-stage]")
    seen = [position(page)]
    for by in (-120, -120, 120, -10):
        stage.evaluate(swipe, by)
        seen.append(position(page))
    assert seen == ["1/20", "2/20", "3/20", "2/20", "2/20"]
    box = page.locator("[data-viewer] img").bounding_box()
    assert box["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


def test_without_javascript_a_picture_leads_to_the_whole_of_it(new_page, watcher, many):
    # A picture has no head that names its icon.
    watcher.allow("favicon.ico")
    page = new_page(width=360, javascript=False)
    page.goto(many)
    page.locator("[data-full-view]").first.click()
    page.wait_for_url(re.compile(r"max-1600x1600\.format-jpeg\.jpg$"))


@pytest.mark.parametrize("width, sharpness", [(360, 3), (412, 2.625), (1280, 1), (1280, 2)])
def test_browsers_take_a_size_that_fits_and_never_one_too_many(browser, site, many, mixed, width, sharpness):
    """The next larger size than what the layout shows is taken: `sizes` says how wide that is."""
    context = browser.new_context(
        base_url=site.url, viewport={"width": width, "height": 900}, device_scale_factor=sharpness
    )
    page = context.new_page()
    for path in (many, mixed, "/"):
        page.goto(path)
        for image in page.locator("main picture img").all():
            image.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        for found in page.evaluate(SIZES):
            wanted = found["shown"] * sharpness
            larger = [each for each in found["offered"] if each >= wanted * 0.98] or [max(found["offered"])]
            next_larger = [each for each in found["offered"] if each > min(larger)][:1]
            assert found["taken"] in [each for each in found["offered"] if each <= min(larger)] + next_larger, found
    context.close()


SIZES = """() => Array.from(document.querySelectorAll("main picture img"), (image) => {
    const source = image.parentElement.querySelector("source");
    if (!source || !image.currentSrc) return null;
    const offered = Array.from(source.srcset.matchAll(/(\\S+) (\\d+)w/g), (found) => [found[1], Number(found[2])]);
    const taken = offered.find(([address]) => image.currentSrc.endsWith(address));
    return taken && {
        shown: image.clientWidth,
        taken: taken[1],
        offered: offered.map((each) => each[1]),
        address: image.currentSrc,
    };
}).filter(Boolean)"""
