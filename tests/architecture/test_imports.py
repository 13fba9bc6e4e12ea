"""Imports go one way. The table is the whole rule: a package may reach what its line lists, and itself."""

from pathlib import Path

import pytest

from tests.architecture.imports import PACKAGES, Reach, package_of, reaches

ROOT = Path(__file__).resolve().parents[2]

BELOW_PAGES = {"cms.text", "cms.operations", "cms.accounts", "cms.guide", "cms.editorial", "cms.media", "cms.reading"}
ALLOWED = {
    "cms.text": set(),
    "cms.operations": {"cms.text"},
    "cms.reading": {"cms.operations"},
    "cms.accounts": {"cms.text", "cms.operations", "cms.guide"},
    "cms.guide": set(),
    "cms.editorial": {"cms.text", "cms.operations", "cms.accounts", "cms.guide"},
    "cms.media": {"cms.text", "cms.operations", "cms.accounts", "cms.guide", "cms.editorial"},
    "cms.pages": BELOW_PAGES,
    "newsroom": {*BELOW_PAGES, "cms.pages"},
    "events": {*BELOW_PAGES, "cms.pages"},
    "home": {*BELOW_PAGES, "cms.pages", "newsroom", "events"},
    "search": {*BELOW_PAGES, "cms.pages"},
}


def modules() -> list[Path]:
    """Every module of every package, relative to the root. Settings, urls and wsgi belong to none."""
    folders = [ROOT / package.replace(".", "/") for package in PACKAGES]
    return sorted(path.relative_to(ROOT) for folder in folders for path in folder.rglob("*.py"))


def forbidden(path: Path, source: str) -> list[Reach]:
    package = package_of(".".join(path.with_suffix("").parts))
    return [reach for reach in reaches(path, source) if reach.target not in {package, *ALLOWED[package]}]


def test_every_package_has_a_line_in_the_table():
    assert set(ALLOWED) == set(PACKAGES)


def test_no_package_of_ours_is_missing_from_the_table():
    apps = {path.parent for path in ROOT.glob("*/apps.py")} | {path.parent for path in ROOT.glob("cms/*/apps.py")}
    assert {".".join(folder.relative_to(ROOT).parts) for folder in apps} <= set(PACKAGES)


def test_table_itself_has_no_circle():
    for package, below in ALLOWED.items():
        for lower in below:
            assert package not in ALLOWED[lower]


@pytest.mark.parametrize("path", modules(), ids=str)
def test_module_reaches_only_what_its_package_may(path):
    assert not [str(reach) for reach in forbidden(path, (ROOT / path).read_text(encoding="utf-8"))]


UPWARD = {
    "an import": "import newsroom.models",
    "an import from": "from home.models import HomePage",
    "a package out of its parent": "from cms import pages",
    "a relative import": "from ...newsroom import models",
    "an import in a function": "def f():\n    from events.models import EventPage",
    "an import for type checkers": "if TYPE_CHECKING:\n    from search.models import Entry",
    "a foreign key by string": 'page = models.ForeignKey("pages.BasePage", on_delete=models.CASCADE)',
    "a foreign key by keyword": 'page = ParentalKey(to="newsroom.NewsPage")',
    "a model looked up": 'apps.get_model("home", "HomePage")',
    "an import by name": 'import_string("newsroom.ticker.current")',
    "a signal sender": 'post_save.connect(note, sender="newsroom.NewsPage")',
    "the settings": "from cms.settings import base",
    "the addresses": "import cms.urls",
}


@pytest.mark.parametrize("source", UPWARD.values(), ids=UPWARD.keys())
def test_forbidden_reach_would_be_found(source):
    assert forbidden(Path("cms/text/nfc.py"), source)


def test_migration_that_waits_for_a_package_above_would_be_found():
    source = 'dependencies = [("text", "0001_initial"), ("newsroom", "0001_initial"), ("wagtailcore", "0094_x")]'
    found = forbidden(Path("cms/pages/migrations/0002_later.py"), source)
    assert [reach.target for reach in found] == ["newsroom"]


def test_reach_into_a_lower_package_and_into_itself_is_fine():
    source = 'from cms.text import nfc\nfrom . import signals\nmodels.ForeignKey("wagtailcore.Page")'
    assert not forbidden(Path("cms/pages/models/base.py"), source)


def test_news_and_events_do_not_know_each_other():
    assert forbidden(Path("newsroom/models.py"), "from events.models import EventPage")
    assert forbidden(Path("events/models.py"), "from newsroom.models import NewsPage")
