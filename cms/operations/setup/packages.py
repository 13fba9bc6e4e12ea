"""Debian packages, installed through apt where this user may do so. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


class CannotInstall(Exception):
    """The packages are missing and cannot be installed from here; the message says what to do."""


def install(packages: list[str], purpose: str) -> None:
    """Install Debian packages (as root, or with sudo); `purpose` completes "… needed for".

    Raises CannotInstall where there is no apt, no right to use it, or where apt fails.
    """
    names = " ".join(packages)
    advice = f"Needed for {purpose}: {names}. Install with: apt-get install {names}"
    apt = shutil.which("apt-get")
    if not apt:
        raise CannotInstall(f"{advice} (there is no apt on this machine: install what corresponds to it)")
    command = [*_as_root(advice), apt]
    print(f"Installing for {purpose}: {names}", flush=True)
    if _install(command, packages):
        return
    # A fresh machine has no package lists, an old one outdated ones.
    subprocess.run([*command, "-q", "update"])
    if not _install(command, packages):
        raise CannotInstall(f"apt could not install what is {advice[0].lower()}{advice[1:]}")


def _as_root(advice: str) -> list[str]:
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    sudo = shutil.which("sudo")
    if not sudo:
        raise CannotInstall(f"{advice} (as root: there is no sudo here)")
    # Without a terminal nobody can type a password: sudo then fails instead of waiting.
    question = [] if sys.stdin.isatty() else ["-n"]
    return [sudo, *question, "env", "DEBIAN_FRONTEND=noninteractive"]


def _install(command: list[str], packages: list[str]) -> bool:
    # What is installed already stays as it is: upgrading a machine is not our business.
    options = ["-q", "-y", "--no-install-recommends", "--no-upgrade"]
    return subprocess.run([*command, *options, "install", *packages]).returncode == 0
