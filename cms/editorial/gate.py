"""The gate: nothing becomes public unless someone who is no contributor approved exactly that content.

`decide` writes the record of a decision and publishes on it; `passage` is what every publication goes through,
whoever began it; `cms.editorial.last_line` refuses what comes to the database beside it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from cms.editorial.content_hash import content_hash, used_files
from cms.editorial.contributions import contributor_ids, reopen
from cms.editorial.four_eyes import NotFourEyes, refuse_contributor
from cms.editorial.models import Contribution, FourEyesTask, PublicationRecord

Route = PublicationRecord.Route

# The setting of a PostgreSQL transaction that the triggers of `database_guards` ask for.
POSTGRESQL_SETTING = "portal.publication_record"

_let_through: ContextVar[frozenset[int]] = ContextVar("let_through", default=frozenset())


class UnapprovedPublication(PermissionDenied):
    """Raised where content would become public that nobody approved as it stands."""


def lock(page_pk: int) -> None:
    """Let nobody else decide about, edit or publish this page until the transaction ends.

    Every path that reads the state of a page in order to change it begins with this, so that two of them never act
    on the same state.
    """
    list(Page.objects.select_for_update(of=("self",)).filter(pk=page_pk).values_list("pk"))


def _lock_files(content) -> None:
    """Let nobody change what readers see of the files of `content` between the comparison and the publication."""
    for content_type_id, ids in used_files(content).items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        list(model.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))


def is_open_for(page_pk: int | None) -> bool:
    """Whether the running code is publishing this page through the gate."""
    return page_pk in _let_through.get()


@transaction.atomic
def publish_with_record(workflow_state, user) -> None:
    """Publish the latest revision of the page of `workflow_state` on the approval that `user` has just given."""
    page = workflow_state.content_object.specific
    revision = page.get_latest_revision()
    approved = workflow_state.task_states.filter(
        status=TaskState.STATUS_APPROVED, revision=revision, finished_by=user, task__in=FourEyesTask.objects.all()
    )
    approval = approved.order_by("-finished_at").first()
    # Who comes past the task's own check is asked here what it asks.
    if user is None or approval is None or not approval.task.specific.may_review(user):
        raise NotFourEyes(_("Nobody approved “%(title)s” as it stands.") % {"title": page.get_admin_display_title()})
    refuse_contributor(page, user)
    decide(
        revision,
        approver=user,
        submitter=workflow_state.requested_by,
        route=Route.APPROVAL,
        reason=approval.comment,
    )


@transaction.atomic
def decide(revision, *, approver, submitter, route, reason="", batch=None, log_action=True) -> PublicationRecord:
    """Record the decision of `approver` about exactly this revision of a page and publish it; return the record.

    Who may decide is for the caller to check. A page whose time is yet to come waits for it with this record.
    """
    record = record_publication(
        revision.as_object(), approver=approver, submitter=submitter, route=route, reason=reason, batch=batch
    )
    revision.publish(user=approver, skip_permission_checks=True, log_action=log_action)
    return record


def record_publication(page, *, approver, submitter, route, reason="", batch=None) -> PublicationRecord:
    """Write the record of one decision about `page` as it stands in memory, and close its contributions."""
    contributions = Contribution.objects.open().filter(page_id=page.pk)
    record = PublicationRecord.objects.create(
        public_id=page.public_id,
        page_pk=page.pk,
        revision_pk=page.latest_revision_id,
        content_hash=content_hash(page),
        contributors=sorted(contributor_ids(page)),
        submitter=submitter,
        approver=approver,
        route=route,
        reason=reason,
        batch=batch,
    )
    contributions.update(closed_by=record)
    return record


def record_withdrawal(page, user, reason="", is_deleted=False) -> None:
    """Let what was approved lose its approval: whoever puts the page back asks anew, and who wrote it still did.

    Nothing happens where no approval stands.
    """
    last = PublicationRecord.objects.newest_of(page.pk)
    if last is None or not last.lets_through:
        return
    if not is_deleted:
        reopen(page, last)
    PublicationRecord.objects.create(
        public_id=last.public_id,
        page_pk=page.pk,
        revision_pk=last.revision_pk,
        content_hash=last.content_hash,
        approver=user,
        submitter=None,
        route=Route.WITHDRAWAL,
        reason=reason,
    )


@contextmanager
def passage(page, revision) -> Iterator[None]:
    """Let the code inside publish `revision` of `page`. Raises UnapprovedPublication unless it was approved.

    The newest record of the page must hold the hash of the content of the revision as it is read now, with the
    files it uses as they are now. Called for every publication: after an approval, by the clock, by a script.
    """
    with transaction.atomic():
        lock(page.pk)
        content = revision.as_object()
        _lock_files(content)
        record = PublicationRecord.objects.newest_of(page.pk)
        if record is None or not record.lets_through or record.content_hash != content_hash(content):
            raise UnapprovedPublication(
                _("“%(title)s” was not approved as it stands: nothing is published.")
                % {"title": page.get_admin_display_title()}
            )
        with opened(record):
            yield


@contextmanager
def opened(record: PublicationRecord) -> Iterator[None]:
    """Let the code inside write the public row of the page of `record`. Asks for a transaction.

    For the gate itself, and for the generator of measurements, which writes rows without publishing them one by one.
    """
    token = _let_through.set(_let_through.get() | {record.page_pk})
    _tell_postgresql(str(record.pk))
    try:
        yield
    finally:
        _let_through.reset(token)
    # Not after an exception: the setting goes with the transaction that it rolls back.
    _tell_postgresql("")


def _tell_postgresql(value: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [POSTGRESQL_SETTING, value])
