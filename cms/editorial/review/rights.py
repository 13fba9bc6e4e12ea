"""What a person may do about a page on its review screen, and why not. Mirrors the rules of the steps themselves."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Task, WorkflowState

from cms.editorial import clearance, emergency
from cms.editorial.corrections.correcting import may_correct
from cms.editorial.four_eyes import NotFourEyes, refuse_contributor, refuse_second_decision
from cms.editorial.models import FourEyesTask, is_approver
from cms.text import dates


@dataclass(frozen=True)
class Rights:
    """`approves`, `reviews` (returns, proposes), `recalls`, `edits`, `forces` (publishes in an emergency).

    Of what is public: `corrects`, `takes_down` (and asks for the erasure of personal data). `why` says why not approve,
    '' where they may.
    """

    approves: bool
    reviews: bool
    recalls: bool
    edits: bool
    forces: bool
    corrects: bool
    takes_down: bool
    why: str


def rights_of(page, user) -> Rights:
    """Return what `user` may do about `page` now."""
    task_state = page.current_workflow_task_state
    reviews = bool(task_state) and task_state.task.specific.reviews(user, page)
    why = refusal_of(page, user)
    lock = page.get_lock()
    return Rights(
        approves=not why,
        reviews=reviews,
        recalls=recalls(page, user),
        edits=page.permissions_for_user(user).can_edit() and not (lock and lock.for_user(user)),
        forces=emergency.is_offered(page, user),
        corrects=may_correct(page, user),
        takes_down=is_approver(user),
        why=why,
    )


def refusal_of(page, user) -> str:
    """Return why `user` may not approve `page` now, in the words of the rule that forbids it; '' where they may."""
    task_state = page.current_workflow_task_state
    if task_state is None:
        return standing(page)
    task = task_state.task.specific
    if not task.reviews(user, page):
        return str(task.only)
    try:
        refuse_contributor(page, user)
        refuse_second_decision(page, user)
    except NotFourEyes as refusal:
        return str(refusal)
    if not isinstance(task, FourEyesTask):
        return ""
    draft = page.get_latest_revision_as_object()
    return clearance.held(draft) or clearance.why_not(clearance.demand_of(draft), user)


def standing(page) -> str:
    """Return where a page stands that waits for no decision."""
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("It was returned and lies with its drafter.")
    if page.approved_schedule:
        return _("It is approved and waits for its hour.")
    if page.live and not page.has_unpublished_changes:
        return _("It is public as it stands here. Nothing waits for a decision.")
    return _("It was not sent for approval.")


def recalls(page, user) -> bool:
    """Whether `user` may take `page` out of review: who sent it, or who began it."""
    state = page.current_workflow_state
    return state is not None and state.user_can_cancel(user)


def next_step(page) -> Task | None:
    """Return the step that follows the one at which `page` waits, None at the last."""
    state = page.current_workflow_state
    tasks = Task.objects.filter(workflow_tasks__workflow=state.workflow, active=True)
    passed = state.successful_task_states.values_list("task_id", flat=True)
    left = tasks.exclude(pk__in=passed).exclude(pk=state.current_task_state.task_id)
    return left.order_by("workflow_tasks__sort_order").first()


def what_approving_does(page, draft) -> str:
    """Return the words on the button: what happens to the `draft` of `page` when it is approved at this step."""
    step = next_step(page)
    if step:
        return _("Approve and pass on to %(step)s") % {"step": step.name}
    if draft.go_live_at and draft.go_live_at > timezone.now():
        return _("Approve: public on %(moment)s") % {"moment": moment(draft.go_live_at)}
    return _("Approve and publish")


def moment(value) -> str:
    """Return a date with its hour as the person's language writes it."""
    if get_language() == "vi":
        return dates.format_datetime(value)
    return date_format(timezone.localtime(value), "l, j F Y H:i")
