"""The steps of a review: what a change of the content does to them, and what becomes of one that nobody can take."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.editorial import clearance, contributions, gate, notices, submissions
from cms.editorial.models import FourEyesTask, HeadTaskState

logger = logging.getLogger(__name__)

# (page, account) pairs whose next save is a proposal that was accepted.
_accepting: ContextVar[frozenset[tuple[int, int]]] = ContextVar("accepting", default=frozenset())


def is_sensitive(page) -> bool:
    """Whether the section of `page` asks for two approvers."""
    workflow = page.get_workflow()
    tasks = FourEyesTask.objects.filter(active=True, workflow_tasks__workflow=workflow)
    return workflow is not None and tasks.count() > 1


@contextmanager
def accept_change(page, user) -> Iterator[None]:
    """Let `user` save `page` inside although it is in review, as an edit of their own that a reviewer proposed.

    What a head approved stays: the approvers read it after the head. What an approver approved does not.
    """
    token = _accepting.set(_accepting.get() | {(page.pk, user.pk)})
    try:
        yield
    finally:
        _accepting.reset(token)


def is_accepting(page, user) -> bool:
    """Whether the running code saves, for `user`, what a reviewer proposed for `page`."""
    return user is not None and (page.pk, user.pk) in _accepting.get()


def may_overwrite(page, revision: Revision) -> bool:
    """Whether `revision` of `page` may be saved over: nobody is asked about it, decided about it or published it."""
    from cms.editorial.models import PublicationRecord

    if page.workflow_in_progress or revision.task_states.exists():
        return False
    return not PublicationRecord.objects.filter(page_pk=page.pk, revision_pk=revision.pk).exists()


def revision_saved(page, before: int | None, revision: Revision, *, changed: bool, user) -> None:
    """Carry what was decided about the revision `before` over to the new one, or begin the review anew.

    A save that changes nothing (a comment, an untouched form) leaves every step as it is. A change asks again those
    who had approved, from the first step; where nobody had, the step goes on with what stands there now.
    """
    state = page.current_workflow_state
    if state is None or before == revision.pk:
        return
    if changed:
        submissions.changed_again(state)
    decided = TaskState.objects.filter(workflow_state=state, revision_id=before)
    waiting = state.status == WorkflowState.STATUS_IN_PROGRESS
    approved = decided.filter(status=TaskState.STATUS_APPROVED)
    is_edit = changed and not (is_accepting(page, user) and _outlives_proposal(approved, user))
    if is_edit and approved.exists():
        # While it lies with its drafter nothing is to be done: what was approved is not what comes back.
        if waiting:
            _begin_anew(page, state, user)
        return
    decided.filter(status__in=[*gate.PASSED, TaskState.STATUS_IN_PROGRESS]).update(revision=revision)
    if changed and waiting:
        pass_on(state.current_task_state)


def _outlives_proposal(approved, user) -> bool:
    """Whether what was `approved` stays so when `user` takes over proposed words.

    Not the own approval: who takes them over has a hand in the page. Nor an approver's: what becomes public was read by
    one as it is, and what is left to be asked may be a head alone, who proposed it.
    """
    states = approved.select_related("task")
    return not any(state.finished_by_id == user.pk or isinstance(state.task.specific, FourEyesTask) for state in states)


def _begin_anew(page, state: WorkflowState, user) -> None:
    log(page, "portal.restarted", user=user, revision=page.get_latest_revision())
    state.current_task_state.specific.cancel(user=user, comment=_("The content changed: every step is asked again."))


def begin_anew(page, user) -> None:
    """Ask every step of the review of `page` again, from the first."""
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        TaskState.objects.filter(workflow_state=state, status__in=gate.PASSED).update(status=TaskState.STATUS_CANCELLED)
        _begin_anew(page, state, user)


def void_outdated(page, workflow_state: WorkflowState) -> None:
    """Ask those approvals again that say nothing of what would become public, or that nobody in office gave.

    The words of a picture or document in the draft change without a revision, so that the step would go on counting;
    and what was found in a file meanwhile was ticked by nobody.
    """
    changed_at = contributions.files_changed_at(page)
    demand = clearance.demand_of(page.get_latest_revision_as_object())
    given = workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED)
    given = given.filter(task__in=FourEyesTask.objects.values("pk")).select_related("task", "finished_by")
    void = [
        state.pk
        for state in given
        if (changed_at and state.finished_at < changed_at)
        or not state.task.specific.may_review(state.finished_by)
        or not clearance.is_ticked(state, demand)
    ]
    if void:
        TaskState.objects.filter(pk__in=void).update(status=TaskState.STATUS_CANCELLED)


@transaction.atomic
def pass_on(task_state: TaskState) -> bool:
    """Pass a head's step that nobody can take any more to the next one, on record; return whether it was.

    Heads leave, are deactivated, or correct the page themselves while it waits for them.
    """
    gate.lock(int(task_state.workflow_state.object_id))
    state = HeadTaskState.objects.filter(pk=task_state.pk, status=TaskState.STATUS_IN_PROGRESS).first()
    if state is None:
        return False
    workflow_state = WorkflowState.objects.get(pk=state.workflow_state_id)
    page = Page.objects.get(pk=workflow_state.object_id).specific
    reason = state.task.specific.why_skipped(page, workflow_state.requested_by_id)
    if not reason:
        return False
    state.status, state.finished_at, state.comment = TaskState.STATUS_SKIPPED, timezone.now(), reason
    state.revision = page.get_latest_revision()
    state.save()
    log(page, "portal.step_passed", revision=state.revision, data={"task": state.task.name, "reason": reason})
    notices.tell("step_passed", notices.participants(page), page=page, reason=reason)
    void_outdated(page, workflow_state)
    # Where this was the last step left, it is the approval given before that publishes the page.
    given = workflow_state.successful_task_states.filter(status=TaskState.STATUS_APPROVED)
    last = given.order_by("finished_at").last()
    workflow_state.update(user=last and last.finished_by)
    return True


def pass_on_all() -> int:
    """Pass on every step that nobody can take; return how many. Due work: one that fails stops no other."""
    waiting = HeadTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    return sum(_passed_on(state) for state in waiting.select_related("workflow_state"))


def _passed_on(state: HeadTaskState) -> bool:
    try:
        return pass_on(state)
    except Exception:
        logger.exception("Step %s could not be passed on", state.pk)
        return False
