"""The breadcrumb is the page tree."""

import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext, override

from cms.pages.breadcrumb import breadcrumb_of
from home.models import HomePage, InfoPage
from newsroom.models import NewsIndexPage
from tests.factories import news
from tests.pages.builders import changed, public, take_down

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


def test_breadcrumb_is_an_ordered_list_for_readers_and_data_for_search_engines(client, article):
    soup = BeautifulSoup(client.get(article.url).content, "html.parser")
    items = soup.select_one("nav > ol.breadcrumb__list").find_all("li", recursive=False)
    names = [gettext("Home"), "Tin hoạt động", "Khối GDTX", "Tổng kết năm học"]
    assert [item.text.strip() for item in items] == names
    nodes = json.loads(soup.select_one("script[type='application/ld+json']").string)["@graph"]
    (steps,) = [node["itemListElement"] for node in nodes if node["@type"] == "BreadcrumbList"]
    assert [(step["position"], step["name"]) for step in steps] == list(enumerate(names, 1))
    assert steps[1]["item"] == "http://testserver/tin-hoat-dong/"


def test_only_the_current_page_is_no_link_and_is_marked(client, article):
    soup = BeautifulSoup(client.get(article.url).content, "html.parser")
    items = soup.select("ol.breadcrumb__list > li")
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


def test_breadcrumb_asks_nothing_in_a_warm_process_at_any_depth(rf, article):
    request = rf.get(article.url)
    breadcrumb_of(article, request)
    with CaptureQueriesContext(connection) as captured:
        assert len(breadcrumb_of(article, request)) == 4
    assert [query["sql"] for query in captured if "reading_generation" not in query["sql"]] == []


def test_breadcrumb_follows_a_section_that_was_renamed(rf, article, section, administrator, approver):
    request = rf.get(article.url)
    breadcrumb_of(article, request)
    changed(section, administrator, approver, short_title="Hoạt động")
    assert "Hoạt động" in [crumb.label for crumb in breadcrumb_of(article, request)]


def test_section_that_was_taken_down_is_named_nowhere_on_what_stays_below_it(client, section, department):
    nested = public(section, NewsIndexPage(title="Tên phải gỡ"))
    article = public(nested, news("Tin bên dưới", department=department))
    feed = reverse("feed", kwargs={"place": "", "kind": "rss"})
    addresses = [article.url, feed, f"{reverse('search')}?q=ben+duoi"]
    assert all("Tên phải gỡ" in client.get(address).content.decode() for address in addresses)
    take_down(nested)
    for address in addresses:
        text = client.get(address).content.decode().replace("<mark>", "").replace("</mark>", "")
        assert "Tin bên dưới" in text, address
        assert "Tên phải gỡ" not in text, address
