"""Every kind of public page, as people with large text, small screens, dark rooms and weak eyes meet it.

axe-core finds what a program can find of WCAG 2.2 AA; the reading order, the words and the feel remain for people.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.conftest import Site
from tests.public_pages import KINDS

PHONE, DESK = 360, 1280
# What a window of 1280 pixels shows at 400 % (WCAG 1.4.10).
ZOOMED = 320
HEIGHT = 800
# As static/js/preferences.js keeps them.
KEY, HIGH_CONTRAST = "preferences", json.dumps({"text": "normal", "contrast": "high"})
# Dark and high contrast change colours alone, so the other rules would find what they found in the light; and colours
# do not change with the width, so each is looked at in one. With FULL_SIZES every rule in every scheme at every width.
EVERY_RULE = bool(os.environ.get("FULL_SIZES"))
LEVELS = "all => all.map(heading => Number(heading.localName[1]))"


@pytest.fixture(scope="module")
def window(site: Site, browser: Browser) -> Iterator[Page]:
    """One window for all pages: a new one for each would cost more than what is looked at."""
    context = browser.new_context(base_url=site.url, locale="vi-VN", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def open_page(window: Page, kind: str, addresses: dict[str, str]) -> Page:
    resize(window, PHONE)
    status = window.goto(addresses[kind]).status
    assert status == KINDS[kind].status, f"{addresses[kind]} answers {status}"
    return window


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})


@dataclass(frozen=True)
class Measures:
    """What one visit finds: levels of headings, what is too wide, what is too small, what covers something else."""

    levels: list[int]
    too_wide_when_zoomed: list[str]
    too_wide_with_large_text: dict[int, list[str]]
    overlaid: list[str]
    small_targets: set[str]


@pytest.fixture(scope="module")
def measures(window: Page, addresses: dict[str, str]) -> Callable[[str], Measures]:
    """`measures("article")` visits the page of that kind, the first time that it is asked for."""
    return cache(lambda kind: measure(open_page(window, kind, addresses)))


def measure(page: Page) -> Measures:
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(LEVELS)
    small = axe.small_targets(page)
    resize(page, DESK)
    small += axe.small_targets(page)
    resize(page, ZOOMED)
    zoomed = axe.too_wide(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    large = {}
    for width in (PHONE, DESK):
        resize(page, width)
        large[width] = axe.too_wide(page)
    resize(page, PHONE)
    return Measures(levels, zoomed, large, axe.overlaid(page), set(small))


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(kind, window, addresses):
    page, found = open_page(window, kind, addresses), {}
    for width in (PHONE, DESK):
        resize(page, width)
        found[width, "light"] = axe.violations(page)
        if EVERY_RULE or width == PHONE:
            page.emulate_media(color_scheme="dark")
            found[width, "dark"] = axe.violations(page, colour_only=not EVERY_RULE)
            page.emulate_media(color_scheme="light")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, HIGH_CONTRAST])
    page.reload()
    page.evaluate("key => localStorage.removeItem(key)", KEY)
    is_on = page.locator("html").get_attribute("data-contrast") == "high"
    for width in (DESK, PHONE) if EVERY_RULE else (DESK,):
        resize(page, width)
        found[width, "high contrast"] = axe.violations(page, colour_only=not EVERY_RULE)
    assert not {shown: broken for shown, broken in found.items() if broken}
    assert is_on


@pytest.mark.parametrize("kind", KINDS)
def test_page_has_one_title_and_its_headings_skip_no_level(kind, measures):
    levels = measures(kind).levels
    assert levels.count(1) == 1
    assert not [step for step in pairwise(levels) if step[1] > step[0] + 1]


@pytest.mark.parametrize("kind", KINDS)
def test_page_scrolls_in_one_direction_only_at_four_hundred_percent(kind, measures):
    assert not measures(kind).too_wide_when_zoomed


@pytest.mark.parametrize("kind", KINDS)
def test_page_scrolls_in_one_direction_only_with_text_twice_as_large(kind, measures):
    assert not {width: parts for width, parts in measures(kind).too_wide_with_large_text.items() if parts}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_lies_over_a_link_with_text_twice_as_large(kind, measures):
    assert not measures(kind).overlaid


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_pressed_is_large_enough_for_a_thumb(kind, measures):
    assert not measures(kind).small_targets
