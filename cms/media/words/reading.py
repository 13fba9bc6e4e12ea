"""Starts the process that reads one file, and takes what it says for no more than words."""

import json
import logging
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from typing import BinaryIO

from django.conf import settings

logger = logging.getLogger(__name__)

# Seconds on the clock; the process itself is stopped by its own limit of work before.
PATIENCE = 90

READ, WORDLESS, LOCKED, UNREADABLE = "read", "wordless", "locked", "unreadable"


@dataclass(frozen=True)
class Reading:
    """What is in a file: `state` READ, WORDLESS (a scan), LOCKED (a password) or UNREADABLE.

    `parts` are cms.media.words.parts.Part as dictionaries. `findings` are pupils' data: {"kind", "line", "count"} say
    what it is, its first line and how many lines; {"index", "part", "number", "name", "inside"} in which of the parts.
    `is_partial` says that some of the file was not read.
    """

    state: str
    parts: list[dict] = field(default_factory=list)
    findings: list[dict] = field(default_factory=list)
    is_partial: bool = False


def read(file: BinaryIO, extension: str) -> Reading:
    """Return what is in `file`, whatever it is. Never raises for its content."""
    with tempfile.TemporaryFile() as copy, tempfile.TemporaryFile() as answer:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        try:
            # No environment: it reads a stranger's file, and has no use for our keys and passwords.
            subprocess.run(
                [sys.executable, "-m", "cms.media.words.child", extension],
                cwd=settings.BASE_DIR,
                env={"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
                stdin=copy,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=True,
            )
            answer.seek(0)
            return Reading(**json.load(answer))
        except (subprocess.SubprocessError, ValueError, TypeError):
            logger.warning("A file (.%s) could not be read", extension, exc_info=True)
            return Reading(UNREADABLE)
