"""The administrators' screen for the terms of inspectors."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.editorial.models import InspectionTerm


class InspectionTermForm(WagtailAdminModelForm):
    class Meta:
        model = InspectionTerm
        fields = ["user", "valid_from", "valid_until"]

    def __init__(self, *args, for_user=None, **kwargs):
        super().__init__(*args, for_user=for_user, **kwargs)
        self.fields["user"].queryset = self.fields["user"].queryset.filter(is_active=True)
        if self.instance.pk:
            # Another person's term is another term.
            self.fields["user"].disabled = True

    def save(self, commit=True):
        if self.instance._state.adding:
            self.instance.granted_by = self.for_user
        return super().save(commit)


class NoDeletion(generic.DeleteView):
    """A term that ends early is given an earlier last day: what was granted stays on record."""

    def dispatch(self, request, *args, **kwargs):
        raise PermissionDenied


class InspectionTermViewSet(ModelViewSet):
    model = InspectionTerm
    delete_view_class = NoDeletion
    icon = "view"
    menu_label = _("Inspection terms")
    menu_order = 595
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["user", "valid_from", "valid_until", Column("granted_by", label=_("Granted by"))]
    ordering = ["-valid_until"]

    def get_form_class(self, for_update=False):
        return InspectionTermForm
