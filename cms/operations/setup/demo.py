"""`python -m cms.operations.setup.demo --port 8000 [--development]`: the sample site, built once and served.

Runs in the virtual environment. The demo uses the production settings and the production server; with
`--development` it is Django's autoreloading server on a database of its own.
"""

import argparse
import hashlib
import os
import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from dotenv import dotenv_values
from rich.console import Console
from rich.status import Status

from cms.operations.ports import AddressRefused, refuse_taken_address
from cms.operations.setup.catalogues import compile_catalogues

ROOT = Path(__file__).resolve().parents[3]
HOST = "127.0.0.1"
ENV_FILE = ROOT / "var" / "portal.env"
ENV_TEXT = """\
# Settings of this portal (the README lists them all). Written once; real environment variables win.
SECRET_KEY={secret_key}
SITE_URL={site_url}
"""
console = Console(highlight=False)


def main() -> None:
    arguments = _arguments()
    refuse_taken_address(HOST, arguments.port)
    if arguments.development:
        os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.development"
    else:
        os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.production"
        _prepare_environment(arguments.port)
    compile_catalogues()
    with console.status("Starting"):
        django.setup()
    _migrate()
    if not arguments.development:
        _collect_static_files()
    _build_sample_site()
    console.print(f"\nPublic site  http://{HOST}:{arguments.port}/")
    console.print(f"Editors      http://{HOST}:{arguments.port}/admin/\n")
    _serve(arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--development", action="store_true")
    return parser.parse_args()


def _prepare_environment(port: int) -> None:
    """Write var/portal.env the first time; for another port than last time, SITE_URL names it in this run."""
    if not ENV_FILE.exists():
        ENV_FILE.parent.mkdir(exist_ok=True)
        text = ENV_TEXT.format(secret_key=secrets.token_urlsafe(50), site_url=f"http://{HOST}:{port}")
        with os.fdopen(os.open(ENV_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
    kept = urlsplit(dotenv_values(ENV_FILE).get("SITE_URL") or "")
    if kept.hostname == HOST and kept.port != port:
        os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}")


def _migrate() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if steps:
        with console.status("") as status:
            call_command("migrate", interactive=False, stdout=_MigrationCounter(status, steps), no_color=True)
        console.print(f"Database ready ({steps} migrations).")
    connection.close()


class _MigrationCounter:
    """Takes the output of `migrate` and shows how far it is."""

    def __init__(self, status: Status, steps: int):
        self._status = status
        self._steps = steps
        self._done = 0

    def write(self, text: str) -> None:
        if "Applying " in text:
            self._done += 1
            self._status.update(f"Preparing the database: {self._done} of {self._steps}")

    def flush(self) -> None:
        """Nothing is held back."""


def _collect_static_files() -> None:
    """Run collectstatic if any static file changed since last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    files = [(path, storage) for finder in get_finders() for path, storage in finder.list([])]
    found = sorted((path, *_state(storage, path)) for path, storage in files)
    fingerprint = hashlib.sha256(repr(found).encode()).hexdigest()
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    with console.status("Collecting static files"):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(fingerprint)


def _state(storage, path: str) -> tuple[int, int]:
    state = os.stat(storage.path(path))
    return state.st_size, state.st_mtime_ns


def _build_sample_site() -> None:
    from django.conf import settings
    from django.db import connections

    call_command("build_sample_site", password_file=Path(settings.VAR_DIR) / "demo-password.txt")
    connections.close_all()


def _serve(arguments: argparse.Namespace) -> None:
    """Become the server: what runs from here on is `manage.py` as anyone else would start it."""
    if arguments.development:
        command = ["runserver", f"{HOST}:{arguments.port}"]
    else:
        command = ["serve", "--host", HOST, "--port", str(arguments.port)]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, str(ROOT / "manage.py"), *command])


if __name__ == "__main__":
    try:
        main()
    except (AddressRefused, CommandError, ImproperlyConfigured) as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted; run it again to go on.")
