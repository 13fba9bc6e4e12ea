"""Fixtures shared by every test."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from tests import founded, template_database
from tests.forgetting import forget_everything

pytest_plugins = ["tests.fixtures"]

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_unconfigure() -> None:
    # The test settings make a temporary folder for files; other settings' folders are not ours to remove.
    if settings.SETTINGS_MODULE == "cms.settings.test":
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the browser journeys out unless they are asked for by path: they need Chromium, and a minute."""
    if collection_path == BROWSER_TESTS:
        asked = [(config.invocation_params.dir / name.partition("::")[0]).resolve() for name in config.args]
        return True if not any(path.is_relative_to(BROWSER_TESTS) for path in asked) else None
    return None


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "no_database: nothing in it depends on the database; one run is enough")


def pytest_collection_finish() -> None:
    """Have the collector of garbage pass over what stays (apps, models, tests): looking through it takes long."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what no database has a part in to the other run, where tests.run has both databases at work."""
    if os.environ.get("LEAVE_OUT") != "no_database":
        return
    left_out = [item for item in items if not _needs_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if _needs_a_database(item)]


def _needs_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("no_database"):
        return False
    # Processes that tests start find the database by themselves.
    is_of_operations = "operations" in item.path.parts
    has_fixture = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    is_case = getattr(getattr(item, "cls", None), "databases", ())
    return bool(is_of_operations or item.get_closest_marker("django_db") or has_fixture or is_case)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Test on a SQLite file, as in production: in memory, two threads that write refuse each other at once."""
    for connection in connections.all():
        if connection.vendor == "sqlite" and not connection.settings_dict["TEST"]["NAME"]:
            connection.settings_dict["TEST"]["NAME"] = str(settings.VAR_DIR / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Found the site once, and have transactional tests restore it; see founded and template_database."""
    restored = template_database.restored_after_transactional_tests()
    with django_db_blocker.unblock():
        founded.found_once()
        restored.__enter__()
    yield
    with django_db_blocker.unblock():
        restored.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """No test sees what another left in caches, in the language or in the time zone of the thread."""
    forget_everything()
