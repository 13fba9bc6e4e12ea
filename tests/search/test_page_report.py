"""The report of what readers search: for members of departments, approvers and administrators."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cms.reading.models import SearchCount
from cms.reading.searches import month_of, months_back
from tests.factories import UserFactory
from tests.pages.builders import statements

ADDRESS = "/admin/searchpicks/reports/search-terms/"


@pytest.fixture
def searched(db) -> None:
    """Searches of this month and the one before, one of them rare."""
    this = month_of(timezone.localdate())
    rows = [
        ("vi", "tuyển sinh", 40, 0, this),
        ("vi", "học bổng du học", 12, 12, this),
        ("vi", "tuyển sinh", 5, 2, months_back(this, 1)),
        ("vi", "một lần", 2, 2, this),
        ("en", "admission", 7, 1, this),
    ]
    for language, text, times, nothing, month in rows:
        SearchCount.objects.create(
            month=month, language=language, words=text, text=text, times=times, times_nothing=nothing
        )


def shown(client, user, **asked) -> list[str]:
    client.force_login(user)
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200
    lines = BeautifulSoup(response.content, "html.parser").select(".portal-story__line")
    return [" ".join(line.strong.text.split()) for line in lines if line.strong]


def test_what_was_searched_most_comes_first_and_rare_searches_are_left_out(client, searched, approver):
    assert shown(client, approver) == ["tuyển sinh", "học bổng du học", "admission"]


def test_report_shows_what_found_nothing_one_language_and_longer_periods(client, searched, approver):
    assert shown(client, approver, nothing="on") == ["học bổng du học", "admission"]
    assert shown(client, approver, nothing="on", months="3") == ["học bổng du học", "tuyển sinh", "admission"]
    assert shown(client, approver, language="en") == ["admission"]


@pytest.mark.parametrize("asked", [{"months": "x"}, {"language": "fr"}, {"months": "\0"}])
def test_odd_choice_shows_this_month(client, searched, approver, asked):
    assert len(shown(client, approver, **asked)) == 3


def test_pages_are_picked_by_those_who_may(client, searched, approver, drafter):
    add = reverse("wagtailsearchpromotions:add")
    for user, may in ((approver, True), (drafter, False)):
        client.force_login(user)
        assert (f"{add}?words=" in client.get(ADDRESS).content.decode()) is may


def test_report_is_in_the_menu_of_editors_and_closed_to_others(client, home, drafter):
    client.force_login(drafter)
    assert ADDRESS in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.post(ADDRESS).status_code == 405
    for page in ("x", "99", "-1"):
        assert client.get(ADDRESS, {"p": page}).status_code == 404
    client.logout()
    assert client.get(ADDRESS).status_code == 302
    client.force_login(UserFactory())
    assert client.get(ADDRESS).status_code == 302


def test_report_costs_the_same_for_thirty_searches_as_for_three(client, searched, approver):
    client.force_login(approver)
    few = len(statements(client, ADDRESS))
    this = month_of(timezone.localdate())
    for number in range(30):
        SearchCount.objects.create(month=this, language="vi", words=f"w{number}", text=f"từ {number}", times=9)
    assert len(statements(client, ADDRESS)) == few
