"""What an inspector finds after signing in: where to read, or from when to when they may."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.editorial.story import access
from cms.editorial.story.inspection import is_inspector, next_term, only_inspects


class InspectionPanel(Component):
    """The way to the list while a term is current; outside of one, an explanation."""

    order = 1
    template_name = "editorial/story/panel.html"

    def get_context_data(self, parent_context):
        user, today = parent_context["request"].user, timezone.localdate()
        return {"inspects": is_inspector(user, today), "next": next_term(user, today)}


class InspectionMenuItem(MenuItem):
    def is_shown(self, request):
        return is_inspector(request.user)


class RecordsMenuItem(MenuItem):
    def is_shown(self, request):
        return access.reads_records(request.user)


def arrange(request, panels: list) -> None:
    """Show who only inspects nothing but this; others who inspect too, this first. In place."""
    if only_inspects(request.user):
        panels[:] = [InspectionPanel()]
    elif is_inspector(request.user):
        panels.insert(0, InspectionPanel())


def inspection_item() -> MenuItem:
    return InspectionMenuItem(_("Inspection"), reverse("inspection"), icon_name="view", order=150)


def records_item() -> MenuItem:
    return RecordsMenuItem(
        _("Administrative records"), reverse("administrative_records"), icon_name="list-ul", order=950
    )
