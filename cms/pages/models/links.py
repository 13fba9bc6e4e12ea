"""Links of pages to other sites and to the portal itself, and what became of them when they were looked at last."""

import hashlib

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


def hash_of(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


class LinkQuerySet(models.QuerySet):
    def due(self, now):
        """Links to look at, those that have waited longest first."""
        return self.filter(next_check_at__lte=now).order_by("next_check_at", "pk")

    def broken(self):
        """Links that lead readers nowhere."""
        return self.filter(state__in=Link.BROKEN)


class Link(models.Model):
    """One address that pages link to. Kept by cms.pages.links alone."""

    class State(models.TextChoices):
        """What came of it. UNCLEAR: it does not tell, and a person finds out by opening it."""

        UNCHECKED = "unchecked"
        WORKS = "works"
        UNCLEAR = "unclear"
        MISSING = "missing"
        SILENT = "silent"
        INTERNAL = "internal"

    BROKEN = (State.MISSING, State.SILENT, State.INTERNAL)

    # As it stands in the page; "page:12" and "document:7" for what the portal itself knows by its number.
    address = models.TextField(_("address"))
    address_hash = models.CharField(max_length=64, unique=True, editable=False)
    # Of another site; '' for the portal's own. One host is asked one thing at a time.
    host = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNCHECKED)
    status_code = models.PositiveSmallIntegerField(null=True)
    # Times in a row that nobody answered, and since when it has not worked.
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True
    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self):
        return self.address


class LinkUse(models.Model):
    """One page that links to one address: in what is public, or in its draft."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    is_public = models.BooleanField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "link", "is_public"], name="link_use")]

    def __str__(self):
        return f"{self.page_id}: {self.link_id}"
