"""The strict policy in a real browser: public pages of every kind break it nowhere, with and without scripts."""

from collections.abc import Callable

from playwright.sync_api import Page

# Chromium tells a page what of it was refused.
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


def test_no_public_page_asks_for_what_its_policy_forbids(new_page: Callable[..., Page], addresses, watcher):
    page = new_page()
    page.add_init_script(LISTEN)
    watcher.allow("404|410|status of 4")
    for kind, address in addresses.items():
        page.goto(address, wait_until="load")
        assert page.evaluate("window.violations") == [], f"{kind}: {address}"


def test_listener_would_notice(new_page: Callable[..., Page], watcher):
    page = new_page()
    page.add_init_script(LISTEN)
    watcher.allow("Content Security Policy|Content-Security-Policy|example.com|unload")
    page.goto("/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.com/a.png'}))"
    )
    page.wait_for_function("window.violations.length > 0")


def test_data_for_search_engines_is_there_and_is_not_executed(page: Page):
    page.goto("/")
    text = page.locator("script[type='application/ld+json']").text_content()
    assert page.evaluate("(text) => JSON.parse(text)['@context']", text) == "https://schema.org"


def test_reader_gets_no_cookie(page: Page, addresses):
    for address in list(addresses.values())[:6]:
        page.goto(address)
    assert page.context.cookies() == []
