"""The steps of an approval: the head of the department, then somebody of the approvers who had no hand in the page."""

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import AbstractGroupApprovalTask, Page, Task, TaskState
from wagtail.signals import task_submitted

from cms.editorial.forms import ApproveForm, ReturnForm
from cms.editorial.four_eyes import (
    NotFourEyes,
    Shown,
    may_decide,
    refuse_contributor,
    refuse_second_decision,
    refuse_unseen,
)
from cms.editorial.models.departments import Department


class DecidedTask:
    """What every step shares. Mixed in before Wagtail's task; the class says who `reviews`, in `only` words who may."""

    only: str

    def reviews(self, user, page) -> bool:
        """Whether `user` decides about `page` at this step, leaving aside what they had a hand in."""
        raise NotImplementedError

    def user_can_access_editor(self, obj, user):
        return self.reviews(user, obj)

    def locked_for_user(self, obj, user):
        return not self.reviews(user, obj)

    def get_actions(self, obj, user):
        if not self.reviews(user, obj):
            return []
        actions = [("reject", gettext_lazy("Return"), True)]
        if may_decide(obj, user):
            actions += [
                ("approve", gettext_lazy("Approve"), False),
                ("approve", gettext_lazy("Approve with a comment"), True),
            ]
        return actions

    def get_form_for_action(self, action):
        return {"approve": ApproveForm, "reject": ReturnForm}.get(action) or super().get_form_for_action(action)

    def take_tick(self, page, user, task_state, tick: str) -> None:
        """Take what an approval at this step must bring along. Raises NotFourEyes where it does not."""

    @transaction.atomic
    def on_action(
        self,
        task_state,
        user,
        action_name,
        comment="",
        shown_revision=None,
        shown_hash=None,
        shown=None,
        cleared="",
        **kwargs,
    ):
        """Check here, where the action happens: the edit view saves the reviewer's edits first and then comes here.

        An approval carries what was on the screen, as `shown` or as the two fields of the form, and in `cleared` the
        tick for pupils' data.
        """
        from cms.editorial import gate, steps

        page_pk = int(task_state.workflow_state.object_id)
        gate.lock(page_pk)
        # The rows of the workflow are not locked: Wagtail takes them in one order to disable a task, and in the
        # other to take a page out of review. What is public has its record either way.
        task_state = TaskState.objects.get(pk=task_state.pk).specific
        page = Page.objects.get(pk=page_pk).specific
        current = page.current_workflow_task_state
        if current is None or current.pk != task_state.pk:
            raise NotFourEyes(_("“%(title)s” was decided meanwhile.") % {"title": page.get_admin_display_title()})
        if not self.reviews(user, page):
            raise NotFourEyes(self.only)
        if action_name == "reject":
            if not (comment or "").strip():
                raise NotFourEyes(_("A page is returned with a reason."))
        elif action_name == "approve":
            refuse_contributor(page, user)
            refuse_second_decision(page, user)
            refuse_unseen(page, shown or Shown(shown_revision, shown_hash))
            self.take_tick(page, user, task_state, cleared)
            steps.void_outdated(page, task_state.workflow_state)
            task_state.revision = page.latest_revision
            task_state.save(update_fields=["revision"])
        super().on_action(task_state, user, action_name, comment=comment)


class FourEyesTask(DecidedTask, AbstractGroupApprovalTask):
    """Approval by a member of the chosen groups who is no contributor of the page since it was last public."""

    only = gettext_lazy("Only the approvers decide about this page.")

    class Meta:
        verbose_name = gettext_lazy("Four-eyes approval")
        verbose_name_plural = gettext_lazy("Four-eyes approvals")

    def reviews(self, user, page):
        return self.may_review(user)

    def take_tick(self, page, user, task_state, tick):
        # Of approvers alone: a head decides whether the department says it, not whether the public may read it.
        from cms.editorial import clearance

        clearance.take(page, user, task_state, tick)

    def locked_for_user(self, obj, user):
        # A superuser decides like an approver, and edits what waits no more than anybody else.
        return not self._user_in_groups(user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not self.may_review(user):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)

    @classmethod
    def get_description(cls):
        return gettext_lazy("Members of the chosen groups approve what they had no hand in")

    def may_review(self, user) -> bool:
        """Whether `user` decides about pages at this step, leaving aside what they had a hand in."""
        return user.is_active and (user.is_superuser or self._user_in_groups(user))


