"""The permission policy of pages: what `GovernedPagePermissionTester` says of one page, asked of many.

Upstream: reports, choosers, mail recipients and the API ask the policy and not the page's tester; both must agree,
and a test holds that. A policy for a core model is not guaranteed by Wagtail's documentation.
"""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.editorial.models import is_approver
from cms.editorial.models.departments import department_ids_of
from cms.pages.models import CatalogueEntry
from cms.pages.visibility import visible_in_admin


class DepartmentPagePermissionPolicy(PagePermissionPolicy):
    """Members of a page's department may change it; owners no longer may by being owners alone."""

    def user_has_any_permission(self, user, actions):
        # Preview, history and usage ask whether the person may change any page at all before they ask the tester.
        if super().user_has_any_permission(user, actions):
            return True
        return "change" in actions and is_approver(user)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        decided = self._base_user_has_permission(user)
        if decided is not None:
            return decided
        if "change" in actions and instance.permissions_for_user(user).is_own_department():
            return True
        held = {
            permission.permission.codename
            for permission in self.get_cached_permissions_for_user(user)
            if instance.path.startswith(permission.page.path)
        }
        return bool(self._get_permission_codenames(actions) & held)

    def instances_user_has_any_permission_for(self, user, actions):
        decided = self._base_queryset_for_user(user)
        if decided is not None:
            return decided
        codenames = self._get_permission_codenames(actions)
        allowed = Q(pk__in=[])
        for permission in self.get_cached_permissions_for_user(user):
            if permission.permission.codename in codenames:
                allowed |= Q(path__startswith=permission.page.path)
        if "change" in actions:
            own = department_ids_of(user)
            shared = CatalogueEntry.objects.filter(Q(department__in=own) | Q(co_departments__in=own))
            allowed |= Q(pk__in=shared.values("page_id"))
        # Not distinct(): Wagtail joins this queryset with others by "or".
        return self.model._default_manager.filter(allowed)

    def explorable_instances(self, user):
        """What the explorer, its search, the API and the logs list: upstream every page below a place to post to."""
        return visible_in_admin(super().explorable_instances(user), user)

    def users_with_any_permission_for_instance(self, actions, instance, include_superusers=True):
        wanted = Q(
            groups__page_permissions__permission__codename__in=self._get_permission_codenames(actions),
            groups__page_permissions__page__in=instance.get_ancestors(inclusive=True),
        )
        if include_superusers:
            wanted |= Q(is_superuser=True)
        if "change" in actions:
            wanted |= Q(groups__department__in=instance.specific.department_ids)
        return get_user_model().objects.filter(wanted, is_active=True).distinct()
