"""A sample site in a temporary folder, served as production serves it, and gone afterwards."""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cms.operations.ports import answers
from cms.operations.setup.catalogues import compile_catalogues
from cms.settings.env import Environment
from tests.operations.mail_server import MailServer
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
# Seconds
START_TIMEOUT = 60
STOP_TIMEOUT = 40
SETTLE = """
import time
from django.db.models import Q
from cms.pages.models import CatalogueEntry
waiting = Q(renditions_made=False) | Q(share_image_due=True)
while CatalogueEntry.objects.public().filter(waiting).exists():
    time.sleep(1)
"""


@dataclass(frozen=True)
class Site:
    """Where the sample site answers, and the password of its accounts.

    A site of our own has `environment`, in which its commands run, and a `mail` server; a running demo has neither.
    """

    address: str
    password: str
    environment: dict[str, str] | None = None
    mail: MailServer | None = None

    def settle(self) -> None:
        """Wait until the worker has made every size and share image, as on a site that has run for a while."""
        if self.environment:
            subprocess.run(_manage("shell", "--verbosity=0", "-c", SETTLE), cwd=ROOT, env=self.environment, check=True)

    def newest_mail(self, username: str, about: str) -> str:
        """Return the HTML of the newest mail to `username` whose subject says `about`, '' without a mail server."""
        if self.mail is None:
            return ""
        drain = "from cms.operations.outbox.delivery import deliver; deliver()"
        subprocess.run(_manage("shell", "-c", drain), cwd=ROOT, env=self.environment, check=True, capture_output=True)
        received = [message for message in self.mail.inbox.messages if username in message["To"]]
        newest = [message for message in received if about in message["Subject"]][-1]
        return newest.get_body(("html",)).get_content()


class SiteUnavailable(Exception):
    """The server did not start; the message is what it said."""


@contextmanager
def throwaway_site() -> Iterator[Site]:
    """Build and serve the sample site in a folder of its own. Raises CalledProcessError, and SiteUnavailable."""
    compile_catalogues()
    port = free_port()
    address, password = f"http://{HOST}:{port}", secrets.token_urlsafe(12)
    with tempfile.TemporaryDirectory(prefix="portal-pictures-") as folder, _mail_server() as mail:
        environment = _environment(address, password, Path(folder), mail)
        for command in (["migrate", "--verbosity=0"], ["collectstatic", "--no-input", "--verbosity=0"]):
            subprocess.run(_manage(*command), cwd=ROOT, env=environment, check=True)
        password_file = Path(folder) / "password.txt"
        subprocess.run(
            _manage("build_sample_site", f"--password-file={password_file}"), cwd=ROOT, env=environment, check=True
        )
        log = Path(folder) / "server.log"
        with log.open("w") as output:
            server = subprocess.Popen(
                _manage("serve", f"--port={port}", "--workers=1"),
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
            )
        try:
            _wait_for(server, port, log)
            yield Site(address, password, environment, mail)
        finally:
            server.terminate()
            server.wait(STOP_TIMEOUT)


@contextmanager
def _mail_server() -> Iterator[MailServer]:
    server = MailServer().start()
    try:
        yield server
    finally:
        server.stop()


def _environment(address: str, password: str, folder: Path, mail: MailServer) -> dict[str, str]:
    """Return this process's environment without what it says about another portal, with what says this one."""
    inherited = {name: value for name, value in os.environ.items() if name.lower() not in Environment.model_fields}
    return inherited | {
        "DEMO_PASSWORD": password,
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "EMAIL_URL": mail.url,
        "ENV_FILE": str(folder / "none"),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": address,
        "VAR_DIR": str(folder),
    }


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def _wait_for(server: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while not answers(HOST, port):
        if server.poll() is not None or time.monotonic() > deadline:
            raise SiteUnavailable(f"The server of the sample site does not answer.\n{log.read_text()}")
        time.sleep(0.2)
