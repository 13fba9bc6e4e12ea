"""Lighthouse from npm, in var/lighthouse, with Debian's Node and Chromium."""

import hashlib
import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from cms.operations.setup.packages import install

HERE = Path(__file__).parent
FOLDER = Path(__file__).resolve().parents[2] / "var" / "lighthouse"
# package-lock.json pins every dependency with its digest.
DESCRIPTION = ("package.json", "package-lock.json")
FLAGS = ["--headless=new", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
# Seconds
TIMEOUT = 180
# On a busy machine Chromium now and then records nothing (NO_NAVSTART); the seconds are for what keeps it busy to pass.
ATTEMPTS = 5
PAUSE = 10


class CannotRun(Exception):
    """Lighthouse is not here or gave no report; the message says why."""


@dataclass(frozen=True)
class Lighthouse:
    """The command, ready to run."""

    program: Path
    chromium: str

    @classmethod
    def installed(cls, chromium: str | None) -> "Lighthouse":
        """Install what is missing. Raises CannotInstall (apt) and CannotRun (npm, no Chromium)."""
        if not chromium:
            raise CannotRun("There is no Chromium here: `python -m tests.system_packages` installs it.")
        if not (shutil.which("node") and shutil.which("npm")):
            install(["nodejs", "npm"], purpose="Lighthouse")
        digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in DESCRIPTION)).hexdigest()
        stamp = FOLDER / ".installed"
        if not stamp.exists() or stamp.read_text() != digest:
            _install()
            stamp.write_text(digest)
        return cls(FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js", chromium)

    def run(self, address: str, report: Path) -> None:
        """Measure the page at `address` once; write the JSON report, whole or not at all. Raises CannotRun."""
        unfinished = report.with_suffix(".unfinished")
        flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        command = ["node", str(self.program), address, "--quiet", "--output=json", f"--output-path={unfinished}"]
        for attempt in range(ATTEMPTS):
            time.sleep(PAUSE if attempt else 0)
            done = subprocess.run(
                [*command, f"--chrome-flags={' '.join(flags)}"],
                env=os.environ | {"CHROME_PATH": self.chromium},
                capture_output=True,
                text=True,
                timeout=TIMEOUT,
            )
            if done.returncode == 0 and unfinished.exists():
                unfinished.rename(report)
                return
        raise CannotRun(f"Lighthouse gave no report on {address}.\n{done.stderr or done.stdout}")


def _install() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in DESCRIPTION:
        shutil.copy(HERE / name, FOLDER / name)
    print("Installing Lighthouse from npm (about 185 MB, once)", flush=True)
    done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=FOLDER, capture_output=True, text=True)
    if done.returncode:
        raise CannotRun(f"npm could not install Lighthouse.\n{done.stderr}")
