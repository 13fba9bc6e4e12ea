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

from cms.editorial import clearance, submissions
from cms.editorial.content_hash import content_hash, used_files
from cms.editorial.contributions import contributor_ids, reopen
from cms.editorial.four_eyes import NotFourEyes, refuse_contributor
from cms.editorial.models import BinnedDraft, Contribution, FourEyesTask, PublicationRecord

Route = PublicationRecord.Route

# How a step ends that lets a page go on.
PASSED = (TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED)

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
    """Publish the latest revision of the page of `workflow_state` on the approvals of its steps.

    `user` gave the last of them. Who comes past the steps' own checks is asked here what they ask.
    """
    from cms.editorial import steps

    page = workflow_state.content_object.specific
    revision = page.get_latest_revision()
    decided = workflow_state.task_states.filter(revision=revision).select_related("task", "finished_by")
    passed = list(decided.filter(status__in=PASSED).order_by("finished_at", "pk"))
    given = [state for state in passed if state.status == TaskState.STATUS_APPROVED]
    approvals = [state for state in given if isinstance(state.task.specific, FourEyesTask)]
    people = [state.finished_by for state in given]
    if user is None or not approvals or user != people[-1] or len(people) != len(set(people)):
        raise _nobody_approved(page)
    if not all(state.task.specific.may_review(state.finished_by) for state in approvals):
        raise _nobody_approved(page)
    if len(approvals) < 2 and steps.is_sensitive(page):
        # The section was given another workflow, or the page another section, while it waited.
        message = _("“%(title)s” asks for two approvers where it stands now: take it back and send it again.")
        raise NotFourEyes(message % {"title": page.get_admin_display_title()})
    for person in people:
        refuse_contributor(page, person)
    content = revision.as_object()
    decide(
        revision,
        pupils_data=clearance.evidence_of(content, approvals),
        approver=approvals[-1].finished_by,
        submitter=workflow_state.requested_by,
        route=Route.APPROVAL,
        reason=approvals[-1].comment,
        steps=[_step(state) for state in passed],
        change=submissions.change_in(workflow_state, page),
    )


def _nobody_approved(page) -> NotFourEyes:
    return NotFourEyes(_("Nobody approved “%(title)s” as it stands.") % {"title": page.get_admin_display_title()})


def _step(state: TaskState) -> dict:
    """Return what a record keeps of a step: people by id, times in ISO form, a skipped one with its reason."""
    return {
        "task": state.task.name,
        "outcome": state.status,
        "user": state.finished_by_id,
        "at": state.finished_at.isoformat(),
        "comment": state.comment,
    }


@transaction.atomic
def decide(revision, *, approver, log_action=True, **facts) -> PublicationRecord:
    """Record the decision of `approver` about exactly this revision of a page and publish it; return the record.

    `facts` are those of `record_publication`. Who may decide is for the caller to check. A page whose time is yet to
    come waits for it with this record.
    """
    record = record_publication(revision.as_object(), approver=approver, **facts)
    revision.publish(user=approver, skip_permission_checks=True, log_action=log_action)
    return record


def record_publication(
    page, *, approver, submitter, route, reason="", batch=None, steps=(), change="", pupils_data=None
) -> PublicationRecord:
    """Write the record of one decision about `page` as it stands in memory, and close its contributions.

    `pupils_data` is the evidence of `cms.editorial.clearance`. Raises NotCleared where the content asks for it.
    """
    if not clearance.covers(pupils_data or {}, page):
        raise clearance.NotCleared(clearance.uncovered(page))
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
        steps=list(steps),
        change=change,
        pupils_data=pupils_data or {},
    )
    contributions.update(closed_by=record)
    return record


def record_withdrawal(page, user, reason="", *, was_public=False) -> PublicationRecord | None:
    """Let what was approved lose its approval: whoever puts the page back asks anew, and who wrote it still did.

    Return the record of it. Nothing happens where no approval stands, unless the page `was_public` until now.
    """
    last = PublicationRecord.objects.newest_of(page.pk)
    if last and last.lets_through:
        reopen(page, last)
    elif not was_public:
        return None
    return PublicationRecord.objects.create(
        public_id=last.public_id if last else page.specific.public_id,
        page_pk=page.pk,
        revision_pk=last.revision_pk if last else None,
        content_hash=last.content_hash if last else "",
        approver=user,
        submitter=None,
        route=Route.WITHDRAWAL,
        reason=reason,
    )


def refuse_binned(page) -> None:
    """Raise UnapprovedPublication for a draft in the bin: it is neither changed nor published there."""
    if BinnedDraft.objects.filter(pk=page.pk).exists():
        raise UnapprovedPublication(
            _("“%(title)s” is in the bin: take it out first.") % {"title": page.get_admin_display_title()}
        )


@contextmanager
def passage(page, revision) -> Iterator[None]:
    """Let the code inside publish `revision` of `page`. Raises UnapprovedPublication unless it was approved.

    The newest record of the page must hold the hash of the content of the revision as it is read now, with the
    files it uses as they are now. Called for every publication: after an approval, by the clock, by a script.
    """
    with transaction.atomic():
        lock(page.pk)
        refuse_binned(page)
        content = revision.as_object()
        _lock_files(content)
        record = PublicationRecord.objects.newest_of(page.pk)
        if record is None or not record.lets_through or record.content_hash != content_hash(content):
            raise UnapprovedPublication(
                _("“%(title)s” was not approved as it stands: nothing is published.")
                % {"title": page.get_admin_display_title()}
            )
        if not clearance.covers(record.pupils_data, content):
            # Such as a file whose words were not read yet when it was approved for later.
            raise UnapprovedPublication(clearance.uncovered(content))
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
