"""The index on PostgreSQL: a tsvector of our own lexemes with GIN. No extension, no trigger, no configuration."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import chain

from django.db import connection, transaction

from search import rows
from search.index.lexemes import Beginning, Expression
from search.index.vectors import VectorIndex
from search.models import SearchEntry

# The planner does not know what it costs to fetch a vector from where it lies beside its row: left alone, it reads all
# of them for a frequent word. Within a search it takes the index.
PLANNING = ("enable_seqscan = off", "enable_indexscan = off", "jit = off", "max_parallel_workers_per_gather = 0")
SIGNS = {"and": " & ", "or": " | "}
# Words that may have been misspelt: letters alone.
LONGEST_WORD = 20


class PostgresIndex(VectorIndex):
    source = "search_searchentry e"

    @contextmanager
    def asking(self) -> Iterator[None]:
        inner = connection.in_atomic_block
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            cursor.execute("".join(f"SET LOCAL {setting};" for setting in PLANNING))
            yield
            if inner:
                names = (setting.split(" ")[0] for setting in PLANNING)
                cursor.execute("".join(f"SET LOCAL {name} TO DEFAULT;" for name in names))

    def matches(self, expression: Expression) -> tuple[str, str]:
        return "e.vector @@ %s::tsquery", _tsquery(expression)

    def known(self, words: set[str]) -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT word, pages FROM search_word WHERE word = ANY(%s)", [list(words)])
            return dict(cursor.fetchall())

    def write(self, entries: list[SearchEntry]) -> None:
        fields = SearchEntry._meta.concrete_fields
        columns = [field.column for field in fields]
        new = ", ".join(f"{column} = EXCLUDED.{column}" for column in [*columns[1:], "vector"])
        places = ", ".join(["%s"] * len(columns))
        lexemes = [rows.lexemes_of_row(entry) for entry in entries]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO search_searchentry ({', '.join(columns)}, vector)"
                f" VALUES ({places}, array_to_tsvector(%s::text[])) ON CONFLICT (page_id) DO UPDATE SET {new}",
                [
                    [*(field.get_db_prep_save(getattr(entry, field.attname), connection) for field in fields), found]
                    for entry, found in zip(entries, lexemes, strict=True)
                ],
            )
            # In one order, so that two publications do not wait for each other.
            words = sorted({word for word in chain.from_iterable(lexemes) if _is_word(word)})
            cursor.execute(
                "INSERT INTO search_word (word, pages) SELECT word, 1 FROM unnest(%s::text[]) AS word"
                " ON CONFLICT DO NOTHING",
                [words],
            )

    def recount_words(self, words: Collection[str] | None = None) -> None:
        with connection.cursor() as cursor:
            if words is None:
                cursor.execute("SELECT word FROM search_word")
                words = [word for (word,) in cursor.fetchall()]
            for word in filter(_is_word, words):
                condition, parameter = self.matches(Expression("and", (word,)))
                with self.asking():
                    cursor.execute(f"SELECT COUNT(*) FROM {self.source} WHERE {condition}", [parameter])
                    pages = cursor.fetchone()[0]
                cursor.execute("UPDATE search_word SET pages = %s WHERE word = %s", [pages, word])
            cursor.execute("DELETE FROM search_word WHERE pages = 0")


def _tsquery(part: str | Beginning | Expression) -> str:
    if isinstance(part, str):
        return _quoted(part)
    if isinstance(part, Beginning):
        return f"{_quoted(part.text)}:*"
    if part.operator == "not":
        return f"!{_tsquery(part.parts[0])}"
    return f"({SIGNS[part.operator].join(map(_tsquery, part.parts))})"


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _is_word(lexeme: str) -> bool:
    return lexeme.isascii() and lexeme.isalpha() and 1 < len(lexeme) <= LONGEST_WORD
