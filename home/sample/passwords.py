"""The one password of the sample accounts, and the file it is kept in."""

import os
import secrets
from pathlib import Path

PASSWORD_LINE = "DEMO_PASSWORD="


def choose(file: Path | None) -> str:
    """Return the password of the environment variable DEMO_PASSWORD, else the one in `file`, else a new one.

    An interrupted build has kept its password in the file.
    """
    given = os.environ.get("DEMO_PASSWORD", "")
    if given:
        return given
    return kept(file) or secrets.token_urlsafe(9)


def kept(file: Path | None) -> str:
    """Return the password kept in `file`, '' where there is none."""
    if file is None or not file.exists():
        return ""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((line.removeprefix(PASSWORD_LINE) for line in lines if line.startswith(PASSWORD_LINE)), "")


def keep(file: Path, password: str, accounts: dict[str, dict]) -> None:
    """Write the password and the accounts with their roles to `file`, which nobody but its owner may read."""
    lines = [
        f"{PASSWORD_LINE}{password}",
        "",
        *(f"{row['role']:<14}{name}" for name, row in accounts.items()),
        "",
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    # Made anew: the mode holds from the moment the file exists.
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write("\n".join(lines))
