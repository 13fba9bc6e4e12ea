"""Wording that a reviewer proposes without editing the page ("Đề nghị sửa")."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ProposalQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody answered yet."""
        return self.filter(state=Proposal.State.OPEN)


class Proposal(models.Model):
    """Other words for a passage of a draft. The drafter takes them over in one tap, as an edit of the drafter's own."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        LAPSED = "lapsed", _("lapsed: the passage is no longer there")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    old = models.TextField(_("present wording"))
    new = models.TextField(_("proposed wording"), blank=True)
    comment = models.TextField(_("comment"), blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("proposed wording")
        verbose_name_plural = _("proposed wordings")
        indexes = [models.Index(fields=["page", "state"], name="proposal_page_state")]

    def __str__(self):
        return f"{self.page_id} {self.state}"
