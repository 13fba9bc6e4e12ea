"""Wagtail's lists, choosers, links and API of pages, where they would show what the person asking may not know."""

from itertools import groupby

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.api.serializers import AdminPageSerializer, PageAncestorsField, PageTranslationsField
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.bulk_actions import (
    MoveBulkAction,
    PublishBulkAction,
)
from wagtail.admin.views.pages.choose_parent import GenericChooseParentView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms.editorial.models import Department
from cms.editorial.page_views import PortalPageViewSet
from cms.editorial.taking_down.bulk import BinBulkAction, BinPageAPIAction, WithdrawBulkAction
from cms.editorial.taking_down.menu import name_the_bin
from cms.pages.models import BasePage, CatalogueEntry
from cms.pages.visibility import hide_unpublished, may_see_draft, viewer, visible_in_admin


class RowsAsTheyMayBeSeen:
    """For lists of pages: others' live pages look unchanged, and rows cost no queries of their own.

    Upstream: status, date and workflow of a live page's draft are shown to everyone who may know of the page.
    """

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = list(context["object_list"])
        hide_unpublished(pages, self.request.user)
        read_what_rows_ask(pages)
        return context


def read_what_rows_ask(pages: list[Page]) -> None:
    """Read what the permissions of each of `pages` are decided by, for all at once. In place.

    The ids of departments that share a page stand in the catalogue; the specific task of each waiting page is read
    once per task.
    """
    shares = CatalogueEntry.co_departments.through.objects.filter(catalogueentry__in=[page.pk for page in pages])
    rows = shares.order_by("catalogueentry").values_list("catalogueentry", "department")
    shared = {page: [Department(pk=pk) for _page, pk in group] for page, group in groupby(rows, lambda row: row[0])}
    tasks = {}
    for page in pages:
        if isinstance(page, BasePage):
            page.co_departments.set(shared.get(page.pk, []))
        for state in getattr(page, "_current_workflow_states", []):
            if state.current_task_state:
                task = state.current_task_state.task
                if task.pk not in tasks:
                    tasks[task.pk] = task.specific
                # A cached property: what was read once serves every row.
                task.specific = tasks[task.pk]


class VisibleIndexView(RowsAsTheyMayBeSeen, ExplorableIndexView):
    """The explorer. Upstream shows beside the rows what the latest revision of the page above them says."""

    def get_side_panels(self):
        page = self.parent_page
        if page.live and page.has_unpublished_changes and not may_see_draft(self.request.user, page):
            return MediaContainer()
        return super().get_side_panels()

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        name_the_bin(buttons, self.parent_page)
        return buttons

    def order_queryset(self, queryset):
        # Upstream asks the database for the order of titles: Đ comes after Z on one, with D on another.
        if self.ordering in ("title", "-title") and not self.is_searching:
            sign = self.ordering.removesuffix("title")
            return queryset.order_by(f"{sign}catalogue_entry__title_key", f"{sign}pk")
        return super().order_queryset(queryset)

    def get_translations(self):
        known = visible_in_admin(self.parent_page.get_translations(), self.request.user)
        addresses = {reverse(self.index_url_name, args=[pk]) for pk in known.values_list("pk", flat=True)}
        return [item for item in super().get_translations() if item["url"] in addresses]


class VisibleSearchView(RowsAsTheyMayBeSeen, SearchView):
    """The search of the admin. Upstream counts what it found as "None": nothing names what is listed."""

    verbose_name = Page._meta.verbose_name
    verbose_name_plural = Page._meta.verbose_name_plural


class VisibleTypeUseView(RowsAsTheyMayBeSeen, ContentTypeUseView):
    """All pages of one type."""


class VisibleChooseParentView(GenericChooseParentView):
    """Upstream asks the tree alone where the person may add: also below drafts of others."""

    def get_valid_parent_pages(self, user):
        return visible_in_admin(super().get_valid_parent_pages(user), user)


class VisiblePageViewSet(PortalPageViewSet):
    """The screens of every page type, with lists that leave out what is not to be known."""

    index_view_class = VisibleIndexView
    search_view_class = VisibleSearchView
    content_type_use_view_class = VisibleTypeUseView
    choose_parent_view_class = VisibleChooseParentView


class VisibleInBulk:
    """For bulk actions. Upstream: "all" means all below a page, and those one may not touch are listed by title."""

    def get_all_objects_in_listing_query(self, parent_id):
        found = super().get_all_objects_in_listing_query(parent_id)
        return visible_in_admin(Page.objects.filter(pk__in=list(found)), self.request.user).values_list("pk", flat=True)


BULK_ACTIONS = [
    type(action.__name__, (VisibleInBulk, action), {})
    for action in (BinBulkAction, MoveBulkAction, PublishBulkAction, WithdrawBulkAction)
]


class VisibleAncestorsField(PageAncestorsField):
    """Upstream lists every page above, by its draft's title."""

    def to_representation(self, page):
        return _of_visible(self, page, "get_ancestors", super().to_representation)


class VisibleTranslationsField(PageTranslationsField):
    """Upstream lists every translation, also one that is a draft."""

    def to_representation(self, page):
        return _of_visible(self, page, "get_translations", super().to_representation)


def _of_visible(field, page, relation: str, represent):
    """Return what `represent` makes of `page` where its `relation` knows visible pages only."""
    related = visible_in_admin(getattr(page, relation)(), field.context["request"].user)
    setattr(page, relation, lambda: related)
    try:
        return represent(page)
    finally:
        delattr(page, relation)


class VisiblePageSerializer(AdminPageSerializer):
    ancestors = VisibleAncestorsField(read_only=True)
    translations = VisibleTranslationsField(read_only=True)

    def to_representation(self, instance):
        hide_unpublished([instance], self.context["request"].user)
        return super().to_representation(instance)


class VisiblePagesAPIViewSet(PagesAdminAPIViewSet):
    """The API behind the menu of pages."""

    base_serializer_class = VisiblePageSerializer
    actions = PagesAdminAPIViewSet.actions | {"delete": BinPageAPIAction}


class VisiblePageChooser(AdminPageChooser):
    """Upstream shows the title of whatever page is chosen, also of a number that somebody made up."""

    def get_display_title(self, instance):
        if _is_shown(instance):
            return super().get_display_title(instance)
        return _("(Private %(object)s)") % {"object": instance._meta.verbose_name}


class VisiblePageLinkHandler(PageLinkHandler):
    """Links in rendered text. Upstream gives the address, with its slug, of whatever number a text links to."""

    @classmethod
    def get_many(cls, attrs_list):
        return [page if page and _is_shown(page) else None for page in super().get_many(attrs_list)]


class VisiblePageLinkElementHandler(PageLinkElementHandler):
    """The same links in the editor."""

    def get_attribute_data(self, attrs):
        data = super().get_attribute_data(attrs)
        page = Page.objects.filter(pk=data["id"], live=False).first()
        return data if page is None or _is_shown(page) else data | {"url": None, "parentId": None}


def _is_shown(page: Page) -> bool:
    """Whether who looks at the admin now may see `page`. Readers of the portal are not asked."""
    who = viewer()
    return who is None or page.live or may_see_draft(who, page)
