"""The way to the review screen from lists of pages, for those who may not edit what is in them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button

from cms.editorial.models import is_approver


def listing_buttons(page, user):
    """Yield the button of an approver. No query: lists ask this of every row."""
    if page.latest_revision_id and is_approver(user):
        yield Button(_("Review"), reverse("review", args=[page.pk]), icon_name="view", priority=15)
