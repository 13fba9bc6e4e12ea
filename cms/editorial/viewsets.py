"""Departments in the admin, for administrators."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page

from cms.editorial import compose
from cms.editorial.models import Department
from cms.operations.admin_search.lists import FoldedList


class SectionField(forms.ModelMultipleChoiceField):
    """The places where a department may post, indented as in the tree."""

    def label_from_instance(self, page):
        return f"{'— ' * (page.depth - 2)}{page.get_admin_display_title()}"


class DepartmentForm(WagtailAdminModelForm):
    sections = SectionField(
        queryset=Page.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("Sections"),
        help_text=_("Where the department may post. A section grants its translations with it."),
    )

    class Meta:
        model = Department
        fields = ["name", "short_name", "sections", "heads", "phone", "email", "active_until", "successor"]
        widgets = {"heads": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        types = ContentType.objects.get_for_models(*compose.section_types()).values()
        self.fields["sections"].queryset = Page.objects.filter(content_type__in=types).order_by("path")
        self.fields["heads"].queryset = self.fields["heads"].queryset.filter(is_active=True)


class DepartmentIndexView(FoldedList, IndexView):
    """The list of departments."""


class DepartmentViewSet(ModelViewSet):
    model = Department
    index_view_class = DepartmentIndexView
    icon = "group"
    menu_label = _("Departments")
    menu_order = 590
    add_to_settings_menu = True
    list_display = ["name", "short_name", "active_until"]
    search_fields = ["name", "short_name"]
    ordering = ["sort_key"]

    def get_form_class(self, for_update=False):
        return DepartmentForm
