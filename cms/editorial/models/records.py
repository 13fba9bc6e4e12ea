"""Who had a hand in a page, and what was decided about it: people, times, hashes, reasons, route. No page text."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PublicationRecord(models.Model):
    """One decision that made one exact content public. Append-only; it survives the page and its revisions."""

    class Route(models.TextChoices):
        APPROVAL = "approval", _("approval")
        FOUNDING = "founding", _("founding of the site")

    public_id = models.UUIDField(_("page"), db_index=True)
    page_pk = models.BigIntegerField(db_index=True)
    revision_pk = models.BigIntegerField()
    content_hash = models.CharField(max_length=64)
    contributors = models.JSONField(
        default=list, help_text="Accounts that changed the content since it was last public."
    )
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("submitter")
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("approver")
    )
    route = models.CharField(max_length=20, choices=Route.choices)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("publication record")
        verbose_name_plural = _("publication records")

    def __str__(self):
        return f"{self.public_id} {self.content_hash[:12]}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise PermissionDenied(_("A publication record is never changed."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied(_("A publication record is never deleted."))


class ContributionQuerySet(models.QuerySet):
    def open(self):
        """Contributions since the page was last public."""
        return self.filter(closed_by=None)


class Contribution(models.Model):
    """A save that changed the content hash of a page, and who made it. Independent of revisions."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(
        PublicationRecord, null=True, on_delete=models.PROTECT, related_name="closed_contributions"
    )

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["page", "closed_by"], name="contribution_page_open")]

    def __str__(self):
        return f"{self.page_id} {self.content_hash[:12]}"
