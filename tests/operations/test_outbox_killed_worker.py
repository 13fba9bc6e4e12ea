"""Workers that are killed in the middle of the mail lose nothing of it and bring nothing twice."""

import os
import signal
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from cms.operations.models import DueWork, OutgoingMail
from cms.settings.email import OUTBOX
from tests.operations.mail_server import MailServer
from tests.operations.processes import descendants, eventually, is_alive

COUNT = 30


@pytest.fixture
def server(monkeypatch):
    server = MailServer().start()
    monkeypatch.setenv("EMAIL_URL", server.url)
    yield server
    server.stop()


def write(count: int) -> None:
    mails = [EmailMessage(f"Thư {number}", "Nội dung", None, ["duyet1@sgddt.example"]) for number in range(count)]
    get_connection(OUTBOX).send_messages(mails)


def let_the_minute_pass() -> None:
    """Mail is due each minute; a killed worker's share of it ends with the minute, too."""
    past = timezone.now() - timedelta(minutes=5)
    DueWork.objects.update(last_started_at=past)
    DueWork.objects.exclude(locked_until=None).update(locked_until=past)


def test_worker_killed_again_and_again_brings_each_of_thirty_mails_once(server, manage):
    # The server takes the message at once, and most of the time is between that and its answer.
    server.inbox.slowness = 0.1
    write(COUNT)
    for taken in (4, 11, 19):
        let_the_minute_pass()
        worker = manage("work")
        eventually(lambda taken=taken: len(server.inbox.messages) >= taken, 60)
        couriers = descendants(worker.pid)
        worker.send_signal(signal.SIGKILL)
        worker.wait(30)
        eventually(lambda couriers=couriers: not any(map(is_alive, couriers)), 30)
        assert len(server.inbox.messages) < COUNT
    let_the_minute_pass()
    manage("work", "--once").communicate(timeout=60)
    assert len(set(server.inbox.ids)) == COUNT
    assert sorted(server.inbox.subjects) == sorted(f"Thư {number}" for number in range(COUNT))
    assert OutgoingMail.objects.filter(state=OutgoingMail.State.SENT).count() == COUNT


def test_process_that_brings_mail_killed_with_the_worker_loses_nothing(server, manage):
    server.inbox.slowness = 0.1
    write(10)
    worker = manage("work")
    eventually(lambda: len(server.inbox.messages) >= 3, 60)
    for pid in (*descendants(worker.pid), worker.pid):
        os.kill(pid, signal.SIGKILL)
    worker.wait(30)
    OutgoingMail.objects.exclude(claimed_until=None).update(claimed_until=timezone.now())
    let_the_minute_pass()
    manage("work", "--once").communicate(timeout=60)
    assert len(set(server.inbox.ids)) == 10
    # What was in its hands at that moment is the one message that may come again, under the same Message-ID.
    assert len(server.inbox.ids) <= 11
