"""The index in OpenSearch (2 or 3) or Elasticsearch (8 or 9), for houses with millions of pages: SEARCH_INDEX.

The rows stay in the database: they are what is shown, what decides whether a hit is public, and what is sent again. A
document holds the lexemes that a row has on the other databases, as keywords: it finds the same, in the same tiers.
It is sent when the publication has been committed; where that fails, the worker sends it within minutes, and what was
taken away is not shown in between, for its row is gone. `mapping()` is what an index is made with.
"""

import json
import logging
from collections.abc import Collection, Iterable
from functools import partial

import requests
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import get_page_models

from cms.pages.models import SectionPage
from cms.text.words import words_of
from search import rows
from search.index import base
from search.index.asking import Question, beginning_of_titles, question
from search.index.base import CAP, FACETS, NO_FILTERS, PER_PAGE, Count, Filters, Found, Sort, Suggestion, Tier
from search.index.lexemes import Beginning, Expression, all_of, any_of, lexemes_of_filters
from search.index.stored import StoredRows, hits_of, store
from search.index.vectors import moments
from search.models import SearchEntry
from search.queries import Query

logger = logging.getLogger(__name__)

# How many values of a facet are counted.
MOST_VALUES = 200
FIELDS = {"kind": "kind", "section": "section", "department": "department", "school_year": "school_year"}


class OpenSearchIndex(StoredRows):
    """`url`: of the index on its server, with name and password where it asks for them. `timeout`: seconds."""

    def __init__(self, url: str, timeout: float = 2):
        self._address = url.rstrip("/")
        self._timeout = timeout

    # -- finding

    def find(
        self,
        query: Query,
        language: str,
        filters: Filters = NO_FILTERS,
        sort: Sort = "relevance",
        page: int = 1,
    ) -> Found:
        if not query:
            return Found(page=page)
        about = question(query)
        body = search_body(about, language, filters, sort, page)
        answer = self._search(body)
        total, facets = answer["hits"]["total"]["value"], _facets(answer.get("aggregations", {}))
        tiers = {len(Tier) - tier: tier for tier in Tier}
        found = [(int(hit["_id"]), tiers.get(round(hit["_score"] or 0), Tier.FILES)) for hit in answer["hits"]["hits"]]
        return Found(hits_of(found), min(CAP, total), total > CAP, page, facets)

    def suggest(self, typed: str, language: str) -> list[Suggestion]:
        words = words_of(typed[: 2 * base.LONGEST_TYPED])[: base.MOST_TYPED_WORDS]
        if sum(len(word.folded) for word in words) < base.SHORTEST_TYPED:
            return []
        answer = self._search(suggest_body(all_of([beginning_of_titles(words)]), language))
        found = hits_of([(int(hit["_id"]), Tier.TITLE) for hit in answer["hits"]["hits"]])
        return [Suggestion(hit.page_id, hit.title, hit.kind) for hit in found]

    def best(self, query: Query, language: str) -> tuple[str, str] | None:
        hits = self.find(query, language).hits
        return (hits[0].title, hits[0].text) if hits else None

    def holds(self, query: Query, language: str) -> bool:
        answer = self._search(any_body(question(query), language))
        return answer["hits"]["total"]["value"] > 0

    def known(self, words: set[str]) -> dict[str, int]:
        aggregations = self._search(known_body(words)).get("aggregations", {"words": {"buckets": []}})
        return {row["key"]: row["doc_count"] for row in aggregations["words"]["buckets"]}

    def _search(self, body: dict) -> dict:
        """Return the answer to a reader's search; nothing is found where the server does not answer."""
        try:
            return self._ask("POST", "_search", body)
        except (requests.RequestException, ValueError):
            logger.exception("The server of the search does not answer")
            return {"hits": {"total": {"value": 0}, "hits": []}}

    # -- writing

    def make(self) -> None:
        """Make the index on the server, where there is none. `rebuild_search` calls it."""
        if requests.head(self._address, timeout=self._timeout).status_code == requests.codes.not_found:
            self._ask("PUT", "", mapping())

    def write(self, entries: list[SearchEntry]) -> None:
        store(entries)
        documents = [(entry.pk, document(entry)) for entry in entries]
        transaction.on_commit(partial(self._send, documents))

    def take_away(self, page_ids: Iterable[int] | QuerySet) -> int:
        # Read before they are gone.
        gone = list(SearchEntry.objects.filter(pk__in=page_ids).values_list("pk", flat=True))
        if gone:
            transaction.on_commit(partial(self._send, [(pk, None) for pk in gone]))
        return super().take_away(gone)

    def recount_words(self, words: Collection[str] | None = None) -> None:
        """Words are counted where they are asked for. In the night, what has no row any more goes from the index."""
        if words is not None:
            return
        stored = set(SearchEntry.objects.values_list("pk", flat=True))
        after, gone = [], []
        while True:
            answer = self._ask("POST", "_search", every_id_body(after))
            found = answer["hits"]["hits"]
            if not found:
                break
            gone += [int(hit["_id"]) for hit in found if int(hit["_id"]) not in stored]
            after = found[-1]["sort"]
        if gone:
            self._bulk([(pk, None) for pk in gone])

    def _send(self, documents: list[tuple[int, dict | None]]) -> None:
        try:
            self._bulk(documents)
        except (requests.RequestException, ValueError):
            # The worker writes them again. What was taken away is not shown without its row, and goes in the night.
            logger.exception("The server of the search does not take %s rows", len(documents))
            SearchEntry.objects.filter(pk__in=[pk for pk, _document in documents]).update(version=rows.OUTDATED)

    def _bulk(self, documents: list[tuple[int, dict | None]]) -> None:
        answer = self._ask("POST", "_bulk", bulk_lines(documents))
        refused = [item for item in answer["items"] for done in item.values() if done["status"] not in (200, 201, 404)]
        if refused:
            raise ValueError(f"refused: {refused[0]}")

    def _ask(self, method: str, place: str, body: dict | str) -> dict:
        """Return the server's answer. Raises requests.RequestException or ValueError where it is none."""
        data = body if isinstance(body, str) else json.dumps(body)
        kind = "application/x-ndjson" if isinstance(body, str) else "application/json"
        response = requests.request(
            method,
            f"{self._address}/{place}".rstrip("/"),
            data=data.encode(),
            headers={"Content-Type": kind},
            timeout=self._timeout,
        )
        response.raise_for_status()
        return response.json()


