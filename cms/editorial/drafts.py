"""The editor's path as functions: whatever makes pages without the admin's forms goes the same way."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from cms.editorial import gate, submissions
from cms.editorial.four_eyes import Shown


@transaction.atomic
def create_draft(parent, page, user):
    """Add the unsaved `page` below `parent` as a draft by `user`; return it.

    Raises PermissionDenied where the user may not add such a page there, ValidationError where the page is not
    complete. The page's department is the user's, unless it names one of several.
    """
    parent = parent.specific
    if not parent.permissions_for_user(user).can_add_subpage() or not type(page).can_create_at(parent):
        raise PermissionDenied(
            _("%(user)s may not add such a page in “%(section)s”.") % {"user": user, "section": parent.title}
        )
    page.owner = user
    page.live = False
    page.has_unpublished_changes = True
    page.locale = parent.locale
    page.choose_department(user)
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    return page


@transaction.atomic
def save_draft(page, user):
    """Keep the changes to `page` as a new revision by `user`; return the revision. Raises PermissionDenied."""
    lock = page.get_lock()
    if not page.permissions_for_user(user).can_edit() or (lock and lock.for_user(user)):
        raise PermissionDenied(_("%(user)s may not edit “%(title)s” now.") % {"user": user, "title": page.title})
    page.full_clean()
    return page.save_revision(user=user, log_action=True, clean=False)


@transaction.atomic
def submit(page, user, change: str | None = None) -> WorkflowState:
    """Send `page` to review, or back to who returned it; return the workflow state. Raises PermissionDenied.

    `change` is what the drafter says of it (a Change); without it what was said before, or what it looks like.
    """
    gate.lock(page.pk)
    tester = page.permissions_for_user(user)
    if not (tester.can_edit() and tester.can_submit_for_moderation()):
        raise PermissionDenied(_("%(user)s may not submit “%(title)s” now.") % {"user": user, "title": page.title})
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        if change:
            submissions.say(state, change)
        state.resume(user)
        return state
    with submissions.saying(change):
        return page.get_workflow().start(page, user)


@transaction.atomic
def approve(page, user, comment: str = "", shown: Shown | None = None, cleared: str = "") -> None:
    """Approve what waits, as it was `shown` (by default as `page` was read); `cleared` is the tick for pupils' data.

    Raises NotFourEyes (a PermissionDenied) for contributors and for who is no reviewer, ChangedMeanwhile where
    something else stands there by now.
    """
    _decide(page, user, "approve", comment=comment, shown=shown or Shown.of(page), cleared=cleared)


@transaction.atomic
def send_back(page, user, reason: str) -> None:
    """Return what waits to its author, with the reason. Raises NotFourEyes (a PermissionDenied)."""
    _decide(page, user, "reject", comment=reason)


def _decide(page, user, action: str, **data) -> None:
    state = page.current_workflow_task_state
    if state is None:
        raise PermissionDenied(_("“%(title)s” does not wait for a decision.") % {"title": page.title})
    state.task.specific.on_action(state, user, action, **data)
