"""Lists of articles that are no sections: by month, by department, most read. One set for each language."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.pages.breadcrumb import Crumb, breadcrumb_to
from cms.pages.meta import Meta
from cms.pages.pagination import not_found, paginate_rows
from newsroom import archive as archived
from newsroom.departments import department_at, offices
from newsroom.models import NewsPage

MOST_READ = 50


@require_safe
def archive(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """List the months in which there are articles: of all years, or of one."""
    months = archived.months(get_language())
    if year is not None:
        months = [month for month in months if month.year == year]
        if not months:
            raise _no_such_month(request)
    title = _("Articles from %(year)s") % {"year": year} if year else _("Archive")
    between = [Crumb(_("Archive"), reverse("archive"))] if year else []
    years = {}
    for month in months:
        years.setdefault(month.year, []).append(month)
    context = {
        "title": title,
        "years": list(years.items()),
        "meta": Meta(title, _("All articles of the portal by month."), index=bool(months), translated=year is None),
        "breadcrumb": breadcrumb_to(title, request, *between),
    }
    return render(request, "newsroom/lists/archive.html", context)


@require_safe
def archive_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """List the articles of one month, newest first. A month between others that has none says so."""
    months = archived.months(get_language())
    place = (year, month)
    if not months or not 1 <= month <= 12 or not _place(months[-1]) <= place <= _place(months[0]):
        raise _no_such_month(request)
    address = reverse("archive_month", args=[year, month])
    if request.path != address:
        # Zeros in front, which the address is found with too.
        return redirect(address, permanent=True)
    title = _("Articles from %(month)s") % {"month": date(year, month, 1).strftime("%m/%Y")}
    between = [
        Crumb(_("Archive"), reverse("archive")),
        Crumb(_("Year %(year)s") % {"year": year}, reverse("archive_year", args=[year])),
    ]
    rows = archived.articles_of(get_language(), year, month)
    context = {
        "title": title,
        "newer": next((other for other in reversed(months) if _place(other) > place), None),
        "older": next((other for other in months if _place(other) < place), None),
        "empty_text": _("There are no articles from this month."),
        "way_on": Crumb(_("Choose another month"), reverse("archive")),
    }
    return _articles(request, context, rows, f"month:{get_language()}:{year}:{month}", between)


@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    """List the departments."""
    today = timezone.localdate()
    title = _("Departments")
    context = {
        "title": title,
        "offices": [office for office in offices() if office.active_until is None or office.active_until >= today],
        "meta": Meta(title, _("Articles by the department that posted them."), translated=True),
        "breadcrumb": breadcrumb_to(title, request),
    }
    return render(request, "newsroom/lists/departments.html", context)


@require_safe
def department_news(request: HttpRequest, slug: str) -> HttpResponse:
    """List the articles that a department posted, newest first. A closed one keeps its list."""
    office = department_at(slug)
    if office is None:
        raise not_found(request, _("See all departments"), reverse("departments"))
    context = {
        "title": office.name,
        "intro": _("Articles posted by this department."),
        "feed_url": reverse("department_news", args=[slug]),
        "empty_text": _("This department has not posted any articles yet."),
        "way_on": Crumb(_("See all departments"), reverse("departments")),
    }
    rows = archived.articles(get_language()).filter(department_id=office.pk).newest_first()
    between = [Crumb(_("Departments"), reverse("departments"))]
    return _articles(request, context, rows, f"department:{get_language()}:{office.pk}", between, translated=True)


@require_safe
def most_read(request: HttpRequest) -> HttpResponse:
    """List the articles read most on this portal, the most read first."""
    title = _("Most read")
    ranked = list(archived.articles(get_language()).most_read().values_list("pk", flat=True)[:MOST_READ])
    articles = NewsPage.objects.for_listing().in_bulk(ranked)
    context = {
        "title": title,
        "articles": [articles[pk] for pk in ranked if pk in articles],
        "meta": Meta(title, _("The articles that readers opened most often."), translated=True),
        "breadcrumb": breadcrumb_to(title, request),
    }
    return render(request, "newsroom/lists/most_read.html", context)


def _articles(request: HttpRequest, context: dict, rows, key: str, between: list[Crumb], **meta) -> HttpResponse:
    """Show the articles of `rows` as cards below the title of `context`."""
    items = paginate_rows(request, rows, NewsPage, key=key)
    context |= {
        "items": items,
        "meta": Meta(context["title"], context.get("intro", ""), index=bool(items.object_list), **meta),
        "breadcrumb": breadcrumb_to(context["title"], request, *between),
    }
    return render(request, "newsroom/lists/articles.html", context)


def _place(month: archived.Month) -> tuple[int, int]:
    return month.year, month.number


def _no_such_month(request: HttpRequest):
    return not_found(request, _("Choose a month from the archive"), reverse("archive"))
