"""Emergencies: an approver puts a page up on one person's word, and it is flagged until a second one agrees."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.editorial import clearance, gate, submissions
from cms.editorial.content_hash import content_hash
from cms.editorial.four_eyes import NotFourEyes, Shown, refuse_unseen
from cms.editorial.models import PublicationRecord, is_approver
from cms.editorial.people.appointments import binding

SHORTEST_REASON = 10


def unconfirmed_record(page) -> PublicationRecord | None:
    """Return the record of the emergency that `page` stands on, None where two people agreed or it is not public."""
    record = PublicationRecord.objects.newest_of(page.pk)
    return record if page.live and record and record.route == PublicationRecord.Route.FORCED else None


def may_confirm(record: PublicationRecord, user) -> bool:
    """Whether `user` is an approver who had no hand in what was forced, and was not made one lately by who had."""
    had_a_hand = {record.approver_id, record.submitter_id, *record.contributors}
    return is_approver(user) and user.pk not in had_a_hand and binding(user, had_a_hand, timezone.now()) is None


def is_offered(page, user) -> bool:
    """Whether `user` is shown the way to publish the draft of `page` in an emergency."""
    return bool(page.has_unpublished_changes or not page.live) and is_approver(user)


@transaction.atomic
def force(page, user, reason: str, shown: Shown, cleared: str = "") -> PublicationRecord:
    """Publish the draft of `page` as it was `shown`, on the word of `user` alone; return the record.

    `cleared` is the tick for pupils' data, of which the same person may have given the basis: a child is missing, and
    the police asks. Raises NotFourEyes for who is no approver, without a reason of some words, without that tick and
    where nothing waits to be published; ChangedMeanwhile; ValidationError for a draft that is not complete.
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
    content = page.latest_revision.as_object()
    content.full_clean()
    pupils_data = clearance.evidence_of_one(page, content, user, cleared, own_basis=True)
    state = page.current_workflow_state
    log(page, "portal.forced", user=user, revision=page.latest_revision, data={"reason": reason.strip()})
    return gate.decide(
        page.latest_revision,
        approver=user,
        submitter=state.requested_by if state else user,
        route=PublicationRecord.Route.FORCED,
        reason=reason.strip(),
        change=submissions.change_of(page),
        pupils_data=pupils_data,
    )


@transaction.atomic
def confirm(page, user, comment: str = "", cleared: str = "") -> PublicationRecord:
    """Record that `user`, who had no hand in it, agrees with what was forced; return the record.

    Raises NotFourEyes where nothing waits for it, where `user` had a hand in it or does not tick the pupils' data in
    it, and where what is public is not what was forced.
    """
    gate.lock(page.pk)
    page = page.specific_class.objects.get(pk=page.pk)
    record = unconfirmed_record(page)
    if record is None or content_hash(page) != record.content_hash:
        raise NotFourEyes(_("Nothing waits for confirmation here."))
    if not may_confirm(record, user):
        raise NotFourEyes(_("Somebody who had no hand in it confirms what was published in an emergency."))
    pupils_data = clearance.evidence_of_one(page, page, user, cleared)
    log(page, "portal.confirmed", user=user, revision=page.live_revision, data={"reason": comment.strip()})
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
        pupils_data=pupils_data,
    )
