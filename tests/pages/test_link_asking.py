"""Other sites are asked politely, and the internal network never, whatever a link says."""

import socket
import time
from functools import partial

import pytest
from requests_hardened import ip_filter

from cms.pages.links import asking
from cms.pages.links.asking import INTERNAL, INVALID, SILENT, UNCLEAR, Answer, ask, ask_all, refusal
from tests.pages.strange_servers import strange_server

ask_here = partial(ask, is_test=True)


@pytest.fixture(scope="module")
def server():
    with strange_server() as running:
        yield running


@pytest.mark.parametrize("status", [200, 204, 301, 400, 401, 403, 404, 410, 429, 500, 503])
def test_status_is_told(server, status):
    assert ask_here(f"{server.address}/status/{status}") == Answer(status=status)


def test_head_alone_is_asked_of_a_page_that_is_there(server):
    server.asked.clear()
    ask_here(f"{server.address}/trang?a=1")
    ((method, path, headers),) = server.asked
    assert (method, path) == ("HEAD", "/trang?a=1")
    assert headers["User-Agent"].startswith("Mozilla/5.0 (compatible; PortalLinkCheck/1.0; +http")
    assert "Cookie" not in headers
    assert "Authorization" not in headers


@pytest.mark.parametrize(("path", "status"), [("no-head/200", 200), ("no-head/404", 404), ("head-lies", 200)])
def test_who_does_not_answer_to_head_is_asked_for_the_page(server, path, status):
    assert ask_here(f"{server.address}/{path}") == Answer(status=status)


def test_only_the_head_of_an_endless_page_is_read(server):
    began = time.monotonic()
    assert ask_here(f"{server.address}/endless") == Answer(status=200)
    assert time.monotonic() - began < 5


def test_redirects_are_followed_to_their_end(server):
    assert ask_here(f"{server.address}/to//to//status/404") == Answer(status=404)
    assert ask_here(f"{server.address}/to/{server.address}/status/200") == Answer(status=200)
    assert ask_here(f"{server.address}/around") == Answer(reason=UNCLEAR)


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://[fd00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
    ],
)
def test_redirect_into_the_internal_network_is_not_followed(server, target, monkeypatch):
    connected = []
    original = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", lambda self, to: connected.append(to) or original(self, to))
    assert ask_here(f"{server.address}/to/{target}").reason in (UNCLEAR, INVALID)
    assert {to[0] for to in connected} == {"127.0.0.1"}


@pytest.mark.parametrize("target", ["zalo://conversation?id=1", "INTENT://qr/p#Intent;end", "itms-apps://apple/id1"])
def test_redirect_into_an_app_is_an_answer(server, target):
    assert ask_here(f"{server.address}/to/{target}") == Answer(status=302)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.vn/x",
        "gopher://127.0.0.1:6379/_FLUSHALL",
    ],
)
def test_redirect_to_what_is_no_page_is_not_followed(server, target):
    assert ask_here(f"{server.address}/to/{target}").reason in (UNCLEAR, INVALID)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1:8080/admin/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://172.16.0.9/",
        "http://192.168.0.10/",
        "http://169.254.169.254/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://localhost/",
        "http://maychu/",
        "http://vanthu.local/",
        "https://kho.internal/",
        "https://so.lan./",
    ],
)
def test_internal_address_is_told_and_not_asked(address, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", _nobody)
    assert ask(address) == Answer(reason=INTERNAL)


def _nobody(*args):
    raise AssertionError("nobody is to be asked")


@pytest.mark.parametrize("address", ["http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/"])
def test_loopback_in_disguise_is_not_asked(address, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", _nobody)
    assert ask(address).reason in (INTERNAL, UNCLEAR)


@pytest.mark.parametrize("resolved", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd12::1", "::ffff:10.0.0.1"])
def test_name_that_leads_into_the_internal_network_is_not_asked(resolved, monkeypatch):
    family = socket.AF_INET6 if ":" in resolved else socket.AF_INET
    answer = [(family, socket.SOCK_STREAM, 6, "", (resolved, 80))]
    monkeypatch.setattr(ip_filter.socket, "getaddrinfo", lambda *args, **options: answer)
    monkeypatch.setattr(socket.socket, "connect", _nobody)
    assert ask("http://sogddt.vankhe.vn/") == Answer(reason=UNCLEAR)


def test_name_is_resolved_once_so_that_it_cannot_change_in_between(server, monkeypatch):
    """Who owns a name may answer the first question with a public address and the next with an internal one."""
    asked = []

    def resolve(host, port, *args, **options):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(ip_filter.socket, "getaddrinfo", resolve)
    assert ask_here(f"http://ten-mien.vn:{server.server_port}/status/200") == Answer(status=200)
    assert asked.count("ten-mien.vn") == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http:///a",
        "http://[::1",
        "http://a..vn:port/",
        "javascript:alert(1)",
        "data:text/html,a",
        "http://%00/",
    ],
)
def test_what_is_no_address_is_not_asked(address, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", _nobody)
    assert ask(address).reason in (INVALID, UNCLEAR, INTERNAL)


@pytest.mark.parametrize(
    "address",
    [
        "https://ten:matkhau@sogddt.vn/",
        "http://sogddt.vn:25/",
        "http://sogddt.vn:6379/",
        "https://vankhe.example/",
        "https://a.test/",
    ],
)
def test_password_in_an_address_strange_ports_and_names_of_nobody_are_left_alone(address):
    assert refusal(address) == Answer(reason=UNCLEAR)


@pytest.mark.parametrize("address", ["https://moet.gov.vn/", "http://sogddt.vn:8080/a", "https://8.8.8.8/"])
def test_ordinary_address_may_be_asked(address):
    assert refusal(address) is None


def test_who_is_not_there_is_silent():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert ask_here(f"http://127.0.0.1:{port}/") == Answer(reason=SILENT)


def test_rubbish_for_an_answer_stops_nobody(server):
    assert ask_here(f"{server.address}/rubbish").status is None


def test_site_that_answers_letter_by_letter_is_left_behind(server, monkeypatch):
    monkeypatch.setattr(asking, "TIMEOUT", (1, 1))
    began = time.monotonic()
    answers = ask_all([f"{server.address}/drip"], ask=ask_here, run=0.5)
    assert answers == {f"{server.address}/drip": Answer(reason=SILENT)}
    assert time.monotonic() - began < 4


def test_one_host_is_asked_one_thing_at_a_time_and_with_pauses(monkeypatch):
    monkeypatch.setattr(asking, "PAUSE", 0.2)
    busy, most = [], []

    def slow(address):
        busy.append(address)
        most.append(len(busy))
        time.sleep(0.05)
        busy.remove(address)
        return Answer(status=200)

    began = time.monotonic()
    addresses = [f"http://a.vn/{number}" for number in range(4)]
    assert ask_all(addresses, ask=slow) == dict.fromkeys(addresses, Answer(status=200))
    assert max(most) == 1
    assert time.monotonic() - began >= 3 * 0.2


def test_what_there_was_no_time_for_has_no_answer():
    def slow(address):
        time.sleep(0.3)
        return Answer(status=200)

    addresses = [f"http://a.vn/{number}" for number in range(5)]
    assert list(ask_all(addresses, ask=slow, run=0.1)) == addresses[:1]
