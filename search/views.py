"""The search page, suggestions while typing, and the count of searches."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cms.pages.breadcrumb import breadcrumb_to
from cms.pages.meta import Meta
from cms.pages.pagination import not_found
from search import counting, labels
from search.addresses import Links, arguments, query_string
from search.filters import DATES, Naming, chosen_of, facets_of, shown_count
from search.forms import DATE, RELEVANCE, Criteria, criteria_of
from search.index import get_index
from search.index.base import Found
from search.picks import picks_for
from search.queries import Query, parse
from search.results import page_of, public_entries
from search.ways_on import ways_on

# No results lie so far behind that their page has more digits.
PAGE_DIGITS = 4


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer `?q=` with filters and an order; without words, the form. Bad input finds nothing and is no error."""
    criteria, number = criteria_of(request.GET), _page_number(request)
    query, found = parse(criteria.text), Found()
    if query and number:
        found = get_index().find(query, get_language(), criteria.filters, criteria.sort, number)
    if number is None or number > found.pages:
        first = request.path + (query_string(criteria) if criteria.text else "")
        raise not_found(request, _("Go to the first page of this list"), first)
    context = {
        "query": criteria.text,
        "breadcrumb": breadcrumb_to(_("Search"), request),
        "meta": _meta(criteria.text),
        "total": found.total,
        "results": [],
    }
    if criteria.text:
        context |= _results(found, query, criteria, request)
    return render(request, "search/search.html", context)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer `?q=`, what is being typed, with pages whose titles go on like it, and a sentence that says how many."""
    typed = criteria_of(request.GET).text
    found = get_index().suggest(typed, get_language()) if typed else []
    entries = public_entries([suggestion.page_id for suggestion in found])
    shown = [
        {
            "title": suggestion.title,
            "kind": labels.kind_label(suggestion.kind),
            "url": entries[suggestion.page_id].page.get_url(request),
        }
        for suggestion in found
        if suggestion.page_id in entries
    ]
    status = ngettext(
        "%(count)d suggestion. Use the arrow keys to choose.",
        "%(count)d suggestions. Use the arrow keys to choose.",
        len(shown),
    )
    said = status % {"count": len(shown)} if shown else ""
    return JsonResponse({"status": said, "suggestions": shown})


@csrf_exempt
@require_POST
def count_search(request: HttpRequest) -> HttpResponse:
    """Count one search. Sent beside the results by the page's script; says nothing of who searched."""
    data = request.POST
    language = "en" if data.get("language") == "en" else "vi"
    text = criteria_of(data).text
    counting.count(text, language, data.get("found") == "1", request.headers.get("User-Agent", ""))
    return HttpResponse(status=204)


def _results(found: Found, query: Query, criteria: Criteria, request: HttpRequest) -> dict:
    """Return what the template shows of a search."""
    naming, links, is_first = Naming(criteria, found), Links(criteria), found.page == 1
    chosen = chosen_of(criteria, naming)
    is_plain = is_first and not chosen
    is_counted = bool(is_plain and query and not counting.may_be_personal(criteria.text))
    return {
        "results": page_of(found, query, naming, request),
        "shown_total": shown_count(found.total, found.is_capped),
        "picks": picks_for(criteria.text, get_language()) if is_plain else [],
        "facets": facets_of(found, criteria, naming),
        "chosen": chosen,
        "drop_all": links.without_any if len(chosen) > 1 else "",
        "orders": [
            {"label": label, "url": links.sorted_by(sort), "is_current": criteria.sort == sort}
            for sort, label in ((RELEVANCE, _("Most relevant")), (DATE, _("Newest")))
        ],
        "criteria": criteria,
        "kept_arguments": [(name, value) for name, value in arguments(criteria).items() if name not in DATES],
        "query_string": links.same.removeprefix("?") + "&",
        "ways_on": None if found.total else ways_on(found, query, chosen, request),
        "count_url": reverse("count_search") if is_counted else "",
    }


def _page_number(request: HttpRequest) -> int | None:
    """Return which page of results is asked for, None for what is no such number."""
    asked = request.GET.get("page", "1")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= PAGE_DIGITS
    return int(asked) or None if is_number else None


def _meta(query: str) -> Meta:
    if query:
        return Meta(_("Search results for “%(query)s”") % {"query": query}, index=False)
    return Meta(_("Search"), _("Search news, announcements, events and information of the portal."), translated=True)
