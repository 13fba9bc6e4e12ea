"""News sections and articles as readers see them."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from cms.pages.pagination import PER_PAGE
from home.models import InfoPage
from newsroom.models import NewsIndexPage, NewsPage, RelatedItem
from newsroom.models.news import NEIGHBOURS, RELATED_ITEMS
from tests.factories import draft, fresh, news
from tests.pages.builders import public, restrict, small_picture, statements, take_down
from tests.support import create_news

SHOWN = datetime(2019, 11, 20, 6, 43, tzinfo=UTC)


@pytest.fixture
def write(section, department):
    """Return a function that publishes an article; `day` counts from 20 November 2019."""

    def write(title: str, day: int = 0, place=section, **fields) -> NewsPage:
        shown_at = SHOWN + timedelta(days=day)
        return public(place, news(title, shown_at=shown_at, department=department, **fields))

    return write


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def article_soup(client, page) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser").main


def test_article_shows_title_date_poster_summary_text_author_and_source(client, write):
    page = write(
        "Hội nghị tổng kết",
        summary="Tóm tắt của bài.",
        author_name="Lò Thị Mai",
        author_unit="Trường THPT Suối Mây",
        is_republished=True,
        source_name="Báo Suối Mây",
        source_url="https://bao.example/tong-ket",
    )
    soup = article_soup(client, page)
    assert soup.h1.text == "Hội nghị tổng kết"
    assert datetime.fromisoformat(soup.select_one("time")["datetime"]) == SHOWN
    assert "20/11/2019 13:43" in soup.select_one("time").text
    assert page.poster in soup.text
    assert "Tóm tắt của bài." in soup.text
    assert "Nội dung của Hội nghị tổng kết." in soup.text
    assert "Lò Thị Mai, Trường THPT Suối Mây" in " ".join(soup.text.split())
    source = soup.find("a", href="https://bao.example/tong-ket")
    assert source.text == "Báo Suối Mây"


def test_article_without_optional_parts_shows_no_empty_ones(client, write):
    soup = article_soup(client, write("Chỉ có tiêu đề", body=[]))
    assert not soup.select(".lead, .signature, .source, .files, figure")
    assert client.get(write("Hai").url).status_code == 200


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ({}, {"source_name", "source_url"}),
        ({"source_name": "Báo Suối Mây"}, {"source_url"}),
        ({"source_url": "https://bao.example/"}, {"source_name"}),
    ],
)
def test_article_taken_from_elsewhere_needs_its_source(section, drafter, source, missing):
    with pytest.raises(ValidationError) as refusal:
        draft(section, drafter, news(is_republished=True, **source))
    assert set(refusal.value.message_dict) == missing


def test_form_refuses_an_article_taken_from_elsewhere_without_source(client, section, drafter):
    client.force_login(drafter)
    response = create_news(client, section, is_republished="on", source_name="", source_url="")
    assert set(response.context["form"].errors) == {"source_name", "source_url"}
    assert not NewsPage.objects.exists()


def test_article_of_our_own_needs_no_source(section, drafter):
    assert draft(section, drafter, news(is_republished=False)).pk


def test_address_of_a_source_that_runs_something_is_refused(section, drafter):
    with pytest.raises(ValidationError) as refusal:
        draft(section, drafter, news(source_name="X", source_url="javascript:alert(1)"))
    assert set(refusal.value.message_dict) == {"source_url"}


def test_newer_and_older_articles_of_the_section_stand_nearest_first(client, section, write):
    nested = public(section, NewsIndexPage(title="Khối trung học"))
    pages = [write(f"Tin {day}", day) for day in range(13)]
    write("Tin mục khác", 6, place=nested)
    context = client.get(pages[6].url).context
    assert titles(context["newer"]) == ["Tin 7", "Tin 8", "Tin 9", "Tin 10", "Tin 11"]
    assert titles(context["older"]) == ["Tin 5", "Tin 4", "Tin 3", "Tin 2", "Tin 1"]
    assert len(context["newer"]) == NEIGHBOURS


def test_articles_of_one_moment_are_neighbours_by_their_id(client, write):
    first, second, third = (write(title) for title in ("Một", "Hai", "Ba"))
    context = client.get(second.url).context
    assert [page.pk for page in context["newer"]] == [third.pk]
    assert [page.pk for page in context["older"]] == [first.pk]


def test_newest_has_nothing_newer_and_oldest_nothing_older(client, write):
    old, new = write("Cũ", 0), write("Mới", 1)
    assert titles(client.get(old.url).context["older"]) == []
    assert titles(client.get(new.url).context["newer"]) == []


def test_hidden_articles_are_nobodys_neighbours(client, section, drafter, write):
    page = write("Giữa", 5)
    take_down(write("Gỡ", 4))
    restrict(write("Kín", 6))
    draft(section, drafter, news("Nháp", shown_at=SHOWN + timedelta(days=7)))
    context = client.get(page.url).context
    assert titles(context["newer"]) == titles(context["older"]) == titles(context["related"]) == []


def relate(page: NewsPage, *chosen) -> NewsPage:
    """Return an unsaved `page` with these pages chosen by hand, in this order."""
    page.related_items = [RelatedItem(page=item.page_ptr, sort_order=order) for order, item in enumerate(chosen)]
    return page


def test_related_items_chosen_by_hand_come_first_in_their_order(client, home, section, department, write):
    chosen = [write("Thứ nhất", 1), public(home, InfoPage(title="Thứ hai")), write("Thứ ba", 9)]
    for day in range(20, 40):
        write(f"Tin {day}", day)
    page = public(section, relate(news("Chính", shown_at=SHOWN, department=department), *chosen))
    context = client.get(page.url).context
    related = titles(context["related"])
    assert related[:3] == ["Thứ nhất", "Thứ hai", "Thứ ba"]
    assert len(related) == RELATED_ITEMS


def test_related_items_are_filled_up_with_the_newest_that_are_not_shown_beside(client, section, department, write):
    for day in range(1, 15):
        write(f"Tin {day}", day)
    page = public(section, news("Chính", shown_at=SHOWN, department=department))
    context = client.get(page.url).context
    assert titles(context["newer"]) == ["Tin 1", "Tin 2", "Tin 3", "Tin 4", "Tin 5"]
    assert titles(context["related"]) == ["Tin 14", "Tin 13", "Tin 12", "Tin 11"]


def test_related_items_that_readers_may_not_see_are_never_shown(client, section, department, drafter, write):
    gone, private = write("Gỡ", 1), write("Kín", 2)
    waiting = draft(section, drafter, news("Nháp"))
    chosen = [gone, private, waiting, write("Công khai", 3)]
    page = public(section, relate(news("Chính", shown_at=SHOWN, department=department), *chosen))
    take_down(gone)
    restrict(private)
    assert titles(client.get(page.url).context["related"]) == ["Công khai"]


def test_a_page_that_a_public_article_names_is_not_deleted_until_the_article_lets_go(section, department, drafter):
    chosen = draft(section, drafter, news("Sẽ xóa"))
    page = public(section, relate(news("Chính", department=department), chosen))
    with pytest.raises(PermissionDenied), transaction.atomic():
        chosen.delete()
    assert fresh(page).related_items.exists()
    take_down(page)
    fresh(chosen).delete()
    assert not fresh(page).related_items.exists()


def test_section_lists_its_own_articles_and_names_its_subsections(client, section, write):
    nested = public(section, NewsIndexPage(title="Khối trung học", intro="Tin của khối."))
    write("Ngoài")
    write("Trong", place=nested)
    context = client.get(section.url).context
    assert titles(context["items"]) == ["Ngoài"]
    assert titles(context["subsections"]) == ["Khối trung học"]
    assert titles(client.get(nested.url).context["items"]) == ["Trong"]
    assert "Tin của khối." in client.get(nested.url).content.decode()


def test_hidden_subsections_are_not_named(client, section, drafter):
    restrict(public(section, NewsIndexPage(title="Kín")))
    take_down(public(section, NewsIndexPage(title="Gỡ")))
    assert titles(client.get(section.url).context["subsections"]) == []


def test_empty_section_is_a_page_that_says_so(client, section):
    response = client.get(section.url)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser").main
    assert soup.select_one(".empty").get_text(strip=True)
    assert not soup.select(".pagination")


def test_long_section_is_cut_into_pages(client, section, write):
    for day in range(PER_PAGE + 2):
        write(f"Tin {day}", day)
    first = client.get(section.url)
    second = client.get(f"{section.url}?page=2")
    assert len(first.context["items"]) == PER_PAGE
    assert titles(second.context["items"]) == ["Tin 1", "Tin 0"]
    links = BeautifulSoup(first.content, "html.parser").select(".pagination a")
    assert {link["href"] for link in links} == {"?page=2"}
    assert client.get(f"{section.url}?page=3").status_code == 404


def test_section_costs_as_many_queries_for_thirty_articles_as_for_three(client, section, write):
    def add(days):
        for day in days:
            write(f"Tin {day}", day, cover=small_picture(), cover_alt="Ảnh")

    add(range(3))
    few = statements(client, section.url)
    add(range(3, 30))
    many = statements(client, section.url)
    assert len(client.get(section.url).context["items"]) == PER_PAGE
    assert len(many) == len(few), "\n".join(many)


def test_article_costs_as_many_queries_among_thirty_as_among_three(client, section, department, write):
    def article(name: str, chosen) -> NewsPage:
        return public(section, relate(news(name, shown_at=SHOWN, department=department), *chosen))

    pages = [write(f"Tin {day}", day, cover=small_picture()) for day in range(-2, 3)]
    few = statements(client, article("Chính", pages[:1]).url)
    pages += [write(f"Tin {day}", day, cover=small_picture()) for day in range(3, 20)]
    many = statements(client, article("Chính hai", pages[:3]).url)
    assert len(many) == len(few), "\n".join(many)
