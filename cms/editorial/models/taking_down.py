"""What is no longer there: pages taken down, drafts in the bin, personal data erased."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.editorial.models.records import AppendOnlyModel, PublicationRecord


class Withdrawal(AppendOnlyModel):
    """Why a page was taken down and what its address answers. The newest holds while the page is not public.

    The words in which readers are told are chosen, never written: what citizens read takes two people.
    """

    class Kind(models.TextChoices):
        MISTAKE = "mistake", _("a mistake in it")
        OUTDATED = "outdated", _("no longer in force")
        REQUEST = "request", _("on request")
        MERGED = "merged", _("merged into another page")
        ENDED = "ended", _("ended by the clock")

    class Notice(models.TextChoices):
        """What the address says, with status 410."""

        GONE = "gone", _("This page was taken down.")
        REVIEWED = "reviewed", _("This page was taken down and is being checked.")
        OUTDATED = "outdated", _("What stood here is no longer in force.")
        REQUEST = "request", _("This page was taken down on request.")
        ENDED = "ended", _("The time of what stood here is over.")

    record = models.OneToOneField(
        PublicationRecord, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    kind = models.CharField(_("reason"), max_length=20, choices=Kind.choices)
    notice = models.CharField(_("what the address says"), max_length=20, choices=Notice.choices, default=Notice.GONE)
    # Permanent id of the page it was merged into: the address leads there.
    target = models.UUIDField(null=True, db_index=True)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="merged", target__isnull=False)
                | (~models.Q(kind="merged") & models.Q(target=None)),
                name="withdrawal_merged_names_target",
            )
        ]

    def __str__(self):
        return f"{self.record_id} {self.kind}"


class BinnedDraft(models.Model):
    """A draft that was thrown away: hidden everywhere but in the bin, deleted for good after a while.

    Every page of a thrown-away subtree has a row; `top` is the page that was thrown away with it.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="binned")
    top = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    binned_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("draft in the bin")
        verbose_name_plural = _("drafts in the bin")

    def __str__(self):
        return f"{self.page_id} {self.binned_at:%Y-%m-%d}"


class Erasure(models.Model):
    """Personal data that is to leave a page and all its traces: one approver asks, another confirms.

    `passages`, `images` and `documents` say what; once it is done they are emptied, the row and its counts stay.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("waits for a second approver")
        RUNNING = "running", _("being carried out")
        DONE = "done", _("carried out")
        DECLINED = "declined", _("declined")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page_pk = models.BigIntegerField(db_index=True)
    page_public_id = models.UUIDField()
    reason = models.TextField(_("reason"))
    passages = models.JSONField(default=list, help_text="Texts to be erased.")
    images = models.JSONField(default=list, help_text="Ids of images.")
    documents = models.JSONField(default=list, help_text="Ids of documents.")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict, help_text="How many of what were changed.")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("erasure of personal data")
        verbose_name_plural = _("erasures of personal data")

    def __str__(self):
        return f"{self.page_pk} {self.state}"
