"""Who may decide about a page: someone who had no hand in it since it was last public."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.editorial.contributions import contributor_ids


class NotFourEyes(PermissionDenied):
    """Raised when a person may not decide about content they had a hand in."""


def may_decide(page, user) -> bool:
    """Whether `user` neither changed the content of `page` since it was last public nor submitted it."""
    state = page.current_workflow_state
    return user.pk not in contributor_ids(page) and not (state and state.requested_by_id == user.pk)


def refuse_contributor(page, user) -> None:
    """Raise NotFourEyes unless `user` may decide about `page`. Superusers included."""
    if user is None or not may_decide(page, user):
        raise NotFourEyes(
            _(
                "You had a hand in “%(title)s” since it was last public: someone else must approve it. "
                "Your edits are kept."
            )
            % {"title": page.get_admin_display_title()}
        )
