"""Moving in: one decision about a batch of articles of the old portal, and their publication on it.

The decision is for an approver who had no hand in any of them and has opened every article of the sample. Each page
then goes through the gate for itself, with the record of that decision; what has changed since it was laid does not.
"""

import logging
import time
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.editorial import clearance, gate
from cms.editorial.content_hash import content_hash
from cms.editorial.contributions import contributor_ids
from cms.editorial.four_eyes import NotFourEyes, refuse_contributor
from cms.editorial.models import Contribution, FileContribution, PublicationRecord, is_approver
from cms.editorial.people.appointments import appointed_recently_by
from newsroom import indexing, notices
from newsroom.models import MigrationBatch, MigrationItem, NewsPage, SampleOpening

logger = logging.getLogger(__name__)

State = MigrationBatch.State
# Seconds that one run of the worker gives to it: other due work waits that long at most.
TIME_OF_A_RUN = 30


def open_sampled(item: MigrationItem, user) -> None:
    """Remember that `user` opened an article of the sample. Raises NotFourEyes for who does not decide."""
    if not is_approver(user):
        raise NotFourEyes(_("Only the approvers decide about this batch."))
    if item.in_sample:
        SampleOpening.objects.get_or_create(item=item, user=user)


def unopened(batch: MigrationBatch, user):
    """Return the articles of the sample that `user` has yet to open. What is submitted singly is none of them."""
    opened = SampleOpening.objects.filter(item__batch=batch, user=user)
    return batch.items.publishable().sample().exclude(pk__in=opened.values("item"))


def refusal(batch: MigrationBatch, user) -> str:
    """Return why `user` may not approve `batch` now, '' if they may."""
    if not is_approver(user):
        return _("Only the approvers decide about this batch.")
    if batch.state != State.WAITING:
        return _("This batch does not wait for a decision.")
    if _had_a_hand(batch, {user.pk}):
        return _("You had a hand in this batch: someone else must decide about it.")
    if _had_a_hand(batch, appointed_recently_by(user, timezone.now())):
        return _("Who made you an approver lately had a hand in this batch: someone else must decide about it.")
    if not batch.items.publishable().exists():
        return _("There is nothing in this batch to be published: decline it.")
    left = unopened(batch, user).count()
    if left:
        return _("Open every article of the sample first; %(count)d are left.") % {"count": left}
    return ""


@transaction.atomic
def decide(batch: MigrationBatch, user, shown: str, reason: str = "") -> MigrationBatch:
    """Approve what of `batch` has no warnings and is as it was laid; return the batch as it stands then.

    `shown` is the digest of the articles on the screen. Raises NotFourEyes (a PermissionDenied) for who is no
    approver or had a hand in any page of it, superusers included, before the sample was opened, where another set of
    articles stands there by now, and after the decision.
    """
    batch = _locked(batch)
    refused = refusal(batch, user)
    if refused:
        raise NotFourEyes(refused)
    if batch.items.publishable().digest() != shown:
        raise NotFourEyes(_("Articles of the batch have changed since you opened it. Nothing was decided; look again."))
    # For good: a draft that goes back to what was laid was not on the screen all the same.
    batch.items.changed().update(state=MigrationItem.State.SINGLY, reason=_changed())
    return _settle(batch, user, State.PUBLISHING, reason)


@transaction.atomic
def decline(batch: MigrationBatch, user, reason: str) -> MigrationBatch:
    """Leave every article of `batch` to the department, for a reason. Raises NotFourEyes."""
    batch = _locked(batch)
    if not is_approver(user):
        raise NotFourEyes(_("Only the approvers decide about this batch."))
    if batch.state != State.WAITING:
        raise NotFourEyes(_("This batch does not wait for a decision."))
    if not reason.strip():
        raise NotFourEyes(_("A batch is declined with a reason."))
    batch.items.waiting().update(state=MigrationItem.State.SINGLY)
    _settle(batch, user, State.DECLINED, reason)
    notices.batch_declined(batch)
    return batch


def publish(
    batch: MigrationBatch,
    stopping: Callable[[], bool] = lambda: False,
    progress: Callable[[], None] = lambda: None,
) -> None:
    """Publish what was decided about, page by page, each in a transaction of its own.

    Ended by `stopping`, an exception or a kill it is taken up where it stopped; any number may run at once. `progress`
    is called after each page.
    """
    waiting = batch.items.waiting().order_by("pk").values_list("pk", flat=True)
    with indexing.written_together(NewsPage) as index:
        for pk in list(waiting) if batch.state == State.PUBLISHING else []:
            if stopping():
                return
            _publish_or_tell(pk)
            progress()
            index.write_chunk()
    _finish(batch)


