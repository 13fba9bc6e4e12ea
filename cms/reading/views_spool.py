"""Counting reads: the interface that page types use, and its first implementation by a spool file.

A read is one line appended to a file; the worker rolls the lines up every minute. A GET writes nothing.
"""

import os
import uuid
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Subquery

from cms.reading.models import RolledUpBatch, ViewCount

ROBOT_WORDS = (
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "externalhit",
    "monitor",
    "curl",
    "wget",
    "python-requests",
    "headless",
)


def is_robot(user_agent: str) -> bool:
    """Whether a User-Agent header names a robot; an empty one does."""
    words = user_agent.lower()
    return not words or any(word in words for word in ROBOT_WORDS)


def record_view(public_id: uuid.UUID) -> None:
    """Count one read of the page with this id. One short write that the system call keeps whole."""
    line = f"{public_id}\n".encode()
    descriptor = os.open(_spool(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        os.write(descriptor, line)
    finally:
        os.close(descriptor)


def views_of(public_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return the counts of these pages in one query; pages never read are missing."""
    return dict(ViewCount.objects.filter(pk__in=list(public_ids)).values_list("pk", "total"))


def reads_of(public_id) -> Subquery:
    """Return the count of the page with the id `public_id` (an expression of the query around), None for one unread."""
    return Subquery(ViewCount.objects.filter(pk=public_id).values("total"))


def roll_up() -> None:
    """Add the batches that an earlier run set aside to the counts, then set the lines of the last minute aside.

    A writer that still held the file when it was renamed has written long before the next run reads it.
    """
    for batch in sorted(_folder().glob("views-*.batch")):
        _add(batch)
    spool = _spool()
    if spool.exists():
        spool.rename(spool.with_name(f"views-{uuid.uuid4()}.batch"))


def _add(batch: Path) -> None:
    with transaction.atomic():
        _row, is_new = RolledUpBatch.objects.get_or_create(name=batch.name)
        if is_new:
            for public_id, views in Counter(_ids(batch)).items():
                ViewCount.objects.get_or_create(pk=public_id)
                ViewCount.objects.filter(pk=public_id).update(total=F("total") + views)
    batch.unlink()


def _ids(batch: Path) -> Iterable[uuid.UUID]:
    for line in batch.read_text().splitlines():
        try:
            yield uuid.UUID(line)
        except ValueError:
            # A line cut short by a full disk.
            continue


def _folder() -> Path:
    folder = Path(settings.SPOOL_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _spool() -> Path:
    return _folder() / "views.log"
