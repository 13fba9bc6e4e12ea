"""Events: past, ongoing and upcoming, and what readers see of each."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.pages.pagination import PER_PAGE
from events.models import OTHERS, EventIndexPage, EventPage
from tests.factories import draft
from tests.pages.builders import DAY, HOUR, event, public, restrict, small_picture, statements, take_down

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def events(home) -> EventIndexPage:
    return EventIndexPage.objects.child_of(home).get()


@pytest.fixture
def hold(events, department):
    """Return a function that publishes an event, by default one that begins in so many hours and takes two."""

    def hold(title: str, hours: float = 24, **fields) -> EventPage:
        return public(events, event(title, timezone.now() + hours * HOUR, department=department, **fields))

    return hold


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def test_past_ongoing_and_upcoming_share_out_all_events_at_any_moment(events, drafter):
    spans = [(-2 * DAY, -DAY), (-DAY, timedelta(0)), (-DAY, MOMENT), (timedelta(0), DAY), (MOMENT, DAY), (DAY, 2 * DAY)]
    for number, (begins, ends) in enumerate(spans):
        draft(events, drafter, event(str(number), NOW + begins, ends_at=NOW + ends))
    pages = EventPage.objects
    assert set(titles(pages.past(NOW))) == {"0", "1"}
    assert set(titles(pages.ongoing(NOW))) == {"2", "3"}
    assert set(titles(pages.upcoming(NOW))) == {"4", "5"}
    for begins, ends in spans:
        for moment in (NOW + begins, NOW + ends, NOW + begins - MOMENT, NOW + ends + MOMENT):
            parts = [titles(part(moment)) for part in (pages.past, pages.ongoing, pages.upcoming)]
            assert sorted(title for part in parts for title in part) == ["0", "1", "2", "3", "4", "5"]


def test_each_part_has_the_order_readers_need(events, drafter):
    for title, begins, ends in [
        ("xong lâu", -9, -8),
        ("mới xong", -3, -2),
        ("còn lâu mới xong", -2, 5),
        ("sắp xong", -4, 1),
        ("tuần sau", 7, 8),
        ("ngày mai", 1, 9),
    ]:
        draft(events, drafter, event(title, NOW + begins * DAY, ends_at=NOW + ends * DAY))
    pages = EventPage.objects
    assert titles(pages.past(NOW)) == ["mới xong", "xong lâu"]
    assert titles(pages.ongoing(NOW)) == ["sắp xong", "còn lâu mới xong"]
    assert titles(pages.upcoming(NOW)) == ["ngày mai", "tuần sau"]


@pytest.mark.parametrize("life", [timedelta(0), -HOUR])
def test_event_cannot_end_before_it_begins(events, drafter, life):
    with pytest.raises(ValidationError) as refusal:
        draft(events, drafter, event(starts_at=NOW, ends_at=NOW + life))
    assert set(refusal.value.message_dict) == {"ends_at"}


def test_list_shows_each_event_in_its_part(client, events, hold):
    hold("Đang diễn ra", -1)
    hold("Ngày mai", 24)
    hold("Tuần sau", 7 * 24)
    hold("Hôm qua", -24)
    context = client.get(events.url).context
    assert titles(context["ongoing"]) == ["Đang diễn ra"]
    assert titles(context["upcoming"]) == ["Ngày mai", "Tuần sau"]
    assert titles(context["past"]) == ["Hôm qua"]
    soup = BeautifulSoup(client.get(events.url).content, "html.parser").main
    assert [heading.text for heading in soup.select("h3")] == ["Đang diễn ra", "Ngày mai", "Tuần sau", "Hôm qua"]


def test_hidden_events_are_not_listed(client, events, hold, drafter):
    take_down(hold("Gỡ"))
    restrict(hold("Kín"))
    draft(events, drafter, event("Nháp"))
    context = client.get(events.url).context
    assert titles(context["upcoming"]) == []


def test_list_without_any_event_is_a_page_that_says_so(client, events):
    response = client.get(events.url)
    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").select_one("main .empty").get_text(strip=True)


def test_past_events_are_cut_into_pages(client, events, hold):
    for number in range(PER_PAGE + 1):
        hold(f"Sự kiện {number}", -24 * (number + 1))
    assert len(client.get(events.url).context["past"]) == PER_PAGE
    assert titles(client.get(f"{events.url}?page=2").context["past"]) == [f"Sự kiện {PER_PAGE}"]
    assert client.get(f"{events.url}?page=3").status_code == 404


def test_event_shows_time_place_organiser_and_text(client, events, department):
    page = public(
        events,
        event(
            "Ngày hội đọc sách",
            NOW,
            department=department,
            place="Thư viện tỉnh",
            organiser="Phòng Giáo dục Tiểu học",
            body=[("paragraph", "<p>Mời phụ huynh cùng dự.</p>")],
        ),
    )
    soup = BeautifulSoup(client.get(page.url).content, "html.parser").main
    assert soup.h1.text == "Ngày hội đọc sách"
    for words in ("Thư viện tỉnh", "Phòng Giáo dục Tiểu học", "Mời phụ huynh cùng dự.", "02/03/2026 08:00", "10:00"):
        assert words in soup.text
    assert datetime.fromisoformat(soup.select_one("time")["datetime"]) == NOW


def test_event_of_whole_days_shows_no_hours(client, events, department):
    begins = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)  # midnight in Viet Nam
    ends = begins + 2 * DAY - timedelta(minutes=1)
    page = public(events, event("Hội khỏe", begins, ends_at=ends, all_day=True, department=department))
    facts = BeautifulSoup(client.get(page.url).content, "html.parser").select_one(".facts")
    assert [time["datetime"] for time in facts.select("time")] == ["2026-03-02", "2026-03-03"]
    assert "02/03/2026" in facts.text
    assert "00:00" not in facts.text


def test_list_costs_as_many_queries_for_thirty_events_as_for_three(client, events, hold):
    def add(numbers):
        for number in numbers:
            for hours in (-1, 24 + number, -48 - number):
                hold(f"Sự kiện {number} {hours}", hours, cover=small_picture())

    add(range(1))
    few = statements(client, events.url)
    add(range(1, 10))
    many = statements(client, events.url)
    context = client.get(events.url).context
    assert [len(context[part]) for part in ("ongoing", "upcoming", "past")] == [10, 10, 10]
    assert len(many) == len(few), "\n".join(many)


def test_beside_an_event_stand_those_that_are_not_over_the_nearest_first(client, hold, drafter, events):
    page = hold("Hội khỏe")
    hold("Đã qua", -72)
    hold("Tuần sau", 7 * 24)
    hold("Đang diễn ra", -1)
    take_down(hold("Đã gỡ"))
    draft(events, drafter, event("Bản nháp", timezone.now() + DAY))
    beside = BeautifulSoup(client.get(page.url).content, "html.parser").main.aside
    assert [title.text.strip() for title in beside.select("h3")] == ["Đang diễn ra", "Tuần sau"]


def test_nothing_stands_beside_the_only_event(client, hold):
    assert BeautifulSoup(client.get(hold("Hội khỏe").url).content, "html.parser").main.aside is None


def test_others_beside_an_event_are_few(client, hold):
    page = hold("Hội khỏe")
    for number in range(OTHERS + 1):
        hold(f"Sự kiện {number}")
    assert len(client.get(page.url).context["others"]) == OTHERS
