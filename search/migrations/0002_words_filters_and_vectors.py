"""The rows are written anew, with their original words and what they are filtered by: `manage.py rebuild_search`.

The worker does it too, within minutes of the upgrade.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PAGE = {"to": settings.WAGTAIL_PAGE_MODEL, "related_name": "+"}

# A row of PostgreSQL holds what is filtered, counted and ordered by, and points to its texts, which lie beside
# (`toast_tuple_target`): a count of fifty thousand hits reads some megabytes. The index takes every word at once, not in
# a list beside that every search would read (`fastupdate`).
POSTGRESQL = (
    "ALTER TABLE search_searchentry ADD COLUMN vector tsvector",
    "ALTER TABLE search_searchentry SET (toast_tuple_target = 128)",
    "CREATE INDEX search_vector ON search_searchentry USING gin (vector) WITH (fastupdate = off)",
    # The vocabulary, for near spellings: folded words of letters, and roughly how many pages hold them.
    "CREATE TABLE search_word (word varchar(20) PRIMARY KEY, pages integer NOT NULL)",
)
POSTGRESQL_BACKWARDS = ("DROP TABLE search_word",)
# The words are sets: neither their places nor their number is asked. Signs tell the kinds of words (search.index.lexemes).
SQLITE = (
    "CREATE VIRTUAL TABLE search_vector USING fts5("
    "words, detail = none, tokenize = \"unicode61 remove_diacritics 0 tokenchars '^=@_#'\")",
    "CREATE VIRTUAL TABLE search_word USING fts5vocab(search_vector, row)",
)
SQLITE_BACKWARDS = ("DROP TABLE search_word", "DROP TABLE search_vector")


def forwards(apps, schema_editor):
    for statement in {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in {"postgresql": POSTGRESQL_BACKWARDS, "sqlite": SQLITE_BACKWARDS}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0007_order_of_departments"),
        ("search", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.DeleteModel(name="SearchEntry"),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, **PAGE
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                (
                    "section",
                    models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, **PAGE),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="editorial.department",
                    ),
                ),
                ("school_year", models.SmallIntegerField()),
                ("listed_at", models.DateTimeField()),
                ("title", models.TextField()),
                ("text", models.TextField()),
                ("file_text", models.TextField()),
                ("folded", models.TextField()),
                ("version", models.PositiveSmallIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["locale", "-listed_at", "-page"], name="search_newest")],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
