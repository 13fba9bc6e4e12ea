"""The kinds of mail, in one table: what each says and where it leads."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REVIEW, EDITOR, PUBLIC, HOME = "review", "editor", "public", "home"


@dataclass(frozen=True)
class Kind:
    """One kind of mail. `subject` and `says` may name title, person and count.

    `button` leads to the place `leads_to`, unless the caller names another address. `preference` is the field of
    Wagtail's profile by which a person does without; what has none is told to everyone.
    """

    subject: Promise
    says: Promise
    button: Promise
    leads_to: str = HOME
    preference: str = ""


_decide = _("Open the review")
_edit = _("Open the editor")
_look = _("Look at it")
_read = _("Read it on the portal")
_work = _("Open my work")

KINDS = {
    "submitted": Kind(
        _("Waits for your decision: %(title)s"),
        _("A page waits for your decision."),
        _decide,
        REVIEW,
        "submitted_notifications",
    ),
    "came_back": Kind(
        _("Back for your decision: %(title)s"),
        _("You returned this page. It was corrected and waits for your decision again."),
        _decide,
        REVIEW,
        "submitted_notifications",
    ),
    "reminder": Kind(
        _("Still waits for your decision: %(title)s"),
        _("This page has waited for a decision for more than two working days."),
        _decide,
        REVIEW,
        "submitted_notifications",
    ),
    "urgent_reminder": Kind(
        _("Still waits for your decision: %(title)s"),
        _("An urgent page still waits for a decision."),
        _decide,
        REVIEW,
    ),
    "returned": Kind(
        _("Returned: %(title)s"),
        _("The page was returned to be corrected. The reason is below."),
        _edit,
        EDITOR,
        "rejected_notifications",
    ),
    "approved": Kind(
        _("Published: %(title)s"),
        _("The page was approved, and readers can see it."),
        _read,
        PUBLIC,
        "approved_notifications",
    ),
    "scheduled": Kind(
        _("Approved: %(title)s"),
        _("The page was approved. Readers see it when its time comes."),
        _edit,
        EDITOR,
        "approved_notifications",
    ),
    "cancelled": Kind(
        _("Taken back: %(title)s"),
        _("The page was taken out of the review: you need not decide about it any more."),
        _work,
        HOME,
        "submitted_notifications",
    ),
    "warnings_answered": Kind(
        _("Answers to what was asked: %(title)s"),
        _("The drafters answered what the portal asks about this page."),
        _decide,
        REVIEW,
    ),
    "proposed": Kind(
        _("Other words proposed: %(title)s"),
        _("A reviewer proposes other words. You can take them over in one tap."),
        _decide,
        REVIEW,
    ),
    "proposal_answered": Kind(
        _("Your proposal was answered: %(title)s"), _("The words that you proposed were answered."), _decide, REVIEW
    ),
    "forced": Kind(
        _("Published in an emergency: %(title)s"),
        _("The page is public on one person's word. Another approver has to confirm it."),
        _look,
        PUBLIC,
    ),
    "confirmed": Kind(
        _("Emergency confirmed: %(title)s"),
        _("A second approver agreed with what was published in an emergency."),
        _read,
        PUBLIC,
    ),
    "stayed_down": Kind(
        _("“%(title)s” did not go live"),
        _(
            "“%(title)s” should have gone live now. Since it was approved, something in it or in a file that it uses "
            "has changed, so it was not published."
        ),
        _("Look at it and send it for approval again"),
        EDITOR,
    ),
    "withdrawn": Kind(
        _("Taken down: %(title)s"),
        _("The page was taken down. Readers cannot see it any more."),
        _look,
        REVIEW,
    ),
    "erasure_asked": Kind(
        _("Erasure of personal data asked for: %(title)s"),
        _("An approver asks for personal data to be erased. Another approver has to confirm it."),
        _work,
    ),
    "erasure_decided": Kind(
        _("Erasure of personal data decided: %(title)s"),
        _("What you asked to be erased was decided about."),
        _work,
    ),
    "pupils_data_late": Kind(
        _("Look at it at once: %(title)s"),
        _(
            "A file of this public page holds what looks like pupils' data, which nobody ticked when it was approved: "
            "its words had not been read yet. Take the page down, or have it approved with a basis."
        ),
        _decide,
        REVIEW,
    ),
    "pupils_data_scheduled": Kind(
        _("It will not go live as it is: %(title)s"),
        _(
            "The page was approved and waits for its hour. A file of it holds what looks like pupils' data, which "
            "nobody ticked: its words had not been read yet. It stays down unless it is approved again with a basis, "
            "or without the file."
        ),
        _decide,
        REVIEW,
    ),
    "appointed": Kind(
        _("New approver: %(person)s"),
        _("%(person)s now decides about pages. If you did not expect that, ask who did it."),
        _work,
    ),
    "password_reset": Kind(
        _("Access of an approver was changed: %(person)s"),
        _("Somebody else changed a password or an address. If you did not expect that, ask who did it."),
        _work,
    ),
    "workflow_changed": Kind(
        _("The steps of the approval were changed"),
        _("The steps by which pages are approved were changed. If you did not expect that, ask who did it."),
        _work,
    ),
    "handed_over": Kind(_("Handed over: %(title)s"), _("Work was handed over to you."), _work),
    "step_passed": Kind(
        _("A step was passed on: %(title)s"),
        _("Nobody could take a step of the review, so it was passed on to the next."),
        _decide,
        REVIEW,
    ),
    "audit": Kind(
        _("Public pages without approval: %(count)s"),
        _("The audit found public pages that no approval stands for. Take such a page down, or have it approved."),
        _work,
    ),
}
