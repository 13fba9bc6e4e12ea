"""The front page: what it brings together, and at what cost."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.reading.models import ViewCount
from events.models import EventIndexPage
from home.gathering import ANNOUNCEMENTS, EVENTS, LATEST, MOST_READ, PER_SECTION, SECTIONS
from home.models import HomePage
from newsroom.models import NewsIndexPage
from tests.factories import draft, news, picture
from tests.pages.builders import (
    DAY,
    HOUR,
    announcement,
    event,
    public,
    restrict,
    small_picture,
    statements,
    take_down,
    urgent,
)

SHOWN = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def write(section, department):
    """Return a function that publishes an article; `day` counts from 5 January 2026."""

    def write(title: str, day: int = 0, place=section, **fields):
        return public(place, news(title, shown_at=SHOWN + timedelta(days=day), department=department, **fields))

    return write


@pytest.fixture
def events(home) -> EventIndexPage:
    return EventIndexPage.objects.child_of(home).get()


def context(client, address: str = "/") -> dict:
    """Return what the blocks of the front page show, by name; a part that is not there is empty."""
    shown = {"lead": None, "latest": [], "sections": [], "announcements": [], "events": [], "most_read": []}
    for band in client.get(address).context["bands"]:
        for block in [*band.main, *band.side, *([band.wide] if band.wide else [])]:
            shown |= block.content if block.name in {"lead", "sections"} else {block.name: block.content["items"]}
    return shown


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def test_newest_article_leads_and_the_next_follow_from_all_sections(client, home, write):
    other = public(home, NewsIndexPage(title="Chuyển đổi số"))
    for day in range(LATEST + 4):
        write(f"Tin {day}", day, **({"place": other} if day % 2 else {}))
    shown = context(client)
    newest = [f"Tin {day}" for day in range(LATEST + 3, -1, -1)]
    assert shown["lead"].title == newest[0]
    assert titles(shown["latest"]) == newest[1 : LATEST + 1]


def test_sections_show_their_newest_articles_in_the_order_of_the_tree(client, home, section, write):
    other = public(home, NewsIndexPage(title="Chuyển đổi số"))
    public(home, NewsIndexPage(title="Mục còn trống"))
    for day in range(PER_SECTION + 1):
        write(f"Tin {day}", day)
        write(f"Số {day}", day, place=other)
    shown = [(entry["section"].title, titles(entry["items"])) for entry in context(client)["sections"]]
    days = range(PER_SECTION, 0, -1)
    assert shown == [
        (section.title, [f"Tin {day}" for day in days]),
        ("Chuyển đổi số", [f"Số {day}" for day in days]),
    ]


def test_section_with_news_is_shown_though_many_empty_ones_stand_before_it(client, home, write):
    for number in range(SECTIONS + 1):
        public(home, NewsIndexPage(title=f"Mục trống {number}"))
    write("Tin", place=public(home, NewsIndexPage(title="Mục có tin")))
    assert [entry["section"].title for entry in context(client)["sections"]] == ["Mục có tin"]


def test_announcements_that_have_begun_are_shown_newest_first(client, announcements, department):
    now = timezone.now()
    for number in range(ANNOUNCEMENTS + 1):
        page = announcement(f"Thông báo {number}", shown_at=SHOWN + timedelta(days=number), department=department)
        public(announcements, page)
    public(
        announcements, announcement("Chưa đến", shown_from=now + DAY, shown_until=now + 2 * DAY, department=department)
    )
    shown = titles(context(client)["announcements"])
    assert shown == [f"Thông báo {number}" for number in range(ANNOUNCEMENTS, 0, -1)]


def test_ongoing_events_are_shown_before_upcoming_ones_and_past_ones_not(client, events, department):
    now = timezone.now()
    for title, begins in [("Tuần sau", 7 * DAY), ("Ngày mai", DAY), ("Đang diễn ra", -HOUR), ("Đã qua", -2 * DAY)]:
        public(events, event(title, now + begins, department=department))
    assert titles(context(client)["events"]) == ["Đang diễn ra", "Ngày mai", "Tuần sau"]


def test_most_read_articles_are_those_read_most_here(client, section, write):
    pages = [write(f"Tin {number}", imported_views=1000 * number) for number in range(MOST_READ + 2)]
    ViewCount.objects.create(public_id=section.public_id, total=10_000)
    for number, page in enumerate(pages[:-1]):
        ViewCount.objects.create(public_id=page.public_id, total=100 - number)
    take_down(pages[0])
    assert titles(context(client)["most_read"]) == [f"Tin {number}" for number in range(1, MOST_READ + 1)]


def test_nothing_that_citizens_may_not_read_is_on_the_front_page(
    client, home, section, announcements, events, department, drafter, write
):
    restrict(write("Tin kín"))
    take_down(write("Tin gỡ"))
    draft(section, drafter, news("Tin nháp"))
    hidden = public(home, NewsIndexPage(title="Mục kín"))
    write("Tin trong mục kín", place=hidden)
    restrict(hidden)
    take_down(public(announcements, announcement("Thông báo gỡ", department=department)))
    draft(announcements, drafter, announcement("Thông báo nháp"))
    take_down(public(events, event("Sự kiện gỡ", department=department)))
    draft(events, drafter, event("Sự kiện nháp"))
    shown = context(client)
    assert shown["lead"] is None
    assert not any(shown[part] for part in ("latest", "sections", "announcements", "events", "most_read"))


def test_front_page_of_a_new_site_is_a_page(client, home):
    response = client.get("/")
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser").main
    assert soup.select_one(".empty").get_text(strip=True)
    assert len(soup.select("h1")) == 1


def test_each_language_has_a_front_page_of_its_own(client, home, section, announcements, events, department, write):
    write("Tin tiếng Việt")
    public(announcements, announcement("Thông báo", department=department))
    public(events, event("Sự kiện", department=department))
    english = HomePage.objects.get(locale__language_code="en")
    place = public(english, NewsIndexPage(title="News", locale=english.locale))
    public(place, news("News in English", department=department, locale=english.locale))
    shown = context(client, "/en/")
    assert shown["lead"].title == "News in English"
    assert titles(entry["section"] for entry in shown["sections"]) == ["News"]
    assert not any(shown[part] for part in ("latest", "announcements", "events"))
    assert context(client)["lead"].title == "Tin tiếng Việt"
    assert not context(client)["latest"]


def test_front_page_shows_titles_dates_and_pictures_as_links(client, write):
    page = write("Tin có ảnh", summary="Tóm tắt của tin.", cover=picture())
    lead = BeautifulSoup(client.get("/").content, "html.parser").select_one(".lead-story")
    assert lead.a["href"] == page.url
    assert "Tóm tắt của tin." in lead.text
    assert "05/01/2026" in lead.text
    assert lead.select_one("img")["alt"] == ""


def test_front_page_costs_as_many_queries_for_thirty_of_everything_as_for_three(
    client, home, section, announcements, events, department, write
):
    other = public(home, NewsIndexPage(title="Chuyển đổi số"))

    def add(numbers):
        for number in numbers:
            page = write(f"Tin {number}", number, cover=small_picture())
            body = [("image", {"image": small_picture()})]
            write(f"Số {number}", number, place=other, body=body)
            public(announcements, announcement(f"Thông báo {number}", department=department))
            public(announcements, urgent(f"Khẩn {number}", department=department))
            for title in (f"Sự kiện {number}", f"Ngày hội {number}"):
                public(events, event(title, cover=small_picture(), department=department))
            ViewCount.objects.create(public_id=page.public_id, total=number + 1)

    add(range(3))
    few = statements(client, "/")
    add(range(3, 15))
    many = statements(client, "/")
    shown = context(client)
    assert [len(shown[part]) for part in ("latest", "events", "announcements", "most_read")] == [
        LATEST,
        EVENTS,
        ANNOUNCEMENTS,
        MOST_READ,
    ]
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 15, "\n".join(many)
