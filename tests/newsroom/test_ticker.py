"""The ticker and the urgent region, on every page."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.reading import generation
from events.models import EventIndexPage
from home.models import HomePage, InfoPage
from newsroom.models import AnnouncementIndexPage
from newsroom.ticker import ticker_at
from tests.factories import draft, news
from tests.pages.builders import (
    DAY,
    HOUR,
    announcement,
    committed,
    event,
    move,
    public,
    restrict,
    statements,
    take_down,
    urgent,
)


@pytest.fixture
def say(announcements, department):
    """Return a function that publishes an announcement."""
    return lambda page: public(announcements, _of(page, department))


def _of(page, department):
    page.department = department
    return page


@pytest.fixture
def every_kind_of_page(home, section, announcements, department, say) -> list[str]:
    """Return the address of one page of every kind, and of those that are not in the tree."""
    events = EventIndexPage.objects.get()
    pages = [
        home,
        section,
        announcements,
        events,
        public(home, InfoPage(title="Giới thiệu")),
        public(section, news(department=department)),
        public(events, event(department=department)),
        say(announcement("Thông báo của trang")),
    ]
    return [*(page.url for page in pages), reverse("search"), f"{reverse('search')}?q=tin", "/khong-co/"]


def read(client, address: str = "/") -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def lines(soup) -> list[str]:
    return [link.text.strip() for link in soup.select("[data-ticker] li a")]


def urgent_lines(soup) -> list[str]:
    return [link.text.strip() for link in soup.select(".urgent li a")]


def test_every_page_shows_the_ticker_and_the_urgent_lines(client, say, every_kind_of_page):
    say(urgent("Nghỉ học tránh bão"))
    for address in every_kind_of_page:
        soup = read(client, address)
        assert lines(soup) == ["Thông báo của trang"], address
        assert urgent_lines(soup) == ["Nghỉ học tránh bão"], address


def test_lines_stand_most_severe_first_then_newest(client, say):
    now = timezone.now()
    for title, severity, hours in [
        ("thường cũ", "normal", 5),
        ("quan trọng cũ", "important", 9),
        ("thường mới", "normal", 1),
        ("quan trọng mới", "important", 3),
    ]:
        say(announcement(title, severity=severity, shown_from=now - hours * HOUR))
    assert lines(read(client)) == ["quan trọng mới", "quan trọng cũ", "thường mới", "thường cũ"]


def test_urgent_lines_stand_in_a_region_of_their_own_right_after_the_skip_link(client, say):
    say(urgent("Nghỉ học tránh bão"))
    say(urgent("Sơ tán khu nội trú"))
    body = read(client).body
    first, second = body.find_all(recursive=False)[:2]
    assert first.name == "a"
    assert first["href"] == f"#{body.main['id']}"
    assert second.name == "section"
    assert second["aria-labelledby"] == second.select_one("h1, h2")["id"]
    assert urgent_lines(body) == ["Sơ tán khu nội trú", "Nghỉ học tránh bão"]
    assert lines(body) == []


def test_urgent_region_cannot_be_dismissed(client, say):
    say(urgent("Nghỉ học tránh bão"))
    region = read(client).select_one(".urgent")
    assert not region.select("button, input, details, [hidden], [data-dismiss]")


def test_regions_are_left_out_when_nothing_is_current(client, say):
    begins = timezone.now() - 2 * DAY
    say(announcement("Đã hết", shown_from=begins, shown_until=begins + DAY))
    say(announcement("Chưa đến", shown_from=timezone.now() + DAY))
    assert not read(client).select("[data-ticker], .urgent")


def test_ticker_leads_to_the_pages_and_to_all_announcements(client, section, announcements, department, say):
    article = public(section, news(department=department))
    say(announcement("Xem tin", linked_page=article.page_ptr))
    ticker = read(client).select_one("[data-ticker]")
    assert ticker.select_one("li a")["href"] == article.url
    assert [link["href"] for link in ticker.select("a")][-1] == announcements.url


def test_ticker_has_buttons_to_step_and_nothing_that_moves_by_itself(client, say):
    say(announcement("Một"))
    assert not read(client).select("[data-ticker] button")
    say(announcement("Hai"))
    html = client.get("/").content.decode()
    ticker = BeautifulSoup(html, "html.parser").select_one("[data-ticker]")
    steps = [button["data-ticker-step"] for button in ticker.select("button")]
    assert steps == ["-1", "1"]
    assert all(button.get_text(strip=True) for button in ticker.select("button"))
    assert lines(ticker.parent) == ["Hai", "Một"]
    assert "<marquee" not in html
    assert not ticker.select("[hidden], script, style")


def test_the_clock_alone_decides_what_is_current(say, announcements, django_assert_num_queries):
    now = timezone.now()
    say(announcement("Đang chạy", shown_from=now - HOUR, shown_until=now + HOUR))
    say(announcement("Sắp chạy", shown_from=now + HOUR, shown_until=now + 2 * HOUR))
    say(urgent("Khẩn", shown_from=now + HOUR, shown_until=now + 3 * HOUR))

    def shown(moment) -> tuple[list[str], list[str]]:
        ticker = ticker_at(moment, "vi")
        return [line.title for line in ticker.urgent], [line.title for line in ticker.current]

    assert shown(now) == ([], ["Đang chạy"])
    moment = timedelta(microseconds=1)
    with CaptureQueriesContext(connection) as captured:
        assert shown(now + HOUR - moment) == ([], ["Đang chạy"])
        assert shown(now + HOUR) == (["Khẩn"], ["Sắp chạy"])
        assert shown(now + 2 * HOUR) == (["Khẩn"], [])
        assert shown(now + 3 * HOUR) == ([], [])
    assert [query["sql"] for query in captured if "reading_generation" not in query["sql"]] == []


def test_line_goes_when_its_page_is_taken_down_or_made_private(client, say, announcements):
    page = say(announcement("Một"))
    say(announcement("Hai"))
    assert lines(read(client)) == ["Hai", "Một"]
    take_down(page)
    assert lines(read(client)) == ["Hai"]
    restrict(announcements)
    assert lines(read(client)) == []


def test_line_follows_the_linked_page_through_a_move_and_leaves_it_when_it_goes(client, home, section, department, say):
    article = public(section, news(department=department))
    page = say(announcement("Xem tin", linked_page=article.page_ptr))

    def target() -> str:
        return read(client).select_one("[data-ticker] li a")["href"]

    assert target() == article.url
    moved = move(article, public(section, type(section)(title="Khối trung học")))
    assert target() == moved.url != article.url
    take_down(moved)
    assert target() == page.url


def test_draft_is_not_in_the_ticker(client, announcements, drafter):
    draft(announcements, drafter, announcement("Bản nháp"))
    assert lines(read(client)) == []


def test_each_language_has_its_own_ticker(client, say, department):
    say(announcement("Thông báo"))
    english = HomePage.objects.get(locale__language_code="en")
    archive = public(english, AnnouncementIndexPage(title="Announcements", locale=english.locale))
    public(archive, announcement("Notice", department=department, locale=english.locale))
    assert lines(read(client, "/")) == ["Thông báo"]
    assert lines(read(client, "/en/")) == ["Notice"]
    assert read(client, "/en/").select("[data-ticker] a")[-1]["href"] == archive.url


def test_ticker_costs_a_page_no_query_at_any_number_of_lines(client, home, say):
    page = public(home, InfoPage(title="Giới thiệu"))
    without = statements(client, page.url)
    for number in range(3):
        say(announcement(f"Thông báo {number}"))
        say(urgent(f"Khẩn {number}"))
    few = statements(client, page.url)
    for number in range(3, 15):
        say(announcement(f"Thông báo {number}", linked_page=page.page_ptr))
        say(urgent(f"Khẩn {number}"))
    many = statements(client, page.url)
    assert len(lines(read(client, page.url))) == 15
    assert without == few == many


def test_reading_the_lines_anew_costs_as_many_queries_for_thirty_as_for_three(home, section, department, say):
    articles = [public(section, news(f"Tin {number}", department=department)) for number in range(10)]

    def cost() -> int:
        with committed():
            generation.rise()
        generation.current()
        with CaptureQueriesContext(connection) as captured:
            ticker_at(timezone.now(), "vi")
        return len(captured)

    for number in range(3):
        say(announcement(f"Thông báo {number}", linked_page=articles[number].page_ptr))
    cost()
    few = cost()
    for number in range(3, 30):
        say(announcement(f"Thông báo {number}", linked_page=articles[number % 10].page_ptr))
    assert cost() == few
