"""Moving in: a folder of the old portal's articles, laid before one approver as a batch, and what becomes of each."""

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.editorial.models import Department


class MigrationBatch(models.Model):
    """Drafts of one folder, for one decision. `decision` is what the publication records of its pages carry."""

    class State(models.TextChoices):
        LAYING = "laying", _("being laid")
        WAITING = "waiting", _("waits for a decision")
        PUBLISHING = "publishing", _("approved, being published")
        DONE = "done", _("published")
        DECLINED = "declined", _("declined")

    decision = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=255)
    section = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("news section")
    )
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+", verbose_name=_("department"))
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("submitter")
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.LAYING)
    created_at = models.DateTimeField(auto_now_add=True)
    laid_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("approver")
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("batch of moved articles")
        verbose_name_plural = _("batches of moved articles")
        constraints = [
            models.UniqueConstraint(
                fields=["section", "department", "submitter"],
                condition=models.Q(state="laying"),
                name="one_migration_batch_being_laid",
            )
        ]

    def __str__(self):
        return self.title


class MigrationItemQuerySet(models.QuerySet):
    def waiting(self):
        """Articles without warnings of which nothing has become yet."""
        return self.filter(state=MigrationItem.State.WAITING)

    def publishable(self):
        """What the one decision is about: articles that wait, whose draft is the one that was laid."""
        return self.waiting().filter(page__latest_revision_id=models.F("revision_pk"), page__live=False)

    def changed(self):
        """Articles that wait, of which somebody has saved another draft since."""
        return self.waiting().exclude(pk__in=self.publishable().values("pk"))

    def with_warnings(self):
        return self.exclude(warnings=[])

    def sample(self):
        return self.filter(in_sample=True)

    def digest(self) -> str:
        """Return one hash (64 hex digits) of the pages and content hashes of these articles. One query."""
        rows = self.order_by("page_id").values_list("page_id", "content_hash")
        return hashlib.sha256("\n".join(f"{page}:{value}" for page, value in rows.iterator()).encode()).hexdigest()


class MigrationItem(models.Model):
    """One article of a batch: the draft as it was laid. `warnings` are sentences for people."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        PUBLISHED = "published", _("published with the batch")
        SINGLY = "singly", _("is submitted singly")
        FAILED = "failed", _("could not be published")

    batch = models.ForeignKey(MigrationBatch, on_delete=models.CASCADE, related_name="items")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    revision_pk = models.BigIntegerField()
    content_hash = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    warnings = models.JSONField(default=list)
    in_sample = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    reason = models.TextField(blank=True)

    objects = MigrationItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("moved article")
        verbose_name_plural = _("moved articles")
        indexes = [models.Index(fields=["batch", "state"], name="migration_item_state")]

    def __str__(self):
        return self.file_name


class SampleOpening(models.Model):
    """Who opened an article of the sample, and when first."""

    item = models.ForeignKey(MigrationItem, on_delete=models.CASCADE, related_name="openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("opening of a sampled article")
        verbose_name_plural = _("openings of sampled articles")
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="sample_opened_once_by_each")]

    def __str__(self):
        return f"{self.item_id} {self.user_id}"
