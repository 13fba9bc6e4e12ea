"""Emergencies: an approver puts a page up on one person's word, and it is flagged until a second one agrees."""

from django.db import transaction
from django.utils.translation import gettext as _

from cms.editorial import gate
from cms.editorial.content_hash import content_hash
from cms.editorial.four_eyes import NotFourEyes, Shown, refuse_unseen
from cms.editorial.models import PublicationRecord, is_approver

SHORTEST_REASON = 10


def unconfirmed_record(page) -> PublicationRecord | None:
    """Return the record of the emergency that `page` stands on, None where two people agreed or it is not public."""
    record = PublicationRecord.objects.newest_of(page.pk)
    return record if page.live and record and record.route == PublicationRecord.Route.FORCED else None


def may_confirm(record: PublicationRecord, user) -> bool:
    """Whether `user` is an approver who had no hand in what was forced."""
    return is_approver(user) and user.pk not in {record.approver_id, record.submitter_id, *record.contributors}


@transaction.atomic
def force(page, user, reason: str, shown: Shown) -> PublicationRecord:
    """Publish the draft of `page` as it was `shown`, on the word of `user` alone; return the record.

    Raises NotFourEyes for who is no approver, without a reason of some words and where nothing waits to be published;
    ChangedMeanwhile; ValidationError for a draft that is not complete.
    """
    gate.lock(page.pk)
    page = page.specific_class.objects.get(pk=page.pk)
    if not is_approver(user):
        raise NotFourEyes(_("Only the approvers publish in an emergency."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise NotFourEyes(_("Say in some words what the emergency is."))
    if page.approved_schedule or (page.live and not page.has_unpublished_changes):
        raise NotFourEyes(_("There is nothing here that was not approved already."))
    refuse_unseen(page, shown)
    page.latest_revision.as_object().full_clean()
    state = page.current_workflow_state
    return gate.decide(
        page.latest_revision,
        approver=user,
        submitter=state.requested_by if state else user,
        route=PublicationRecord.Route.FORCED,
        reason=reason.strip(),
    )


@transaction.atomic
def confirm(page, user, comment: str = "") -> PublicationRecord:
    """Record that `user`, who had no hand in it, agrees with what was forced; return the record.

    Raises NotFourEyes where nothing waits for it, where `user` had a hand in it, and where what is public is not
    what was forced.
    """
    gate.lock(page.pk)
    page = page.specific_class.objects.get(pk=page.pk)
    record = unconfirmed_record(page)
    if record is None or content_hash(page) != record.content_hash:
        raise NotFourEyes(_("Nothing waits for confirmation here."))
    if not may_confirm(record, user):
        raise NotFourEyes(_("Somebody who had no hand in it confirms what was published in an emergency."))
    return PublicationRecord.objects.create(
        public_id=record.public_id,
        page_pk=record.page_pk,
        revision_pk=record.revision_pk,
        content_hash=record.content_hash,
        contributors=record.contributors,
        submitter=record.approver,
        approver=user,
        route=PublicationRecord.Route.CONFIRMATION,
        reason=comment.strip(),
    )
