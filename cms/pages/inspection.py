"""What inspectors look through: every page that is or was public, as it was public last."""

from dataclasses import dataclass
from datetime import datetime, time

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page, Revision

from cms.editorial.models import Department, PublicationRecord
from cms.editorial.story.inspection import inspected_pages, is_inspector
from cms.editorial.story.versions import NO_VERSION, PublicVersion, public_before, versions_of
from cms.editorial.story.views import ReadingScreen
from cms.pages.models import CatalogueEntry
from cms.text.matching import matches


@dataclass(frozen=True)
class Row:
    """One page: its entry in the catalogue, the version that readers see or saw last, and how many there were."""

    entry: CatalogueEntry
    version: PublicVersion | None
    count: int


class InspectionForm(forms.Form):
    """What to look for; empty fields ask for nothing."""

    text = forms.CharField(label=_("Words of the title"), required=False, max_length=200)
    department = forms.ModelChoiceField(Department.objects.all(), label=_("Department"), required=False)
    begin = forms.DateField(label=_("Published from"), required=False, widget=AdminDateInput)
    end = forms.DateField(label=_("until"), required=False, widget=AdminDateInput)
    emergency = forms.BooleanField(label=_("Only what was published in an emergency"), required=False)

    def pages(self) -> QuerySet:
        """Return the pages asked for, those published last first."""
        asked = self.cleaned_data
        records = PublicationRecord.objects.exclude(route__in=NO_VERSION)
        if asked["begin"]:
            records = records.filter(created_at__gte=_midnight(asked["begin"], time.min))
        if asked["end"]:
            records = records.filter(created_at__lte=_midnight(asked["end"], time.max))
        if asked["emergency"]:
            records = records.filter(route=PublicationRecord.Route.FORCED)
        pages = inspected_pages().filter(pk__in=records.values("page_pk"))
        if asked["department"]:
            shared = Q(catalogue_entry__department=asked["department"])
            pages = pages.filter(shared | Q(catalogue_entry__department_name=asked["department"].name))
        if asked["text"]:
            pages = pages.filter(_with_title(asked["text"]))
        return pages.order_by("-last_published_at", "-pk")


def rows_of(pages) -> list[Row]:
    """Return the rows of these pages. The same number of queries whatever their number."""
    entries = CatalogueEntry.objects.select_related("department").in_bulk([page.pk for page in pages])
    found = versions_of([page.pk for page in pages])
    rows = []
    for page in pages:
        seen = public_before(found[page.pk])
        rows.append(Row(entries[page.pk], next(iter(seen), None), len(seen)))
    return rows


class InspectionView(ReadingScreen):
    """The list, for inspectors alone."""

    page_title = _("Inspection")
    header_icon = "view"
    template_name = "editorial/story/inspection.html"

    def dispatch(self, request):
        if not is_inspector(request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get_context_data(self, **kwargs):
        form = InspectionForm(self.request.GET)
        listed = self.listed(form.pages() if form.is_valid() else Page.objects.none())
        return super().get_context_data(form=form, rows=rows_of(listed["screen"].object_list), **listed, **kwargs)


def _midnight(day, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def _with_title(typed: str) -> Q:
    """Return the condition that a public title has the words `typed`, whatever their accents.

    The titles of what is public stand in the index of the admin. What was taken down, and may hold a draft since, has
    the titles that it had: those few are looked through.
    """
    titles = Page.objects.live().autocomplete(typed, order_by_relevance=False).get_queryset()
    hidden = inspected_pages().filter(live=False).values("pk")
    records = PublicationRecord.objects.exclude(route__in=NO_VERSION).filter(page_pk__in=hidden)
    revisions = Revision.page_revisions.filter(pk__in=records.values("revision_pk"), approved_go_live_at=None)
    once = [
        page for page, title in revisions.values_list("object_id", "content__title") if matches(typed, [title or ""])
    ]
    return Q(live=True, pk__in=titles.order_by().values("pk")) | Q(live=False, pk__in=set(once))
