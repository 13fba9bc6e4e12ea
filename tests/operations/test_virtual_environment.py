"""`python -m cms.operations.setup.venv` in a copy of the project whose path has spaces. Nothing is downloaded."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The set-up alone, with requirements that ask for nothing, and the environment made from them."""
    folder = tmp_path_factory.mktemp("a folder ở đâu đó") / "the portal"
    shutil.copytree(ROOT / "cms" / "operations" / "setup", folder / "cms" / "operations" / "setup")
    for name in ("constraints.txt", "requirements.txt", "requirements-dev.txt"):
        (folder / name).write_text("# nothing\n")
    assert "Making a virtual environment" in prepare(folder)
    return folder


def prepare(folder: Path, level: str = "runtime") -> str:
    """Run it; return what it said."""
    command = [sys.executable, "-m", "cms.operations.setup.venv", level]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_environment_in_a_path_with_spaces_has_pip(project):
    python = project / "var" / "venv" / "bin" / "python"
    version = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, text=True)
    assert str(project) in version.stdout


def test_second_run_changes_nothing(project):
    assert prepare(project) == ""


def test_changed_requirements_are_installed(project):
    prepare(project)
    (project / "requirements.txt").write_text("# nothing, said differently\n")
    assert prepare(project).startswith("Installing requirements.txt")
    assert prepare(project) == ""


def test_development_asks_for_more_than_running(project):
    (project / "requirements-dev.txt").write_text("# nothing either\n")
    assert prepare(project, "development").startswith("Installing requirements-dev.txt")
    assert prepare(project, "development") == ""


def test_interrupted_set_up_is_begun_again(project):
    (project / "var" / "venv.unfinished").touch()
    assert "Making a virtual environment" in prepare(project)
    assert prepare(project) == ""


def test_environment_of_another_python_is_made_again(project):
    (project / "var" / "venv" / "bin" / "python").unlink()
    other = project / "var" / "venv" / "bin" / "python"
    other.write_text("#!/bin/sh\necho '2.7.18 (another)'\n")
    other.chmod(0o755)
    assert "Making a virtual environment" in prepare(project)
