"""The backend of WAGTAILSEARCH_BACKENDS: modelsearch's own for the database at hand, asked in folded words."""

from functools import cache

from django.db import connection
from django.db.models import QuerySet
from modelsearch.query import MATCH_ALL, And, Not, Or, Phrase, PlainText, SearchQuery

from cms.text.folding import fold


class FoldingBackend:
    """Goes before a backend of modelsearch. Nothing in the admin names `fields`: on PostgreSQL, upstream would compare
    stored columns then, which are not folded.
    """

    def _search(self, query_compiler_class, query, model_or_queryset, **kwargs):
        # Upstream: search() and autocomplete() both come by here, and nothing earlier sees what was typed.
        asked = folded_query(query)
        if asked is not None or query == "":
            return super()._search(query_compiler_class, asked or query, model_or_queryset, **kwargs)
        # Marks alone: upstream fails on SQLite, and its answer to "" can neither be counted nor filtered.
        is_queryset = isinstance(model_or_queryset, QuerySet)
        queryset = model_or_queryset if is_queryset else model_or_queryset.objects.all()
        return super()._search(query_compiler_class, MATCH_ALL, queryset.none(), **kwargs)


class SparingIndex:
    """Goes before an index of modelsearch. Upstream: every save looks through the whole index for the average length
    of titles, so saving one page among 100,000 takes seconds; `update_index` alone does that here. The average only
    weighs long titles against short ones. It can go when modelsearch keeps it.
    """

    def _refresh_title_norms(self, full=False):
        if full:
            super()._refresh_title_norms(full=True)


def folded_query(query: str | SearchQuery) -> str | SearchQuery | None:
    """Return what is asked of the index, a text or a query of modelsearch, with its words folded; None without any."""
    if isinstance(query, str):
        return fold(query) or None
    if isinstance(query, PlainText):
        text = fold(query.query_string)
        return PlainText(text, operator=query.operator, boost=query.boost) if text else None
    if isinstance(query, Phrase):
        text = fold(query.query_string)
        return Phrase(text) if text else None
    if isinstance(query, (And, Or)):
        parts = [part for part in map(folded_query, query.subqueries) if part is not None]
        return type(query)(parts) if len(parts) > 1 else next(iter(parts), None)
    if isinstance(query, Not):
        part = folded_query(query.subquery)
        return None if part is None else Not(part)
    return query


def SearchBackend(params: dict):
    """Return the backend for the database of the site. Upstream chooses one of the two in the same way."""
    return _classes(connection.vendor)(params)


@cache
def _classes(vendor: str) -> type:
    if vendor == "postgresql":
        from modelsearch.backends.database.postgres.postgres import PostgresIndex as Index
        from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend as Backend
    else:
        from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex as Index
        from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend as Backend

    class OurIndex(SparingIndex, Index):
        pass

    class OurBackend(FoldingBackend, Backend):
        index_class = OurIndex

    return OurBackend
