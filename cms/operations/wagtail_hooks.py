"""Registers the admin's folding search where Wagtail has no setting for it, and the script of dates."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.views import workflows
from wagtail.admin.views.reports.audit_logging import SiteHistoryReportFilterSet

from cms.operations.admin_search.history import of_label
from cms.operations.admin_search.lists import FoldedList
from cms.operations.admin_search.tags import proposed
from cms.operations.admin_search.tasks import folded_listing

# Upstream names these views in its list of addresses, so they themselves are given what folds.
workflows.Index.search_queryset = FoldedList.search_queryset
workflows.TaskIndex.search_queryset = FoldedList.search_queryset
workflows.BaseTaskChooserView.get_task_listing_context_data = folded_listing
SiteHistoryReportFilterSet.base_filters["label"].method = of_label


@hooks.register("register_admin_urls")
def address_of_proposed_tags():
    """Under upstream's name: of two addresses with one name, Django gives out the later."""
    return [path("proposed-tags/", proposed, name="wagtailadmin_tag_autocomplete")]


@hooks.register("insert_global_admin_js")
def script_of_dates():
    return format_html('<script src="{}"></script>', static("js/admin/language.js"))
