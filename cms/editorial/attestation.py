"""Records written anew, on the word of two people, where the hashes of what was approved no longer fit.

After a restore into another version, or an upgrade that changes what counts as content, every page would ask for an
approval that it had. Two named people say that the content is what it was.
"""

from collections.abc import Callable
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.editorial import audit, clearance
from cms.editorial.content_hash import content_hash
from cms.editorial.models import PublicationRecord

ROUTES = (PublicationRecord.Route.RESTORE, PublicationRecord.Route.UPGRADE)


def attest(route: str, approver, submitter, reason: str, advance: Callable[[int], None] = lambda count: None) -> int:
    """Write a record for every public or scheduled page whose own does not fit; return how many.

    Pages whose record fits are left alone, so that a run that was interrupted is taken up by another. `advance(1)`
    hears of each page done. Raises PermissionDenied unless the two people are two and a reason is given.
    """
    if approver == submitter:
        raise PermissionDenied(_("Two people attest what is public."))
    if not reason.strip():
        raise PermissionDenied(_("Say why the records no longer fit."))
    people = {"approver": approver, "submitter": submitter, "reason": reason.strip(), "route": route, "batch": uuid4()}
    written = 0
    for page in audit.public_pages().iterator():
        written += _attest_public(page.specific, people)
        advance(1)
    for revision in Revision.page_revisions.filter(approved_go_live_at__isnull=False).iterator():
        written += _attest_scheduled(revision.as_object(), people)
    return written


@transaction.atomic
def _attest_public(page: Page, people: dict) -> int:
    return _write(page, page.live_revision_id, people) if any(audit.faults_of([page])) else 0


@transaction.atomic
def _attest_scheduled(page: Page, people: dict) -> int:
    """After the public version: what waits for its time must have the newest record of the page."""
    newest = PublicationRecord.objects.newest_of(page.pk)
    fits = newest is not None and newest.lets_through and newest.content_hash == content_hash(page)
    return 0 if fits else _write(page, page.latest_revision_id, people)


def _write(page: Page, revision_pk: int | None, people: dict) -> int:
    # What was ticked about this version, whichever decision came after it.
    before = PublicationRecord.objects.filter(page_pk=page.pk, revision_pk=revision_pk).order_by("-pk").first()
    PublicationRecord.objects.create(
        public_id=page.public_id,
        page_pk=page.pk,
        revision_pk=revision_pk,
        content_hash=content_hash(page),
        pupils_data=clearance.carried(before, page),
        **people,
    )
    return 1
