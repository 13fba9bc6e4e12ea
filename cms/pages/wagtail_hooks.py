"""Registers what the admin's forms and lists need of pages."""

from django.db import models
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import SlugInput
from wagtail.models import Page

from cms.pages import foreign_passages
from cms.pages.composing import menu as word_menu
from cms.pages.composing.views import LettersView, WordFileView
from cms.pages.draft_guard import OVERVIEWS
from cms.pages.inspection import InspectionView
from cms.pages.links import report as links_report
from cms.pages.links.report import BrokenLinksView
from cms.pages.page_screens import (
    BULK_ACTIONS,
    VisiblePageChooser,
    VisiblePageLinkElementHandler,
    VisiblePageLinkHandler,
    VisiblePagesAPIViewSet,
    VisiblePageViewSet,
)
from cms.pages.pasting import editor as pasting_editor
from cms.pages.pasting.views import PasteView
from cms.pages.slug_formatters import SLUG_FORMATTERS
from cms.pages.visibility import sees_every_draft, visible_in_admin


class PortalSlugInput(SlugInput):
    """Makes the same slug while a title is typed as the server would (cms.text.slugs)."""

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, formatters=SLUG_FORMATTERS)


register_form_field_override(models.SlugField, override={"widget": PortalSlugInput})
register_form_field_override(
    models.ForeignKey,
    to=Page,
    override=lambda field: {"widget": VisiblePageChooser(target_models=[field.remote_field.model])},
)


@hooks.register("construct_page_chooser_queryset")
def leave_out_of_choosers(pages, request):
    return visible_in_admin(pages, request.user)


@hooks.register("register_rich_text_features", order=1000)
def leave_out_of_links(features):
    """After Wagtail's own, which it replaces."""
    features.register_link_type(VisiblePageLinkHandler)
    links = features.converter_rules_by_converter["contentstate"]["link"]["from_database_format"]
    links['a[linktype="page"]'] = VisiblePageLinkElementHandler("LINK")


@hooks.register("register_rich_text_features")
def offer_foreign_passages(features):
    foreign_passages.register(features)


@hooks.register("register_admin_urls")
def inspection_address():
    return [path("inspection/", InspectionView.as_view(), name="inspection")]


@hooks.register("register_admin_urls")
def paste_address():
    return [path("paste/", PasteView.as_view(), name="paste")]


@hooks.register("insert_editor_js")
def paste_script():
    return pasting_editor.script()


@hooks.register("register_admin_urls")
def word_file_addresses():
    place = "from-word/<str:app_label>/<str:model_name>/<int:section_pk>/"
    return [
        path(place, WordFileView.as_view(), name="compose_from_word"),
        path(f"{place}<int:upload_pk>/", LettersView.as_view(), name="compose_from_word_letters"),
    ]


@hooks.register("register_page_header_buttons")
def word_file_button(page, user, view_name, next_url=None):
    return word_menu.header_buttons(page, user, view_name)


@hooks.register("register_admin_urls")
def broken_links_address():
    return [path("broken-links/", BrokenLinksView.as_view(), name="broken_links")]


@hooks.register("register_reports_menu_item")
def broken_links_menu_item():
    return links_report.menu_item()


@hooks.register("construct_admin_api")
def register_pages_api(router):
    router.register_endpoint("pages", VisiblePagesAPIViewSet)


@hooks.register("register_admin_viewset", order=2000)
def register_page_screens():
    """After those of cms.editorial, which it replaces."""
    return VisiblePageViewSet()


@hooks.register("construct_reports_menu")
def leave_out_translations(request, menu_items):
    """Upstream reports its own way of translating, which the portal does not use (WAGTAIL_LOCALIZE_… in settings)."""
    address = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != address]


@hooks.register("construct_reports_menu")
def leave_out_of_reports(request, menu_items):
    if not sees_every_draft(request.user):
        addresses = {reverse(name) for name in OVERVIEWS}
        menu_items[:] = [item for item in menu_items if item.url not in addresses]


for bulk_action in BULK_ACTIONS:
    hooks.register("register_bulk_action", bulk_action, order=1000)
