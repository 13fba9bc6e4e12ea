"""Mail is written down with what it tells of, and brought to the mail server once."""

import socket
import threading
import time
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from cms.operations import due, outbox
from cms.operations.models import OutgoingMail
from cms.operations.outbox.backend import URGENT
from cms.operations.outbox.delivery import GIVE_UP, LEASE, deliver, deliver_due, pause
from cms.settings.email import OUTBOX, email_settings
from tests import factories
from tests.operations.mail_server import MailServer

State = OutgoingMail.State


@pytest.fixture
def server(settings):
    """A running mail server, and the portal's settings for it."""
    server = MailServer().start()
    use(settings, server.url)
    yield server
    server.stop()


def use(settings, url: str) -> None:
    for name, value in email_settings(url, "bbt@sgddt.example", "https://sgddt.example").items():
        setattr(settings, name, value)


def send(subject: str = "Thư thử", to: str = "duyet1@sgddt.example", **headers) -> None:
    EmailMessage(subject, "Nội dung của thư.", None, [to], headers=headers).send()


def all_due() -> None:
    """Let the time pass for which mail waits."""
    OutgoingMail.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))


# Writing


@pytest.mark.django_db
def test_mail_is_a_row_until_the_worker_brings_it(server):
    assert send_mail("Tin chờ duyệt", "Có tin chờ duyệt.", None, ["duyet1@sgddt.example"]) == 1
    assert server.inbox.messages == []
    assert deliver() == 1
    (message,) = server.inbox.messages
    assert message["Subject"] == "Tin chờ duyệt"
    assert message.get_content().strip() == "Có tin chờ duyệt."
    assert message["From"] == "bbt@sgddt.example"
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.content, mail.message_id) == (State.SENT, None, message["Message-ID"])
    assert deliver() == 0


@pytest.mark.django_db
def test_mail_of_a_transaction_that_is_rolled_back_was_never_written(server):
    with pytest.raises(RuntimeError), transaction.atomic():
        send()
        raise RuntimeError
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_each_person_gets_one_row_and_no_copy_shows_who_was_copied_blindly(server):
    people = ["a@sgddt.example", "b@sgddt.example", "a@sgddt.example"]
    EmailMessage("Thư", "Nội dung", None, people, bcc=["kin@sgddt.example"]).send()
    assert deliver() == 3
    assert sorted(server.inbox.recipients) == ["a@sgddt.example", "b@sgddt.example", "kin@sgddt.example"]
    assert all("kin@" not in str(message) for message in server.inbox.messages)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "subject", ["Tin\nBcc: ke-gian@example.com", "Tin\r\n\r\nThân", "Tin\0 \x0b\x1c\u2028mới", "\ud800"]
)
def test_nothing_in_a_subject_breaks_a_mail_or_adds_to_its_headers(server, subject):
    message = EmailMultiAlternatives(subject, "Đoạn\0 một \ud83d", None, ["duyet1@sgddt.example"])
    message.attach_alternative("<p>Đoạn\0 một</p>", "text/html")
    message.send()
    assert deliver() == 1
    (taken,) = server.inbox.messages
    assert server.inbox.recipients == ["duyet1@sgddt.example"]
    assert taken["Bcc"] is None
    assert "\n" not in taken["Subject"] and "\0" not in taken["Subject"]
    assert taken.get_body(("html",)).get_content().strip() == "<p>Đoạn một</p>"


@pytest.mark.django_db
def test_what_cannot_be_a_mail_stops_nobody_and_is_seen(server):
    EmailMessage("Thư", "Nội dung", None, ["người@không.hợp.lệ@"], headers={"Tên": "x"}).send()
    send("Thư sau")
    assert deliver() == 1
    assert [mail.recipient for mail in outbox.failures()] == ["người@không.hợp.lệ@"]


@pytest.mark.django_db
def test_urgent_mail_comes_first(server):
    send("Thường")
    send("Khẩn", **URGENT)
    deliver()
    assert server.inbox.subjects == ["Khẩn", "Thường"]


@pytest.mark.django_db
def test_password_link_is_mailed_and_then_nowhere_kept(server, client, drafter):
    client.post(reverse("wagtailadmin_password_reset"), {"email": drafter.email})
    waiting = OutgoingMail.objects.get()
    assert b"password_reset" in bytes(waiting.content)
    deliver()
    (message,) = server.inbox.messages
    assert "/password_reset/confirm/" in message.get_content()
    assert OutgoingMail.objects.get().content is None


# The server


@pytest.mark.django_db
def test_dead_server_does_not_slow_a_submission_and_gets_its_mail_when_it_is_back(
    server, settings, section, drafter, approver
):
    server.stop()
    page = factories.draft(section, drafter)
    began = time.monotonic()
    factories.drafts.submit(page, drafter)
    assert time.monotonic() - began < 1
    deliver_due()
    mail = OutgoingMail.objects.get(recipient=approver.email)
    assert (mail.state, mail.attempts) == (State.WAITING, 1)
    assert mail.error
    server.start()
    all_due()
    deliver_due()
    assert server.inbox.recipients == [approver.email]


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["smtp://khong-co.invalid:25", "smtp://127.0.0.1:1", "smtp://[::1]:1"])
def test_server_that_cannot_be_reached_leaves_everything_waiting(settings, url):
    use(settings, url)
    send("Một")
    send("Hai")
    began = time.monotonic()
    assert deliver() == 0
    assert time.monotonic() - began < 30
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {State.WAITING}
    assert not outbox.failures()


