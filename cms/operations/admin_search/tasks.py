"""Wagtail's chooser of tasks for the steps of a workflow, made to fold."""

from django.core.paginator import Paginator
from wagtail.admin.views.workflows import BaseTaskChooserView

from cms.operations.admin_search.lists import matching

_listing = BaseTaskChooserView.get_task_listing_context_data


def folded_listing(view: BaseTaskChooserView) -> dict:
    """Return upstream's context of the list, its tasks found by folded words. Upstream compares letter by letter."""
    listed = _listing(view)
    if listed["query_string"]:
        found = matching(listed["all_tasks"], listed["query_string"], ["name"])
        listed["tasks"] = Paginator(found, listed["tasks"].paginator.per_page).get_page(view.request.GET.get("p"))
    return listed
