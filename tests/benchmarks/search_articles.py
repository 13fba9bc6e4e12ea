"""Public articles and their rows of the search in bulk, for measuring. Written past the gate: nobody serves them."""

from contextlib import contextmanager
from datetime import timedelta

CHUNK = 500
# PostgreSQL is given so many articles one by one, and copies of them. How far apart a copy is from the one before.
DISTINCT = 2000
APART = timedelta(minutes=37)


def fill(section, size: int, vocabulary) -> None:
    """Bring the section to `size` public articles with their rows of the search."""
    from django.db import connection
    from rich.progress import track

    from tests.benchmarks.reading import past_the_guard

    section.refresh_from_db()
    distinct = min(size, DISTINCT) if connection.vendor == "postgresql" else size
    with without_index("search_searchentry"), past_the_guard():
        done = section.numchild
        for start in track(range(done, distinct, CHUNK), f"Writing {distinct}"):
            add(section, min(CHUNK, distinct - start), vocabulary)
        section.refresh_from_db()
        for number in track(range(section.numchild // distinct, size // distinct), "Copying"):
            copy(section, number)


def add(section, count: int, vocabulary) -> None:
    from django.utils import timezone
    from wagtail.models import Page

    from cms.pages.models import CatalogueEntry
    from search.index import get_index
    from tests.benchmarks.generate_articles import insert

    pages = insert(section, count, vocabulary, APART * 50)
    now = timezone.now()
    published = {"live": True, "has_unpublished_changes": False, "first_published_at": now, "last_published_at": now}
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(**published)
    section.refresh_from_db()
    CatalogueEntry.objects.bulk_create(
        CatalogueEntry(
            page_id=page.pk,
            kind="newspage",
            locale_id=page.locale_id,
            section_id=section.pk,
            department_id=page.department_id,
            label=page.title,
            listed_at=page.shown_at,
            is_public=True,
            renditions_made=True,
            share_image_due=False,
            links_due=False,
        )
        for page in pages
    )
    get_index().put(pages)


def copy(section, number: int) -> None:
    """Write the distinct articles once more, each `number` steps newer than the first time. PostgreSQL alone."""
    from django.db import connection
    from wagtail.models import Page

    from cms.pages.models import CatalogueEntry
    from newsroom.models import NewsPage
    from search.models import SearchEntry

    section.refresh_from_db()
    originals = Page.objects.child_of(section).order_by("path").values_list("pk", flat=True)[:DISTINCT]
    last = Page.objects.order_by("-pk").values_list("pk", flat=True)[0]
    steps = range(section.numchild + 1, section.numchild + 1 + DISTINCT)
    paths = [Page._get_path(section.path, section.depth + 1, step) for step in steps]
    moved = f"+ interval '{int(APART.total_seconds()) * number} seconds'"
    month = f"to_char((listed_at {moved}) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMM')"
    old_month = "to_char(listed_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMM')"
    slug = f"'-{number}'"
    other = {
        Page: {
            "id": "new",
            "path": "new_path",
            "slug": f"slug || {slug}",
            "url_path": f"rtrim(url_path, '/') || {slug} || '/'",
            "translation_key": "gen_random_uuid()",
        },
        NewsPage: {"page_ptr_id": "new", "shown_at": f"shown_at {moved}"},
        CatalogueEntry: {"page_id": "new", "public_id": "gen_random_uuid()", "listed_at": f"listed_at {moved}"},
        SearchEntry: {
            "page_id": "new",
            "listed_at": f"listed_at {moved}",
            "vector": f"ts_delete(vector, '#m' || {old_month}) || array_to_tsvector(ARRAY['#m' || {month}])",
        },
    }
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE copied (old integer, new integer, new_path text) ON COMMIT DROP")
        rows = [(old, last + 1 + offset, paths[offset]) for offset, old in enumerate(originals)]
        cursor.executemany("INSERT INTO copied VALUES (%s, %s, %s)", rows)
        for model, values in other.items():
            fields = model._meta.local_concrete_fields
            columns = [field.column for field in fields] + (["vector"] if model is SearchEntry else [])
            chosen = ", ".join(values.get(column, f'"{column}"') for column in columns)
            names = ", ".join(f'"{column}"' for column in columns)
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {table} JOIN copied ON {key} = old")
        cursor.execute("DROP TABLE copied")
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'), (SELECT max(id) FROM wagtailcore_page))"
        )
    Page.objects.filter(pk=section.pk).update(numchild=section.numchild + DISTINCT)


def fill_stock() -> None:
    """Write Wagtail's index of the articles that are not in it."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from wagtail.search.models import IndexEntry

    from newsroom.models import NewsPage

    kind, table = ContentType.objects.get_for_model(NewsPage).pk, IndexEntry._meta.db_table
    with without_index(table), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table}"
            " (content_type_id, object_id, title, autocomplete, body, title_norm, title_text, body_text)"
            " SELECT %s, page_id::text, to_tsvector('simple', title), to_tsvector('simple', title),"
            " to_tsvector('simple', text), 1.1, '', '' FROM search_searchentry WHERE kind = 'newspage'"
            " ON CONFLICT DO NOTHING",
            [kind],
        )


@contextmanager
def without_index(table: str):
    """On PostgreSQL, have the inverted indexes of the table made when what is written within has been written."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            yield
            return
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef LIKE '%%USING gin%%'", [table]
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for _name, definition in indexes:
            cursor.execute(definition)


def settle() -> None:
    """Do what the database and the worker do by themselves within an hour."""
    from django.core.cache import cache
    from django.db import connection

    from cms.operations.housekeeping import refresh_statistics
    from cms.reading import generation

    refresh_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    cache.clear()
    generation._rise()
