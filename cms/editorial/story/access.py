"""Who reads the story of a page, what was public of it, and its approval sheet."""

from cms.editorial.models import is_approver
from cms.editorial.story.inspection import inspected_pages, is_inspector


def sees_drafts(user, page) -> bool:
    """Whether `user` reads everything there is about `page`: its departments, approvers and administrators."""
    return page.permissions_for_user(user).can_view_revisions()


def reads_story(user, page) -> bool:
    """Whether `user` reads the story of `page`: who sees its drafts, and inspectors of what is or was public."""
    return sees_drafts(user, page) or (is_inspector(user) and inspected_pages().filter(pk=page.pk).exists())


def reads_records(user) -> bool:
    """Whether `user` reads what administrators changed beside the pages."""
    return is_inspector(user) or is_approver(user) or user.has_perm("editorial.add_inspectionterm")
