"""`manage.py work` as a process of its own."""

import signal
import subprocess
import sys
import time

from cms.operations.models import DueWork
from tests.operations.processes import eventually


def has_worked() -> bool:
    return DueWork.objects.filter(last_finished_at__isnull=False, locked_until=None).exists()


def test_once_does_what_is_due_names_it_and_ends(manage):
    output, _ = manage("work", "--once").communicate(timeout=60)
    assert "publish scheduled pages" in output.splitlines()
    assert DueWork.objects.get(name="publish scheduled pages").last_finished_at
    output, _ = manage("work", "--once").communicate(timeout=60)
    assert output == ""


def test_waiting_worker_stops_at_sigterm_within_a_second(manage):
    worker = manage("work")
    eventually(has_worked, 60)
    time.sleep(1)
    began = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    # A second to notice, and what the interpreter takes to end on a busy machine.
    assert time.monotonic() - began < 5


def test_worker_ends_when_its_parent_is_gone(manage):
    # A parent that has gone already: the worker notices before it does anything.
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    worker = manage("work", f"--parent={gone.pid}")
    assert worker.wait(60) == 0
    assert not DueWork.objects.exists()
