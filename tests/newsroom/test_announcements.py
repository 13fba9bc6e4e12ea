"""Announcements: a line while it is current, a page in the archive for good."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.editorial import drafts
from cms.pages.pagination import PER_PAGE
from newsroom.models import AnnouncementPage
from tests.factories import draft, fresh, news
from tests.pages.builders import (
    DAY,
    HOUR,
    announcement,
    changed,
    committed,
    public,
    restrict,
    statements,
    take_down,
    urgent,
)
from tests.support import add_address

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def form(**fields) -> dict:
    """Return the POST data of the form of an announcement."""
    return nested_form_data(
        {"title": "Lịch nghỉ Tết", "slug": "", "body": streamfield([]), "comments": inline_formset([]), **fields}
    )


@pytest.fixture
def waiting(announcements, drafter):
    """An announcement that is a draft."""
    return draft(announcements, drafter, announcement("Lịch thi lớp 10"))


def test_announcement_ends_after_seven_days_unless_its_drafter_says_otherwise(announcements, drafter):
    before = timezone.now()
    page = draft(announcements, drafter, AnnouncementPage(title="Lịch thi lớp 10"))
    assert before + 7 * DAY <= page.shown_until <= timezone.now() + 7 * DAY
    assert before <= page.shown_from <= timezone.now()
    assert page.severity == "normal"


def test_form_proposes_the_usual_end_and_takes_another(client, announcements, drafter):
    client.force_login(drafter)
    shown = client.get(add_address(announcements, AnnouncementPage)).context["form"]
    life = shown["shown_until"].initial - shown["shown_from"].initial
    assert timedelta(days=6, hours=23) < life <= timedelta(days=7)
    dates = {"shown_from": "2026-03-02 08:00", "shown_until": "2026-03-04 17:00"}
    client.post(add_address(announcements, AnnouncementPage), form(severity="important", urgent_reason="", **dates))
    page = AnnouncementPage.objects.get()
    assert timezone.localtime(page.shown_until).isoformat() == "2026-03-04T17:00:00+07:00"
    assert page.severity == "important"


def test_announcement_cannot_end_before_it_begins(announcements, drafter):
    for life in (timedelta(0), -HOUR):
        with pytest.raises(ValidationError) as refusal:
            draft(announcements, drafter, announcement(shown_from=NOW, shown_until=NOW + life))
        assert set(refusal.value.message_dict) == {"shown_until"}


@pytest.mark.parametrize(
    ("life", "reason", "field"),
    [
        (timedelta(hours=24), "", "urgent_reason"),
        (timedelta(hours=24), "   \n", "urgent_reason"),
        (timedelta(hours=72) + MOMENT, "Bão đổ bộ.", "shown_until"),
        (timedelta(days=7), "Bão đổ bộ.", "shown_until"),
    ],
)
def test_urgent_line_needs_a_reason_and_an_end_within_72_hours(announcements, drafter, life, reason, field):
    page = announcement(severity="urgent", urgent_reason=reason, shown_from=NOW, shown_until=NOW + life)
    with pytest.raises(ValidationError) as refusal:
        draft(announcements, drafter, page)
    assert set(refusal.value.message_dict) == {field}


def test_urgent_line_of_exactly_72_hours_is_accepted(announcements, drafter):
    page = draft(announcements, drafter, urgent(shown_from=NOW, shown_until=NOW + timedelta(hours=72)))
    assert fresh(page).severity == "urgent"


def test_form_refuses_an_urgent_line_without_reason_at_its_field(client, announcements, drafter):
    client.force_login(drafter)
    dates = {"shown_from": "2026-03-02 08:00", "shown_until": "2026-03-03 08:00"}
    data = form(severity="urgent", urgent_reason="", **dates)
    response = client.post(add_address(announcements, AnnouncementPage), data)
    assert set(response.context["form"].errors) == {"urgent_reason"}
    assert not AnnouncementPage.objects.exists()


def test_current_upcoming_and_ended_share_out_all_announcements_at_any_moment(announcements, drafter):
    spans = [(-2 * DAY, -DAY), (-DAY, timedelta(0)), (-DAY, MOMENT), (timedelta(0), DAY), (MOMENT, DAY), (DAY, 2 * DAY)]
    for number, (begins, ends) in enumerate(spans):
        page = announcement(f"Thông báo {number}", shown_from=NOW + begins, shown_until=NOW + ends)
        draft(announcements, drafter, page)
    pages = AnnouncementPage.objects

    def titles(found) -> set[str]:
        return {page.title.removeprefix("Thông báo ") for page in found}

    assert titles(pages.ended(NOW)) == {"0", "1"}
    assert titles(pages.current(NOW)) == {"2", "3"}
    assert titles(pages.upcoming(NOW)) == {"4", "5"}
    for begins, ends in spans:
        for moment in (NOW + begins, NOW + ends, NOW + begins - MOMENT, NOW + ends + MOMENT):
            parts = [titles(part(moment)) for part in (pages.ended, pages.current, pages.upcoming)]
            assert sum(map(len, parts)) == len(set.union(*parts)) == len(spans)
            assert parts[1] == titles(page for page in pages.all() if page.is_current_at(moment))


def test_most_severe_comes_first_then_the_newest(announcements, drafter):
    for title, severity, hours in [
        ("thường cũ", "normal", 5),
        ("quan trọng cũ", "important", 9),
        ("khẩn", "urgent", 20),
        ("thường mới", "normal", 1),
        ("quan trọng mới", "important", 3),
    ]:
        make = urgent if severity == "urgent" else announcement
        page = make(title, shown_from=NOW - hours * HOUR)
        page.severity = severity
        draft(announcements, drafter, page)
    assert [page.title for page in AnnouncementPage.objects.most_severe_first()] == [
        "khẩn",
        "quan trọng mới",
        "quan trọng cũ",
        "thường mới",
        "thường cũ",
    ]


def test_line_leads_to_the_announcement_itself_unless_it_names_a_page(announcements, section, department):
    article = public(section, news(department=department))
    alone = public(announcements, announcement("Một mình", department=department))
    linked = public(announcements, announcement("Có liên kết", linked_page=article.page_ptr, department=department))
    assert alone.line_url == alone.url
    assert linked.line_url == article.url


def test_line_leads_to_its_own_page_when_readers_may_not_see_the_linked_one(
    announcements, section, department, drafter
):
    article = public(section, news("Công khai", department=department))
    page = public(announcements, announcement(linked_page=article.page_ptr, department=department))
    restriction = restrict(article)
    assert fresh(page).line_url == page.url
    restriction.delete()
    assert fresh(page).line_url == article.url
    take_down(article)
    assert fresh(page).line_url == page.url
    hidden = draft(section, drafter, news("Bản nháp"))
    other = public(announcements, announcement("Khác", linked_page=hidden.page_ptr, department=department))
    assert other.line_url == other.url


def test_a_line_leads_to_its_own_page_when_the_other_is_taken_down(announcements, section, department):
    article = public(section, news(department=department))
    page = public(announcements, announcement(linked_page=article.page_ptr, department=department))
    with pytest.raises(PermissionDenied), transaction.atomic():
        article.delete()
    take_down(article)
    assert fresh(page).line_url == page.url


def test_beside_an_announcement_stand_others_that_have_begun_the_newest_first(
    client, announcements, department, drafter
):
    def publish(title: str, **fields) -> AnnouncementPage:
        return public(announcements, announcement(title, department=department, **fields))

    page = publish("Nghỉ học vì bão")
    publish("Cũ hơn", shown_at=NOW - DAY)
    publish("Mới hơn", shown_at=NOW)
    publish("Chưa đến giờ", shown_from=timezone.now() + DAY, shown_until=timezone.now() + 2 * DAY)
    take_down(publish("Đã gỡ"))
    draft(announcements, drafter, announcement("Bản nháp", department=department))
    beside = BeautifulSoup(client.get(page.url).content, "html.parser").main.aside
    assert [link.text for link in beside.select("a")] == ["Mới hơn", "Cũ hơn"]


def lines(client) -> list[str]:
    """Return the lines of the ticker as a reader of the front page sees them."""
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    return [line.text.strip() for line in soup.select("[data-ticker] li a")]


def test_running_announcement_is_edited_through_approval(client, announcements, drafter, colleague, approver):
    page = draft(announcements, drafter, announcement("Thi ngày 5"))
    with committed():
        drafts.submit(page, drafter)
        drafts.approve(fresh(page), approver)
    assert lines(client) == ["Thi ngày 5"]
    edited = fresh(page).get_latest_revision_as_object()
    edited.title = "Thi ngày 6"
    with committed():
        drafts.save_draft(edited, colleague)
        drafts.submit(fresh(page), colleague)
    assert lines(client) == ["Thi ngày 5"]
    with committed():
        drafts.approve(fresh(page), approver)
    assert lines(client) == ["Thi ngày 6"]


def test_end_can_be_moved_while_the_announcement_is_running(client, announcements, drafter, approver, department):
    page = public(announcements, announcement("Thi ngày 5", department=department))
    assert lines(client) == ["Thi ngày 5"]
    changed(page, drafter, approver, shown_until=timezone.now() - HOUR / 2)
    assert lines(client) == []
    changed(page, drafter, approver, shown_until=timezone.now() + DAY)
    assert lines(client) == ["Thi ngày 5"]


def test_ended_announcement_is_out_of_the_ticker_and_stays_in_the_archive(client, announcements, department):
    begins = timezone.now() - 2 * DAY
    ended = announcement("Đã hết hạn", shown_from=begins, shown_until=begins + DAY, department=department)
    page = public(announcements, ended)
    assert lines(client) == []
    assert client.get(page.url).status_code == 200
    listed = client.get(announcements.url).context["items"]
    assert [(item.title, item.is_current) for item in listed] == [("Đã hết hạn", False)]


def test_archive_lists_every_public_announcement_newest_first(client, announcements, department, drafter):
    public(announcements, announcement("Một", department=department))
    upcoming = announcement("Hai", shown_from=timezone.now() + DAY, department=department)
    public(announcements, upcoming)
    taken_down = public(announcements, announcement("Gỡ", department=department))
    take_down(taken_down)
    draft(announcements, drafter, announcement("Nháp"))
    assert [item.title for item in client.get(announcements.url).context["items"]] == ["Hai", "Một"]


def test_page_of_an_announcement_shows_its_body_severity_and_period(client, announcements, department):
    body = [("paragraph", "<p>Thí sinh có mặt trước 7 giờ.</p>")]
    page = public(
        announcements,
        announcement("Thi lớp 10", severity="important", body=body, department=department, shown_from=NOW),
    )
    soup = BeautifulSoup(client.get(page.url).content, "html.parser").main
    assert soup.h1.text == "Thi lớp 10"
    assert "Thí sinh có mặt trước 7 giờ." in soup.text
    assert page.get_severity_display() in soup.text
    assert [datetime.fromisoformat(time["datetime"]) for time in soup.select("time")] == [NOW, NOW + 7 * DAY]


def test_reason_for_urgency_is_shown_to_no_reader(client, announcements, department):
    page = public(announcements, urgent("Nghỉ học tránh bão", department=department))
    for address in ("/", announcements.url, page.url):
        assert "Bão đổ bộ trong đêm." not in client.get(address).content.decode()


def test_archive_costs_as_many_queries_for_thirty_announcements_as_for_three(client, announcements, department):
    def add(numbers):
        for number in numbers:
            public(announcements, announcement(f"Thông báo {number}", department=department))

    add(range(3))
    few = statements(client, announcements.url)
    add(range(3, 30))
    many = statements(client, announcements.url)
    assert len(client.get(announcements.url).context["items"]) == PER_PAGE
    assert len(many) == len(few), "\n".join(many)
