"""`manage.py serve`: the real server, as production starts it."""

import http.client
import os
import signal
import subprocess
from pathlib import Path

import pytest

from cms.operations.ports import answers
from tests.operations.processes import command_line, descendants, eventually, is_alive
from tests.ports import free_port

HOST = "127.0.0.1"
PICTURE = b"\x89PNG\r\n\x1a\n and so on"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def server(manage, port: int) -> subprocess.Popen:
    """A server that answers."""
    server = manage("serve", f"--port={port}", "--workers=2")
    eventually(lambda: server.poll() is not None or answers(HOST, port), 60)
    assert server.poll() is None, server.stdout.read()
    return server


def get(port: int, path: str) -> http.client.HTTPResponse:
    """Ask for exactly this path: nothing is resolved on the way."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    connection.request("GET", path)
    response = connection.getresponse()
    response.body = response.read()
    connection.close()
    return response


def worker_child(server: subprocess.Popen) -> int | None:
    return next((pid for pid in descendants(server.pid) if "manage.py work" in command_line(pid)), None)


def test_server_answers_refuses_a_second_one_and_ends_with_all_its_processes(manage, server, port):
    assert get(port, "/admin/login/").status == 200
    family = descendants(server.pid)
    assert len(family) >= 3

    second = manage("serve", f"--port={port}")
    output, _ = second.communicate(timeout=60)
    assert second.returncode == 1
    assert f"Port {port} on {HOST} is in use" in output
    assert "Traceback" not in output

    server.send_signal(signal.SIGTERM)
    assert server.wait(60) == 0
    assert "Stopped." in server.stdout.read()
    eventually(lambda: not any(is_alive(pid) for pid in family))
    assert not answers(HOST, port)


def test_killed_worker_comes_back_and_nothing_survives_a_killed_server(server, port):
    first = eventually(lambda: worker_child(server))
    os.kill(first, signal.SIGKILL)
    second = eventually(lambda: (pid := worker_child(server)) and pid != first and pid)
    assert is_alive(second)
    family = descendants(server.pid)
    server.kill()
    server.wait()
    eventually(lambda: not any(is_alive(pid) for pid in family), 60)
    assert not answers(HOST, port)


def test_public_files_are_served_and_nothing_beside_them(collected: Path, server, port):
    pictures = collected / "public" / "images"
    documents = collected / "public" / "documents"
    beside = [collected / "public" / "elsewhere", collected / "media" / "documents"]
    for secrets in beside:
        secrets.mkdir(parents=True, exist_ok=True)
        (secrets / "draft.pdf").write_bytes(b"%PDF-1.7")
    (pictures / "lễ khai giảng.png").write_bytes(PICTURE)
    (documents / "kế hoạch.docx").write_bytes(b"PK")

    response = get(port, "/media/images/l%E1%BB%85%20khai%20gi%E1%BA%A3ng.png")
    assert (response.status, response.body) == (200, PICTURE)
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "max-age=300"

    assert get(port, "/media/documents/k%E1%BA%BF%20ho%E1%BA%A1ch.docx").body == b"PK"

    for path in ("/media/images/", "/media/images", "/media/images/missing.png", "/media/documents/draft.pdf"):
        assert get(port, path).status == 404
    assert b"%PDF" not in get(port, "/media/elsewhere/draft.pdf").body
    outside = ("images/../elsewhere", "images/%2e%2e/elsewhere", "documents/../../media/documents")
    for path in (f"/media/{folder}/draft.pdf" for folder in outside):
        assert b"%PDF" not in get(port, path).body
