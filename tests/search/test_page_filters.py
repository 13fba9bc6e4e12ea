"""The page of results: filters with counts that combine, the order, what an empty page offers, suggestions."""

from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import gettext, override

from cms.reading.models import ViewCount
from events.models import EventIndexPage
from tests.factories import draft, news
from tests.pages.builders import announcement, event, public, statements, take_down

AUTUMN, SPRING, OLD = (datetime(year, month, 20, tzinfo=UTC) for year, month in ((2026, 9), (2026, 3), (2024, 10)))


@pytest.fixture
def portal(section, announcements, department, other_department) -> dict:
    """Four public pages about "tuyển sinh": of two kinds, three departments (one none), three school years."""
    articles = {
        "autumn": news("Tuyển sinh lớp 10", department=department, shown_at=AUTUMN),
        "spring": news("Kế hoạch tuyển sinh", department=other_department, shown_at=SPRING),
        "old": news("Tổng kết tuyển sinh", department=department, shown_at=OLD),
    }
    found = {name: public(section, page) for name, page in articles.items()}
    notice = announcement("Hỏi đáp tuyển sinh", department=department, shown_at=SPRING)
    return found | {"notice": public(announcements, notice)}


def page_of(client, language: str = "vi", **asked) -> BeautifulSoup:
    with override(language):
        response = client.get(reverse("search"), {"q": "tuyển sinh"} | asked)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(soup: BeautifulSoup) -> list[str]:
    return [title.get_text().strip() for title in soup.select(".result__title")]


def facets(soup: BeautifulSoup) -> dict[str, dict[str, str]]:
    """Return the counts by the label of the value, by the title of the filter."""
    return {
        facet.h3.get_text(strip=True): {
            link.select_one(".facet__label").text: link.select_one(".facet__count").find(string=True).strip()
            for link in facet.select(".facet__link")
        }
        for facet in soup.select(".facet")
    }


def follow(client, soup: BeautifulSoup, label: str, within: str = ".facet__link") -> BeautifulSoup:
    """Return the page behind the link that shows `label`."""
    [link] = [link for link in soup.select(within) if label in link.get_text()]
    return BeautifulSoup(client.get(f"{reverse('search')}{link['href']}").content, "html.parser")


def test_filters_show_counts_combine_and_are_left_out_again(client, portal, section, department, other_department):
    soup = page_of(client)
    with override("vi"):
        of_section, of_department, of_year = gettext("Section"), gettext("Department"), gettext("School year")
        year = gettext("School year %(first)s–%(second)s") % {"first": 2025, "second": 2026}
    shown = facets(soup)
    assert shown[of_section][section.title] == "3"
    assert shown[of_department] == {department.name: "3", other_department.name: "1"}
    assert list(shown[of_year].values()) == ["1", "2", "1"]
    assert len(titles(soup)) == 4

    soup = follow(client, soup, year)
    assert sorted(titles(soup)) == ["Hỏi đáp tuyển sinh", "Kế hoạch tuyển sinh"]
    # The other years stay in sight, the other filters count what is left.
    assert list(facets(soup)[of_year].values()) == ["2", "1", "1"]
    assert facets(soup)[of_department] == {department.name: "1", other_department.name: "1"}

    soup = follow(client, soup, other_department.name)
    assert titles(soup) == ["Kế hoạch tuyển sinh"]
    assert len(soup.select(".chosen-filters__link")) == 3
    soup = follow(client, soup, year, ".chosen-filters__link")
    assert titles(soup) == ["Kế hoạch tuyển sinh"]
    assert len(titles(follow(client, soup, other_department.name, ".facet__link--chosen"))) == 4


def test_address_holds_everything_and_the_form_of_dates_keeps_it(client, portal, section):
    soup = page_of(client, kind="newspage", section=section.pk, sort="date", since="2026-01-01", until="2026-12-31")
    assert titles(soup) == ["Tuyển sinh lớp 10", "Kế hoạch tuyển sinh"]
    kept = {field["name"]: field["value"] for field in soup.select(".date-filter input")}
    asked = {"kind": "newspage", "section": str(section.pk), "sort": "date"}
    assert kept == {"q": "tuyển sinh", "since": "2026-01-01", "until": "2026-12-31"} | asked
    for link in soup.select(".facet__link, .orders__link, .chosen-filters__link"):
        assert parse_qs(link["href"].removeprefix("?"))["q"] == ["tuyển sinh"]
        assert "nofollow" in link["rel"]
    [chosen] = [link for link in soup.select(".chosen-filters__link") if "01/01/2026" in link.text]
    assert "since" not in parse_qs(chosen["href"].removeprefix("?"))
    assert titles(page_of(client, since="20/09/2026")) == ["Tuyển sinh lớp 10"]


