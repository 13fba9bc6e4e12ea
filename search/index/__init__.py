"""The index of the public search: `get_index()` returns the one of this site; all keep to `search.index.base`."""

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from search.index.base import Index

# By the vendor of the database.
BY_VENDOR = {
    "postgresql": "search.index.postgresql.PostgresIndex",
    "sqlite": "search.index.sqlite.SqliteIndex",
}


def get_index() -> Index:
    """Return the index that the setting SEARCH_INDEX names ({"CLASS": …, further arguments}), else the database's."""
    chosen = dict(settings.SEARCH_INDEX)
    return import_string(chosen.pop("CLASS", "") or BY_VENDOR[connection.vendor])(**chosen)


def holding(folded: str) -> QuerySet:
    """Return a query of the ids of pages whose row holds the folded text `folded`, within words too."""
    return get_index().holding(folded)
