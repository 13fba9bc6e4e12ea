"""The outbox: mail is written to the database by whoever sends it, and brought to the mail server by the worker.

`backend` is Django's EMAIL_BACKEND: a mail is a row of the sender's own transaction, so it is there if and only if what
it tells of happened, and no request ever waits for a mail server. `delivery` drains the rows, one message at a time.
"""

from datetime import timedelta

from django.utils import timezone

from cms.operations.models import OutgoingMail, OutgoingMailQuerySet

# What waits longer than this says that something is wrong with the server.
OVERDUE = timedelta(hours=1)
# How long is kept what was sent, or given up.
KEPT = timedelta(days=90)


def failures() -> OutgoingMailQuerySet:
    """Return the mails that were given up, the newest first: refused for good, or not taken for days."""
    return OutgoingMail.objects.failed()


def overdue() -> OutgoingMailQuerySet:
    """Return the mails that have waited so long that the mail server must be away."""
    return OutgoingMail.objects.unfinished().filter(created_at__lte=timezone.now() - OVERDUE)


def retry_failed() -> int:
    """Let everything that was given up be tried anew, as if written now; return how much that is."""
    now = timezone.now()
    return (
        failures()
        .filter(content__isnull=False)
        .update(
            state=OutgoingMail.State.WAITING,
            attempts=0,
            reply_code=None,
            created_at=now,
            next_attempt_at=now,
            finished_at=None,
        )
    )


def discard() -> int:
    """Give up everything that waits; return how much that was."""
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)
    return waiting.update(state=OutgoingMail.State.FAILED, finished_at=timezone.now(), error="discarded")


def forget_old() -> None:
    """Delete what was sent, or given up, long ago."""
    OutgoingMail.objects.filter(finished_at__lt=timezone.now() - KEPT).delete()
