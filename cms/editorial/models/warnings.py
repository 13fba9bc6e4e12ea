"""What drafters answer to warnings about their drafts, and what approvers tick."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState


class WarningAnswerQuerySet(models.QuerySet):
    def newest_of(self, page_pk: int) -> "dict[tuple[str, str], WarningAnswer]":
        """Return {(code, subject): the answer that counts} of a page. One query."""
        answers = self.filter(page_id=page_pk).select_related("user").order_by("pk")
        return {(answer.code, answer.subject): answer for answer in answers}


class WarningAnswer(models.Model):
    """What somebody on the drafters' side said to one warning. The newest about the same thing counts.

    `subject` is the digest of what the warning was about: an answer says nothing of anything else.
    """

    class Kind(models.TextChoices):
        REASON = "reason", _("why it is sent all the same")
        BASIS = "basis", _("written basis")
        FALSE_ALARM = "false_alarm", _("not pupils' data")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=50)
    subject = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WarningAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer to a warning")
        verbose_name_plural = _("answers to warnings")

    def __str__(self):
        return f"{self.page_id} {self.code} {self.kind}"


class Clearance(models.Model):
    """An approver's own tick with an approval: that exactly this (`key`) may become public.

    It goes with the step that it was given at; the publication record keeps it for ever.
    """

    task_state = models.ForeignKey(TaskState, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("approver's tick")
        verbose_name_plural = _("approvers' ticks")

    def __str__(self):
        return f"{self.task_state_id} {self.key[:12]}"
