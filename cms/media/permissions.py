"""Who may do what with a file: Wagtail's permissions on collections, and what the publication rule adds."""

from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry

from cms.media.models import CustomDocument, CustomImage


class FilePermissionPolicy(CollectionOwnershipPermissionPolicy):
    """Nobody deletes a file that is public, superusers included."""

    def user_has_any_permission_for_instance(self, user, actions, instance):
        allowed = set(actions) - {"delete"} if instance.is_public else actions
        return bool(allowed) and super().user_has_any_permission_for_instance(user, allowed, instance)


def may_see(user, file: CustomImage | CustomDocument) -> bool:
    """Return whether `user` may read a file that is not public: whoever works with files of its collection."""
    policy = policy_registry.get_by_type(type(file))
    return user.has_perm("wagtailadmin.access_admin") and policy.user_has_any_permission_for_instance(
        user, {"add", "change", "choose"}, file
    )
