"""`python -m cms.operations.setup.catalogues`: compile the .po catalogues whose .mo is missing or older."""

import os
from pathlib import Path

import polib

LOCALE_DIR = Path(__file__).resolve().parents[2] / "locale"


def compile_catalogues(folder: Path = LOCALE_DIR) -> list[Path]:
    """Compile what needs it below `folder`; return the files written. GNU gettext is not needed."""
    outdated = [source for source in sorted(folder.rglob("LC_MESSAGES/*.po")) if _is_outdated(source)]
    return [_compile(source) for source in outdated]


def _is_outdated(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> Path:
    target = source.with_suffix(".mo")
    # Written aside and moved: several test runs may do this at the same moment.
    unfinished = target.with_suffix(f".{os.getpid()}.mo")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return target


if __name__ == "__main__":
    compile_catalogues()
