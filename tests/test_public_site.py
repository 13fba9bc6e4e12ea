"""What holds for every public page: its headers, that reading writes nothing, that nothing asked of it is an error."""

import re
import uuid
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from django.utils.translation import gettext, override
from wagtail.models import PageViewRestriction

from cms.pages import renditions
from cms.pages.models import OldAddress, PageAttachment
from events.models import EventIndexPage
from home.models import HomePage, InfoPage, SiteSettings
from newsroom.models import AnnouncementIndexPage, NewsIndexPage, NewsPage
from tests.factories import document, news, picture, picture_file
from tests.fixtures import gdtx
from tests.pages.builders import announcement, committed, event, public, urgent

WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP)\b", re.IGNORECASE)
MISSING = ["/khong-co/", "/en/none/", "/tin-hoat-dong/khong-co/", "/documents/999/a.pdf", "/media/none.png", "/cu.aspx"]


def everything() -> list:
    """Return a body with every block, pictures and files included."""
    image = {"image": picture("Sân trường"), "alt_text": "Sân trường", "caption": "Giờ ra chơi", "credit": "Lò Văn Ân"}
    unnamed = {"image": picture("Nhỏ", file=picture_file(size=(120, 90))), "alt_text": ""}
    return [
        ("paragraph", "<p>Sáng nay khai giảng.</p>"),
        ("heading", {"text": "Kết quả", "level": "h2"}),
        ("image", image),
        ("image", {"caption": "Chưa có ảnh"}),
        ("gallery", {"title": "Hội thi", "images": [image, unnamed, {"caption": "Trống"}]}),
        ("quote", {"text": "Học để biết.", "attribution": "Cô Mai"}),
        ("table", {"data": [["Trường", "Chỉ tiêu"], ["THPT Suối Mây", "320"]], "first_row_is_table_header": True}),
        ("documents", {"title": "Văn bản", "documents": [document("Phụ lục")]}),
        ("video", {"address": "https://youtu.be/dQw4w9WgXc_", "title": "Phóng sự", "poster": picture("Áp phích")}),
        ("notice", {"level": "info", "title": "Lưu ý", "text": "<p>Hạn 17 giờ.</p>"}),
    ]


@pytest.fixture(scope="module")
def addresses(once) -> list[str]:
    """The address of a page of every kind in both languages, full of everything, and of those beside the tree."""
    with once():
        home = HomePage.objects.get(locale__language_code="vi")
        section = NewsIndexPage.objects.get(slug="tin-hoat-dong")
        announcements = AnnouncementIndexPage.objects.child_of(home).get()
        department = gdtx()
        with committed():
            SiteSettings.objects.create(site=home.get_site(), emblem=picture("Biểu trưng"), phone="0215 382 5000")
        body = everything()
        events = EventIndexPage.objects.get()
        english = HomePage.objects.get(locale__language_code="en")
        article = news("Tin đủ phần", body=body, summary="Tóm tắt.", department=department)
        article.attachments = [PageAttachment(document=document("Kế hoạch"))]
        pages = [
            home,
            english,
            section,
            announcements,
            events,
            public(section, article),
            public(section, news("Tin có bìa", cover=picture("Bìa"), department=department)),
            public(home, InfoPage(title="Giới thiệu", body=body, show_in_menus=True)),
            public(english, InfoPage(title="About", locale=english.locale)),
            public(announcements, announcement("Thông báo", body=body, department=department)),
            public(announcements, urgent("Khẩn", department=department)),
            public(events, event(body=body, cover=picture("Bìa sự kiện"), department=department)),
        ]
        renditions.make_missing()
        searches = [reverse("search"), f"{reverse('search')}?q=tin", reverse("reading_help")]
        with override("en"):
            searches += [f"{reverse('search')}?q=about", reverse("reading_help")]
        return [*(page.url for page in pages), *searches]


@pytest.fixture
def site(db, addresses) -> list[str]:
    return [*addresses]


