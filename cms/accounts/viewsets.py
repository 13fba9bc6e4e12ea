"""The admin's screens for accounts."""

from django.core.exceptions import PermissionDenied
from wagtail.users.views.groups import GroupViewSet as WagtailGroupViewSet
from wagtail.users.views.groups import IndexView as GroupIndexView
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from cms.accounts.forms import PortalUserCreationForm, PortalUserEditForm
from cms.operations.admin_search.lists import FoldedList

# What a person is looked for by.
SEARCHED = ("last_name", "first_name", "username", "email", "position")


class NoEscalationMixin:
    """Upstream lets whoever may change accounts make anyone a superuser by a crafted POST. Only superusers may."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            del form.fields["is_superuser"]
        return form


class NoDeletionMixin:
    """Upstream offers superusers a deletion, which is refused."""

    def get_delete_url(self, *instance):
        return None


class PortalCreateView(NoEscalationMixin, CreateView):
    """A new account."""


class PortalEditView(NoDeletionMixin, NoEscalationMixin, EditView):
    """An account; a superuser's is changed by superusers alone, its password included."""

    def get_object(self, *args, **kwargs):
        person = super().get_object(*args, **kwargs)
        if person.is_superuser and not self.request.user.is_superuser:
            raise PermissionDenied
        return person


class RefusedDeleteView(DeleteView):
    """Nobody deletes an account: it is deactivated on its form."""

    def dispatch(self, request, *args, **kwargs):
        raise PermissionDenied


class PortalIndexView(NoDeletionMixin, FoldedList, IndexView):
    """The list of accounts, by given name and then the rest. Upstream's order is the database's, of the family name."""

    search_fields = SEARCHED

    def order_queryset(self, queryset):
        if self.ordering in ("name", "-name"):
            return queryset.order_by(self.ordering.replace("name", "sort_key"))
        return super().order_queryset(queryset)


class UserViewSet(WagtailUserViewSet):
    template_prefix = "accounts/users/"
    ordering = "name"
    index_view_class = PortalIndexView
    add_view_class = PortalCreateView
    edit_view_class = PortalEditView
    delete_view_class = RefusedDeleteView

    def get_form_class(self, for_update=False):
        return PortalUserEditForm if for_update else PortalUserCreationForm


class PortalGroupIndexView(FoldedList, GroupIndexView):
    """The list of groups."""


class GroupViewSet(WagtailGroupViewSet):
    index_view_class = PortalGroupIndexView
