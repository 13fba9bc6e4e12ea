"""What a run through the workflow asks to approve: a new page, an update, a correction, a slip of the pen."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState


class Change(models.TextChoices):
    """How the draft differs from what is public, as its drafter says and its approver agrees."""

    NEW = "new", _("new page")
    UPDATE = "update", _("update")
    CORRECTION = "correction", _("correction")
    MINOR = "minor", _("minor fix")


class Submission(models.Model):
    """One run through the workflow. Made when a page is sent; a run without one is an update or a new page."""

    workflow_state = models.OneToOneField(
        WorkflowState, on_delete=models.CASCADE, primary_key=True, related_name="submission"
    )
    change = models.CharField(_("change"), max_length=20, choices=Change.choices)

    def __str__(self):
        return f"{self.workflow_state_id} {self.change}"
