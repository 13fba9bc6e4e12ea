"""The files of the guide: pages in Markdown, and pictures. They lie in the project's docs and are part of it."""

from pathlib import Path

from django.conf import settings

# The page with the table of contents.
CONTENTS = "README"


def folder() -> Path:
    return settings.GUIDE_DIR


def pages() -> dict[str, Path]:
    """Return the pages by name: what is not in this list is not shown, whatever an address asks for."""
    return {path.stem: path for path in sorted(folder().glob("*.md"))}


def pictures() -> dict[str, Path]:
    """Return the pictures by file name."""
    return {path.name: path for path in sorted((folder() / "anh").glob("*.png"))}
