"""`python -m tests.benchmarks.generate_articles --pages 10000`: public articles in bulk, for measuring.

Rows are written in bulk and made public one by one through the gate's own opening, each with a record of the route
"benchmark" in the names of two made-up people. Refuses a database that holds anything that people published. An
interrupted run is taken up by the next. Works on the database of DATABASE_URL, with the settings of the environment.
"""

import argparse
import os
import random
import sys
from datetime import timedelta

TEXT = (
    "trường học sinh giáo viên lớp năm học kỳ thi tập huấn chuyển đổi số thư viện hội thao bồi dưỡng kế hoạch tuyển "
    "sinh bản tin phòng huyện xã vùng cao mùa mưa khai giảng tổng kết dạy nghề mầm non tiểu học trung học"
)
WORDS = TEXT.split()
CHUNK = 500
SLUG = "bai-do-"


class HoldsRealPages(Exception):
    """The database holds pages that people published: nothing is generated into it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=10_000)
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    import django

    django.setup()
    from rich.progress import track

    try:
        section = prepare()
    except HoldsRealPages as refusal:
        sys.exit(str(refusal))
    begin = section.numchild
    for start in track(range(begin, arguments.pages, CHUNK), "Generating"):
        generate(section, min(CHUNK, arguments.pages - start))


def prepare():
    """Found the site where it is not, and return the section to fill. Raises HoldsRealPages."""
    from cms.editorial.models import PublicationRecord
    from home.founding import found_site
    from newsroom.models import NewsIndexPage

    Route = PublicationRecord.Route
    if PublicationRecord.objects.exclude(route__in=[Route.FOUNDING, Route.BENCHMARK]).exists():
        raise HoldsRealPages("This database holds pages that people published: nothing is generated into it.")
    home = found_site(*_people())
    return NewsIndexPage.objects.child_of(home).get(slug="tin-hoat-dong")


def generate(section, count: int) -> None:
    """Add `count` public articles below `section`, in one transaction."""
    from django.db import transaction

    with transaction.atomic():
        for page in insert(section, count):
            _publish(page)


def _people():
    from django.contrib.auth import get_user_model

    users = get_user_model().objects
    names = ("do-luong-1", "do-luong-2")
    return [
        users.get_or_create(username=name, defaults={"email": f"{name}@example.org", "is_active": False})[0]
        for name in names
    ]


def few_words(chance: random.Random) -> list[str]:
    """Return the words of one article, of a very small vocabulary."""
    return chance.choices(WORDS, k=400)


def insert(section, count: int, words_by=few_words, apart: timedelta = timedelta(minutes=37)) -> list:
    """Write drafts: base rows and article rows in bulk, at the end of the section. Each is so much older than the last.

    `words_by(random.Random)` gives the 400 words of an article.
    """
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from django.utils import timezone
    from wagtail.models import Page

    from cms.editorial.models import Department
    from newsroom.models import NewsPage

    section.refresh_from_db()
    department, _made = Department.objects.get_or_create(name="Phòng Đo lường", short_name="ĐL")
    kind, now, author = ContentType.objects.get_for_model(NewsPage), timezone.now(), _people()[0]
    pages = []
    for number in range(section.numchild + 1, section.numchild + 1 + count):
        chance = random.Random(number)
        words = words_by(chance)
        pages.append(
            NewsPage(
                title=f"{' '.join(words[:12]).capitalize()} {number}",
                slug=f"{SLUG}{number}",
                path=NewsPage._get_path(section.path, section.depth + 1, number),
                depth=section.depth + 1,
                url_path=f"{section.url_path}{SLUG}{number}/",
                content_type=kind,
                locale_id=section.locale_id,
                owner=author,
                live=False,
                department=department,
                summary=" ".join(words[12:40]),
                shown_at=now - apart * number,
                body=[("paragraph", f"<p>{' '.join(words[start : start + 90])}.</p>") for start in (40, 130, 220, 310)],
            )
        )
    base = [_base_of(page) for page in pages]
    Page.objects.bulk_create(base)
    for page, row in zip(pages, base, strict=True):
        page.page_ptr_id = page.pk = page.id = row.pk
        page.draft_title, page.translation_key = row.draft_title, row.translation_key
    own = NewsPage._meta.local_concrete_fields
    with connection.cursor() as cursor:
        names = ", ".join(connection.ops.quote_name(field.column) for field in own)
        places = ", ".join(["%s"] * len(own))
        table = connection.ops.quote_name(NewsPage._meta.db_table)
        rows = [[field.get_db_prep_save(field.pre_save(page, True), connection) for field in own] for page in pages]
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)
    Page.objects.filter(pk=section.pk).update(numchild=section.numchild + count)
    return list(NewsPage.objects.filter(pk__in=[row.pk for row in base]))


def _base_of(page):
    from wagtail.models import Page

    row = Page(
        **{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields if field.name != "id"}
    )
    row.draft_title = row.title
    return row


def _publish(page) -> None:
    from wagtail.models import Page

    from cms.editorial import gate
    from cms.editorial.models import PublicationRecord
    from cms.pages import catalogue
    from search.index import get_index

    catalogue.enter(page)
    page = type(page).objects.get(pk=page.pk)
    writer, witness = _people()
    record = gate.record_publication(
        page, approver=witness, submitter=writer, route=PublicationRecord.Route.BENCHMARK, reason="benchmark"
    )
    page.live, page.has_unpublished_changes = True, False
    page.first_published_at = page.last_published_at = page.shown_at
    published = {
        name: getattr(page, name)
        for name in ("live", "has_unpublished_changes", "first_published_at", "last_published_at")
    }
    with gate.opened(record):
        Page.objects.filter(pk=page.pk).update(**published)
    catalogue.page_published(page)
    get_index().put([page])


if __name__ == "__main__":
    main()
