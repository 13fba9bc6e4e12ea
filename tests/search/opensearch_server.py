"""As much of OpenSearch as the index asks of it, over real HTTP: to send to, and to see what comes back.

It takes the requests that https://docs.opensearch.org describes and refuses every key it does not know, so a slip in a
body is an error here as it is there. It is no proof that a server answers the same.
"""

import json
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Refused(Exception):
    """What a server answers with 400."""


class Store:
    """One index: documents by id, checked against its mapping."""

    def __init__(self, mapping: dict):
        self.properties = only(only(mapping, "mappings")["mappings"], "dynamic", "_source", "properties")["properties"]
        self.documents: dict[str, dict] = {}

    def bulk(self, lines: list[dict]) -> dict:
        items, lines = [], iter(lines)
        for line in lines:
            [(action, target)] = only(line, "index", "delete").items()
            if action == "index":
                document = next(lines)
                if unknown := document.keys() - self.properties.keys():
                    raise Refused(f"strict mapping: {unknown}")
                self.documents[target["_id"]] = document
                status = 201
            else:
                status = 200 if self.documents.pop(target["_id"], None) else 404
            items.append({action: {"_id": target["_id"], "status": status}})
        return {"errors": False, "items": items}

    def search(self, body: dict) -> dict:
        known = ("from", "size", "track_total_hits", "query", "post_filter", "sort", "track_scores", "aggs")
        only(body, *known, "search_after")
        scored = {key: self.score(key, body["query"]) for key in self.documents}
        matching = {key: score for key, score in scored.items() if score is not None}
        kept = {key: score for key, score in matching.items() if self.holds(key, body.get("post_filter"))}
        order = sorted(kept, key=lambda key: self.place(key, kept[key], body.get("sort", [])))
        if "search_after" in body:
            order = [key for key in order if self.documents[key]["page"] > body["search_after"][0]]
        start = body.get("from", 0)
        hits = [
            {"_id": key, "_score": kept[key], "sort": [self.documents[key]["page"]]}
            for key in order[start : start + body.get("size", 10)]
        ]
        total = min(len(kept), body.get("track_total_hits", 10_000))
        found = {"hits": {"total": {"value": total}, "hits": hits}}
        if "aggs" in body:
            found["aggregations"] = {name: self.aggregate(agg, matching) for name, agg in body["aggs"].items()}
        return found

    def place(self, key: str, score: float, sort: list[dict]) -> list:
        """Return what a hit is ordered by; documents hold dates that order as text."""
        places = []
        for order in sort:
            [(field, direction)] = order.items()
            value = score if field == "_score" else self.documents[key][field]
            value = value if isinstance(value, (int, float)) else int("".join(filter(str.isdigit, value))[:14])
            places.append(-value if direction == "desc" else value)
        return places

    def aggregate(self, agg: dict, keys) -> dict:
        only(agg, "filter", "aggs", "terms")
        if "filter" in agg:
            kept = [key for key in keys if self.holds(key, agg["filter"])]
            return {"doc_count": len(kept)} | {name: self.aggregate(sub, kept) for name, sub in agg["aggs"].items()}
        terms = only(agg["terms"], "field", "size", "include")
        counts = Counter()
        for key in keys:
            value = self.documents[key][terms["field"]]
            counts.update(value if isinstance(value, list) else [value] if value is not None else [])
        kept = {value: count for value, count in counts.items() if value in terms.get("include", counts)}
        buckets = [{"key": value, "doc_count": count} for value, count in Counter(kept).most_common(terms["size"])]
        return {"buckets": buckets}

    def holds(self, key: str, query: dict | None) -> bool:
        return query is None or self.score(key, query) is not None

    def score(self, key: str, query: dict) -> float | None:
        """Return the score of a document for a query, None where it does not match."""
        [(kind, said)] = query.items()
        return getattr(self, f"query_{kind}", self.unknown)(self.documents[key], key, said)

    def unknown(self, document, key, said):
        raise Refused("unknown query")

    def query_match_all(self, document, key, said):
        return 1.0

    def query_term(self, document, key, said):
        [(field, value)] = said.items()
        return 1.0 if value in document[field] else None

    def query_terms(self, document, key, said):
        [(field, values)] = said.items()
        return 1.0 if set(values) & set(document[field]) else None

    def query_prefix(self, document, key, said):
        [(field, value)] = said.items()
        return 1.0 if any(lexeme.startswith(value) for lexeme in document[field]) else None

    def query_match_phrase(self, document, key, said):
        [(field, phrase)] = said.items()
        assert self.properties[field]["analyzer"] == "whitespace"
        return 1.0 if f" {phrase} " in f" {' '.join(document[field].split())} " else None

    def query_range(self, document, key, said):
        [(field, span)] = said.items()
        only(span, "gte", "lt")
        here = datetime.fromisoformat(document[field])
        early = "gte" in span and here < datetime.fromisoformat(span["gte"])
        late = "lt" in span and here >= datetime.fromisoformat(span["lt"])
        return None if early or late else 1.0

    def query_constant_score(self, document, key, said):
        only(said, "filter", "boost")
        return float(said.get("boost", 1)) if self.holds(key, said["filter"]) else None

    def query_dis_max(self, document, key, said):
        scores = [self.score(key, query) for query in only(said, "queries")["queries"]]
        return max((score for score in scores if score is not None), default=None)

    def query_bool(self, document, key, said):
        only(said, "filter", "must", "must_not", "should")
        filtered = all(self.holds(key, query) for query in said.get("filter", []))
        without = not any(self.holds(key, query) for query in said.get("must_not", []))
        must = [self.score(key, query) for query in said.get("must", [])]
        should = [score for query in said.get("should", []) if (score := self.score(key, query)) is not None]
        # Where nothing else is asked, one of what should match must.
        needed = "should" in said and not ("filter" in said or "must" in said)
        if not filtered or not without or None in must or (needed and not should):
            return None
        return sum(must) + sum(should)


def only(said: dict, *known: str) -> dict:
    if unknown := said.keys() - set(known):
        raise Refused(f"unknown key: {unknown}")
    return said


class Handler(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self._answer(200 if self.path in self.server.stores else 404)

    def do_PUT(self):
        self.server.stores[self.path] = Store(json.loads(self._body()))
        self._answer(200, {"acknowledged": True})

    def do_POST(self):
        index, _slash, action = self.path.rpartition("/")
        try:
            if action == "_bulk":
                assert self.headers["Content-Type"] == "application/x-ndjson"
                lines = [json.loads(line) for line in self._body().split(b"\n") if line]
                return self._answer(200, self.server.stores[index].bulk(lines))
            return self._answer(200, self.server.stores[index].search(json.loads(self._body())))
        except Refused as refused:
            return self._answer(400, {"error": str(refused)})

    def log_message(self, *arguments):
        """Say nothing."""

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _answer(self, status: int, body: dict | None = None) -> None:
        data = json.dumps(body).encode() if body is not None else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def opensearch():
    """Serve on a free port of the loopback interface; yield the address of an index that is not made yet."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.stores = {}
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/portal"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
