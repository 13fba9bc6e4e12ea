"""The registry of due work: what runs by the clock, in the worker and not in a request.

An app registers its work in `AppConfig.ready()`; `manage.py work` runs what is due every minute. Any number
of workers may run: each piece of work is claimed by one conditional UPDATE. A piece that fails is logged, and
is due again after its period.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cms.operations.models import DueWork

logger = logging.getLogger(__name__)

# How often the worker looks.
TICK = timedelta(minutes=1)
# Work may start this much before its period is over: a worker that wakes a moment early skips no round.
EARLY = timedelta(seconds=5)


@dataclass(frozen=True)
class Job:
    """One registered piece of work. After `lease` a worker that has not finished counts as dead."""

    name: str
    function: Callable[[], object]
    every: timedelta
    lease: timedelta


class Registry:
    """Pieces of due work by name, run in the order in which they were registered."""

    def __init__(self):
        self._jobs: dict[str, Job] = {}

    def register(
        self,
        name: str,
        function: Callable[[], object],
        every: timedelta,
        lease: timedelta = timedelta(minutes=30),
    ) -> None:
        """Have `function()` run once per `every` (a minute or more), by one worker at a time.

        `lease` is longer than the work can take: after it the work of a killed worker is taken up by another.
        Raises ValueError for a period below a minute and for a name that is taken by another function.
        """
        if every < TICK:
            raise ValueError(f"{name!r}: the worker looks once a minute, so every={every} cannot be kept")
        taken = self._jobs.get(name)
        if taken and taken.function is not function:
            raise ValueError(f"{name!r} is registered by {taken.function!r} already")
        self._jobs[name] = Job(name, function, every, lease)

    def run_due(self, now: datetime, stopping: Callable[[], bool] = lambda: False) -> list[str]:
        """Run what is due at `now`, one after the other; return the names of what was run to its end.

        What raises is logged and does not stop the others. `stopping` is asked before each piece.
        """
        began = time.monotonic()
        finished = []
        for job in self._jobs.values():
            if stopping():
                break
            if _run(job, now + timedelta(seconds=time.monotonic() - began)):
                finished.append(job.name)
        return finished


def _run(job: Job, now: datetime) -> bool:
    """Run the job if it can be claimed; return whether it ran and did not fail."""
    try:
        lock = _claim(job, now)
        return lock is not None and _work(job, lock)
    except Exception:
        logger.exception("Due work %r could not be claimed or released", job.name)
        return False


def _work(job: Job, lock: datetime) -> bool:
    began = time.monotonic()
    try:
        job.function()
    except Exception:
        logger.exception("Due work %r failed", job.name)
        return False
    finally:
        _release(job, lock, took=timedelta(seconds=time.monotonic() - began))
    return True


def _claim(job: Job, now: datetime) -> datetime | None:
    """Take the job for this worker; return the end of the lease, None where it is not due or taken."""
    lock = now + job.lease
    rows = DueWork.objects.filter(name=job.name)
    if not rows.exists():
        DueWork.objects.get_or_create(name=job.name)
    claimed = rows.startable(now, job.every - EARLY).update(last_started_at=now, locked_until=lock)
    return lock if claimed else None


def _release(job: Job, lock: datetime, took: timedelta) -> None:
    """Note the end; a worker that outlived its lease has lost the row to another and changes nothing."""
    DueWork.objects.filter(name=job.name, locked_until=lock).update(
        last_finished_at=lock - job.lease + took, locked_until=None
    )


registry = Registry()
register = registry.register
run_due = registry.run_due
