"""Dates that scripts of the admin write: the day first, whatever the browser would have written."""

import pytest


@pytest.fixture
def editor(site, new_page, log_in):
    page = new_page()
    log_in(page, "soan1.gdtx")
    page.goto("/admin/")
    return page


def test_comments_are_dated_as_the_rest_of_the_admin(editor):
    options = '{ dateStyle: "medium", timeStyle: "short" }'
    written = editor.evaluate(f"new Intl.DateTimeFormat([], {options}).format(new Date(2026, 10, 20, 13, 43))")
    assert written == "20/11/2026, 13:43"
    # What names a language or parts of its own is left alone.
    assert editor.evaluate('new Intl.DateTimeFormat("en-US").format(new Date(2026, 10, 20))') == "11/20/2026"
    assert editor.evaluate('new Intl.NumberFormat("vi").format(1234567.8)') == "1.234.567,8"
