"""Founding: the front page and sections of a new site, on the word of two named people."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cms.editorial.gate import decide
from cms.editorial.models import PublicationRecord


@transaction.atomic
def found(parent, page, founder, confirmer):
    """Add the unsaved `page` below `parent` as a public page; return it.

    Both people are named in its publication record; they must be two. Raises PermissionDenied otherwise.
    """
    if founder == confirmer:
        raise PermissionDenied(_("A site is founded by two people."))
    page.owner = founder
    page.live = False
    page.locale = page.locale if page.locale_id else parent.locale
    parent.add_child(instance=page)
    revision = page.save_revision(user=founder, log_action="wagtail.create")
    decide(revision, approver=confirmer, submitter=founder, route=PublicationRecord.Route.FOUNDING)
    page.refresh_from_db()
    return page
