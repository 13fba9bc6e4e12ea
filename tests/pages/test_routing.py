"""An address leads to its page in two queries, and to the same answer as Wagtail's own walk down the tree."""

from unittest import mock

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail import hooks, views
from wagtail.models import Page, Site

from cms.pages import routing
from cms.reading import generation
from events.models import EventIndexPage
from home.models import HomePage, InfoPage
from newsroom.models import AnnouncementIndexPage, NewsIndexPage, NewsPage
from tests.factories import draft, news
from tests.fixtures import gdtx, of_gdtx
from tests.pages.builders import announcement, event, public, restrict, statements, take_down

LONG = "a-" * 1500
ADDRESSES = [
    "/",
    "/en/",
    "/tin-hoat-dong/",
    "/tin-hoat-dong/trung-hoc/",
    "/tin-hoat-dong/trung-hoc/tin-sau/",
    "/tin-hoat-dong/tin-mot/",
    "/tin-hoat-dong/tin-mot",
    "/tin-hoat-dong/TIN-MOT/",
    "/tin-hoat-dong//tin-mot/",
    "/tin-mot/",
    "/home/tin-hoat-dong/",
    "/tin-hoat-dong/da-go/",
    "/tin-hoat-dong/ban-nhap/",
    "/tin-hoat-dong/khong-co/",
    "/tin-hoat-dong/tin-mot/khong-co/",
    "/kin/",
    "/kin/ben-trong/",
    "/thong-bao/",
    "/thong-bao/nghi-hoc/",
    "/su-kien/hoi-nghi/",
    "/gioi-thieu/",
    "/gioi-thieu/co-cau/",
    "/dong-su-kien/",
    "/en/news/",
    "/en/news/article/",
    "/en/tin-hoat-dong/",
    "/news/article/",
    "/tin-hoat-dong/%00/",
    "/tin-hoat-dong/tin%2Dmot/",
    "/tin-hoat-dong/b%E1%BA%A3n/",
    f"/{LONG}/",
    "/" + "a/" * 400,
    "/tin-hoat-dong/tin-mot/?page=abc",
    "/tin-hoat-dong/?page=2",
    "/tin-hoat-dong/ban-sao/",
]


@pytest.fixture(scope="module")
def planted(once) -> int:
    """A public page of every kind and depth, and what is not for everybody; the key of an article of the section."""
    with once():
        home = HomePage.objects.get(locale__language_code="vi")
        section = NewsIndexPage.objects.get(slug="tin-hoat-dong")
        announcements = AnnouncementIndexPage.objects.child_of(home).get()
        english = HomePage.objects.get(locale__language_code="en")
        department = gdtx()
        nested = public(section, NewsIndexPage(title="Trung học", slug="trung-hoc"))
        public(nested, news("Tin sâu", department=department))
        one = public(section, news("Tin một", department=department))
        take_down(public(section, news("Đã gỡ", department=department)))
        draft(section, of_gdtx("soan1.gdtx"), news("Bản nháp"))
        closed = public(home, NewsIndexPage(title="Kín"))
        public(closed, news("Bên trong", department=department))
        restrict(closed)
        public(announcements, announcement("Nghỉ học", department=department))
        public(EventIndexPage.objects.get(), event("Hội nghị", department=department))
        info = public(home, InfoPage(title="Giới thiệu"))
        public(info, InfoPage(title="Cơ cấu"))
        public(
            public(english, NewsIndexPage(title="News", locale=english.locale)),
            news("Article", department=department, locale=english.locale),
        )
    return one.pk


@pytest.fixture
def tree(db, planted) -> NewsPage:
    return NewsPage.objects.get(pk=planted)


def answer(client, address: str) -> tuple:
    response = client.get(address)
    return response.status_code, response.get("Location"), response.get("Cache-Control"), response.content


