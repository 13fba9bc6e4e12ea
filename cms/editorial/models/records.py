"""Who had a hand in a page, and what was decided about it: people, times, hashes, reasons, route. No page text."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.editorial.models.submissions import Change


class AppendOnlyQuerySet(models.QuerySet):
    """Rows are added and read, by nobody changed or removed."""

    def update(self, **values):
        raise PermissionDenied(_("A record is never changed."))

    def bulk_update(self, *args, **kwargs):
        raise PermissionDenied(_("A record is never changed."))

    def delete(self):
        raise PermissionDenied(_("A record is never deleted."))


class AppendOnlyModel(models.Model):
    """Abstract. Kept for ever, superusers included; the database's own triggers hold it too (`database_guards`)."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise PermissionDenied(_("A record is never changed."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied(_("A record is never deleted."))


class PublicationRecordQuerySet(AppendOnlyQuerySet):
    def newest_of(self, page_pk: int) -> "PublicationRecord | None":
        """Return the last decision about the page: it alone counts."""
        return self.filter(page_pk=page_pk).order_by("-pk").first()

    def newest(self):
        """The last decision about each page."""
        newest = self.model.objects.filter(page_pk=models.OuterRef("page_pk")).order_by("-pk").values("pk")[:1]
        return self.filter(pk=models.Subquery(newest))

    def unconfirmed(self):
        """What stands on one person's word: forced, and neither confirmed nor taken down since."""
        return self.newest().filter(route=PublicationRecord.Route.FORCED)


class PublicationRecord(AppendOnlyModel):
    """One decision about one exact content of a page: to make it public, or to take it down.

    Append-only; it survives the page and its revisions. The newest record of a page decides: content is let through
    if it has the hash of that record, and a withdrawal lets nothing through.
    """

    class Route(models.TextChoices):
        APPROVAL = "approval", _("approval")
        FORCED = "forced", _("emergency")
        CONFIRMATION = "confirmation", _("confirmation of an emergency")
        MIGRATION = "migration", _("move from the old portal")
        FOUNDING = "founding", _("founding of the site")
        RESTORE = "restore", _("restored data")
        UPGRADE = "upgrade", _("upgrade of the software")
        BENCHMARK = "benchmark", _("generated for measuring")
        ERASURE = "erasure", _("erasure of personal data")
        WITHDRAWAL = "withdrawal", _("withdrawal")

    public_id = models.UUIDField(_("page"), db_index=True)
    page_pk = models.BigIntegerField()
    revision_pk = models.BigIntegerField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    contributors = models.JSONField(
        default=list, help_text="Accounts that changed the content since it was last public."
    )
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("submitter")
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("approver"),
        help_text="Who decided; null where a page ended by the clock.",
    )
    route = models.CharField(max_length=20, choices=Route.choices)
    change = models.CharField(max_length=20, choices=Change.choices, blank=True)
    steps = models.JSONField(
        default=list,
        help_text="The steps before it, each with its task, outcome, account and time.",
    )
    pupils_data = models.JSONField(
        default=dict,
        help_text="Where the content asked for it: the basis that was given and who ticked it (`clearance`).",
    )
    reason = models.TextField(blank=True)
    batch = models.UUIDField(null=True, db_index=True, help_text="The one decision that this record is part of.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PublicationRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("publication record")
        verbose_name_plural = _("publication records")
        indexes = [models.Index(fields=["page_pk", "-id"], name="record_newest_of_page")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approver__isnull=False) | models.Q(route="withdrawal"),
                name="record_names_its_approver",
            )
        ]

    def __str__(self):
        return f"{self.public_id} {self.content_hash[:12]}"

    @property
    def lets_through(self) -> bool:
        """Whether content with this record's hash may become public."""
        return self.route != self.Route.WITHDRAWAL


class AdministrativeRecord(AppendOnlyModel):
    """A change of what citizens see that is no page: settings, sites, privacy, order and place of public pages.

    Administrators alone make it (see docs/decisions/0009); this says who, when and what.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=40)
    model = models.CharField(max_length=100)
    object_pk = models.CharField(max_length=50)
    label = models.CharField(max_length=255)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("administrative record")
        verbose_name_plural = _("administrative records")

    def __str__(self):
        return f"{self.action} {self.label}"


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


class FileContribution(models.Model):
    """A change, by a person, of what readers would see of an image or document (its words, its focal point).

    Whoever makes it has a hand in every page whose content uses the file.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_pk = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_pk"], name="file_contribution_of")]

    def __str__(self):
        return f"{self.content_type_id} {self.object_pk}"