def rows() -> Counter:
    """Return the number of rows of every table."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return Counter({model._meta.db_table: model._default_manager.count() for model in models})


def test_every_public_page_answers_in_the_language_of_its_address(client, site):
    for address in site:
        response = client.get(address)
        soup = BeautifulSoup(response.content, "html.parser")
        assert response.status_code == 200, address
        assert soup.html["lang"] == ("en" if address.startswith("/en/") else "vi"), address
        assert len(soup.select("main h1")) == 1, address
        assert soup.title.get_text(strip=True)


def test_reading_a_public_page_writes_nothing(client, site):
    OldAddress.objects.remember("/cu.html", HomePage.objects.first().public_id)
    article = NewsPage.objects.get(title="Tin đủ phần")
    paper = article.attachments.get().document
    beside = [article.permalink, "/cu.html", *MISSING, f"/p/{uuid.uuid4()}/", paper.url, f"{article.url}?page=abc"]
    before = rows()
    for address in [*site, *beside]:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
            client.head(address)
        written = [query["sql"][:200] for query in captured if WRITING.match(query["sql"])]
        assert written == [], address
    assert rows() == before


def directives(response) -> dict[str, str]:
    policy = response.headers["Content-Security-Policy"]
    return dict(directive.strip().split(" ", 1) for directive in policy.split(";") if " " in directive.strip())


def test_public_pages_have_the_strict_policy(client, site):
    for address in [*site, *MISSING]:
        policy = directives(client.get(address))
        assert policy["default-src"] == "'none'", address
        assert policy["script-src"] == policy["style-src"] == "'self'", address
        assert policy["base-uri"] == "'none'"
        assert "unsafe" not in str(policy)
        assert "*" not in str(policy)


def test_public_pages_keep_the_strict_policy_for_people_who_are_signed_in(client, site, superuser):
    client.force_login(superuser)
    for address in site:
        assert "unsafe" not in str(directives(client.get(address)))


def test_admin_has_a_policy_of_its_own_without_eval(client, home, superuser):
    for address in (reverse("wagtailadmin_login"), reverse("wagtailadmin_home")):
        policy = directives(client.get(address))
        assert policy["script-src"] == policy["style-src"] == "'self' 'unsafe-inline'"
        assert "unsafe-eval" not in str(policy)
        client.force_login(superuser)


def test_public_pages_hold_nothing_that_their_policy_forbids(client, site):
    for address in [*site, *MISSING]:
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        assert not soup.select(
            "style, script:not([src], [type='application/ld+json']), [style], iframe, object, embed, base"
        ), address
        handlers = [name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]
        assert handlers == [], address
        loaded = [tag["src"] for tag in soup.select("script[src], img, source[src]")]
        loaded += [tag["href"] for tag in soup.select("link[rel=stylesheet], link[rel=icon]")]
        assert all(source.startswith(("/static/", "/media/")) for source in loaded), address


def test_every_picture_of_a_public_page_has_alternative_text_and_a_size(client, site):
    for address in site:
        for image in BeautifulSoup(client.get(address).content, "html.parser").select("img"):
            assert image.get("alt", "None") != "None", f"{address}: {image}"
            assert image.get("width"), f"{address}: {image}"
            assert image.get("height"), f"{address}: {image}"


def test_public_answers_vary_neither_by_cookie_nor_by_the_language_of_the_browser(client, site):
    for address in [*site, *MISSING]:
        response = client.get(address, headers={"accept-language": "en"})
        vary = response.headers.get("Vary", "").lower()
        assert "cookie" not in vary, address
        assert "accept-language" not in vary, address
        assert not response.cookies, address


def test_address_alone_decides_the_language(client, site):
    wishes = {"accept-language": "en-GB,en;q=0.9"}
    client.cookies["django_language"] = "en"
    for address, language in (("/", "vi"), ("/en/", "en"), ("/khong-co/", "vi"), ("/en/none/", "en")):
        plain = type(client)().get(address)
        asked = client.get(address, headers=wishes)
        assert BeautifulSoup(asked.content, "html.parser").html["lang"] == language
        assert asked.content == plain.content


def test_public_pages_send_the_headers_that_protect_their_readers(client, site):
    for address in [site[0], *MISSING]:
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_missing_page_says_so_and_shows_ways_on(client, home):
    for address in MISSING:
        response = client.get(address)
        assert response.status_code == 404, address
        soup = BeautifulSoup(response.content, "html.parser")
        english = address.startswith("/en/")
        with override("en" if english else "vi"):
            assert soup.main.h1.get_text(strip=True) == gettext("Page not found"), address
            search = reverse("search")
        assert soup.main.find("a", href="/en/" if english else "/"), address
        assert soup.main.select_one("form[role=search]")["action"] == search, address
        assert soup.select_one("meta[name=robots]")["content"] == "noindex", address
        assert soup.select("nav"), address


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("This view fails on purpose.")


urlpatterns = [path("", broken)]


@pytest.mark.urls(__name__)
def test_failure_shows_a_page_of_its_own_without_asking_the_database(client):
    """Without the `db` fixture every query is an error."""
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.h1.get_text(strip=True)
    assert soup.main.find("a", href="/")
    assert "RuntimeError" not in soup.text
    assert "unsafe" not in str(directives(response))


ODD_PAGES = ["abc", "0", "-1", "99999", "1e9", "1.0", "", "%00", "9" * 5000, "%27", "%ff", "2;1", "%D9%A3"]


def test_page_of_a_list_that_does_not_exist_is_not_found(client, home):
    for address in ("/tin-hoat-dong/", "/thong-bao/", "/su-kien/", reverse("search")):
        for page in ODD_PAGES:
            assert client.get(f"{address}?page={page}").status_code == 404, f"{address}?page={page}"


def test_odd_arguments_of_pages_that_are_no_lists_change_nothing(client, site):
    plain = client.get("/").content
    for query in ("page=abc", "page=", "utm_source=%00", "a[]=1&a[]=2", "%ff=%fe", "q=" + "x" * 5000):
        response = client.get(f"/?{query}")
        assert response.status_code == 200
        assert response.content == plain


ODD_ADDRESSES = [
    "//",
    "///tin-hoat-dong/",
    "/tin-hoat-dong//",
    "/./tin-hoat-dong/",
    "/../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/media/../manage.py",
    "/media/%2e%2e/manage.py",
    "/media/..%2f..%2fmanage.py",
    "/media/%00",
    "/%ff",
    "/%00/",
    "/a%00b/",
    "/%ED%A0%80/",
    "/tin-hoạt-động/",
    "/Tin-Hoat-Dong/",
    "/en",
    "/EN/",
    "/vi/",
    "/fr/",
    "/p/",
    "/p/x/",
    "/documents/",
    "/documents/%00/",
    "/documents/999999999999999999999999/a.pdf",
    "/_util/login/",
    "/_util/authenticate_with_password/1/1/",
    "/" + "a" * 8000 + "/",
    "/" + "a/" * 3000,
    "/%25%25/",
    "/?" + "&".join(f"a{number}=1" for number in range(2000)),
]


# Odd, but the way to a page: empty parts at the beginning and arguments that nobody reads are passed over, and
# private pages have a page to sign in.
FOUND = {"//", "///tin-hoat-dong/", "/_util/login/", ODD_ADDRESSES[-1]}


def test_odd_address_is_no_error_of_the_server(client, home):
    for address in ODD_ADDRESSES:
        expected = {200} if address in FOUND else {301, 404}
        assert client.get(address).status_code in expected, address[:100]


def test_no_method_makes_a_public_page_fail_or_write(client, site):
    before = rows()
    for method in (client.post, client.put, client.patch, client.delete, client.options, client.trace, client.head):
        for address in site:
            assert method(address).status_code < 500, f"{method.__name__} {address}"
    assert rows() == before


def test_odd_headers_are_no_error_of_the_server(client, home):
    odd = [
        {"accept-language": "x" * 5000},
        {"accept-language": ",;q=\0"},
        {"cookie": "sessionid=%00; csrftoken='; =;;"},
        {"cookie": "sessionid=" + "x" * 4000},
        {"if-modified-since": "yesterday", "if-none-match": '"x'},
        {"range": "bytes=5-1,a-b"},
        {"x-forwarded-for": "' OR 1=1", "x-forwarded-proto": "gopher"},
        {"accept": "application/json", "content-type": "text/\0"},
        {"referer": "http://[", "user-agent": "\x7f"},
    ]
    for headers in odd:
        for address in ("/", "/tin-hoat-dong/", "/khong-co/"):
            assert client.get(address, headers=headers).status_code < 500, headers


def test_unknown_host_is_refused(client, home):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_address_without_its_last_slash_leads_to_the_page(client, home):
    response = client.get("/tin-hoat-dong")
    assert (response.status_code, response.url) == (301, "/tin-hoat-dong/")


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS])
def test_private_page_asks_who_is_there_and_shows_nothing(client, section, department, kind):
    page = public(section, news("Tin kín", department=department))
    with committed():
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="mat-khau")
    response = client.get(page.url, follow=True)
    assert response.status_code in {200, 403}
    assert "Nội dung của Tin kín." not in response.content.decode()
    assert "unsafe" not in str(directives(response)) or response.request["PATH_INFO"].startswith("/admin/")


def test_first_thing_on_every_page_is_the_way_to_its_content(client, site):
    for address in [*site, *MISSING]:
        body = BeautifulSoup(client.get(address).content, "html.parser").body
        first = body.find("a")
        assert first["href"] == "#content", address
        assert body.find(id="content").name == "main", address
