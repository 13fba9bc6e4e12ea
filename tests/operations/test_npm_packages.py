"""Fetching tools from npm: a registry on this machine stands in for the real one."""

import base64
import hashlib
import io
import tarfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests import npm_packages
from tests.npm_packages import CannotFetch, NpmPackage

pytestmark = pytest.mark.no_database


class Registry(SimpleHTTPRequestHandler):
    asked: list[str] = []

    def log_message(self, *arguments) -> None:
        self.asked.append(self.path)


def archive(**files: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text.encode()))
    return buffer.getvalue()


@pytest.fixture
def registry(tmp_path, monkeypatch):
    """A registry with the package `tool` 1.0.0; the requests that it got."""
    folder = tmp_path / "registry" / "tool" / "-"
    folder.mkdir(parents=True)
    (folder / "tool-1.0.0.tgz").write_bytes(archive(main="it works"))
    Registry.asked = []
    handler = partial(Registry, directory=str(tmp_path / "registry"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("npm_config_registry", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setattr(npm_packages, "FOLDER", tmp_path / "kept")
    yield Registry.asked
    server.shutdown()
    server.server_close()


def tool(content: bytes) -> NpmPackage:
    digest = base64.b64encode(hashlib.sha512(content).digest()).decode()
    return NpmPackage("tool", "1.0.0", f"sha512-{digest}")


def test_package_is_fetched_once_and_kept(registry):
    package = tool(archive(main="it works"))
    assert [package.file("main").read_text() for _time in range(2)] == ["it works"] * 2
    assert registry == ["/tool/-/tool-1.0.0.tgz"]


def test_archive_with_another_digest_is_refused_and_not_kept(registry, tmp_path):
    package = tool(b"what was pinned")
    with pytest.raises(CannotFetch, match="not the release that was pinned"):
        package.file("main")
    assert not (tmp_path / "kept").exists()


def test_what_to_do_is_said_where_the_network_refuses(monkeypatch, tmp_path):
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setattr(npm_packages, "FOLDER", tmp_path)
    with pytest.raises(CannotFetch, match=r"tool 1\.0\.0 could not be fetched from http.*npm_config_registry"):
        tool(b"").file("main")


def test_registry_of_the_users_own_settings_is_used(monkeypatch, tmp_path):
    for name in ("npm_config_registry", "NPM_CONFIG_REGISTRY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert npm_packages.registry() == npm_packages.REGISTRY
    (tmp_path / ".npmrc").write_text("fund=false\n; a remark\nregistry=https://npm.example/own\n")
    assert npm_packages.registry() == "https://npm.example/own/"
