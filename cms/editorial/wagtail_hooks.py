"""Registers the editorial parts of the admin."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from cms.editorial import action_menu
from cms.editorial.emergency_views import ConfirmView, ForceView
from cms.editorial.page_views import PortalPageViewSet
from cms.editorial.panels import panels_for
from cms.editorial.viewsets import DepartmentViewSet


@hooks.register("construct_homepage_panels")
def replace_dashboard(request, panels):
    panels[:] = panels_for(request.user)


@hooks.register("construct_page_action_menu", order=1000)
def arrange_action_menu(menu_items, request, context):
    action_menu.arrange(menu_items, request, context)


@hooks.register("register_admin_viewset")
def register_departments():
    return DepartmentViewSet("departments")


@hooks.register("register_admin_viewset", order=1000)
def register_page_screens():
    """After Wagtail's own for the same model, which it replaces."""
    return PortalPageViewSet()


@hooks.register("register_admin_urls")
def emergency_addresses():
    return [
        path("emergency/<int:page_id>/", ForceView.as_view(), name="force_publication"),
        path("emergency/<int:page_id>/confirm/", ConfirmView.as_view(), name="confirm_emergency"),
    ]


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
