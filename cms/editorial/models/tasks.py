"""The approval task: someone who had no hand in the page decides."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from cms.editorial.forms import ReturnForm
from cms.editorial.four_eyes import NotFourEyes, may_decide, refuse_contributor


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
        return ReturnForm if action == "reject" else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Check here, where the action happens: the edit view saves the reviewer's edits first and then comes here."""
        page = task_state.workflow_state.content_object
        if not self.may_review(user):
            raise NotFourEyes(_("Only the approvers decide about this page."))
        if action_name == "reject":
            if not (kwargs.get("comment") or "").strip():
                raise NotFourEyes(_("A page is returned with a reason."))
        elif action_name == "approve":
            refuse_contributor(page, user)
            task_state.revision = page.get_latest_revision()
            task_state.save(update_fields=["revision"])
        super().on_action(task_state, user, action_name, **kwargs)

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
