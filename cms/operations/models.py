from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DueWorkQuerySet(models.QuerySet):
    def startable(self, now: datetime, every: timedelta) -> "DueWorkQuerySet":
        """Rows that nobody is working on and whose period has passed, or whose last run was cut off."""
        is_free = Q(locked_until=None)
        is_due = Q(last_started_at=None) | Q(last_started_at__lte=now - every)
        was_cut_off = Q(locked_until__lte=now)
        return self.filter((is_free & is_due) | was_cut_off)


class DueWork(models.Model):
    """When one piece of due work last ran, and until when a worker has it for itself.

    A worker that dies leaves `locked_until` behind; once that time has passed the work is due at once.
    """

    name = models.CharField(_("name"), max_length=100, unique=True)
    last_started_at = models.DateTimeField(_("last started"), null=True, blank=True)
    last_finished_at = models.DateTimeField(_("last finished"), null=True, blank=True)
    locked_until = models.DateTimeField(_("locked until"), null=True, blank=True)

    objects = DueWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("due work")
        verbose_name_plural = _("due work")

    def __str__(self):
        return self.name


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, now: datetime) -> "OutgoingMailQuerySet":
        """What may be tried at `now`, and what a worker that died had in its hands."""
        is_due = Q(state=OutgoingMail.State.WAITING, next_attempt_at__lte=now)
        was_cut_off = Q(state=OutgoingMail.State.SENDING, claimed_until__lte=now)
        return self.filter(is_due | was_cut_off)

    def failed(self) -> "OutgoingMailQuerySet":
        """What was given up, the newest first."""
        return self.filter(state=OutgoingMail.State.FAILED).order_by("-finished_at", "-pk")

    def unfinished(self) -> "OutgoingMailQuerySet":
        """What is yet to be sent."""
        return self.filter(state__in=[OutgoingMail.State.WAITING, OutgoingMail.State.SENDING])


class OutgoingMail(models.Model):
    """One message to one person, written in the transaction of whoever sends it (`cms.operations.outbox`)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    class Priority(models.IntegerChoices):
        URGENT = 0, _("urgent")
        ORDINARY = 1, _("ordinary")

    recipient = models.CharField(_("recipient"), max_length=320)
    sender = models.CharField(_("sender"), max_length=320)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    message_id = models.CharField(max_length=255)
    content = models.BinaryField(null=True, help_text="The whole message; emptied once it is sent.")
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority.choices, default=Priority.ORDINARY)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished"), null=True, db_index=True)
    reply_code = models.PositiveSmallIntegerField(
        null=True,
        help_text="What the server answered about this message: 0 if it went away over it, empty if it was away.",
    )
    error = models.TextField(_("error"), blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        indexes = [models.Index(fields=["state", "priority", "id"], name="outgoing_mail_queue")]

    def __str__(self):
        return f"{self.recipient}: {self.subject}"
