"""The journeys' surroundings: the sample site behind the real server, and a real Chromium that watches for mistakes.

Nothing here uses the test process's own database: what a journey has to prepare goes through `site.manage(…)`.
"""

import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.operations.mail_server import MailServer
from tests.ports import free_port
from tests.system_packages import chromium

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "mat-khau-cua-trang-mau"
# Seconds
START_TIMEOUT = 60
STOP_TIMEOUT = 40


@dataclass(frozen=True)
class Site:
    """The sample site, served by `manage.py serve` with the production settings from a folder of its own."""

    url: str
    folder: Path
    environment: dict[str, str]
    mail: MailServer

    def link_in_mail(self, who: str, about: str) -> str:
        """Have the outbox drained, and return the first link of the newest mail to `who` whose subject says `about`."""
        self.manage("shell", "-c", "from cms.operations.outbox.delivery import deliver; deliver()")
        received = [message for message in self.mail.inbox.messages if who in message["To"]]
        newest = [message for message in received if about in message["Subject"]][-1]
        return re.search(r"https?://\S+", newest.get_body(("plain",)).get_content())[0]

    def manage(self, *arguments: str) -> str:
        """Run a management command on this site; return what it printed. Raises CalledProcessError."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, f"manage.py {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
        return done.stdout


@dataclass
class Watcher:
    """Notes what must not happen on any page: errors, policy violations, requests that leave the machine."""

    host: str
    mistakes: list[str] = field(default_factory=list)
    allowed: list[re.Pattern] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._note(f"script error: {error}"))
        page.on("request", self._on_request)
        page.on("response", lambda reply: reply.status >= 500 and self._note(f"{reply.status} {reply.url}"))

    def allow(self, pattern: str) -> None:
        """Have this journey accept mistakes that match `pattern` (a 404 that it asks for, say)."""
        self.allowed.append(re.compile(pattern))

    def remaining(self) -> list[str]:
        return [text for text in self.mistakes if not any(pattern.search(text) for pattern in self.allowed)]

    def _on_console(self, message: ConsoleMessage) -> None:
        # Chromium reports a violation of the Content-Security-Policy as an error on the console.
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != self.host:
            self._note(f"request to another host: {request.url}")

    def _note(self, text: str) -> None:
        self.mistakes.append(text)


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    server = MailServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def site(tmp_path_factory, mail_server) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    own = {
        "DEMO_PASSWORD": PASSWORD,
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "ENV_FILE": str(folder / "no-file"),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": url,
        "VAR_DIR": str(folder),
        "DATABASE_URL": "",
        "EMAIL_URL": mail_server.url,
    }
    site = Site(url, folder, {**os.environ, **own}, mail_server)
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    site.manage("build_sample_site", "--password-file", str(folder / "password.txt"))
    log = folder / "server.log"
    with log.open("w") as output:
        command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1"]
        server = subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=output, stderr=output)
    try:
        _wait_for(url, server, log)
        yield site
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(STOP_TIMEOUT)


@pytest.fixture(scope="session")
def addresses(site: Site) -> dict[str, str]:
    """The path of a public page of every kind of tests.public_pages, those that are hard to set among them."""
    make = "from tests import hard_pages, public_pages; hard_pages.make(); public_pages.print_addresses()"
    return json.loads(site.manage("shell", "--verbosity", "0", "--command", make).splitlines()[-1])


def _wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=10).close()
            return
        except urllib.error.HTTPError as error:
            pytest.fail(f"The front page answers {error.code}:\n{log.read_text()}")
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The server does not answer:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; Playwright's own download is not used."""
    executable = chromium()
    assert executable, "There is no Chromium here: `python -m tests.system_packages` installs it."
    options = ["--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        # Chromium's sandbox refuses to run as root.
        options.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        yield browser
        browser.close()


@pytest.fixture
def watcher(site: Site) -> Iterator[Watcher]:
    """Fails the journey at its end if anything on its pages went wrong."""
    watcher = Watcher(urlsplit(site.url).netloc)
    yield watcher
    assert not watcher.remaining()


@pytest.fixture
def new_page(site: Site, browser: Browser, watcher: Watcher) -> Iterator[Callable[..., Page]]:
    """`new_page(width=360, javascript=False)` opens a page of a new visitor, with no cookies."""
    contexts = []

    def open_page(width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=site.url,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
        )
        contexts.append(context)
        page = context.new_page()
        watcher.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A citizen's page: anonymous, 1280 px wide."""
    return new_page()


@pytest.fixture
def log_in(site: Site) -> Callable[[Page, str], None]:
    """`log_in(page, "soan1.gdtx")` signs in on the admin's own form and ends on the dashboard."""

    def sign_in(page: Page, username: str) -> None:
        page.goto("/admin/login/")
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("button[type=submit]").first.click()
        page.wait_for_url(f"{site.url}/admin/")

    return sign_in


def send(page: Page) -> None:
    """Send what the form of `page` shows, past the last look where there is one."""
    with page.expect_navigation():
        page.locator("footer [name=action-submit]").first.click()
    if page.url.endswith("/send/"):
        # There is something to look at twice: it is sent as it is.
        with page.expect_navigation():
            page.locator(".portal-review__form button.button:not([name])").click()
