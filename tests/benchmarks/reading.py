"""`python -m tests.benchmarks.reading [--articles 100 100000]`: what reading costs, in bytes, queries and CPU time.

Works on a database of its own (the test settings' temporary SQLite file, or the empty one of DATABASE_URL). The rows
are written in bulk, past the gate: nobody serves them. Prints lists and pages with each number of articles; times are
medians of the process's own CPU time, and the ratio is to the article page of the same run.
"""

import argparse
import gzip
import os
import statistics
import time
from contextlib import contextmanager

TIMES = 9
CHUNK = 1000
PER_PAGE = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 100_000])
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    import django

    django.setup()
    from django.core.management import call_command
    from rich.console import Console
    from rich.table import Table

    from tests.benchmarks.generate_articles import prepare

    call_command("migrate", verbosity=0)
    section = prepare()
    for total in sorted(arguments.articles):
        fill(section, total)
        table = Table("page", "status", "queries", "bytes", "compressed", "CPU ms", "ratio", title=f"{total} articles")
        rows = {name: measured(address) for name, address in addresses(section, total).items()}
        for name, (status, queries, size, compressed, milliseconds) in rows.items():
            ratio = milliseconds / rows["article"][-1]
            table.add_row(
                name, str(status), str(queries), f"{size:,}", f"{compressed:,}", f"{milliseconds:.1f}", f"{ratio:.2f}"
            )
        Console(width=110).print(table)


def fill(section, total: int) -> None:
    """Bring the section to `total` public articles, all of them under one topic."""
    from tests.benchmarks.search_articles import settle

    topic, covers = _topic(section), _covers()
    section.refresh_from_db()
    while section.numchild < total:
        add(section, min(CHUNK, total - section.numchild), topic, covers)
        section.refresh_from_db()
    settle()


def add(section, count: int, topic, covers) -> None:
    """Write `count` public articles below `section`, under `topic`, with these images as covers in turn."""
    from django.db import transaction
    from django.utils import timezone
    from wagtail.models import Page

    from cms.pages.models import CatalogueEntry
    from cms.reading.models import ViewCount
    from newsroom.models import NewsPage
    from tests.benchmarks.generate_articles import insert

    with transaction.atomic():
        pages = insert(section, count)
        ids = [page.pk for page in pages]
        now = timezone.now()
        published = {"first_published_at": now, "last_published_at": now}
        with past_the_guard():
            Page.objects.filter(pk__in=ids).update(live=True, has_unpublished_changes=False, **published)
        entries = [
            CatalogueEntry(
                page_id=page.pk,
                kind="newspage",
                locale_id=page.locale_id,
                section_id=section.pk,
                department_id=page.department_id,
                label=page.title,
                cover=covers[number % len(covers)],
                listed_at=page.shown_at,
                is_public=True,
                renditions_made=True,
            )
            for number, page in enumerate(pages)
        ]
        CatalogueEntry.objects.bulk_create(entries)
        through = NewsPage.topics.through
        with past_the_guard():
            through.objects.bulk_create([through(newspage_id=pk, topicpage_id=topic.pk) for pk in ids])
        ViewCount.objects.bulk_create([ViewCount(public_id=entry.public_id, total=entry.page_id) for entry in entries])


@contextmanager
def past_the_guard():
    """Take the database's guard of public pages (PostgreSQL) away within the transaction."""
    from django.db import connection

    statement = "SET LOCAL session_replication_role = %s" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        if statement:
            cursor.execute(statement % "replica")
        yield
        if statement:
            cursor.execute(statement % "DEFAULT")


def _covers() -> list:
    """Return the images that articles have, with the sizes of cards made."""
    from cms.media.models import CustomImage
    from cms.pages.renditions import IN_LISTS, filters
    from tests.factories import picture, picture_file

    images = list(CustomImage.objects.all())
    for colour in () if images else ("navy", "teal", "olive"):
        image = picture(colour, file=picture_file(colour=colour, size=(1600, 1000)))
        image.get_renditions(*filters(image, *IN_LISTS))
        images.append(image)
    return images


def _topic(section):
    from cms.editorial.founding import found
    from newsroom.models import TopicIndexPage, TopicPage
    from tests.benchmarks.generate_articles import _people

    topic = TopicPage.objects.first()
    if topic is None:
        index = TopicIndexPage.objects.get(locale_id=section.locale_id)
        topic = found(index, TopicPage(title="Đo lường", intro="Mọi bài đo."), *_people())
    return topic


def addresses(section, total: int) -> dict[str, str]:
    """Return the addresses that are measured, by what they are called in the table."""
    from django.urls import reverse

    from newsroom import archive
    from newsroom.departments import offices
    from newsroom.models import NewsPage, TopicPage

    pages = -(-total // PER_PAGE)
    months = archive.months("vi")
    middle = months[len(months) // 2]
    numbers = {1: "first", max(1, pages // 2): "middle", pages: "last"}
    lists = {
        "section": section.url,
        "topic": TopicPage.objects.get().url,
        "department": reverse("department_news", args=[offices()[0].slug]),
    }
    found = {"article": NewsPage.objects.order_by("pk")[total // 2].url, "front page": "/"}
    for name, address in lists.items():
        found |= {f"{name}, {place} page ({number})": f"{address}?page={number}" for number, place in numbers.items()}
    return found | {
        "archive": reverse("archive"),
        "month": reverse("archive_month", args=[middle.year, middle.number]),
        "most read": reverse("most_read"),
        "RSS": "/rss.xml",
        "RSS of the section, full text": f"{section.url}rss-full.xml",
        "sitemap": reverse("sitemap"),
        "first part of the sitemap": reverse("sitemap_part", args=[1]),
        "news sitemap": reverse("news_sitemap"),
        "not found": f"{section.url}khong-co/",
    }


def measured(address: str) -> tuple[int, int, int, int, float]:
    """Return status, queries, bytes, bytes compressed, and milliseconds of CPU time of one GET in a warm process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    for _round in range(2):
        client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = [query for query in captured if "reading_generation" not in query["sql"]]
    times = []
    for _round in range(TIMES):
        begin = time.process_time()
        client.get(address)
        times.append(time.process_time() - begin)
    content = response.content
    compressed = len(gzip.compress(content, 6))
    return response.status_code, len(queries), len(content), compressed, statistics.median(times) * 1000


if __name__ == "__main__":
    main()
