"""Lines that readers cause, kept in a file until the worker adds them to the counts. A GET writes nothing.

One line is one short write at the end of a file, which the system call keeps whole.
"""

import os
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from cms.reading.models import RolledUpBatch


@dataclass(frozen=True)
class Spool:
    """The file of the lines of one kind, named by it."""

    name: str

    def write(self, line: str) -> None:
        """Add a line, which holds no line feed."""
        descriptor = os.open(self._file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            os.write(descriptor, f"{line}\n".encode())
        finally:
            os.close(descriptor)

    def roll_up(self, add: Callable[[Iterable[str]], None]) -> None:
        """Have `add(lines)` count what an earlier run set aside, then set the lines of the last minute aside.

        Each line is counted once, also where the worker was killed. A writer that still held the file when it was
        renamed has written long before the next run reads it.
        """
        for batch in sorted(_folder().glob(f"{self.name}-*.batch")):
            with transaction.atomic():
                _row, is_new = RolledUpBatch.objects.get_or_create(name=batch.name)
                if is_new:
                    add(batch.read_text(errors="replace").splitlines())
            batch.unlink()
        if self._file().exists():
            self._file().rename(_folder() / f"{self.name}-{uuid.uuid4()}.batch")

    def _file(self) -> Path:
        return _folder() / f"{self.name}.log"


def _folder() -> Path:
    folder = Path(settings.SPOOL_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
