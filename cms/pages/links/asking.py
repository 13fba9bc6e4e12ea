"""Asks other sites whether an address leads anywhere, politely, and never the internal network.

Who writes a page chooses what the server asks for. So each address, and each one that it is led on to, is looked at
first; the library resolves its name once, refuses every address that is not public, and connects to that very one.
"""

import ipaddress
import logging
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from requests_hardened import Config, Manager
from requests_hardened.ip_filter import InvalidIPAddress

from cms.pages.links.finding import host_of

logger = logging.getLogger(__name__)

# Seconds: to connect and for each part of an answer; in which questions begin; between two questions to one host.
TIMEOUT = (5, 8)
RUN = 12.0
PAUSE = 1.0
THREADS = 6
MOST_REDIRECTS = 6
# A redirect to one of these leads into no app: what a browser opens itself, or does not open at all.
NO_APPS = {"http", "https", "ftp", "file", "gopher", "javascript", "data", "blob", "about", "vbscript", "view-source"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
PORTS = {80, 443, 8080, 8443}
USER_AGENT = "Mozilla/5.0 (compatible; PortalLinkCheck/1.0; +%s)"

# Names that exist inside an organisation alone, and names that nobody may have (RFC 2606, 6761, 6762, 8375).
INTERNAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "corp", "home.arpa")
NOBODYS_NAMES = ("example", "test", "invalid")

SILENT, INTERNAL, UNCLEAR, INVALID = "silent", "internal", "unclear", "invalid"


@dataclass(frozen=True)
class Answer:
    """The `status` that a site answered in the end; without one `reason` says why.

    SILENT: no name, no connection, no answer. INTERNAL: nobody outside can open it. UNCLEAR: it is not asked, or does
    not tell. INVALID: this is no address.
    """

    status: int | None = None
    reason: str = ""


def ask(address: str, *, is_test: bool = False) -> Answer:
    """Return what becomes of a reader who opens `address`. Takes its time; never raises.

    `is_test` lets a test ask a server of its own on this machine, and nothing else that is not public.
    """
    manager = Manager(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=is_test,
            never_redirect=True,
            default_timeout=TIMEOUT,
            user_agent_override=USER_AGENT % settings.WAGTAILADMIN_BASE_URL,
        )
    )
    try:
        with manager.get_session() as session:
            # No proxy and no password of the server's own account.
            session.trust_env = False
            return _follow(session, address, is_test)
    except InvalidIPAddress:
        # The name may lead elsewhere for readers.
        return Answer(reason=UNCLEAR)
    except (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema, UnicodeError):
        return Answer(reason=INVALID)
    except requests.exceptions.SSLError:
        return Answer(reason=UNCLEAR)
    except (requests.exceptions.ConnectionError, requests.exceptions.Timeout):
        return Answer(reason=SILENT)
    except Exception:
        # Whatever a strange server makes the library do: other links are looked at all the same.
        logger.warning("A link could not be looked at", exc_info=True)
        return Answer(reason=UNCLEAR)


def _follow(session: requests.Session, address: str, is_test: bool) -> Answer:
    for _step in range(MOST_REDIRECTS):
        refused = None if is_test else refusal(address)
        if refused:
            return refused
        response = _answer(session, address)
        if not response.is_redirect:
            return Answer(status=response.status_code)
        address = urljoin(address, response.headers["Location"])
        if _opens_an_app(address):
            # The telephone takes it from here (zalo:, intent:, itms-apps:): the address has answered.
            return Answer(status=response.status_code)
        session.cookies.clear()
    return Answer(reason=UNCLEAR)


def _opens_an_app(address: str) -> bool:
    scheme = SCHEME.match(address)
    return bool(scheme) and scheme[1].lower() not in NO_APPS


def _answer(session: requests.Session, address: str) -> requests.Response:
    """Ask for the head of the page; some servers know no such question, or answer it with a mistake."""
    for method in ("HEAD", "GET"):
        with session.request(
            method, address, stream=True, headers={"Accept": "*/*", "Accept-Language": "vi"}
        ) as response:
            if response.ok:
                break
    return response


def refusal(address: str) -> Answer | None:
    """Return the answer for an address that nobody is asked about, None for one that may be asked."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return Answer(reason=INVALID)
    if parts.scheme not in ("http", "https") or not host:
        return Answer(reason=INVALID)
    if parts.username is not None or port not in {None, *PORTS}:
        return Answer(reason=UNCLEAR)
    try:
        return None if ipaddress.ip_address(host).is_global else Answer(reason=INTERNAL)
    except ValueError:
        pass
    if "." not in host or host.endswith(tuple(f".{name}" for name in INTERNAL_NAMES)):
        return Answer(reason=INTERNAL)
    return Answer(reason=UNCLEAR) if host.endswith(tuple(f".{name}" for name in NOBODYS_NAMES)) else None


def ask_all(addresses: Iterable[str], ask: Callable[[str], Answer] = ask, run: float = RUN) -> dict[str, Answer]:
    """Return the answers about these addresses, without those for which `run` seconds were not enough.

    Several hosts at the same time, one question to each of them. One that answers letter by letter is SILENT: its
    thread is left behind.
    """
    stop = time.monotonic() + run
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[host_of(address)].append(address)
    waiting: SimpleQueue[list[str]] = SimpleQueue()
    for same in hosts.values():
        waiting.put(same)
    answers: dict[str, Answer | None] = {}
    threads = [threading.Thread(target=_work, args=(waiting, answers, ask, stop), daemon=True) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, stop + sum(TIMEOUT) - time.monotonic()))
    return {address: answer or Answer(reason=SILENT) for address, answer in dict(answers).items()}


def _work(waiting: SimpleQueue, answers: dict, ask: Callable[[str], Answer], stop: float) -> None:
    while True:
        try:
            same = waiting.get_nowait()
        except Empty:
            return
        for number, address in enumerate(same):
            if number:
                time.sleep(PAUSE)
            if time.monotonic() >= stop:
                return
            answers[address] = None
            answers[address] = ask(address)
