"""Registers the editors' screens of the search: picks, and what readers search."""

from wagtail import hooks
from wagtail.contrib.search_promotions import admin_urls

from search import report
from search.picks_admin import urlpatterns

# Upstream has no setting for its screens. Its addresses are made of this list, when they are first asked for.
admin_urls.urlpatterns[:] = urlpatterns


@hooks.register("register_reports_menu_item")
def searches_menu_item():
    return report.menu_item()


@hooks.register("construct_reports_menu")
def leave_out_upstream_report(request, menu_items):
    """Upstream reports to superusers what its template tag counts on GET, which is never used here."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]