# -- what is sent: pure functions


def mapping() -> dict:
    """Return what the index is made with. Nothing is analysed on the server but the folded text, at its spaces."""
    keyword, integer = {"type": "keyword"}, {"type": "integer"}
    return {
        "mappings": {
            "dynamic": "strict",
            "_source": {"enabled": False},
            "properties": {
                "lexemes": {"type": "keyword", "norms": False, "index_options": "docs"},
                "folded": {"type": "text", "analyzer": "whitespace", "norms": False},
                "kind": keyword,
                "section": integer,
                "department": integer,
                "school_year": integer,
                "listed_at": {"type": "date"},
                "page": integer,
            },
        },
    }


def document(entry: SearchEntry) -> dict:
    """Return the document of a row."""
    return {
        "lexemes": rows.lexemes_of_row(entry),
        "folded": entry.folded,
        "kind": entry.kind,
        "section": entry.section_id,
        "department": entry.department_id,
        "school_year": entry.school_year,
        "listed_at": entry.listed_at.isoformat(),
        "page": entry.pk,
    }


def bulk_lines(documents: list[tuple[int, dict | None]]) -> str:
    """Return the lines of a _bulk request: documents by the id of their page, None to delete."""
    lines = []
    for pk, found in documents:
        lines.append({"delete": {"_id": str(pk)}} if found is None else {"index": {"_id": str(pk)}})
        lines += [] if found is None else [found]
    return "".join(f"{json.dumps(line)}\n" for line in lines)


def clause(part: str | Beginning | Expression) -> dict:
    """Return an expression over lexemes as a query that scores nothing."""
    if isinstance(part, str):
        return {"term": {"lexemes": part}}
    if isinstance(part, Beginning):
        return {"prefix": {"lexemes": part.text}}
    clauses = [clause(other) for other in part.parts]
    return {"bool": {{"and": "filter", "or": "should", "not": "must_not"}[part.operator]: clauses}}


