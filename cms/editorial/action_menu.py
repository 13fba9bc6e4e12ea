"""The buttons below a page's form: one main button that says who will read it."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PublishMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)
from wagtail.models import WorkflowState

from cms.editorial import emergency
from cms.editorial.models import DepartmentHeadTask
from cms.editorial.models.departments import department_ids_of


class SubmitMenuItem(SubmitForModerationMenuItem):
    """Send for approval: the label names the first step of the workflow."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        context["label"] = send_label(context.get("page"), context.get("parent_page"), context["request"].user)
        return context


def send_label(page, parent, user) -> str:
    """Return the words on the button by which `user` sends `page`, or a new page in `parent`."""
    state = page.current_workflow_state if page else None
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("Send back to %(reader)s") % {"reader": state.current_task_state.task.name}
    return _("Send for approval to %(reader)s") % {"reader": _first_reader(page, parent, user)}


def _first_reader(page, parent, user) -> str:
    """Return the name of the step that is asked first when `user` sends `page`, or a new page in `parent`."""
    workflow = (page if page and page.pk else parent).get_workflow()
    for task in (task.specific for task in workflow.tasks.filter(active=True)) if workflow else ():
        if not isinstance(task, DepartmentHeadTask):
            return task.name
        if page and page.pk:
            is_asked = not task.why_skipped(page, user.pk)
        else:
            heads = get_user_model().objects.filter(headed_departments__in=department_ids_of(user), is_active=True)
            is_asked = heads.exclude(pk=user.pk).exists()
        if is_asked:
            return task.name
    return ""


class ForceMenuItem(ActionMenuItem):
    """Publishing on one's own word, for approvers. A link to a screen of its own: nobody comes there by a slip."""

    name = "force"
    label = gettext_lazy("Publish in an emergency…")
    icon_name = "warning"
    order = 200

    def get_url(self, parent_context):
        return reverse("force_publication", args=[parent_context["page"].pk])


def arrange(menu_items: list, request, context) -> None:
    """Put the one thing to do first: approving while a page waits for this person, else sending it. In place."""
    page = context.get("page")
    task = page.current_workflow_task if page else None
    labels = {(name, modal): label for name, label, modal in task.get_actions(page, request.user)} if task else {}
    arranged = []
    for item in menu_items:
        if isinstance(item, PublishMenuItem):
            continue
        if isinstance(item, SubmitForModerationMenuItem):
            item = SubmitMenuItem(order=item.order)
        if isinstance(item, WorkflowMenuItem):
            # Upstream adds "and Publish" to the label of the last step; the label says what the person does.
            item.label = labels.get((item.name, item.launch_modal), item.label)
        if isinstance(item, CancelWorkflowMenuItem):
            item.label = _("Take back from review")
        arranged.append(item)
    if page and page.pk and emergency.is_offered(page, request.user):
        arranged.append(ForceMenuItem())
    arranged.sort(key=_rank)
    menu_items[:] = arranged


def _rank(item) -> tuple[int, int]:
    """Approve without a comment, the other decisions, send; then the rest in Wagtail's order."""
    if isinstance(item, WorkflowMenuItem):
        return (0 if item.name == "approve" and not item.launch_modal else 1, item.order)
    return (2 if isinstance(item, SubmitForModerationMenuItem) else 3, item.order)
