"""The approval task: someone who had no hand in the page decides."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from cms.editorial.forms import ApproveForm, ReturnForm
from cms.editorial.four_eyes import NotFourEyes, Shown, may_decide, refuse_contributor, refuse_unseen


class FourEyesTask(AbstractGroupApprovalTask):
    """Approval by a member of the chosen groups who is no contributor of the page since it was last public."""

    class Meta:
        verbose_name = _("Four-eyes approval")
        verbose_name_plural = _("Four-eyes approvals")

    def locked_for_user(self, obj, user):
        return not self._user_in_groups(user)

    def get_actions(self, obj, user):
        if not self.may_review(user):
            return []
        actions = [("reject", _("Return"), True)]
        if may_decide(obj, user):
            actions += [("approve", _("Approve"), False), ("approve", _("Approve with a comment"), True)]
        return actions

    def get_form_for_action(self, action):
        return {"approve": ApproveForm, "reject": ReturnForm}.get(action) or super().get_form_for_action(action)

    @transaction.atomic
    def on_action(
        self, task_state, user, action_name, comment="", shown_revision=None, shown_hash=None, shown=None, **kwargs
    ):
        """Check here, where the action happens: the edit view saves the reviewer's edits first and then comes here.

        An approval carries what was on the screen, as `shown` or as the two fields of the form.
        """
        from cms.editorial import gate

        page_pk = int(task_state.workflow_state.object_id)
        gate.lock(page_pk)
        # The rows of the workflow are not locked: Wagtail takes them in one order to disable a task, and in the
        # other to take a page out of review. What is public has its record either way.
        task_state = TaskState.objects.get(pk=task_state.pk).specific
        page = Page.objects.get(pk=page_pk).specific
        current = page.current_workflow_task_state
        if current is None or current.pk != task_state.pk:
            raise NotFourEyes(_("“%(title)s” was decided meanwhile.") % {"title": page.get_admin_display_title()})
        if not self.may_review(user):
            raise NotFourEyes(_("Only the approvers decide about this page."))
        if action_name == "reject":
            if not (comment or "").strip():
                raise NotFourEyes(_("A page is returned with a reason."))
        elif action_name == "approve":
            refuse_contributor(page, user)
            refuse_unseen(page, shown or Shown(shown_revision, shown_hash))
            task_state.revision = page.latest_revision
            task_state.save(update_fields=["revision"])
        super().on_action(task_state, user, action_name, comment=comment)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not self.may_review(user):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups approve what they had no hand in")

    def may_review(self, user) -> bool:
        """Whether `user` decides about pages at this step, leaving aside what they had a hand in."""
        return user.is_active and (user.is_superuser or self._user_in_groups(user))


def is_approver(user) -> bool:
    """Whether `user` decides about pages at any step, leaving aside what they had a hand in."""
    return user.is_active and any(task.may_review(user) for task in FourEyesTask.objects.filter(active=True))
