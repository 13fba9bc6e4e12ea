"""Transactional tests end with a copy of the database as the migrations left it, not with Django's flush.

A flush empties every table: locales, root pages, groups, tasks and sites made by migrations would be missing from the
second transactional test on, and from every ordinary test that happens to run after one.

Django's `TransactionTestCase._fixture_teardown` is replaced; pytest-django's `django_db(transaction=True)`,
`transactional_db` and `live_server` go through it. Data that a wider fixture committed is gone after a transactional
test: such fixtures belong in the test's own scope.
"""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase


class Template(Protocol):
    """A copy of the test database, taken when it is made."""

    def restore(self) -> None:
        """Bring the test database back to the copy. No transaction may be open."""

    def drop(self) -> None:
        """Remove the copy."""


class SQLiteTemplate:
    """Copies page by page through SQLite's backup interface; works for a file and in memory."""

    def __init__(self, connection: BaseDatabaseWrapper):
        self._connection = connection
        self._copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.ensure_connection()
        connection.connection.backup(self._copy)

    def restore(self) -> None:
        self._connection.ensure_connection()
        self._copy.backup(self._connection.connection)

    def drop(self) -> None:
        self._copy.close()


class PostgreSQLTemplate:
    """A second database, which the test database is made from again."""

    _numbers = itertools.count(1)

    def __init__(self, connection: BaseDatabaseWrapper):
        self._connection = connection
        self._database = connection.ops.quote_name(connection.settings_dict["NAME"])
        name = f"{connection.settings_dict['NAME']}_template_{next(self._numbers)}"
        self._copy = connection.ops.quote_name(name)
        # What an interrupted run left on a server that is not ours.
        self.drop()
        self._execute(f"CREATE DATABASE {self._copy} TEMPLATE {self._database}")

    def restore(self) -> None:
        # Forced: threads of the test may have left connections of their own.
        self._execute(f"DROP DATABASE {self._database} WITH (FORCE)")
        self._execute(f"CREATE DATABASE {self._database} TEMPLATE {self._copy}")

    def drop(self) -> None:
        self._execute(f"DROP DATABASE IF EXISTS {self._copy}")

    def _execute(self, statement: str) -> None:
        self._connection.close()
        with self._connection._nodb_cursor() as cursor:
            cursor.execute(statement)


TEMPLATES = {"sqlite": SQLiteTemplate, "postgresql": PostgreSQLTemplate}


def take(connection: BaseDatabaseWrapper) -> Template:
    """Return a template made from what the database holds now."""
    return TEMPLATES[connection.vendor](connection)


@contextmanager
def restored_after_transactional_tests() -> Iterator[None]:
    """Until the `with` block ends, transactional tests restore the databases as they are now."""
    templates = [take(connection) for connection in connections.all()]

    def restore(test: TransactionTestCase) -> None:
        for template in templates:
            template.restore()

    original = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = restore
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = original
        for template in templates:
            template.drop()
