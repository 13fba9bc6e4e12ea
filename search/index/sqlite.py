"""The index on SQLite: a full-text table (FTS5) of our own lexemes, its rowid the id of the page."""

from collections.abc import Collection, Iterable

from django.db import connection
from django.db.models import QuerySet

from search import rows
from search.index.lexemes import Beginning, Expression
from search.index.stored import store
from search.index.vectors import VectorIndex
from search.models import SearchEntry

SIGNS = {"and": " AND ", "or": " OR "}


class SqliteIndex(VectorIndex):
    source = "search_vector v CROSS JOIN search_searchentry e ON e.page_id = v.rowid"

    def matches(self, expression: Expression) -> tuple[str, str]:
        return "v.search_vector MATCH %s", _match(expression)

    def known(self, words: set[str]) -> dict[str, int]:
        places = ", ".join(["%s"] * len(words))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT term, doc FROM search_word WHERE term IN ({places})", list(words))
            return dict(cursor.fetchall())

    def write(self, entries: list[SearchEntry]) -> None:
        store(entries)
        forget([entry.pk for entry in entries])
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_vector (rowid, words) VALUES (%s, %s)",
                [(entry.pk, " ".join(rows.lexemes_of_row(entry))) for entry in entries],
            )

    def take_away(self, page_ids: Iterable[int] | QuerySet) -> int:
        gone = list(page_ids.values_list("page_id", flat=True) if isinstance(page_ids, QuerySet) else page_ids)
        forget(gone)
        return super().take_away(gone)

    def recount_words(self, words: Collection[str] | None = None) -> None:
        """The vocabulary is a view of the table."""


def forget(page_ids: list[int]) -> None:
    """Take the lexemes of these pages away: their rows are gone, or are written anew."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_vector WHERE rowid = %s", [(pk,) for pk in page_ids])


def _match(part: str | Beginning | Expression) -> str:
    if isinstance(part, str):
        return _quoted(part)
    if isinstance(part, Beginning):
        return f"{_quoted(part.text)} *"
    if part.operator == "or":
        return f"({SIGNS['or'].join(map(_match, part.parts))})"
    parts = list(_flat(part))
    without = [_match(other.parts[0]) for other in parts if isinstance(other, Expression) and other.operator == "not"]
    held = [_match(other) for other in parts if not (isinstance(other, Expression) and other.operator == "not")]
    found = f"({SIGNS['and'].join(held)})"
    return f"({found} NOT ({SIGNS['or'].join(without)}))" if without else found


def _flat(part: Expression):
    """Yield the parts of an "and" and of those within: FTS5 knows no "not" without what it is taken from."""
    for inner in part.parts:
        if isinstance(inner, Expression) and inner.operator == "and":
            yield from _flat(inner)
        else:
            yield inner


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace('"', '""')
    return f'"{escaped}"'
