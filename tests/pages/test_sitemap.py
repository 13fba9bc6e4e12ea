"""Sitemaps name every public address once and nothing else, at a cost that does not grow with the portal."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.pages import share_images, sitemaps
from cms.pages.models import CatalogueEntry
from tests.factories import draft, news, picture, picture_file
from tests.pages.builders import changed, committed, public, restrict, take_down

HOST = "http://testserver"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


@pytest.fixture
def article(section, department):
    return public(section, news("Khai giảng & bế giảng", department=department))


def tree(client, address: str):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def parts(client) -> list[str]:
    return [
        element.text.removeprefix(HOST) for element in tree(client, "/sitemap.xml").iterfind("s:sitemap/s:loc", NAMES)
    ]


def rows(client) -> dict:
    found = [row for part in parts(client) for row in tree(client, part).iterfind("s:url", NAMES)]
    addresses = [row.findtext("s:loc", namespaces=NAMES) for row in found]
    assert len(set(addresses)) == len(addresses)
    return dict(zip(addresses, found, strict=True))


def test_every_public_page_is_named_with_its_last_publication(client, article, home, drafter, approver):
    found = rows(client)
    assert {f"{HOST}/", f"{HOST}/en/", f"{HOST}/tin-hoat-dong/", f"{HOST}{article.url}"} <= set(found)
    first = found[f"{HOST}{article.url}"].findtext("s:lastmod", namespaces=NAMES)
    changed(article, drafter, approver, summary="Mới.")
    assert rows(client)[f"{HOST}{article.url}"].findtext("s:lastmod", namespaces=NAMES) >= first


def test_drafts_hidden_and_withdrawn_pages_are_not_named(client, section, drafter, department, article):
    made = draft(section, drafter, news("Bản nháp"))
    hidden = public(section, news("Nội bộ", department=department))
    restrict(hidden)
    take_down(article)
    text = "".join(client.get(part).content.decode() for part in parts(client))
    for page in (made, hidden, article):
        assert page.slug not in text


def test_front_pages_name_each_other_and_the_one_for_everybody_else(client, home):
    found = rows(client)
    for address in (f"{HOST}/", f"{HOST}/en/"):
        links = {link.get("hreflang"): link.get("href") for link in found[address].iterfind("x:link", NAMES)}
        assert links == {"vi": f"{HOST}/", "en": f"{HOST}/en/", "x-default": f"{HOST}/"}


def test_page_without_a_public_translation_names_none(client, article):
    assert not rows(client)[f"{HOST}{article.url}"].findall("x:link", NAMES)


def test_cover_is_named(client, section, department):
    cover = picture(file=picture_file(size=(1300, 900)))
    article = public(section, news("Có ảnh", department=department, cover=cover))
    with committed():
        share_images.make_missing()
    location = rows(client)[f"{HOST}{article.url}"].findtext("i:image/i:loc", namespaces=NAMES)
    assert location == f"{HOST}/media/{CatalogueEntry.objects.get(page=article).share_image}"
    assert client.get(location.removeprefix(HOST)).status_code in {200, 404}


def test_parts_hold_ranges_of_ids(client, article, monkeypatch):
    whole = set(rows(client))
    monkeypatch.setattr(sitemaps, "RANGE", 2)
    with committed():
        from cms.reading import generation

        generation.rise()
    assert len(parts(client)) > 1
    assert set(rows(client)) == whole
    assert all(len(tree(client, part).findall("s:url", NAMES)) <= 2 for part in parts(client))


def test_cost_does_not_grow_with_the_pages(client, section, department, article):
    def asked() -> int:
        addresses = ["/sitemap.xml", *parts(client), "/news-sitemap.xml"]
        for address in addresses:
            client.get(address)
        with CaptureQueriesContext(connection) as queries:
            for address in addresses:
                client.get(address)
        return len(queries)

    few = asked()
    for number in range(4):
        public(section, news(f"Tin {number}", department=department))
    assert asked() == few <= 5


def test_sitemap_that_a_robot_has_is_not_sent_again(client, article):
    for address in ("/sitemap.xml", *parts(client), "/news-sitemap.xml"):
        etag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_news_of_two_days_is_named_with_publication_and_title(client, section, department, article):
    old = timezone.now() - timedelta(days=3)
    public(section, news("Tin cũ", department=department, shown_at=old))
    (row,) = tree(client, "/news-sitemap.xml").findall("s:url", NAMES)
    assert row.findtext("s:loc", namespaces=NAMES) == f"{HOST}{article.url}"
    assert row.findtext("n:news/n:title", namespaces=NAMES) == article.title
    assert row.findtext("n:news/n:publication/n:name", namespaces=NAMES) == "Sở Giáo dục và Đào tạo"
    assert row.findtext("n:news/n:publication/n:language", namespaces=NAMES) == "vi"
    assert row.findtext("n:news/n:publication_date", namespaces=NAMES)[:10] == timezone.localdate().isoformat()


def test_moved_articles_are_no_news(client, article):
    CatalogueEntry.objects.filter(page=article).update(is_migrated=True)
    assert not tree(client, "/news-sitemap.xml").findall("s:url", NAMES)


@pytest.mark.parametrize(
    "address", ["/sitemap-0.xml", "/sitemap-99999999999999999999.xml", "/sitemap-x.xml", "/en/sitemap.xml"]
)
def test_part_that_is_not_there_is_not_found(client, home, address):
    assert client.get(address).status_code == 404


def test_robots_are_shown_the_sitemaps_and_kept_from_admin_and_results(client, home):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /tim-kiem/?",
        "Disallow: /en/search/?",
        "",
        f"Sitemap: {HOST}/sitemap.xml",
        f"Sitemap: {HOST}/news-sitemap.xml",
    ]
