"""The screens of a page's story: the story, Wagtail's full log, what was public, and the administrative records."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.models import Page

from cms.editorial.models import AdministrativeRecord, PublicationRecord
from cms.editorial.story import access, versions
from cms.editorial.story.records import shown as records_in_words
from cms.editorial.story.story import lines_of

LINES_PER_SCREEN = 50


def screen_of(request, items, per_page: int = LINES_PER_SCREEN):
    """Return the screen of `items` that `?p=` asks for, the first without it. Raises Http404 for any other value."""
    try:
        return Paginator(items, per_page).page(request.GET.get("p", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page of this list.")) from error


class ReadingScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen that only shows, with the way back to the dashboard."""

    http_method_names = ("get", "head", "options")
    header_icon = "history"
    parents: tuple = ()

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, *self.parents, here]

    def get_context_data(self, **kwargs):
        return super().get_context_data(breadcrumbs_items=self.get_breadcrumbs_items(), **kwargs)

    def listed(self, items) -> dict:
        """Return the context of a list that is cut into screens."""
        screen = screen_of(self.request, items)
        return {"screen": screen}


class StoryView(ReadingScreen):
    """The history of a page in sentences."""

    page_title = gettext_lazy("History")
    template_name = "editorial/story/story.html"

    def dispatch(self, request, page_id):
        self.page = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
        if not access.reads_story(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request)

    def get_page_subtitle(self):
        if self.sees_drafts:
            return self.page.get_admin_display_title()
        # The row of a page that was taken down may hold the title of a draft.
        return self.page.title if self.page.live else next((version.title for version in self.versions), "")

    @cached_property
    def sees_drafts(self) -> bool:
        return access.sees_drafts(self.request.user, self.page)

    def get_context_data(self, **kwargs):
        found = versions.versions_of([self.page.pk])[self.page.pk]
        self.versions = found if self.sees_drafts else versions.public_before(found)
        return super().get_context_data(
            page=self.page,
            versions=self.versions,
            shown_records={version.record.pk for version in self.versions},
            sees_drafts=self.sees_drafts,
            may_edit=self.page.permissions_for_user(self.request.user).can_edit(),
            **self.listed(lines_of(self.page)),
            **kwargs,
        )


class FullLogView(PageHistoryView):
    """Wagtail's own history, with every entry as it was written.

    Upstream: it asks whether the page may be edited, which an approver may while it waits alone.
    """

    page_title = gettext_lazy("Full log")
    history_url_name = "full_log"

    def get_object(self):
        return _page_with_drafts(self.request.user, self.pk)


class DifferenceView(RevisionsCompareView):
    """Upstream: it asks whether the page may be edited, which an approver may while it waits alone."""

    def get_object(self, queryset=None):
        return _page_with_drafts(self.request.user, self.pk)


def _page_with_drafts(user, pk) -> Page:
    page = get_object_or_404(Page, pk=pk, depth__gt=1).specific
    if not access.sees_drafts(user, page):
        raise PermissionDenied
    return page


class VersionMixin:
    """Finds one version that was approved, for those who may read it."""

    def dispatch(self, request, record_id):
        record = get_object_or_404(PublicationRecord.objects.select_related("approver", "submitter"), pk=record_id)
        self.page = get_object_or_404(Page, pk=record.page_pk, depth__gt=1).specific
        self.version = versions.version_of(record)
        if self.version is None:
            raise Http404
        self.sees_drafts = access.sees_drafts(request.user, self.page)
        if not (self.sees_drafts or (self.version.public_from and access.reads_story(request.user, self.page))):
            raise PermissionDenied
        return super().dispatch(request)


class PublicVersionView(VersionMixin, ReadingScreen):
    """What one record made public, and whether it is still what was approved."""

    page_title = gettext_lazy("Public version")
    template_name = "editorial/story/version.html"
    header_icon = "doc-full-inverse"

    @property
    def parents(self):
        return ({"url": reverse("wagtailadmin_pages:history", args=[self.page.pk]), "label": _("History")},)

    def get_page_subtitle(self):
        return self.version.title

    def get_context_data(self, **kwargs):
        content = versions.content_of(self.version.record)
        return super().get_context_data(
            page=self.page,
            version=self.version,
            record=self.version.record,
            check=versions.check(self.version.record, content),
            confirmation=self.version.record.route == PublicationRecord.Route.FORCED and self.confirmation(),
            **kwargs,
        )

    def confirmation(self) -> PublicationRecord | None:
        """Return the record by which a second approver agreed with this emergency."""
        later = PublicationRecord.objects.filter(page_pk=self.page.pk, pk__gt=self.version.record.pk).order_by("pk")
        following = later.select_related("approver").first()
        return following if following and following.route == PublicationRecord.Route.CONFIRMATION else None


class PublicVersionPageView(VersionMixin, View):
    """The version as readers saw it, for the frame on its screen."""

    http_method_names = ("get", "head")

    def get(self, request):
        content = versions.content_of(self.version.record)
        if content is None:
            raise Http404
        return content.make_preview_request(request, content.default_preview_mode)


class RecordsView(ReadingScreen):
    """What administrators changed that citizens see and that is no page."""

    page_title = gettext_lazy("Administrative records")
    header_icon = "list-ul"
    template_name = "editorial/story/records.html"

    def dispatch(self, request):
        if not access.reads_records(request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get_context_data(self, **kwargs):
        records = AdministrativeRecord.objects.select_related("user").order_by("-pk")
        listed = self.listed(records)
        rows = records_in_words(listed["screen"])
        return super().get_context_data(rows=rows, **listed, **kwargs)
