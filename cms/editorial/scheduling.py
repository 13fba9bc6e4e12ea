"""What goes live and ends by the clock. The gate looks again at that moment; what lost its approval stays down."""

import logging

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.editorial import notices
from cms.editorial.gate import UnapprovedPublication, record_withdrawal
from cms.editorial.models import PublicationRecord

logger = logging.getLogger(__name__)


def scheduled_page_ids() -> set[int]:
    """Return the ids of the pages of which an approved version waits for its time."""
    waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return {int(pk) for pk in waiting.values_list("object_id", flat=True)}


def run() -> None:
    """Take down what has ended and publish what is due, each page for itself: one that fails stops no other."""
    now = timezone.now()
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
        _alone(_expire, page)
    for revision in Revision.page_revisions.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        _alone(_publish, revision)


def _alone(step, subject) -> None:
    try:
        step(subject)
    except Exception:
        logger.exception("%s failed for %r", step.__name__, subject)


@transaction.atomic
def _expire(page: Page) -> None:
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except UnapprovedPublication as refusal:
        _stay_down(revision, str(refusal))


def _stay_down(revision: Revision, reason: str) -> None:
    """Take the page off the schedule, back to its department, and tell everyone who had to do with it."""
    page = revision.content_object
    with transaction.atomic():
        record = PublicationRecord.objects.newest_of(page.pk)
        page.revisions.update(approved_go_live_at=None)
        # What is public meanwhile keeps the approval that it stands on.
        if record and record.revision_pk == revision.pk and page.live_revision_id != revision.pk:
            record_withdrawal(page, None, reason)
        people = {page.owner_id}
        if record:
            people |= {*record.contributors, record.submitter_id, record.approver_id}
        notices.tell("stayed_down", people - {None}, page=page, reason=reason)
