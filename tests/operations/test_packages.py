"""What happens on machines with and without apt: a script stands in for apt-get, nothing is installed."""

import os
import stat
from pathlib import Path

import pytest

from cms.operations.setup import packages
from cms.operations.setup.packages import CannotInstall, install

pytestmark = pytest.mark.no_database


@pytest.fixture
def programs(tmp_path, monkeypatch) -> Path:
    """The only folder in which programs are found, but for `env` and `sh`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("env", "sh"):
        (folder / name).symlink_to(f"/usr/bin/{name}")
    monkeypatch.setenv("PATH", str(folder))
    return folder


def make_program(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def apt_log(programs, tmp_path) -> Path:
    """An apt-get whose package lists are empty until `update`, and the log of its calls."""
    log, lists = tmp_path / "log", tmp_path / "lists"
    make_program(
        programs,
        "apt-get",
        f'echo "$DEBIAN_FRONTEND $@" >> "{log}"\ncase "$*" in *update*) : > "{lists}";; *) [ -e "{lists}" ];; esac',
    )
    return log


@pytest.fixture
def as_root(monkeypatch):
    monkeypatch.setattr(packages.os, "geteuid", lambda: 0)


@pytest.fixture
def as_anybody(monkeypatch):
    monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)


def test_missing_package_lists_are_fetched_and_nothing_is_asked(apt_log, as_root):
    install(["chromium"], purpose="the browser")
    assert apt_log.read_text().splitlines() == [
        "noninteractive -q -y --no-install-recommends --no-upgrade install chromium",
        "noninteractive -q update",
        "noninteractive -q -y --no-install-recommends --no-upgrade install chromium",
    ]


def test_sudo_is_used_by_anybody_else(apt_log, programs, as_anybody):
    make_program(programs, "sudo", '[ "$1" = -n ] && shift\nexec "$@"')
    install(["chromium"], purpose="the browser")
    assert "install chromium" in apt_log.read_text()


def test_without_sudo_it_is_told_what_to_install(apt_log, as_anybody):
    with pytest.raises(CannotInstall, match="apt-get install chromium fonts"):
        install(["chromium", "fonts"], purpose="the browser")
    assert not apt_log.exists()


def test_without_apt_it_is_told_what_to_install(programs, as_root):
    with pytest.raises(CannotInstall, match="the browser: chromium"):
        install(["chromium"], purpose="the browser")


def test_failure_of_apt_is_told(programs, as_root):
    make_program(programs, "apt-get", "exit 100")
    with pytest.raises(CannotInstall, match="apt could not install"):
        install(["chromium"], purpose="the browser")
    assert os.environ["PATH"] == str(programs)
