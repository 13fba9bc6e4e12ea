"""Corrections and minor fixes of a live page: the draft is put right and sent; readers see it once it was approved."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from cms.editorial import drafts, gate, submissions, wording
from cms.editorial.content_hash import content_hash
from cms.editorial.contributions import contributor_ids
from cms.editorial.models import Change, is_approver
from cms.text.nfc import nfc


class CorrectionRefused(PermissionDenied):
    """Raised with the words shown where a correction cannot be made as asked."""


@dataclass(frozen=True)
class Correction:
    """What is to be put right: `change` is CORRECTION or MINOR, `note` what readers are told of a correction.

    Without an `old` wording the draft is sent as it stands: it was put right in the editor.
    """

    change: Change
    old: str = ""
    new: str = ""
    note: str = ""


def may_correct(page, user) -> bool:
    """Whether `user` corrects `page`: it is live, and they may edit it or approve (and have a hand in it then)."""
    return bool(page.live and user.is_active and (page.permissions_for_user(user).can_edit() or is_approver(user)))


def has_waiting_changes(page) -> bool:
    """Whether the draft of `page` says something else than what is public."""
    return content_hash(page.get_latest_revision_as_object()) != content_hash(page)


def others_in_draft(page, user) -> list:
    """Return the people beside `user` whose unpublished changes a correction of `page` would take along."""
    if not has_waiting_changes(page):
        return []
    others = contributor_ids(page) - {user.pk}
    return list(get_user_model().objects.filter(pk__in=others).order_by("pk"))


@transaction.atomic
def correct(page, user, correction: Correction, *, take_along: bool = False) -> WorkflowState:
    """Put the draft of `page` right as `user` and send it; return the workflow state. Nothing becomes public.

    Raises CorrectionRefused with the reason, ValidationError where the page would not be complete any more.
    """
    gate.lock(page.pk)
    page = page.specific_class.objects.get(pk=page.pk)
    refuse(page, user)
    others = others_in_draft(page, user)
    if others and not take_along:
        names = ", ".join(person.get_full_name() for person in others)
        message = _("The draft holds unpublished changes by %(names)s, which would be sent along. Say that they may.")
        raise CorrectionRefused(message % {"names": names})
    waiting = has_waiting_changes(page)
    draft = page.get_latest_revision_as_object()
    _put_right(draft, correction, waiting)
    draft.full_clean()
    draft.save_revision(user=user, log_action=True, clean=False)
    return _send(page.specific_class.objects.get(pk=page.pk), user, correction.change)


def refuse(page, user) -> None:
    """Raise CorrectionRefused where `user` cannot correct `page` now."""
    if not may_correct(page, user):
        raise CorrectionRefused(_("Only a public page is corrected, by those who may edit it."))
    if page.workflow_in_progress:
        raise CorrectionRefused(_("A draft of this page waits for a decision. Correct it when that has been taken."))
    if page.approved_schedule:
        raise CorrectionRefused(
            _("An approved version waits for its time. Take it off the schedule first, or correct the page afterwards.")
        )
    lock = page.get_lock()
    if lock and lock.for_user(user):
        raise CorrectionRefused(_("This page is locked for you now."))


def _put_right(draft, correction: Correction, waiting: bool) -> None:
    """Change the `draft` in memory as the correction says."""
    note = nfc(correction.note).strip()
    if correction.change == Change.CORRECTION and not note:
        raise CorrectionRefused(_("A correction tells readers what was wrong."))
    if correction.old.strip():
        if not wording.replace(draft, correction.old.strip(), correction.new.strip()):
            raise CorrectionRefused(_("“%(old)s” does not stand in this page.") % {"old": correction.old.strip()})
        draft.title = draft.title.strip()
    elif correction.change == Change.MINOR and not waiting:
        raise CorrectionRefused(_("Say which words are to be replaced: the draft is what is public already."))
    if correction.change == Change.CORRECTION:
        last = max((row.sort_order or 0 for row in draft.corrections.all()), default=0)
        draft.corrections.create(note=note, noted_on=timezone.localdate(), sort_order=last + 1)


def _send(page, user, change: Change) -> WorkflowState:
    if page.permissions_for_user(user).can_edit():
        return drafts.submit(page, user, change=change)
    # An approver who is no member of the department corrects too; `drafts.submit` asks for members.
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        submissions.say(state, change)
        state.resume(user)
        return state
    with submissions.saying(change):
        return page.get_workflow().start(page, user)
