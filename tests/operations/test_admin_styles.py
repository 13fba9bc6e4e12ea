"""What the screens of the admin wear: all of them the parts of `admin.css`, single ones what they name themselves."""

import re

import pytest

from cms.operations.joining import CSS_IMPORT
from cms.settings.env import BASE_DIR
from tests.architecture.imports import PACKAGES

pytestmark = pytest.mark.no_database

STYLES = BASE_DIR / "static" / "css"
NAMED = re.compile(r"""["'](css/admin/[\w/]+\.css)["']""")


def everywhere() -> list[str]:
    return [f"css/{part}" for part, _medium in CSS_IMPORT.findall((STYLES / "admin.css").read_text())]


def on_single_screens() -> set[str]:
    templates = (BASE_DIR / "templates").rglob("*.html")
    top_level = {package.partition(".")[0] for package in PACKAGES}
    modules = (path for package in top_level for path in (BASE_DIR / package).rglob("*.py"))
    return {name for path in (*templates, *modules) for name in NAMED.findall(path.read_text())}


def test_every_style_sheet_of_the_admin_is_worn():
    written = {f"css/{path.relative_to(STYLES)}" for path in (STYLES / "admin").rglob("*.css")}
    assert written == {*everywhere()} | on_single_screens()


def test_what_every_screen_wears_is_not_asked_for_a_second_time():
    """As a part it is not served by itself: naming it would end in an error."""
    assert {*everywhere()} & on_single_screens() == set()
