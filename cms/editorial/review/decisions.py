"""The decisions of the review screen: each is the step's own action, about what was on the screen."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from cms.editorial import gate
from cms.editorial.four_eyes import NotFourEyes, Shown
from cms.editorial.review import field_comments


@transaction.atomic
def approve(page, user, step: int | None, shown: Shown, comment: str = "", cleared: str = "") -> None:
    """Approve `page` at the `step` (a task state) that was on the screen, as it was `shown`.

    `cleared` is the tick for pupils' data. Raises NotFourEyes, ChangedMeanwhile, ValidationError where the draft is not
    complete.
    """
    _act(page, user, step, "approve", comment=comment.strip(), shown=shown, cleared=cleared)


@transaction.atomic
def give_back(page, user, step: int | None, reason: str, comments: dict[str, str] | None = None) -> None:
    """Return `page` at this `step` with a reason, and with comments on single fields. Raises NotFourEyes."""
    _act(page, user, step, "reject", comment=reason.strip())
    field_comments.add(_stored(page), user, comments or {})


@transaction.atomic
def recall(page, user) -> None:
    """Take `page` out of review. Raises PermissionDenied for who did not send it, and where it is decided already."""
    gate.lock(page.pk)
    page = _stored(page)
    state = page.current_workflow_state
    if state is None:
        raise NotFourEyes(_("“%(title)s” was decided meanwhile.") % {"title": page.get_admin_display_title()})
    if not state.user_can_cancel(user):
        raise PermissionDenied(_("Who sent a page takes it back."))
    state.cancel(user=user)


def _act(page, user, step: int | None, action: str, **data) -> None:
    """Have the step decide. It asks again who decides, about what, and whether it is still its turn."""
    gate.lock(page.pk)
    states = TaskState.objects.filter(workflow_state__in=page.workflow_states.all())
    state = states.filter(pk=step).first() if step is not None else None
    if state is None:
        raise NotFourEyes(_("“%(title)s” does not wait for a decision.") % {"title": page.get_admin_display_title()})
    state.task.specific.on_action(state.specific, user, action, **data)


def _stored(page) -> Page:
    return Page.objects.get(pk=page.pk).specific
