import os
import signal
import sys
import time

import pytest

from cms.operations.supervision import SupervisedChild
from tests.operations.processes import eventually, is_alive

pytestmark = pytest.mark.no_database

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.fixture
def supervise():
    """Start supervised children, and stop them all at the end."""
    children = []

    def start(command: list[str], first_delay: float = 0.05) -> SupervisedChild:
        child = SupervisedChild(command, first_delay)
        children.append(child)
        child.start()
        eventually(lambda: child.pid)
        return child

    yield start
    for child in children:
        child.stop()


def test_child_that_dies_is_started_again(supervise):
    child = supervise(SLEEP)
    first = child.pid
    os.kill(first, signal.SIGKILL)
    eventually(lambda: child.pid != first and is_alive(child.pid))


def test_child_that_keeps_dying_is_started_less_and_less_often(supervise, tmp_path):
    log = tmp_path / "births"
    supervise([sys.executable, "-c", f"open({str(log)!r}, 'a').write('x')"], first_delay=0.2)
    time.sleep(2)
    # Without a growing delay there would be about ten.
    assert 1 < len(log.read_text()) < 6


def test_stopped_child_is_gone_and_stays_gone(supervise):
    child = supervise(SLEEP)
    child.stop()
    assert not is_alive(child.pid)
    last = child.pid
    time.sleep(0.3)
    assert child.pid == last


def test_child_that_does_not_listen_is_killed(supervise, monkeypatch, tmp_path):
    monkeypatch.setattr(SupervisedChild, "GRACE", 0.2)
    ready = tmp_path / "ready"
    deaf = "import pathlib, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    child = supervise([sys.executable, "-c", f"{deaf}; pathlib.Path({str(ready)!r}).touch(); time.sleep(600)"])
    eventually(ready.exists)
    child.stop()
    assert not is_alive(child.pid)
