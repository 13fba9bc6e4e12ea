"""Who may do what with a file: Wagtail's permissions on collections, and what the publication rule adds."""

from collections.abc import Callable

from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry

from cms.media.models import CustomDocument, CustomImage


class FilePermissionPolicy(CollectionOwnershipPermissionPolicy):
    """Nobody deletes a file that is public, superusers included."""

    def user_has_any_permission_for_instance(self, user, actions, instance):
        allowed = set(actions) - {"delete"} if instance.is_public else actions
        return bool(allowed) and super().user_has_any_permission_for_instance(user, allowed, instance)


# What higher packages know of who else works with a file: functions of user and file.
_others: list[Callable[[object, CustomImage | CustomDocument], bool]] = []


def register(works_with: Callable[[object, CustomImage | CustomDocument], bool]) -> None:
    """Let whom `works_with(user, file)` names see a file that is not public. For `AppConfig.ready()`."""
    _others.append(works_with)


def may_see(user, file: CustomImage | CustomDocument) -> bool:
    """Return whether `user` may read a file that is not public.

    Those may who work in its collection, or with a draft that uses it.
    """
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(type(file))
    if policy.user_has_any_permission_for_instance(user, {"add", "change", "choose"}, file):
        return True
    return any(works_with(user, file) for works_with in _others)
