"""Draining the outbox: each message once, in whatever way the server or the worker fails.

A row is claimed by one conditional UPDATE before anything is said to the server, and settled by another right after the
server's answer; each commits by itself, and between the two there is one message. Two workers never hold the same row.
A worker that dies leaves a claim behind; it ends after `LEASE`, and the message is tried again.

What remains: SMTP has no way to ask whether a message was taken. A sender that ends between the server's taking a
message (its 250) and the row's saying so will send it again. Three things keep that rare and unnoticed: the messages
are brought by a process of their own, which outlives a killed worker until the message at hand is settled (so only the
machine, the database or both processes ending in that moment leave a doubt); a server gets a minute to answer; and a
message keeps its Message-ID, by which mailboxes know it again. Nothing is ever lost.
"""

import logging
import multiprocessing
import os
import smtplib
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection as database
from django.db import connections
from django.db.models import F
from django.utils import timezone

from cms.operations.models import OutgoingMail
from cms.operations.outbox.transport import StoredMessage

logger = logging.getLogger(__name__)

State = OutgoingMail.State

# Longer than a message can take (transport, EMAIL_TIMEOUT): after it whoever claimed the row counts as dead.
LEASE = timedelta(minutes=5)
# A round ends then, so that the worker's other work has its turn. Seconds.
ROUND = 40
# Pauses double from the first to the longest; an urgent mail is not held back for long.
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_URGENT_PAUSE = timedelta(minutes=5)
# How long a message is tried for. RFC 5321, 4.5.4.1: four or five days at least.
GIVE_UP = timedelta(days=5)
# Answers that are about this server and how we enter it, and not about the message: closing, authentication.
ABOUT_THE_SERVER = {421, 530, 534, 535, 538}
# Kept as the answer where the server went away in the middle of a message: it may be this message that it cannot take.
CUT_OFF = 0


class ServerAway(Exception):
    """Raised where the server cannot be reached or does not let us in: no message is to blame."""


class Refused(Exception):
    """Raised where a message is refused; with the server's code, None where it never got as far as the server."""

    def __init__(self, code: int | None, text: str):
        super().__init__(text)
        self.code = code

    @property
    def is_final(self) -> bool:
        """Whether trying again is useless: 5xx, or no server would take it."""
        return self.code is None or self.code >= 500


def deliver_due() -> None:
    """Due work: have a process of its own bring what waits, and wait for it.

    Within a transaction (a test), and where processes cannot be forked, it is done here.
    """
    if not OutgoingMail.objects.due(timezone.now()).exists():
        return
    if database.in_atomic_block or not hasattr(os, "fork"):
        deliver()
        return
    # A connection must not be shared by two processes.
    connections.close_all()
    courier = multiprocessing.get_context("fork").Process(target=_courier, args=(os.getpid(),), name="courier")
    courier.start()
    courier.join()
    if courier.exitcode:
        raise RuntimeError(f"The process that brings mail ended with {courier.exitcode}")


def _courier(parent: int) -> None:
    """Deliver until the round is over or the worker is gone, in a session of its own: only one of them is killed."""
    os.setsid()
    try:
        deliver(stopping=lambda: os.getppid() != parent)
    finally:
        connections.close_all()


def deliver(stopping: Callable[[], bool] = lambda: False) -> int:
    """Bring what is due to the mail server, urgent mail first; return how many messages it took.

    Ends when nothing is due, when the server is away, when the round is over, and when `stopping()` says so between
    two messages.
    """
    if not getattr(settings, "OUTBOX_TRANSPORT", None):
        return 0
    transport = get_connection(settings.OUTBOX_TRANSPORT)
    end = time.monotonic() + ROUND
    sent = fallen = 0
    try:
        while not stopping() and time.monotonic() < end and (mail := _next()):
            try:
                if not _bring(mail, transport):
                    continue
            except ServerAway as error:
                fallen += 1
                _close(transport)
                logger.warning("Mail waits, the mail server is away: %s", error)
                # A server that hangs up after some messages is asked once more; one that is away is left alone.
                if fallen > 1 or not sent:
                    break
                continue
            fallen = 0
            sent += 1
            if sent == 1:
                _release_held()
    finally:
        _close(transport)
    return sent


