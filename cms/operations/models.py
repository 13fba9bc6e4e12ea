from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
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
