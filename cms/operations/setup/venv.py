"""`python3 -m cms.operations.setup.venv runtime|development`: the virtual environment in var/venv.

Made when it is missing, made anew when the version of Python changed or the last set-up was interrupted,
brought up to date when the requirements changed, and otherwise left alone. Standard library only.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from cms.operations.setup.packages import CannotInstall, install

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / "var" / "venv"
PYTHON = VENV / "bin" / "python"
# Stands while the environment is being worked on. Found at the start, it tells of an interrupted run.
UNFINISHED = ROOT / "var" / "venv.unfinished"
OLDEST_PYTHON = (3, 11)
REQUIREMENTS = {"runtime": "requirements.txt", "development": "requirements-dev.txt"}


class SetupFailed(Exception):
    """The environment could not be made; the message says why."""


def prepare(level: str) -> None:
    """Make var/venv ready for `level` ("runtime" or "development", which includes the other).

    Raises SetupFailed, or CannotInstall where a Debian package is missing.
    """
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        raise SetupFailed(f"Python {wanted} or newer is needed; {sys.executable} is {sys.version.split()[0]}.")
    VENV.parent.mkdir(exist_ok=True)
    with (VENV.parent / "venv.lock").open("w") as lock:
        # Two `make` at once: the second waits, and then finds everything done.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if UNFINISHED.exists() or not _is_usable():
            _create()
        if _stamp(level) != _installed(level):
            _install_requirements(level)


def _is_usable() -> bool:
    """Whether the environment's Python runs, has pip and is the Python that runs this."""
    question = "import sys, pip; print(sys.version)"
    try:
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        install([f"python{version}-venv"], purpose="virtual environments")
    print(f"Making a virtual environment with Python {sys.version.split()[0]} in var/venv", flush=True)
    UNFINISHED.touch()
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", VENV]).returncode != 0:
        raise SetupFailed("The virtual environment could not be made; see the messages above.")
    UNFINISHED.unlink()


def _install_requirements(level: str) -> None:
    file = REQUIREMENTS[level]
    print(f"Installing {file} into var/venv (a minute or two the first time)", flush=True)
    UNFINISHED.touch()
    # pip as a module: the scripts in bin/ carry a path that breaks when the folder moves.
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--prefer-binary"]
    if _run_showing_progress([*pip, "-r", file]) != 0:
        raise SetupFailed(f"{file} could not be installed; see the messages above, and run the command again.")
    _mark_installed(level)
    UNFINISHED.unlink()


def _run_showing_progress(command: list[str | Path]) -> int:
    """Run pip; on a terminal its many lines become one that changes. Errors come through whole."""
    shown = sys.stdout.isatty()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if shown and line.startswith(("Collecting", "Downloading", "Installing")):
                print(f"\r\033[K  {line.strip()[:70]}", end="", flush=True)
    if shown:
        print("\r\033[K", end="", flush=True)
    return process.returncode


def _stamp(level: str) -> str:
    """A fingerprint of everything that decides what is installed."""
    files = ["constraints.txt", *dict.fromkeys([REQUIREMENTS["runtime"], REQUIREMENTS[level]])]
    contents = [sys.version.encode(), *((ROOT / name).read_bytes() for name in files)]
    return hashlib.sha256(b"\0".join(contents)).hexdigest()


def _installed(level: str) -> str:
    file = VENV / f"installed-{level}"
    return file.read_text() if file.exists() else ""


def _mark_installed(level: str) -> None:
    for done in {"runtime", level}:
        (VENV / f"installed-{done}").write_text(_stamp(done))


if __name__ == "__main__":
    try:
        prepare(sys.argv[1])
    except (CannotInstall, SetupFailed) as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("Interrupted; the next run sets this right.")