def _next() -> OutgoingMail | None:
    return OutgoingMail.objects.due(timezone.now()).order_by("priority", "pk").first()


def _bring(mail: OutgoingMail, transport) -> bool:
    """Claim one message, hand it over and settle it; return whether the server took it. Raises ServerAway."""
    try:
        transport.open()
    except Exception as error:
        if _claim(mail):
            _put_back(mail, None, error)
        raise ServerAway(error) from error
    if not _claim(mail):
        return False
    try:
        _hand_over(mail, transport)
    except ServerAway as error:
        _put_back(mail, CUT_OFF, error)
        raise
    except Refused as refusal:
        _refused(mail, refusal)
        return False
    _settle(mail, state=State.SENT, finished_at=timezone.now(), content=None, error="")
    return True


def _claim(mail: OutgoingMail) -> bool:
    """Take the message for this process, unless another was faster."""
    now = timezone.now()
    until = now + LEASE
    claimed = OutgoingMail.objects.filter(pk=mail.pk).due(now)
    if not claimed.update(state=State.SENDING, claimed_until=until, attempts=F("attempts") + 1):
        return False
    mail.claimed_until = until
    mail.attempts += 1
    return True


def _hand_over(mail: OutgoingMail, transport) -> None:
    """Give the message to the server. Raises ServerAway or Refused."""
    try:
        transport.send_messages([StoredMessage(mail)])
    except smtplib.SMTPRecipientsRefused as error:
        code, text = next(iter(error.recipients.values()))
        raise _refusal(code, text) from error
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error) from error
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        # smtplib's other errors are OSErrors too: what this server cannot do, another might.
        raise ServerAway(error) from error
    except (ValueError, TypeError) as error:
        raise Refused(None, str(error)) from error


def _refusal(code: int, text: bytes | str) -> Exception:
    words = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    return ServerAway(f"{code} {words}") if code in ABOUT_THE_SERVER else Refused(code, f"{code} {words}")


def _refused(mail: OutgoingMail, refusal: Refused) -> None:
    if refusal.is_final:
        _give_up(mail, refusal.code, refusal)
    else:
        _put_back(mail, refusal.code, refusal)


def _put_back(mail: OutgoingMail, code: int | None, error: Exception) -> None:
    """Let the message wait, longer each time; give it up after days."""
    now = timezone.now()
    if now - mail.created_at >= GIVE_UP:
        _give_up(mail, code, error)
        return
    next_attempt_at = now + pause(mail.attempts, is_urgent=mail.priority == OutgoingMail.Priority.URGENT)
    _settle(mail, state=State.WAITING, next_attempt_at=next_attempt_at, reply_code=code, error=_words(error))


def _give_up(mail: OutgoingMail, code: int | None, error: Exception) -> None:
    logger.error("Mail %s to %s is given up: %s", mail.pk, mail.recipient, error)
    _settle(mail, state=State.FAILED, finished_at=timezone.now(), reply_code=code, error=_words(error))


def pause(attempts: int, is_urgent: bool = False) -> timedelta:
    """Return how long to wait after so many attempts."""
    longest = LONGEST_URGENT_PAUSE if is_urgent else LONGEST_PAUSE
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), longest)


def _settle(mail: OutgoingMail, **values) -> None:
    """Write down what became of the message, unless this process was so slow that another has it now."""
    own = OutgoingMail.objects.filter(pk=mail.pk, state=State.SENDING, claimed_until=mail.claimed_until)
    own.update(claimed_until=None, **values)


def _release_held() -> None:
    """The server is there: what waits because it was not need not wait longer."""
    held = OutgoingMail.objects.filter(state=State.WAITING, attempts__gt=0, reply_code=None)
    held.update(next_attempt_at=timezone.now())


def _words(error: Exception) -> str:
    return (str(error) or type(error).__name__).replace("\0", "")[:1000]


def _close(transport) -> None:
    # The server may be gone already; what it took is settled.
    with suppress(Exception):
        transport.close()