def search_body(about: Question, language: str, filters: Filters, sort: Sort, page: int) -> dict:
    """Return the request for one page of results. The score says the tier; facets see past their own filter."""
    since, until = moments(filters)
    span = {name: moment.isoformat() for name, moment in (("gte", since), ("lt", until)) if moment}
    held = _held(about, language) + ([{"range": {"listed_at": span}}] if span else [])
    chosen = {name: getattr(filters, name) for name in FACETS if getattr(filters, name) is not None}
    narrowed = {name: clause(all_of(_lexemes_of_one(name, value))) for name, value in chosen.items()}
    tiers = [
        {"constant_score": {"filter": clause(expression), "boost": len(Tier) - tier}}
        for tier, expression in about.tiers
    ]
    newest = [{"listed_at": "desc"}, {"page": "desc"}]
    return {
        "from": (page - 1) * PER_PAGE if 1 <= page <= CAP // PER_PAGE else 0,
        "size": PER_PAGE if 1 <= page <= CAP // PER_PAGE else 0,
        "track_total_hits": CAP + 1,
        "query": {"bool": {"filter": held, "must": [{"dis_max": {"queries": tiers}}]}},
        "post_filter": {"bool": {"filter": list(narrowed.values())}},
        "sort": newest if sort == "date" else [{"_score": "desc"}, *newest],
        "track_scores": True,
        "aggs": {
            name: {
                "filter": {"bool": {"filter": [query for other, query in narrowed.items() if other != name]}},
                "aggs": {"values": {"terms": {"field": FIELDS[name], "size": MOST_VALUES}}},
            }
            for name in FACETS
        },
    }


def any_body(about: Question, language: str) -> dict:
    """Return the request for whether there is any hit: none is put in order, none is sent."""
    return {"size": 0, "track_total_hits": 1, "query": {"bool": {"filter": _held(about, language)}}}


def suggest_body(of_titles: Expression, language: str) -> dict:
    """Return the request for suggestions: sections before the others, then the newest."""
    kinds = [model._meta.model_name for model in get_page_models() if issubclass(model, SectionPage)]
    sections = clause(any_of(f"#k{kind}" for kind in kinds))
    held = clause(all_of([of_titles, *lexemes_of_filters(language)]))
    return {
        "size": base.SUGGESTIONS,
        "query": {"bool": {"filter": [held], "should": [{"constant_score": {"filter": sections}}]}},
        "sort": [{"_score": "desc"}, {"listed_at": "desc"}, {"page": "desc"}],
    }


def known_body(words: set[str]) -> dict:
    """Return the request for how many pages have each of these words."""
    found = sorted(words)
    return {
        "size": 0,
        "query": {"terms": {"lexemes": found}},
        "aggs": {"words": {"terms": {"field": "lexemes", "include": found, "size": max(1, len(found))}}},
    }


def every_id_body(after: list) -> dict:
    """Return the request for the ids of the next thousand documents."""
    behind = {"search_after": after} if after else {}
    return {"size": CAP, "query": {"match_all": {}}, "sort": [{"page": "asc"}], **behind}


def _held(about: Question, language: str) -> list[dict]:
    """Return the clauses that every hit meets, whatever the filters."""
    phrases = [{"match_phrase": {"folded": phrase}} for phrase in about.phrases]
    return [clause(all_of([about.every, *lexemes_of_filters(language)])), *phrases]


def _lexemes_of_one(name: str, value) -> list[str]:
    return lexemes_of_filters("", Filters(**{name: value}))[1:]


def _facets(aggregations: dict) -> dict[str, list[Count]]:
    facets = {}
    for name in FACETS:
        buckets = aggregations[name]["values"]["buckets"] if name in aggregations else []
        counts = [Count(row["key"], min(CAP, row["doc_count"]), row["doc_count"] > CAP) for row in buckets]
        facets[name] = sorted(counts, key=lambda count: (-count.count, str(count.value)))
    return facets
