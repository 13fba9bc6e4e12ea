"""The page of components shows every template of a component and of a block, and is there in development alone."""

import os
import subprocess
import sys

import pytest

from cms.settings.env import BASE_DIR
from tests.factories import picture

TEMPLATES = BASE_DIR / "templates"


@pytest.fixture
def shown(db, client):
    picture()
    response = client.get("/components/")
    assert response.status_code == 200
    return response


def test_every_component_and_block_appears(shown):
    wanted = {f"{folder}/{path.name}" for folder in ("components", "blocks") for path in (TEMPLATES / folder).iterdir()}
    assert wanted - {template.name for template in shown.templates} == set()


def test_what_a_component_takes_stands_beside_it(shown):
    for group in shown.context["groups"].values():
        for specimen in group:
            assert specimen.words, specimen.name


def test_it_shows_without_a_single_picture(db, client):
    assert client.get("/components/").status_code == 200


def test_it_says_that_machines_should_not_list_it(shown):
    assert '<meta name="robots" content="noindex' in shown.content.decode()


def test_nothing_of_it_is_reachable_in_production(tmp_path):
    """In a process of its own: the addresses are made once, when they are first asked for."""
    code = (
        "import django, sys; django.setup()\n"
        "from django.urls import resolve\n"
        "assert resolve('/components/').url_name == 'wagtail_serve', resolve('/components/')\n"
        "assert not [name for name in sys.modules if name.startswith('cms.pages.development')]\n"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "ENV_FILE": str(tmp_path / "none"),
        "SECRET_KEY": "x" * 50,
        "SITE_URL": "http://127.0.0.1:8000",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": "",
    }
    done = subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
