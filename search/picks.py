"""Pages that editors put first for certain searches (Wagtail's search promotions), and how they are found.

A pick is a page that is public already and the words by which it is found: nothing of it is shown that was not
approved. Upstream's template tag writes a row for every search, on GET; here picks are kept per generation.
"""

from django.db.models.signals import post_delete, post_save
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from cms.editorial import administration
from cms.pages.models import CatalogueEntry
from cms.reading import generation
from cms.text.folding import fold

# Pages that are picked for one search.
MOST = 5


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready(). What is picked is on record, as settings are."""
    administration.watch(SearchPromotion)
    for model in (Query, SearchPromotion):
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"search.picks.{model.__name__}.{signal is post_save}")


def picks_for(text: str, language: str) -> list[CatalogueEntry]:
    """Return the public pages of this language picked for what was typed, in the editors' order.

    Words count as everywhere in the search, without accents and case. No query where nothing was picked for them.
    """
    chosen = generation.kept("search:picks", _read).get(fold(text), [])
    if not chosen:
        return []
    found = CatalogueEntry.objects.public().in_language(language).select_related("page").in_bulk(chosen)
    return [found[pk] for pk in chosen if pk in found][:MOST]


def _read() -> dict[str, list[int]]:
    picks: dict[str, list[int]] = {}
    promotions = SearchPromotion.objects.filter(page__isnull=False).order_by("sort_order", "pk")
    for text, page in promotions.values_list("query__query_string", "page_id"):
        if words := fold(text):
            picks.setdefault(words, []).append(page)
    return {words: list(dict.fromkeys(pages)) for words, pages in picks.items()}


def _changed(**kwargs):
    generation.rise()
