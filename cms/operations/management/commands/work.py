import os
import signal
import time
from types import FrameType

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from cms.operations import due


class Command(BaseCommand):
    help = "Do the work that is due by the clock, every minute. SIGTERM or Ctrl-C stops it between pieces."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is due now, and end.")
        parser.add_argument("--parent", type=int, help="End when this process, the parent, is gone.")

    def handle(self, *, once: bool, parent: int | None, **options):
        self._parent = parent
        self._stopped = False
        if once:
            self._report(due.run_due(timezone.now()))
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        while not self._stopping():
            began = time.monotonic()
            due.run_due(timezone.now(), stopping=self._stopping)
            # As at the end of a request: a connection that broke is not kept for the next round.
            close_old_connections()
            self._wait_until(began + due.TICK.total_seconds())

    def _wait_until(self, moment: float) -> None:
        """Wait until the monotonic `moment`, looking twice a second whether to stop."""
        while not self._stopping() and (left := moment - time.monotonic()) > 0:
            time.sleep(min(left, 0.5))

    def _stopping(self) -> bool:
        return self._stopped or (self._parent is not None and os.getppid() != self._parent)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stopped = True

    def _report(self, names: list[str]) -> None:
        for name in names:
            self.stdout.write(name)
