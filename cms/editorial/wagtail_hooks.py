"""Registers the editorial parts of the admin."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.models import Page

from cms.editorial import action_menu, log_actions
from cms.editorial.corrections import menu as corrections_menu
from cms.editorial.corrections.views import CorrectView
from cms.editorial.emergency_views import ConfirmView, ForceView
from cms.editorial.erasure import menu as erasure_menu
from cms.editorial.erasure.views import AskView, ErasureListView, ErasureView
from cms.editorial.models import Change
from cms.editorial.page_views import PortalPageViewSet, tell_why_not_moved
from cms.editorial.panels import panels_for
from cms.editorial.people import views as people_views
from cms.editorial.people.publishers import with_names_of_publishers
from cms.editorial.review import menu as review_menu
from cms.editorial.review import urls as review_urls
from cms.editorial.story import dashboard as inspection_dashboard
from cms.editorial.story import sheet_views
from cms.editorial.story import urls as story_urls
from cms.editorial.story.terms import InspectionTermViewSet
from cms.editorial.taking_down.bin import BinPageAction
from cms.editorial.taking_down.menu import BinMenuItem, name_the_bin
from cms.editorial.taking_down.views import bin_list, take_out
from cms.editorial.viewsets import DepartmentViewSet


@hooks.register("construct_homepage_panels")
def replace_dashboard(request, panels):
    panels[:] = panels_for(request.user)


@hooks.register("construct_page_action_menu", order=1000)
def arrange_action_menu(menu_items, request, context):
    action_menu.arrange(menu_items, request, context)


@hooks.register("construct_homepage_panels", order=1000)
def arrange_inspectors_dashboard(request, panels):
    inspection_dashboard.arrange(request, panels)


@hooks.register("register_admin_menu_item")
def inspection_menu_item():
    return inspection_dashboard.inspection_item()


@hooks.register("register_reports_menu_item")
def records_menu_item():
    return inspection_dashboard.records_item()


@hooks.register("register_admin_viewset")
def register_inspection_terms():
    return InspectionTermViewSet("inspection_terms")


@hooks.register("register_admin_viewset")
def register_departments():
    return DepartmentViewSet("departments")


@hooks.register("register_admin_viewset", order=1000)
def register_page_screens():
    """After Wagtail's own for the same model, which it replaces."""
    return PortalPageViewSet()


@hooks.register("register_admin_urls")
def bin_addresses():
    return [
        path("bin/", bin_list, name="bin"),
        path("bin/<int:pk>/take-out/", take_out, name="take_out_of_bin"),
    ]


@hooks.register("register_admin_menu_item")
def bin_menu_item():
    return BinMenuItem()


@hooks.register("construct_page_listing_buttons")
def name_the_bin_in_rows(buttons, page, user, context):
    for menu in buttons:
        name_the_bin(getattr(menu, "dropdown_buttons", ()), page)


@hooks.register("register_actions")
def deletion_by_people(registry):
    registry.register(Page, BinPageAction)


@hooks.register("register_admin_urls")
def emergency_addresses():
    return [
        path("emergency/<int:page_id>/", ForceView.as_view(), name="force_publication"),
        path("emergency/<int:page_id>/confirm/", ConfirmView.as_view(), name="confirm_emergency"),
    ]


@hooks.register("register_admin_urls")
def story_addresses():
    return story_urls.urlpatterns


@hooks.register("register_admin_urls")
def hand_over_address():
    return [path("hand-over/<int:user_id>/", people_views.HandOverView.as_view(), name="hand_over")]


# Upstream gives the field no label that could be translated.
WorkflowPageForm.base_fields["page"].label = _("Page")
# Upstream shows the user name of who published, and has neither a setting nor a hook for it.
AgingPagesView.decorate_paginated_queryset = with_names_of_publishers

hooks.register("before_move_page", tell_why_not_moved)
hooks.register("before_edit_user", people_views.keep_active_until_handed_over)
hooks.register("after_edit_user", people_views.lead_to_handing_over)


@hooks.register("register_admin_urls")
def review_addresses():
    return review_urls.urlpatterns


@hooks.register("register_page_listing_more_buttons")
def review_button(page, user, next_url=None):
    return review_menu.listing_buttons(page, user)


@hooks.register("register_admin_urls")
def correction_addresses():
    return [path("correct/<int:page_id>/", CorrectView.as_view(), name="correct_page")]


@hooks.register("register_admin_urls")
def erasure_addresses():
    return [
        path("erasure/", ErasureListView.as_view(), name="erasures"),
        path("erasure/ask/<int:page_id>/", AskView.as_view(), name="ask_erasure"),
        path("erasure/<int:erasure_id>/", ErasureView.as_view(), name="erasure"),
    ]


@hooks.register("register_admin_menu_item")
def erasure_menu_item():
    return erasure_menu.ErasuresMenuItem()


@hooks.register("register_page_header_buttons")
def erasure_button(page, user, view_name, next_url=None):
    return erasure_menu.header_buttons(page, user)


@hooks.register("register_page_header_buttons")
def correction_buttons(page, user, view_name, next_url=None):
    return corrections_menu.header_buttons(page, user)


@hooks.register("register_page_header_buttons")
def sheet_button(page, user, view_name, next_url=None):
    return sheet_views.header_buttons(page, user)


@hooks.register("register_page_action_menu_item")
def correct_in_action_menu():
    return corrections_menu.CorrectMenuItem(Change.CORRECTION, order=210)


@hooks.register("register_page_action_menu_item")
def fix_in_action_menu():
    return corrections_menu.CorrectMenuItem(Change.MINOR, order=220)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    log_actions.register(actions)


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
