"""Who takes part in a page, and who may decide about it."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from cms.editorial.contributions import contributor_ids
from cms.editorial.models import DepartmentHeadTask, approvers
from cms.editorial.people.appointments import bound_by
from cms.editorial.roles import ADMINISTRATORS


def approver_ids() -> set[int]:
    """Return the ids of the active accounts that decide as approvers."""
    return set(approvers().values_list("pk", flat=True))


def deciders(page) -> set[int]:
    """Return the ids of those who may take the step at which `page` waits; empty where it waits for none."""
    task_state = page.current_workflow_task_state
    return deciders_at(task_state, page.specific) if task_state else set()


def deciders_at(task_state: TaskState, page) -> set[int]:
    """Return the ids of those who may take this step for `page`: members of it who had no hand in the page."""
    state = task_state.workflow_state
    task = task_state.task.specific
    if isinstance(task, DepartmentHeadTask):
        members = task.heads_for(page, state.requested_by_id)
    else:
        members = get_user_model().objects.filter(is_active=True, groups__in=task.groups.all())
    earlier = state.task_states.filter(status=TaskState.STATUS_APPROVED).values_list("finished_by_id", flat=True)
    involved = contributor_ids(page) | {state.requested_by_id}
    bound = bound_by(involved, timezone.now())
    return {*members.values_list("pk", flat=True)} - involved - bound - {*earlier}


def participants(page) -> set[int]:
    """Return the ids of those who take part in `page`: its owner, who wrote it since it was last public, who sent it
    last, and who decided about it then. Not of those who have left its departments: a draft is not theirs to know of.
    """
    people = {page.owner_id} | contributor_ids(page)
    state = last_run(page)
    if state:
        people |= {state.requested_by_id, *state.task_states.values_list("finished_by_id", flat=True)}
    at_home = Q(groups__department__in=page.specific.department_ids) | Q(pk__in=approver_ids())
    everywhere = Q(groups__name=ADMINISTRATORS) | Q(is_superuser=True)
    known = get_user_model().objects.filter(at_home | everywhere, pk__in=people - {None})
    return set(known.values_list("pk", flat=True))


def last_run(page) -> WorkflowState | None:
    """Return the newest run of `page` through a workflow, finished or not."""
    return WorkflowState.objects.for_instance(page).order_by("-pk").first()
