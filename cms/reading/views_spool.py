"""Counting reads: the interface that page types use, and its first implementation by a spool file.

A read is one line appended to a file; the worker rolls the lines up every minute. A GET writes nothing.
"""

import uuid
from collections import Counter
from collections.abc import Iterable

from django.db.models import F, Subquery

from cms.reading.models import ViewCount
from cms.reading.spool import Spool

SPOOL = Spool("views")
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
    """Count one read of the page with this id."""
    SPOOL.write(str(public_id))


def views_of(public_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return the counts of these pages in one query; pages never read are missing."""
    return dict(ViewCount.objects.filter(pk__in=list(public_ids)).values_list("pk", "total"))


def reads_of(public_id) -> Subquery:
    """Return the count of the page with the id `public_id` (an expression of the query around), None for one unread."""
    return Subquery(ViewCount.objects.filter(pk=public_id).values("total"))


def roll_up() -> None:
    """Add the reads of the last minutes to the counts."""
    SPOOL.roll_up(_add)


def _add(lines: Iterable[str]) -> None:
    for public_id, views in Counter(_ids(lines)).items():
        ViewCount.objects.get_or_create(pk=public_id)
        ViewCount.objects.filter(pk=public_id).update(total=F("total") + views)


def _ids(lines: Iterable[str]) -> Iterable[uuid.UUID]:
    for line in lines:
        try:
            yield uuid.UUID(line)
        except ValueError:
            # A line cut short by a full disk.
            continue
