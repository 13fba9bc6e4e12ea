"""Lists that are no sections: archive by month, departments, most read."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from cms.pages.models import CatalogueEntry
from cms.reading import generation
from cms.reading.models import ViewCount
from home.models import HomePage
from newsroom import lists
from newsroom.departments import department_at, offices, slug_of
from newsroom.models import NewsIndexPage, NewsPage
from tests.factories import DepartmentFactory, news, submitted
from tests.pages.builders import committed, public, restrict, take_down

RUBBISH = ["abc", "0", "-1", "99999", "1e9", "٣", "%00", ""]


@pytest.fixture
def write(section, department):
    """Return a function that publishes an article shown on a day of a month."""

    def write(title: str, year: int = 2026, month: int = 11, day: int = 5, place=section, **fields) -> NewsPage:
        fields.setdefault("department", department)
        return public(place, news(title, shown_at=datetime(year, month, day, 3, tzinfo=UTC), **fields))

    return write


def month(year: int, number: int) -> str:
    return reverse("archive_month", args=[year, number])


def page_of(client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status, address
    return BeautifulSoup(response.content, "html.parser")


def titles(soup) -> list[str]:
    return [link.text for link in soup.main.select(".teaser__link, .headlines__link")]


def way_back(client, address: str) -> str:
    """Return where the page "not found" leads."""
    response = client.get(address)
    assert response.status_code == 404, address
    return BeautifulSoup(response.content, "html.parser").main.find("a")["href"]


def test_archive_counts_the_public_articles_of_each_month_newest_first(client, write):
    for title, when in [("A", (2026, 11)), ("B", (2026, 11)), ("C", (2026, 9)), ("D", (2019, 12))]:
        write(title, *when)
    take_down(write("Đã gỡ", 2026, 10))
    soup = page_of(client, reverse("archive"))
    links = soup.main.select(".months__link")
    assert [link["href"] for link in links] == [month(2026, 11), month(2026, 9), month(2019, 12)]
    assert [link.select_one(".months__count").text.split()[0] for link in links] == ["2", "1", "1"]
    assert len(soup.main.select("h2")) == 2


def test_month_begins_and_ends_in_the_portals_own_time(client, section, department):
    for title, shown_at in [
        ("Cuối tháng Mười", datetime(2026, 10, 31, 16, 59, tzinfo=UTC)),
        ("Đầu tháng Mười một", datetime(2026, 10, 31, 17, 0, tzinfo=UTC)),
        ("Cuối tháng Mười một", datetime(2026, 11, 30, 16, 59, tzinfo=UTC)),
    ]:
        public(section, news(title, shown_at=shown_at, department=department))
    assert settings.TIME_ZONE == "Asia/Ho_Chi_Minh"
    assert titles(page_of(client, month(2026, 11))) == ["Cuối tháng Mười một", "Đầu tháng Mười một"]
    assert titles(page_of(client, month(2026, 10))) == ["Cuối tháng Mười"]


def test_moved_article_stands_in_the_month_of_its_shown_date(client, write):
    page = write("Bài của cổng cũ", 2019, 12)
    CatalogueEntry.objects.filter(pk=page.pk).update(is_migrated=True)
    assert titles(page_of(client, month(2019, 12))) == ["Bài của cổng cũ"]


def test_month_leads_to_the_months_beside_it_and_back_to_the_archive(client, write):
    for number in (9, 10, 11):
        write(f"Tháng {number}", 2026, number)
    soup = page_of(client, month(2026, 10))
    assert [link["href"] for link in soup.select(".months-beside a")] == [month(2026, 11), month(2026, 9)]
    assert reverse("archive") in [link["href"] for link in soup.select(".breadcrumb a")]
    assert reverse("archive_year", args=[2026]) in [link["href"] for link in soup.select(".breadcrumb a")]


def test_month_between_others_without_articles_says_what_to_do(client, write):
    write("Trước", 2026, 8)
    write("Sau", 2026, 10)
    soup = page_of(client, month(2026, 9))
    assert soup.main.select_one(".empty")
    assert soup.find("meta", attrs={"name": "robots"})["content"].startswith("noindex")


@pytest.mark.parametrize("address", ["9999/12", "0001/01", "2026/13", "2026/00", "2026/99", "2027/01", "2018/01"])
def test_month_that_cannot_have_articles_is_not_found_and_leads_to_the_archive(client, write, address):
    write("Tin", 2026, 11)
    assert way_back(client, f"{reverse('archive')}{address}/") == reverse("archive")


@pytest.mark.parametrize("address", ["9999", "0000", "0001", "2025"])
def test_year_without_articles_is_not_found_and_leads_to_the_archive(client, write, address):
    write("Tin", 2026, 11)
    assert way_back(client, f"{reverse('archive')}{address}/") == reverse("archive")


@pytest.mark.parametrize("address", ["12345/01", "99999999999999999999", "2026/111", "2026/11/05", "abc", "%00"])
def test_odd_address_below_the_archive_is_not_found(client, home, address):
    assert client.get(f"{reverse('archive')}{address}/").status_code == 404


def test_month_written_with_one_digit_leads_to_its_address(client, write):
    write("Tin", 2026, 9)
    response = client.get(month(2026, 9).replace("/09/", "/9/"))
    assert (response.status_code, response["Location"]) == (301, month(2026, 9))


@pytest.mark.parametrize("number", RUBBISH)
def test_list_has_no_page_of_rubbish_and_leads_to_its_first_page(client, write, department, number):
    write("Tin", 2026, 11)
    for address in (month(2026, 11), reverse("department_news", args=[slug_of(department)])):
        assert way_back(client, f"{address}?page={number}") == address


def test_archive_of_a_new_portal_says_that_there_is_nothing(client, home):
    assert page_of(client, reverse("archive")).main.select_one(".empty__hint")
    assert page_of(client, reverse("most_read")).main.select_one(".empty")


def test_department_lists_what_it_posted_in_every_section(client, home, write, department, other_department):
    other = public(home, NewsIndexPage(title="Tuyển sinh và thi"))
    write("Của phòng", day=5)
    write("Mục khác", day=6, place=other)
    write("Phòng khác", department=other_department)
    assert titles(page_of(client, reverse("department_news", args=["gdtx-gdcn"]))) == ["Mục khác", "Của phòng"]


def test_department_without_articles_says_so_and_leads_to_the_others(client, department):
    soup = page_of(client, reverse("department_news", args=[slug_of(department)]))
    assert soup.main.select_one(".empty")


def test_list_of_departments_leaves_out_closed_ones_whose_articles_stay(client, write, department, other_department):
    page = write("Tin")
    department.active_until = datetime(2020, 1, 1).date()
    with committed():
        department.save()
    soup = page_of(client, reverse("departments"))
    assert [link.text for link in soup.select(".offices__link")] == [other_department.name]
    assert titles(page_of(client, reverse("department_news", args=[slug_of(department)]))) == [page.title]


@pytest.mark.parametrize("slug", ["khong-co", "GDTX-GDCN", "1", "a" * 3000])
def test_unknown_department_is_not_found_and_leads_to_all_of_them(client, department, slug):
    assert way_back(client, reverse("department_news", args=[slug])) == reverse("departments")


def test_departments_whose_short_names_differ_by_marks_alone_have_addresses_of_their_own(home):
    first, second = DepartmentFactory(short_name="KT"), DepartmentFactory(short_name="KT.")
    generation.forget()
    assert slug_of(first) != slug_of(second)
    assert [department_at(office.slug) for office in offices()] == offices()


def test_most_read_stand_in_the_order_of_their_reads(client, write, section):
    some, most = write("Ít"), write("Nhiều")
    write("Chưa ai đọc")
    hidden = take_down(write("Đã gỡ"))
    for page, total in ((some, 3), (most, 300), (hidden, 900)):
        ViewCount.objects.create(public_id=page.public_id, total=total)
    assert titles(page_of(client, reverse("most_read"))) == ["Nhiều", "Ít"]


def test_most_read_are_bounded(client, write, monkeypatch):
    monkeypatch.setattr(lists, "MOST_READ", 1)
    for number in range(2):
        ViewCount.objects.create(public_id=write(f"Tin {number}").public_id, total=number + 1)
    assert titles(page_of(client, reverse("most_read"))) == ["Tin 1"]


def test_nothing_that_is_not_public_stands_in_any_list(client, home, write, section, drafter, department):
    submitted(section, drafter, news("Chờ duyệt"))
    closed = public(home, NewsIndexPage(title="Kín"))
    inside = write("Bên trong", place=closed)
    restrict(closed)
    gone = take_down(write("Đã gỡ"))
    write("Công khai")
    for page in (inside, gone):
        ViewCount.objects.create(public_id=page.public_id, total=5)
    for address in (month(2026, 11), reverse("department_news", args=[slug_of(department)]), reverse("most_read")):
        assert set(titles(page_of(client, address))) <= {"Công khai"}


def test_lists_of_the_other_language_hold_its_articles_alone(client, write, department):
    english = HomePage.objects.get(locale__language_code="en")
    locale = Locale.objects.get(language_code="en")
    place = public(english, NewsIndexPage(title="News", locale=locale))
    write("Tin")
    write("Article", place=place, locale=locale)
    vietnamese = month(2026, 11)
    with translation.override("en"):
        addresses = [month(2026, 11), reverse("department_news", args=[slug_of(department)])]
    assert all(address.startswith("/en/") for address in addresses)
    for address in addresses:
        assert titles(page_of(client, address)) == ["Article"]
    assert titles(page_of(client, vietnamese)) == ["Tin"]


def test_lists_are_titled_and_have_one_canonical_address(client, write, department):
    write("Tin")
    for address in (reverse("archive"), month(2026, 11), reverse("departments"), reverse("most_read")):
        soup = page_of(client, address)
        assert len(soup.select("h1")) == 1
        assert soup.find("link", rel="canonical")["href"].endswith(address)
        assert soup.title.text.strip().startswith(soup.h1.text.strip())


def test_one_article_of_a_wrong_century_does_not_hold_up_the_archive(client, write, django_assert_max_num_queries):
    write("Nay", year=2026)
    for year in (26, 9999):
        # As rows may stand from before such years were refused.
        entries = CatalogueEntry.objects.filter(page=write(f"Năm {year}"))
        entries.update(listed_at=datetime(year, 11, 5, 3, tzinfo=UTC))
    with django_assert_max_num_queries(30):
        response = client.get(reverse("archive"))
    assert [year for year, _months in response.context["years"]] == [9999, 2026, 26]
    assert client.get(reverse("archive_month", args=[26, 11])).status_code == 200


def test_no_two_departments_share_an_address(home):
    older = DepartmentFactory(short_name="Tổ A")
    DepartmentFactory(short_name=f"Tổ A {older.pk + 2}")
    DepartmentFactory(short_name="Tổ-A")
    slugs = [office.slug for office in offices()]
    assert len({*slugs}) == len(slugs)
