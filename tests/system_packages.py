"""`python -m tests.system_packages`: what the tests need of the system, installed through apt where it is missing.

A machine on which something is missing and cannot be installed is told so, and the tests fail: nothing is skipped.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from cms.operations.setup.packages import CannotInstall, install
from tests.postgres import server_folder

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Need:
    """Something that must be there, and the Debian packages that bring it."""

    purpose: str
    is_met: Callable[[], bool]
    packages: list[str]


def chromium() -> str | None:
    """Return the path of the browser to use: that of the variable CHROMIUM, else the one that is installed."""
    names = [os.environ.get("CHROMIUM"), *CHROMIUM_NAMES]
    return next((path for name in names if name and (path := shutil.which(name))), None)


def has_vietnamese_font() -> bool:
    """Whether fontconfig knows a font with every letter of Vietnamese; pages are looked at, not only counted."""
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=vi"], capture_output=True, text=True).stdout.strip())


def needs() -> list[Need]:
    """Return everything the suite needs; a DATABASE_URL from outside takes the place of PostgreSQL."""
    postgresql = Need("the tests on PostgreSQL", lambda: server_folder() is not None, ["postgresql"])
    return [
        *([] if os.environ.get("DATABASE_URL") else [postgresql]),
        Need("the journeys in a browser", lambda: chromium() is not None, ["chromium"]),
        Need("the checker of HTML", lambda: shutil.which("java") is not None, ["default-jre-headless"]),
        Need("Vietnamese text in the browser", has_vietnamese_font, ["fontconfig", "fonts-noto-core"]),
    ]


def provide() -> None:
    """Install what is missing; raise CannotInstall if something still is afterwards."""
    missing = [need for need in needs() if not need.is_met()]
    if missing:
        packages = [name for need in missing for name in need.packages]
        install(packages, purpose=", ".join(need.purpose for need in missing))
    still = [need for need in missing if not need.is_met()]
    if still:
        purposes = ", ".join(need.purpose for need in still)
        raise CannotInstall(f"apt installed its packages, yet this is still missing: what {purposes} need.")


if __name__ == "__main__":
    try:
        provide()
    except CannotInstall as problem:
        sys.exit(str(problem))
