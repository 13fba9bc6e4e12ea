"""What each kind of page may ask of the database in a warm process, and that it is no more where there is more to show.

The pages hold everything at once: pictures, files, corrections, topics, items chosen by hand, neighbours.
"""

import re
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cms.pages.models import PageAttachment, PageCorrection
from cms.pages.renditions import make_missing
from events.models import EventIndexPage
from home.models import InfoPage
from newsroom.departments import offices
from newsroom.models import NewsIndexPage, NewsPage, RelatedItem, TopicIndexPage, TopicPage
from tests.benchmarks import reading
from tests.factories import document, news
from tests.pages.builders import announcement, committed, event, public, small_picture, statements

# What a plan says that takes longer with every page there is.
THROUGH_ALL = re.compile(r"^SCAN (?:wagtailcore_page|pages_catalogueentry|newsroom_newspage)\b.*", re.MULTILINE)
FEW, MANY = 3, 30
MOST_RELATED = 8
BUDGETS = {
    "article": 10,
    "section": 12,
    "front page": 15,
    "announcement": 10,
    "announcements": 10,
    "event": 10,
    "events": 10,
    "information": 10,
    "topic": 10,
    "topics": 10,
    "archive": 5,
    "month": 10,
    "departments": 5,
    "department": 10,
    "most read": 10,
    "search": 5,
    "results": 10,
    "not found": 8,
}


@pytest.fixture
def portal(home, section, announcements, department):
    """Return a function that brings the portal to so many of everything, and returns what is measured by its name."""
    pictures = [small_picture(f"Ảnh {number}") for number in range(FEW)]
    topics = [public(TopicIndexPage.objects.get(), TopicPage(title=f"Dòng {number}")) for number in range(FEW)]

    def fill(count: int) -> dict[str, str]:
        body = _body(pictures, count)
        full = {"body": body, "cover": pictures[-1], "department": department}
        section.refresh_from_db()
        reading.add(section, count, topics[0], pictures)
        others = NewsPage.objects.child_of(section).order_by("-pk")[: min(count, MOST_RELATED)]
        related = [RelatedItem(page=other) for other in others]
        pages = {
            "article": (section, news(f"Bài {count}", topics=topics, related_items=related, **full)),
            "announcement": (announcements, announcement(f"Thông báo {count}", department=department, body=body)),
            "event": (EventIndexPage.objects.get(), event(f"Sự kiện {count}", **full)),
            "information": (home, InfoPage(title=f"Trang {count}", **full)),
        }
        found = {name: public(parent, _with_files(page, count)) for name, (parent, page) in pages.items()}
        public(section, NewsIndexPage(title=f"Mục con {count}"))
        with committed():
            make_missing()
        return {name: page.url for name, page in found.items()} | _lists(section, announcements, topics[0])

    return fill


def _body(pictures, count: int) -> list:
    shown = [{"image": pictures[number % len(pictures)], "caption": f"Ảnh {number}"} for number in range(count)]
    images = [("image", picture) for picture in shown]
    return [("paragraph", "<p>Nội dung.</p>"), *images, ("gallery", {"images": shown})]


def _with_files(page, count: int):
    if hasattr(page, "attachments") and hasattr(page, "cover"):
        files = [document(f"Tệp {number}", content=f"%PDF-1.4 {count} {number}".encode()) for number in range(count)]
        page.attachments = [PageAttachment(document=file) for file in files]
    notes = [PageCorrection(note=f"Sửa {number}.", noted_on=date(2026, 11, 5)) for number in range(count)]
    page.corrections = notes
    return page


def _lists(section, announcements, topic) -> dict[str, str]:
    shown = timezone.localtime(NewsPage.objects.child_of(section).order_by("pk")[0].listed_at)
    measured_office = next(office for office in offices() if office.name == "Phòng Đo lường")
    return {
        "section": section.url,
        "front page": "/",
        "announcements": announcements.url,
        "events": EventIndexPage.objects.get().url,
        "topic": topic.url,
        "topics": topic.get_parent().url,
        "archive": reverse("archive"),
        "month": reverse("archive_month", args=[shown.year, shown.month]),
        "departments": reverse("departments"),
        "department": reverse("department_news", args=[measured_office.slug]),
        "most read": reverse("most_read"),
        "search": reverse("search"),
        "results": f"{reverse('search')}?q=bai",
        "not found": "/khong-co/",
    }


def test_each_kind_of_page_keeps_to_its_budget_whatever_it_shows(client, portal):
    few, many = _asked(client, portal(FEW)), _asked(client, portal(MANY))
    assert {name: count for name, count in many.items() if count > BUDGETS[name]} == {}
    assert {name: (few[name], count) for name, count in many.items() if count > few[name]} == {}
    assert many.keys() == BUDGETS.keys()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the words of the plan are SQLite's")
def test_no_kind_of_page_reads_through_all_pages_to_find_its_own(client, portal):
    plans = {name: _plan(client, name, address) for name, address in portal(FEW).items()}
    assert {name: steps for name, plan in plans.items() if (steps := THROUGH_ALL.findall(plan))} == {}
    assert "SEARCH wagtailcore_page" in plans["section"]


def _plan(client, name: str, address: str) -> str:
    """Return how the database goes about what a page asks. It has no statistics, as one that was filled today."""
    with connection.cursor() as cursor:
        steps = [
            cursor.execute(f"EXPLAIN QUERY PLAN {statement.replace('%', '%%')}").fetchall()
            for statement in statements(client, address, status=404 if name == "not found" else 200)
        ]
    return "\n".join(text for plan in steps for *_numbers, text in plan)


def _asked(client, addresses: dict[str, str]) -> dict[str, int]:
    return {
        name: len(statements(client, address, status=404 if name == "not found" else 200))
        for name, address in addresses.items()
    }
