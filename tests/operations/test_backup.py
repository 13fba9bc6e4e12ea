"""deploy/backup.sh, on the database that the tests run on, in a copy of the project whose path has a space."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from cms.operations.models import DueWork
from tests.operations.conftest import database_url

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def project(tmp_path) -> Path:
    """A project with state to save: a row, files, settings."""
    project = tmp_path / "the portal"
    (project / "var" / "venv" / "bin").mkdir(parents=True)
    (project / "var" / "venv" / "bin" / "python").symlink_to(sys.executable)
    (project / "var" / "media" / "images").mkdir(parents=True)
    (project / "var" / "media" / "images" / "lễ khai giảng.png").write_bytes(b"one")
    (project / "var" / "public" / "images").mkdir(parents=True)
    (project / "var" / "public" / "images" / "công khai.png").write_bytes(b"public")
    (project / "var" / "public" / "share").mkdir()
    (project / "var" / "public" / "share" / "drawn.png").write_bytes(b"words")
    (project / "var" / "portal.env").write_text("SECRET_KEY=secret\n")
    (project / "deploy").mkdir()
    shutil.copy(ROOT / "deploy" / "backup.sh", project / "deploy")
    DueWork.objects.create(name="saved with the rest")
    return project


@pytest.fixture
def backups(tmp_path) -> Path:
    folder = tmp_path / "back ups"
    folder.mkdir()
    return folder


def back_up(project: Path, backups: Path, **environment: str) -> subprocess.CompletedProcess:
    variables = {**os.environ, "DATABASE_URL": database_url(), **environment}
    for name in ("VAR_DIR", "ENV_FILE"):
        variables.pop(name, None)
    command = [project / "deploy" / "backup.sh", backups]
    return subprocess.run(command, env=variables, capture_output=True, text=True)


def newest(backups: Path) -> Path:
    return max(folder for folder in backups.iterdir() if folder.name.startswith("20"))


def saved_names(backup: Path) -> str:
    """Return what the saved database holds of our rows."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(backup / "db.sqlite3") as saved:
            return str(saved.execute("SELECT name FROM operations_duework").fetchall())
    command = ["pg_restore", "--data-only", "--table=operations_duework", "--file=-", backup / "database.dump"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_backup_holds_database_files_and_settings(project, backups):
    done = back_up(project, backups)
    assert done.returncode == 0, done.stderr
    assert "saved with the rest" in saved_names(newest(backups))
    assert (newest(backups) / "portal.env").read_text() == "SECRET_KEY=secret\n"
    assert (backups / "media" / "images" / "lễ khai giảng.png").read_bytes() == b"one"
    assert (backups / "media" / "images" / "công khai.png").read_bytes() == b"public"
    assert newest(backups).stat().st_mode & 0o077 == 0


def test_drawn_pictures_are_left_out_of_the_backup(project, backups):
    assert back_up(project, backups).returncode == 0
    assert sorted(path.name for path in (backups / "media").iterdir()) == ["images"]


def test_file_that_is_gone_from_the_portal_stays_in_the_backup(project, backups):
    back_up(project, backups)
    (project / "var" / "media" / "images" / "lễ khai giảng.png").unlink()
    (project / "var" / "media" / "images" / "new.png").write_bytes(b"two")
    assert back_up(project, backups).returncode == 0
    saved = {path.name for path in (backups / "media" / "images").iterdir()}
    assert saved == {"lễ khai giảng.png", "công khai.png", "new.png"}


def test_old_databases_are_removed_and_recent_ones_kept(project, backups):
    for name, age in (("2026-01-01T023000", 40), ("2026-01-02T023000", 5)):
        (backups / name).mkdir()
        then = (backups / name).stat().st_mtime - age * 86_400
        os.utime(backups / name, (then, then))
    assert back_up(project, backups).returncode == 0
    assert not (backups / "2026-01-01T023000").exists()
    assert (backups / "2026-01-02T023000").exists()


def test_backup_that_fails_says_so_and_gets_no_name_that_counts(project, backups):
    elsewhere = "sqlite:////no/such/file" if connection.vendor == "sqlite" else "postgres://127.0.0.1:1/none"
    assert back_up(project, backups, DATABASE_URL=elsewhere).returncode != 0
    assert not [folder for folder in backups.iterdir() if folder.name.startswith("20")]