def test_every_address_answers_as_wagtails_own_routing_does(client, tree):
    ours = {address: answer(client, address) for address in ADDRESSES}
    with mock.patch.object(routing, "page_at", return_value=None):
        theirs = {address: answer(client, address) for address in ADDRESSES}
    for address in ADDRESSES:
        assert ours[address][:3] == theirs[address][:3], address
        assert ours[address][3] == theirs[address][3], address
    statuses = {status for status, *_rest in ours.values()}
    assert statuses >= {200, 302, 404, 410}


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "head"])
def test_every_method_answers_as_wagtails_own_routing_does(client, tree, method):
    ours = getattr(client, method)(tree.url)
    with mock.patch.object(routing, "page_at", return_value=None):
        theirs = getattr(client, method)(tree.url)
    assert (ours.status_code, ours.get("Allow"), ours.content) == (
        theirs.status_code,
        theirs.get("Allow"),
        theirs.content,
    )


def routed(path: str, language: str = "vi"):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with translation.override(language):
        return routing.page_at(request, path)


def test_public_pages_of_both_languages_are_found_without_wagtails_walk(tree):
    assert routed("tin-hoat-dong/tin-mot/") == tree
    assert routed("") == HomePage.objects.get(locale__language_code="vi")
    assert routed("", "en") == HomePage.objects.get(locale__language_code="en")
    assert routed("news/article/", "en").title == "Article"


@pytest.mark.parametrize(
    "path", ["kin/", "kin/ben-trong/", "tin-hoat-dong/da-go/", "tin-hoat-dong/ban-nhap/", "khong-co/"]
)
def test_what_is_not_public_is_left_to_wagtail(tree, path):
    assert routed(path) is None


def test_restriction_holds_from_the_moment_it_is_made(client, tree, section):
    assert client.get(tree.url).status_code == 200
    restrict(section)
    assert client.get(tree.url).status_code == 302


def test_portal_of_several_sites_is_left_to_wagtail(client, tree, section):
    Site.objects.create(hostname="tuyensinh.example", root_page=section)
    generation._rise()
    assert routed("tin-hoat-dong/tin-mot/") is None
    assert client.get("/tin-hoat-dong/tin-mot/").status_code == 200
    with mock.patch("django.conf.settings.ALLOWED_HOSTS", ["*"]):
        assert client.get("/tin-mot/", headers={"host": "tuyensinh.example"}).status_code == 200


def test_page_type_with_addresses_of_its_own_is_left_to_wagtail(tree, section):
    def route(self, request, path_components):
        raise Http404

    with mock.patch.object(NewsIndexPage, "route", route):
        assert routed("tin-hoat-dong/tin-mot/") is None
        assert routed("gioi-thieu/") is not None


def test_hooks_before_serving_are_asked(client, tree):
    asked = []
    with hooks.register_temporarily("before_serve_page", lambda page, *rest: asked.append(page)):
        client.get(tree.url)
    assert asked == [tree]


def test_moved_and_renamed_section_is_found_at_its_new_address_at_once(client, tree, section, home):
    other = public(home, NewsIndexPage(title="Chuyển đổi số"))
    Page.objects.get(pk=section.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    assert routed("chuyen-doi-so/tin-hoat-dong/tin-mot/") == tree
    assert client.get("/tin-hoat-dong/tin-mot/").status_code in {301, 404}


def test_address_is_found_in_two_queries_at_any_depth(client, tree, django_assert_num_queries):
    routed("")
    with django_assert_num_queries(2):
        routed("tin-hoat-dong/trung-hoc/tin-sau/")
    with django_assert_num_queries(2):
        routed("gioi-thieu/co-cau/")


def test_anonymous_reader_with_an_old_session_costs_no_query_more(client, tree):
    plain = statements(client, tree.url)
    client.cookies["sessionid"] = "khong-con"
    assert len(statements(client, tree.url)) == len(plain)
    assert "Cookie" not in client.get(tree.url).get("Vary", "")


def test_page_read_for_its_screen_is_the_page(tree):
    read = routed("tin-hoat-dong/tin-mot/")
    stored = NewsPage.objects.get(pk=tree.pk)
    assert read.entry == stored.entry
    assert list(read.attachments.all()) == list(read.corrections.all()) == list(read.related_items.all()) == []
    assert views.serve.__name__ == routing.serve.__name__


def test_sign_in_for_private_pages_has_its_address(client, home):
    assert client.get(reverse("wagtailcore_login")).status_code == 200