class HeadTaskState(TaskState):
    """One page that waits, or waited, for a head of one department."""

    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="+")


class DepartmentHeadTask(DecidedTask, Task):
    """Approval by a head of the page's department. Skipped, on record, where nobody can take it and in emergencies."""

    only = gettext_lazy("Only a head of the department decides about this page now.")
    task_state_class = HeadTaskState

    class Meta:
        verbose_name = gettext_lazy("Approval by the head of the department")
        verbose_name_plural = gettext_lazy("Approvals by heads of departments")

    def reviews(self, user, page):
        department = page.specific.department
        return bool(department) and user.is_active and department.heads.filter(pk=user.pk).exists()

    def heads_for(self, page, submitter_id: int | None):
        """Return the heads (a queryset of accounts) who may decide about `page`."""
        from cms.editorial.contributions import contributor_ids
        from cms.editorial.people.appointments import bound_by

        if page.department is None:
            return get_user_model().objects.none()
        involved = contributor_ids(page) | {submitter_id} - {None}
        bound = bound_by(involved, timezone.now())
        return page.department.heads.filter(is_active=True).exclude(pk__in=involved | bound)

    def why_skipped(self, page, submitter_id: int | None) -> str:
        """Return why nobody is asked at this step, '' where somebody is."""
        if page.is_urgent:
            return _("Urgent: it goes to the approvers at once.")
        if not self.heads_for(page, submitter_id).exists():
            return _("The department has no head who had no hand in it.")
        return ""

    def start(self, workflow_state, user=None):
        """As upstream, which knows neither the department nor a step that asks nobody."""
        page = workflow_state.content_object.specific
        reason = self.why_skipped(page, workflow_state.requested_by_id)
        state = HeadTaskState.objects.create(
            workflow_state=workflow_state,
            task=self,
            revision=page.get_latest_revision(),
            department=page.department,
            status=TaskState.STATUS_SKIPPED if reason else TaskState.STATUS_IN_PROGRESS,
            finished_at=timezone.now() if reason else None,
            comment=reason,
        )
        if reason:
            data = {"task": self.name, "reason": reason}
            log(page, "portal.step_skipped", user=user, revision=state.revision, data=data)
        else:
            task_submitted.send(sender=HeadTaskState, instance=state, user=user)
        return state

    def get_task_states_user_can_moderate(self, user, **kwargs):
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting.filter(headtaskstate__department__heads=user) if user.is_active else waiting.none()

    @classmethod
    def get_description(cls):
        return gettext_lazy("A head of the department that posts the page approves what they had no hand in")


def approvers() -> models.QuerySet:
    """Return the active accounts that decide about pages by their group. Superusers are asked by nobody."""
    groups = FourEyesTask.objects.filter(active=True).values("groups")
    return get_user_model().objects.filter(is_active=True, groups__in=groups).distinct()


def is_approver(user) -> bool:
    """Whether `user` decides about pages as one of the approvers, leaving aside what they had a hand in.

    Asked of the database once for each user object.
    """
    if not user.is_active or user.is_superuser:
        return user.is_active
    if not hasattr(user, "_is_approver"):
        groups = user.groups.all()
        user._is_approver = FourEyesTask.objects.filter(active=True, groups__in=groups).exists()
    return user._is_approver


def headed_department_ids(user) -> frozenset[int]:
    """Return the ids of the departments that `user` heads, read once for each user object."""
    if not user.is_active:
        return frozenset()
    if not hasattr(user, "_headed_department_ids"):
        user._headed_department_ids = frozenset(user.headed_departments.values_list("pk", flat=True))
    return user._headed_department_ids
