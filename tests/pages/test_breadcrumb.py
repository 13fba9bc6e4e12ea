"""The breadcrumb is the page tree."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import gettext, override

from home.models import HomePage, InfoPage
from newsroom.models import NewsIndexPage
from tests.factories import news
from tests.pages.builders import public

LONG_TITLE = "HỘI NGHỊ TỔNG KẾT NĂM HỌC VÀ TRIỂN KHAI NHIỆM VỤ NĂM HỌC MỚI CỦA CÁC CƠ SỞ GIÁO DỤC THƯỜNG XUYÊN"


@pytest.fixture
def article(section, department):
    nested = public(section, NewsIndexPage(title="Khối giáo dục thường xuyên", short_title="Khối GDTX"))
    return public(nested, news(LONG_TITLE, short_title="Tổng kết năm học", department=department))


def crumbs(client, address: str) -> list[tuple[str, str, bool]]:
    return [(crumb.label, crumb.url, crumb.is_current) for crumb in client.get(address).context["breadcrumb"]]


def test_breadcrumb_names_the_way_from_home_to_the_page_by_short_titles(client, article):
    assert crumbs(client, article.url) == [
        (gettext("Home"), "/", False),
        ("Tin hoạt động", "/tin-hoat-dong/", False),
        ("Khối GDTX", "/tin-hoat-dong/khoi-giao-duc-thuong-xuyen/", False),
        ("Tổng kết năm học", article.url, True),
    ]


def test_page_without_short_title_is_called_by_its_title(client, section, department):
    article = public(section, news("Khai giảng năm học mới", department=department))
    assert crumbs(client, article.url)[-1][0] == "Khai giảng năm học mới"


def test_breadcrumb_is_an_ordered_list_for_readers_and_search_engines(client, article):
    soup = BeautifulSoup(client.get(article.url).content, "html.parser")
    trail = soup.select_one("nav ol[itemtype='https://schema.org/BreadcrumbList']")
    items = trail.find_all("li", recursive=False)
    assert [item.select_one("[itemprop=name]").text for item in items] == [
        gettext("Home"),
        "Tin hoạt động",
        "Khối GDTX",
        "Tổng kết năm học",
    ]
    assert [item.select_one("[itemprop=position]")["content"] for item in items] == ["1", "2", "3", "4"]
    assert all(item["itemtype"] == "https://schema.org/ListItem" for item in items)


def test_only_the_current_page_is_no_link_and_is_marked(client, article):
    soup = BeautifulSoup(client.get(article.url).content, "html.parser")
    items = soup.select("ol[itemtype='https://schema.org/BreadcrumbList'] > li")
    assert [bool(item.find("a")) for item in items] == [True, True, True, False]
    assert [bool(item.select("[aria-current=page]")) for item in items] == [False, False, False, True]


def test_front_page_stands_alone_in_its_breadcrumb(client, home):
    assert crumbs(client, "/") == [(gettext("Home"), "/", True)]


def test_english_breadcrumb_begins_at_the_english_front_page(client, home):
    english = HomePage.objects.get(locale__language_code="en")
    public(english, InfoPage(title="About the department", short_title="About", locale=english.locale))
    with override("en"):
        label = gettext("Home")
    assert crumbs(client, "/en/about-the-department/") == [
        (label, "/en/", False),
        ("About", "/en/about-the-department/", True),
    ]


def test_search_page_has_a_breadcrumb_though_it_is_not_in_the_tree(client, home):
    address = reverse("search")
    assert crumbs(client, address) == [(gettext("Home"), "/", False), (gettext("Search"), address, True)]


def test_breadcrumb_costs_one_query_at_any_depth(client, rf, django_assert_num_queries, article, home):
    from cms.pages.breadcrumb import breadcrumb_of

    request = rf.get(article.url)
    article.get_url(request)
    with django_assert_num_queries(1):
        assert len(breadcrumb_of(article, request)) == 4