@pytest.mark.django_db
def test_server_that_hangs_is_left_alone_after_one_attempt(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        use(settings, f"smtp://127.0.0.1:{silent.getsockname()[1]}")
        settings.EMAIL_TIMEOUT = 0.5
        for number in range(5):
            send(f"Thư {number}")
        began = time.monotonic()
        assert deliver() == 0
        assert time.monotonic() - began < 3
    assert OutgoingMail.objects.filter(attempts=1).count() == 1


@pytest.mark.django_db
def test_mail_that_waited_for_the_server_goes_at_once_when_it_is_back(server):
    server.stop()
    send("Cũ")
    deliver()
    server.start()
    send("Mới")
    assert deliver() == 2
    assert server.inbox.subjects == ["Mới", "Cũ"]


@pytest.mark.django_db
def test_message_over_which_the_server_hangs_up_holds_no_other_up(server):
    server.inbox.hangs_up_on = "Hỏng"
    for subject in ("Một", "Hỏng", "Hai", "Ba"):
        send(subject)
    assert deliver() == 3
    assert server.inbox.subjects == ["Một", "Hai", "Ba"]
    send("Bốn")
    assert deliver() == 1
    broken = OutgoingMail.objects.get(subject="Hỏng")
    assert (broken.state, broken.attempts) == (State.WAITING, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["550 No such user", "554 Refused by policy"])
def test_refusal_for_good_ends_as_failed_is_seen_and_holds_nobody_up(server, answer, caplog):
    server.inbox.answers["nghi@sgddt.example"] = answer
    send("Một", to="nghi@sgddt.example")
    send("Hai")
    assert deliver() == 1
    (failed,) = outbox.failures()
    assert (failed.recipient, failed.reply_code, failed.error) == ("nghi@sgddt.example", int(answer[:3]), answer)
    assert "nghi@sgddt.example" in caplog.text
    assert deliver() == 0
    server.inbox.answers.clear()
    assert outbox.retry_failed() == 1
    assert deliver() == 1


@pytest.mark.django_db
def test_refusal_for_now_is_tried_again_with_growing_pauses_and_given_up_after_days(server):
    server.inbox.answers["ban@sgddt.example"] = "451 Try again later"
    send(to="ban@sgddt.example")
    pauses = []
    for _attempt in range(4):
        deliver()
        mail = OutgoingMail.objects.get()
        pauses.append(round((mail.next_attempt_at - timezone.now()) / timedelta(minutes=1)))
        all_due()
    assert pauses == [1, 2, 4, 8]
    assert (mail.state, mail.reply_code) == (State.WAITING, 451)
    OutgoingMail.objects.update(created_at=timezone.now() - GIVE_UP)
    deliver()
    assert [mail.reply_code for mail in outbox.failures()] == [451]


def test_pauses_grow_to_an_hour_and_for_urgent_mail_to_five_minutes():
    assert pause(1) == timedelta(minutes=1)
    assert pause(500) == timedelta(hours=1)
    assert pause(500, is_urgent=True) == timedelta(minutes=5)


# Workers


@pytest.mark.django_db
def test_mail_in_the_hands_of_a_worker_is_left_to_it_until_its_claim_ends(server):
    send()
    OutgoingMail.objects.update(state=State.SENDING, claimed_until=timezone.now() + LEASE)
    assert deliver() == 0
    OutgoingMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert deliver() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_bring_each_mail_once(server):
    for number in range(30):
        send(f"Thư {number}")
    together = threading.Barrier(2)

    def worker():
        together.wait(30)
        deliver()
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(server.inbox.subjects) == sorted(f"Thư {number}" for number in range(30))
    assert OutgoingMail.objects.filter(state=State.SENT).count() == 30


# Keeping


@pytest.mark.django_db
def test_old_mail_is_forgotten_and_waiting_mail_is_not(server):
    send("Cũ")
    deliver()
    send("Chờ")
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=100))
    OutgoingMail.objects.filter(state=State.SENT).update(finished_at=timezone.now() - timedelta(days=91))
    outbox.forget_old()
    assert [mail.subject for mail in OutgoingMail.objects.all()] == ["Chờ"]
    assert outbox.overdue().count() == 1


@pytest.mark.django_db
def test_command_shows_what_waits_and_what_was_given_up_retries_and_discards(server, capsys):
    server.inbox.answers["nghi@sgddt.example"] = "550 No such user"
    send("Một", to="nghi@sgddt.example")
    deliver()
    send("Hai")
    call_command("outbox")
    shown = capsys.readouterr().out
    assert "Waiting: 1" in shown
    assert "Given up: 1" in shown and "nghi@sgddt.example: Một" in shown and "550 No such user" in shown
    call_command("outbox", "--retry")
    assert "Waiting: 2" in capsys.readouterr().out
    call_command("outbox", "--discard")
    assert "Waiting: 0" in capsys.readouterr().out
    assert deliver() == 0


def test_worker_knows_of_the_outbox():
    assert {"deliver mail", "forget old mail"} <= {*due.registry._jobs}


def test_without_a_server_nothing_is_written():
    assert email_settings("", "", "https://sgddt.example")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    assert email_settings("smtp://mail.example", "", "https://sgddt.example")["EMAIL_BACKEND"] == OUTBOX