def publish_decided() -> None:
    """Publish what was decided about, for as long as one run of the worker may take."""
    end = time.monotonic() + TIME_OF_A_RUN
    for batch in MigrationBatch.objects.filter(state=State.PUBLISHING).order_by("decided_at"):
        publish(batch, stopping=lambda: time.monotonic() >= end)


def _changed() -> str:
    return _("Somebody has worked on it since it was laid.")


def _locked(batch: MigrationBatch) -> MigrationBatch:
    return MigrationBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)


def _had_a_hand(batch: MigrationBatch, people: set[int]) -> bool:
    """Whether one of `people` laid the batch, changed the content of any page of it or of a file that one of them uses.

    The files are looked through only for who changed one at all since the first article was laid.
    """
    if not people:
        return False
    pages = batch.items.exclude(state=MigrationItem.State.PUBLISHED).values("page")
    if batch.submitter_id in people:
        return True
    if Contribution.objects.open().filter(page__in=pages, user__in=people).exists():
        return True
    if not FileContribution.objects.filter(user__in=people, created_at__gte=batch.created_at).exists():
        return False
    return any(people & contributor_ids(page) for page in NewsPage.objects.filter(pk__in=pages).iterator())


def _settle(batch: MigrationBatch, user, state: str, reason: str) -> MigrationBatch:
    batch.state, batch.decided_by, batch.decided_at, batch.reason = state, user, timezone.now(), reason.strip()
    if state == State.DECLINED:
        batch.finished_at = batch.decided_at
    batch.save(update_fields=["state", "decided_by", "decided_at", "reason", "finished_at"])
    return batch


def _publish_or_tell(item_pk: int) -> None:
    """Publish one article. One that cannot be published is noted with the reason, and stops no other."""
    try:
        _publish(item_pk)
    except DatabaseError:
        # Such as a lock that was held too long: the next run tries again.
        raise
    except Exception as error:
        if not isinstance(error, (PermissionDenied, ValidationError)):
            logger.exception("Article %s of a batch could not be published", item_pk)
        reason = " ".join(getattr(error, "messages", None) or [str(error) or type(error).__name__])
        waiting = MigrationItem.objects.waiting().filter(pk=item_pk)
        waiting.update(state=MigrationItem.State.FAILED, reason=reason)


@transaction.atomic
def _publish(item_pk: int) -> None:
    waiting = MigrationItem.objects.waiting().filter(pk=item_pk, batch__state=State.PUBLISHING)
    # None where another worker, or the page's deletion, came first.
    page_pk = waiting.values_list("page_id", flat=True).first()
    if page_pk:
        gate.lock(page_pk)
    item = waiting.select_related("batch__decided_by", "batch__submitter").first()
    if item is None:
        return
    page = NewsPage.objects.get(pk=item.page_id)
    batch, revision = item.batch, page.latest_revision
    content = revision.as_object()
    if page.live or page.workflow_in_progress or content_hash(content) != item.content_hash:
        item.state, item.reason = MigrationItem.State.SINGLY, _changed()
    elif clearance.key_of(content):
        # Found since it was laid, in a file that was read meanwhile: nobody ticks a thousand articles at once.
        item.state, item.reason = MigrationItem.State.SINGLY, _("It holds what looks like pupils' data.")
    elif clearance.held(content):
        # A file of it is being read: the next run knows.
        return
    else:
        refuse_contributor(page, batch.decided_by)
        gate.decide(
            revision,
            approver=batch.decided_by,
            submitter=batch.submitter,
            route=PublicationRecord.Route.MIGRATION,
            reason=batch.reason,
            batch=batch.decision,
        )
        item.state = MigrationItem.State.PUBLISHED
    item.save(update_fields=["state", "reason"])


def _finish(batch: MigrationBatch) -> None:
    """Close the batch if nothing of it is left, and tell who laid it: one of several workers does."""
    if batch.items.waiting().exists():
        return
    with transaction.atomic():
        open_batches = MigrationBatch.objects.filter(pk=batch.pk, state=State.PUBLISHING)
        if open_batches.update(state=State.DONE, finished_at=timezone.now()):
            notices.batch_published(batch)
