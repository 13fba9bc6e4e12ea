"""A founded site in the test database, made once, and its undoing for the tests that are about founding.

Founding costs a third of a second, and nearly every test stands on it.
"""

from django.apps import apps
from django.db import connection
from wagtail.models import Page

from cms.editorial.database_guards import append_only_models

_before: dict[type, set] = {}


def found_once() -> None:
    """Found the site in the database as the migrations left it, and remember what was there before."""
    from home.founding import found_site
    from tests.factories import UserFactory

    _before.update({model: _keys(model) for model in _models()})
    found_site(UserFactory(username="sang-lap"), UserFactory(username="xac-nhan"))


def forget_founding() -> None:
    """Take the founded site away for the rest of the transaction, with the guards that would keep its records."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            for model in append_only_models():
                for event in ("UPDATE", "DELETE"):
                    cursor.execute(f"DROP TRIGGER {model._meta.db_table}_{event}")
        for model in _models():
            for key in _keys(model) - _before[model]:
                column = connection.ops.quote_name(model._meta.pk.column)
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [key])
        cursor.execute(f"UPDATE {Page._meta.db_table} SET numchild = 0 WHERE depth = 1")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def _models() -> list[type]:
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def _keys(model) -> set:
    return set(model._base_manager.values_list("pk", flat=True))
