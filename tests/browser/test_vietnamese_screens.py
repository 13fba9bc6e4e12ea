"""No English is left on the screens of the admin: neither shown, nor waiting behind a button, a tip or a script."""

import json

import pytest

from tests.browser import admin_screens
from tests.browser.foreign_words import findings

# Milliseconds after which a step of the walk is given up: the machine may be busy.
PATIENCE = 20_000
PLANTED = """() => {
  const add = html => document.body.insertAdjacentHTML("beforeend", html);
  add("<p>Your changes were saved</p>");
  add("<button title='Delete this page'></button>");
  add("<a aria-label='Toggle sidebar'></a>");
  add("<input placeholder='Search pages'>");
  add("<input type='submit' value='Publish'>");
  add("<img alt='Preview image'>");
  add("<div hidden>Hidden sentence here</div>");
  add("<template><p>Waiting in a template</p></template>");
  add("<div data-w-tooltip-content-value='Shown when hovered'></div>");
  add("<div data-strings='{&quot;a&quot;: &quot;Handed to scripts.&quot;}'></div>");
  add("<script type='application/json'>[{\\"label\\": \\"Inside some JSON\\"}]</script>");
}"""


@pytest.fixture(scope="module")
def places(site) -> dict:
    """The numbers that stand in addresses, and the titles of English pages."""
    make = "from tests.browser import admin_places; admin_places.print_all()"
    return json.loads(site.manage("shell", "--verbosity", "0", "--command", make).splitlines()[-1])


@pytest.mark.parametrize("who", admin_screens.ROLES, ids=lambda who: who or "visitor")
def test_no_english_is_left_on_any_screen(who, new_page, log_in, places, watcher):
    # The screens of what is not there are asked for; a form with empty blocks cannot save itself.
    watcher.allow("404|400")
    page = new_page()
    page.set_default_timeout(PATIENCE)
    # What was tried on a form is thrown away.
    page.on("dialog", lambda dialog: dialog.accept())
    if who:
        log_in(page, who)
    left = {}
    for screen in admin_screens.ROLES[who]:
        for name in admin_screens.walk(page, screen, places["numbers"]):
            for finding in findings(page, places["english"]):
                left.setdefault(str(finding), name)
            if page.title().startswith("-"):
                left.setdefault("the title of the window names no screen", name)
    assert not [f"{name}: {finding}" for finding, name in left.items()]


def test_there_are_twenty_screens_and_more_for_drafters_and_for_those_who_approve():
    for who in ("soan1.gdtx", "duyet1"):
        addresses = {screen.path for screen in admin_screens.ROLES[who]}
        assert len(addresses) >= 20


def test_english_that_is_planted_is_found(new_page):
    page = new_page()
    page.goto("/admin/login/")
    assert not list(findings(page))
    page.evaluate(PLANTED)
    found = {finding.text for finding in findings(page)}
    assert found == {
        "Your changes were saved",
        "Delete this page",
        "Toggle sidebar",
        "Search pages",
        "Publish",
        "Preview image",
        "Hidden sentence here",
        "Waiting in a template",
        "Shown when hovered",
        "Handed to scripts.",
        "Inside some JSON",
    }
