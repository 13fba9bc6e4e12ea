"""The search behind the page: two functions, whatever index lies below them."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from cms.pages.models import BasePage, CatalogueEntry
from cms.text.folding import fold
from search.models import SearchEntry

MAX_WORDS = 12


def put(page: BasePage) -> None:
    """Write the row of a page that has just been published."""
    SearchEntry.objects.update_or_create(
        page_id=page.pk,
        defaults={"title": f" {fold(page.title)} ", "body": f" {fold(page.search_text())} "},
    )


def erase(page: BasePage) -> int:
    """Write the row of `page` anew after words were taken out of it, or take it away; return whether there was one."""
    rows = SearchEntry.objects.filter(page_id=page.pk)
    if not rows.exists():
        return 0
    if page.live:
        put(page)
    else:
        rows.delete()
    return 1


def holding(folded: str) -> QuerySet:
    """Return the ids of pages whose row holds the folded text `folded`, within words too."""
    hits = SearchEntry.objects.filter(Q(title__contains=folded) | Q(body__contains=folded))
    return hits.values_list("page_id", flat=True)


def find(query: str, language: str):
    """Return the public pages (catalogue entries with `page` read) that hold every word of `query`.

    Words count without marks and without case. Best first: all words in the title, then newest.
    An empty query, or one of marks alone, finds nothing.
    """
    words = fold(query).split()[:MAX_WORDS]
    if not words:
        return CatalogueEntry.objects.none()
    in_title, anywhere = Q(), Q()
    for word in words:
        title = Q(title__contains=f" {word} ")
        in_title &= title
        anywhere &= title | Q(body__contains=f" {word} ")
    hits = SearchEntry.objects.filter(anywhere)
    titles = SearchEntry.objects.filter(in_title).values("page_id")
    rank = Case(When(page_id__in=titles, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        CatalogueEntry.objects.public()
        .in_language(language)
        .filter(page_id__in=hits.values("page_id"))
        .select_related("page", "section__catalogue_entry")
        .annotate(rank=rank)
        .order_by("rank", "-listed_at", "-page_id")
    )
