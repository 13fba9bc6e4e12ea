"""What happens to a page beside Wagtail's own actions, by the names under which the history keeps it."""

from django.utils.translation import gettext_lazy as _

# Name of the action, its label, and what is said of it in the log. `data` of an entry may hold "reason".
ACTIONS = {
    "portal.step_skipped": (_("Step skipped"), _("A step was skipped")),
    "portal.step_passed": (_("Step passed on"), _("A step that nobody could take was passed on")),
    "portal.reminded": (_("Reminder sent"), _("Those who can decide were reminded")),
    "portal.restarted": (_("Review begun anew"), _("The content changed during the review, which began anew")),
    "portal.proposed": (_("Wording proposed"), _("A reviewer proposed other words")),
    "portal.proposal_accepted": (_("Proposal accepted"), _("Proposed words were taken over")),
    "portal.proposal_declined": (_("Proposal declined"), _("Proposed words were declined")),
    "portal.forced": (_("Published in an emergency"), _("Published on one person's word")),
    "portal.confirmed": (_("Emergency confirmed"), _("A second approver agreed with an emergency")),
    "portal.withdrawn": (_("Taken down"), _("Taken down, with a reason")),
    "portal.binned": (_("Thrown away"), _("Put into the bin")),
    "portal.restored": (_("Taken out of the bin"), _("Taken out of the bin")),
    "portal.erasure_asked": (_("Erasure asked for"), _("The erasure of personal data was asked for")),
    "portal.erasure_declined": (_("Erasure declined"), _("The erasure of personal data was declined")),
    "portal.erased": (_("Personal data erased"), _("Personal data was erased")),
    "portal.handed_over": (_("Handed over"), _("Handed over to another person")),
}


def register(registry) -> None:
    """Tell Wagtail's log of these actions; called from its hook."""
    for name, (label, message) in ACTIONS.items():
        registry.register_action(name, label, message)
