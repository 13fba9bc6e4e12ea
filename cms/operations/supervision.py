"""Keeping one child process alive for as long as this one lives."""

import logging
import subprocess
import threading
import time
from collections.abc import Sequence

logger = logging.getLogger(__name__)


class SupervisedChild:
    """Starts a command again whenever it ends, until `stop()` is called.

    The child gets a session of its own: Ctrl-C in the terminal reaches the parent alone, which stops it.
    """

    # Seconds. A child that lived longer than the longest delay is started again without waiting for long.
    FIRST_DELAY = 1.0
    LONGEST_DELAY = 60.0
    # How long a piece of work that is running when the parent stops may take to end. Seconds.
    GRACE = 20.0

    def __init__(self, command: Sequence[str], first_delay: float = FIRST_DELAY):
        self._command = list(command)
        self._first_delay = first_delay
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._thread = threading.Thread(target=self._keep_alive, name="supervisor", daemon=True)

    @property
    def pid(self) -> int | None:
        """Process id of the child that runs now or ran last."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the child: SIGTERM, and SIGKILL for one that has not ended after `GRACE` seconds."""
        with self._starting:
            self._stopping.set()
        process = self._process
        if process and process.poll() is None:
            process.terminate()
            try:
                process.wait(self.GRACE)
            except subprocess.TimeoutExpired:
                logger.warning("The child %s did not end in %.0f s and is killed", process.pid, self.GRACE)
                process.kill()
        self._thread.join()

    def _keep_alive(self) -> None:
        delay = self._first_delay
        while self._start_child():
            born = time.monotonic()
            status = self._process.wait()
            if self._stopping.is_set():
                return
            if time.monotonic() - born > self.LONGEST_DELAY:
                delay = self._first_delay
            logger.error("The child %s ended (%s) and starts again in %.0f s", self.pid, status, delay)
            self._stopping.wait(delay)
            delay = min(delay * 2, self.LONGEST_DELAY)

    def _start_child(self) -> bool:
        with self._starting:
            if self._stopping.is_set():
                return False
            self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, start_new_session=True)
            return True