def test_order_is_by_relevance_or_by_date(client, portal):
    assert titles(page_of(client, sort="date"))[0] == "Tuyển sinh lớp 10"
    soup = page_of(client, q="kế hoạch tuyển sinh lớp")
    assert soup.select_one(".orders [aria-current]") is None
    soup = page_of(client)
    assert [bool(link.get("aria-current")) for link in soup.select(".orders__link")] == [True, False]


def test_words_are_marked_and_what_is_typed_is_no_markup(client, portal):
    soup = page_of(client, q="tuyen sinh <b>")
    assert soup.select_one(".result__title mark") is None
    soup = page_of(client, q="tuyen sinh")
    assert {mark.text.lower() for mark in soup.select(".result__title mark")} == {"tuyển sinh"}


def test_nothing_found_offers_to_leave_out_the_filter_that_is_to_blame(client, portal, department):
    soup = page_of(client, q="kế hoạch", kind="newspage", department=department.pk)
    offered = [link.get_text(" ", strip=True) for link in soup.select(".ways-on .chosen-filters__link")]
    assert len(offered) == 2
    assert department.name in offered[0]
    assert titles(follow(client, soup, department.name, ".chosen-filters__link")) == ["Kế hoạch tuyển sinh"]
    assert not soup.select(".search-near")


def test_nothing_found_offers_a_near_spelling_and_what_others_read(client, portal):
    ViewCount.objects.create(pk=portal["spring"].public_id, total=5)
    ViewCount.objects.create(pk=portal["old"].public_id, total=9)
    soup = page_of(client, q="tuyển sihn")
    assert titles(soup) == []
    assert [link.text for link in soup.select(".headlines__link")] == ["Tổng kết tuyển sinh", "Kế hoạch tuyển sinh"]
    assert len(titles(follow(client, soup, "sinh", ".search-near__link"))) == 4


def test_nothing_found_offers_fewer_words_where_each_is_spelt_right(client, portal):
    soup = page_of(client, q="tổng kết lớp 10")
    assert titles(soup) == []
    assert [link.text for link in soup.select(".search-fewer a")] == ["tổng kết", "lớp 10"]
    assert titles(follow(client, soup, "tổng kết", ".search-fewer a")) == ["Tổng kết tuyển sinh"]


def test_page_that_is_taken_down_is_gone_from_results_suggestions_and_most_read(client, portal):
    ViewCount.objects.create(pk=portal["spring"].public_id, total=5)
    assert "Kế hoạch tuyển sinh" in titles(page_of(client))
    take_down(portal["spring"])
    assert "Kế hoạch tuyển sinh" not in titles(page_of(client))
    assert suggested(client, "kế ho") == []
    assert not page_of(client, q="zzzz").select(".headlines__link")


def suggested(client, typed: str, language: str = "vi") -> list[str]:
    with override(language):
        answer = client.get(reverse("search_suggestions"), {"q": typed})
    assert answer.status_code == 200
    return [suggestion["title"] for suggestion in answer.json()["suggestions"]]


def test_titles_that_go_on_like_what_is_typed_are_suggested(client, portal, section, drafter):
    draft(section, drafter, news("Kế hoạch kín"))
    for typed in ("kế ho", "ke ho", "KẾ HOẠCH TUY"):
        assert suggested(client, typed) == ["Kế hoạch tuyển sinh"], typed
    assert suggested(client, "kế ho", "en") == []
    answer = client.get(reverse("search_suggestions"), {"q": "ke ho"}).json()
    assert answer["suggestions"][0]["url"] == portal["spring"].url
    assert "1" in answer["status"]


def test_rubbish_suggests_nothing_and_is_no_error(client, portal):
    address = reverse("search_suggestions")
    for query in (
        "",
        "q=",
        "q=a",
        "q=%",
        "q=%00",
        "q=%ED%A0%80",
        "q=%27%22*%28%29%3A%26%7C%21",
        f"q={'a' * 9000}",
        "x",
    ):
        response = client.get(f"{address}?{query}")
        assert (response.status_code, response.json()["suggestions"]) == (200, []), query
    assert client.post(address).status_code == 405


def test_results_keep_to_their_budget_with_every_filter(client, portal, section, department):
    everything = f"?q=tuy%E1%BB%83n+sinh&kind=newspage&section={section.pk}&department={department.pk}&school_year=2026"
    for query, budget in (("?q=tuy%E1%BB%83n+sinh", 8), (everything, 12)):
        asked = statements(client, reverse("search") + query)
        assert len(asked) <= budget, "\n".join(asked)
    assert len(statements(client, reverse("search_suggestions") + "?q=tuyen")) <= 8


def test_events_are_filtered_by_their_kind(client, department):
    public(EventIndexPage.objects.get(), event("Ngày hội tuyển sinh", department=department))
    soup = page_of(client, kind="eventpage")
    assert titles(soup) == ["Ngày hội tuyển sinh"]
    assert page_of(client, kind="user").select(".chosen-filters__link") == []
