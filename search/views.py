"""The search page."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.pages.breadcrumb import breadcrumb_to
from cms.pages.meta import Meta
from cms.pages.models import BasePage, CatalogueEntry
from cms.pages.pagination import paginate
from search import engine
from search.forms import SearchForm

SNIPPET_LENGTH = 240


@dataclass(frozen=True)
class Result:
    """One hit as the template shows it."""

    title: str
    url: str
    kind_label: str
    section_label: str
    listed_at: datetime | None
    snippet: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer `?q=`; without words, the empty form. Bad input finds nothing and is no error."""
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    results = paginate(request, engine.find(query, get_language()))
    total = results.paginator.count
    results.object_list = _results(list(results.object_list), request)
    context = {
        "query": query,
        "results": results,
        "total": total,
        "query_string": urlencode({"q": query}) + "&",
        "breadcrumb": breadcrumb_to(_("Search"), request),
        "meta": _meta(query),
    }
    return render(request, "search/search.html", context)


def _meta(query: str) -> Meta:
    if query:
        return Meta(_("Search results for “%(query)s”") % {"query": query}, index=False)
    return Meta(_("Search"), _("Search news, announcements, events and information of the portal."), translated=True)


def _results(entries: list[CatalogueEntry], request: HttpRequest) -> list[Result]:
    """Return what is shown of these hits; queries depend on the page types among them, not on their number."""
    pages = Page.objects.specific().in_bulk([entry.page_id for entry in entries])
    return [_result(entry, pages[entry.page_id], request) for entry in entries]


def _result(entry: CatalogueEntry, page: BasePage, request: HttpRequest) -> Result:
    section = getattr(entry.section, "catalogue_entry", None)
    return Result(
        title=page.title,
        url=entry.page.get_url(request),
        kind_label=str(page._meta.verbose_name),
        section_label=section.label if section and section.is_public else "",
        listed_at=entry.listed_at,
        snippet=Truncator(page.search_text()).chars(SNIPPET_LENGTH),
    )
