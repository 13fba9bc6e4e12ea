"""`python -m cms.operations.setup.lock`: write constraints.txt, the exact version of every package.

Solves the requirements afresh in a virtual environment of its own, without the old constraints.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HEADER = """\
# Every package that requirements.txt and requirements-dev.txt bring along, at its exact version.
# Written by `make lock`; change the requirements and not this file.
"""


def lock() -> None:
    with tempfile.TemporaryDirectory(prefix="portal-lock-") as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text("\n".join(_requirements()))
        python = Path(folder) / "venv" / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
        subprocess.run([python, "-m", "pip", "install", "--prefer-binary", "-r", wanted], check=True)
        freeze = [python, "-m", "pip", "freeze"]
        frozen = subprocess.run(freeze, check=True, capture_output=True, text=True).stdout
    (ROOT / "constraints.txt").write_text(HEADER + frozen)


def _requirements() -> list[str]:
    """The lines of both requirement files, without references to other files."""
    files = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
    lines = [line for file in files for line in file.read_text().splitlines()]
    return [line for line in lines if not line.startswith("-")]


if __name__ == "__main__":
    try:
        lock()
    except subprocess.CalledProcessError as error:
        sys.exit(f"constraints.txt is unchanged: {error}")
