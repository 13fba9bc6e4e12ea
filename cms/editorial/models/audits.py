"""What the nightly look at the public pages found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationAudit(models.Model):
    """One run of the audit over all public pages. `position` is the id of the last page looked at."""

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    position = models.BigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list, help_text="[page id, title, what is wrong] for each finding.")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("audit of publications")
        verbose_name_plural = _("audits of publications")

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M}"
