"""What tests of the server and the worker share: the commands as processes of their own, on the test database."""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def database_url() -> str:
    """The address of the database that this test writes to."""
    parts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{parts['NAME']}"
    host = f"{parts['HOST']}:{parts['PORT']}" if parts["PORT"] else parts["HOST"]
    return f"postgres://{quote(parts['USER'])}:{quote(parts['PASSWORD'])}@{host}/{parts['NAME']}"


@pytest.fixture(scope="session")
def collected(tmp_path_factory) -> Path:
    """A VAR_DIR with the static files collected."""
    folder = tmp_path_factory.mktemp("var")
    environment = production_environment(folder, url="")
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return folder


def production_environment(folder: Path, url: str) -> dict[str, str]:
    own = {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "ENV_FILE": str(folder / "no-file"),
        "PYTHONUNBUFFERED": "1",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": "http://127.0.0.1",
        "VAR_DIR": str(folder),
    }
    return {**os.environ, **own}


@pytest.fixture
def manage(transactional_db, collected: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    """`manage("work", "--once")` starts `manage.py` with the production settings on the test database."""
    assert settings.SETTINGS_MODULE == "cms.settings.test"
    environment = production_environment(collected, database_url())
    with ExitStack() as stack:

        def start(*arguments: str) -> subprocess.Popen:
            process = subprocess.Popen(
                [sys.executable, "manage.py", *arguments],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            stack.callback(end, process)
            return process

        yield start


def end(process: subprocess.Popen) -> None:
    """Leave nothing behind, whatever the test found out."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
    process.stdout.close()
