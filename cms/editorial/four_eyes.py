"""Who may decide about a page: someone who had no hand in it since it was last public."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.editorial.content_hash import content_hash
from cms.editorial.contributions import contributor_ids
from cms.editorial.people.appointments import binding, why_bound


class NotFourEyes(PermissionDenied):
    """Raised when a person may not decide about content they had a hand in."""


class ChangedMeanwhile(NotFourEyes):
    """Raised when what a person decided about is not what stands there now. `shown` is what they saw, if anything."""

    def __init__(self, page, shown: "Shown | None" = None):
        message = _("“%(title)s” has changed since you opened it. Nothing was decided; this is the difference.")
        if shown is None or shown.revision_pk is None:
            message = _("Open “%(title)s” first: what is approved is what was on the screen.")
        super().__init__(message % {"title": page.get_admin_display_title()})
        self.page = page
        self.shown = shown


@dataclass(frozen=True)
class Shown:
    """What was on somebody's screen: a revision of a page, and the hash of its content at that time."""

    revision_pk: int | None
    content_hash: str | None

    @classmethod
    def of(cls, page) -> "Shown":
        """Return what a screen shows that was made of `page`: its latest revision as `page` was read, if it has any."""
        revision = page.latest_revision
        return cls(revision.pk, content_hash(revision.as_object())) if revision else cls(None, None)


def refuse_unseen(page, shown: Shown) -> None:
    """Raise ChangedMeanwhile unless `shown` is the draft of `page` as it stands now."""
    if shown.revision_pk is None or shown != Shown.of(page):
        raise ChangedMeanwhile(page, shown)


def may_decide(page, user) -> bool:
    """Whether `user` neither changed the content of `page` since it was last public nor submitted it.

    Nor was made an approver lately by somebody who did.
    """
    had_a_hand = hands(page)
    return user.pk not in had_a_hand and binding(user, had_a_hand, timezone.now()) is None


def hands(page) -> set[int]:
    """Return the ids of the accounts that changed the content of `page` since it was last public or submitted it."""
    state = page.current_workflow_state
    return contributor_ids(page) | ({state.requested_by_id} - {None} if state else set())


def refuse_contributor(page, user) -> None:
    """Raise NotFourEyes unless `user` may decide about `page`. Superusers included."""
    had_a_hand = hands(page)
    if user is None or user.pk in had_a_hand:
        raise NotFourEyes(
            _(
                "You had a hand in “%(title)s” since it was last public: someone else must approve it. "
                "Your edits are kept."
            )
            % {"title": page.get_admin_display_title()}
        )

    appointment = binding(user, had_a_hand, timezone.now())
    if appointment:
        raise NotFourEyes(why_bound(appointment))


def refuse_second_decision(page, user) -> None:
    """Raise NotFourEyes if `user` approved the content of `page` at another step of this review already."""
    state = page.current_workflow_state
    if state and state.successful_task_states.filter(finished_by=user).exists():
        raise NotFourEyes(
            _("You approved “%(title)s” at another step: this one asks somebody else.")
            % {"title": page.get_admin_display_title()}
        )
