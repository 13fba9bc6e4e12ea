"""The head of a page says to machines what was approved: once, absolute, and nothing of drafts."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from cms.editorial import drafts
from cms.pages.breadcrumb import breadcrumb_of
from cms.pages.meta.head import Surroundings, head_of_page
from cms.pages.meta.json_ld import script
from cms.pages.pagination import paginate_rows
from home.models import HomePage, InfoPage, SiteSettings
from newsroom.models import NewsIndexPage
from tests.factories import edit, news
from tests.pages.builders import announcement, event, public

HOST = "http://testserver"
NASTY = 'TIN "A" & <b>B</b> </script><script>alert(1)</script>'


def head(client, address: str):
    return BeautifulSoup(client.get(address).content, "html.parser").head


def named(found) -> dict[str, str]:
    """Return every named word of a head; each may stand there once."""
    tags = found.select("meta[name], meta[property]")
    names = [tag.get("name") or tag["property"] for tag in tags]
    assert len(set(names)) == len(names)
    assert all(tag["content"].strip() for tag in tags)
    return {name: tag["content"] for name, tag in zip(names, tags, strict=True)}


def links(found, rel: str) -> list[str]:
    return [tag["href"] for tag in found.select(f"link[rel={rel}]:not([type])")]


def nodes(found) -> dict[str, dict]:
    """Return the nodes of JSON-LD by type."""
    (element,) = found.select("script[type='application/ld+json']")
    data = json.loads(element.string)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data.get("@graph", [data])}


@pytest.fixture
def article(section, department):
    fields = {
        "summary": "Tóm tắt & <i>hay</i>.",
        "author_name": "Lò Thị An",
        "author_unit": "Trường THCS Suối Mây",
        "is_republished": True,
        "source_name": "Báo Vân Khê",
        "source_url": "https://bao.example/tin?a=1&b=2",
        "body": [("paragraph", "<p>Nội dung.</p>")],
    }
    return public(section, news(NASTY, department=department, **fields))


def test_article_says_what_it_is(client, article):
    found = head(client, article.url)
    said = named(found)
    assert found.title.string == f"{NASTY} – Sở Giáo dục và Đào tạo"
    assert said["description"] == said["og:description"] == "Tóm tắt & <i>hay</i>."
    assert (said["og:type"], said["og:title"], said["og:locale"]) == ("article", NASTY, "vi_VN")
    assert links(found, "canonical") == [said["og:url"]] == [f"{HOST}{article.url}"]
    assert said["og:site_name"] == "Sở Giáo dục và Đào tạo"
    assert said["article:section"] == "Tin hoạt động"
    shown = timezone.localtime(article.first_published_at).isoformat(timespec="seconds")
    assert said["article:published_time"] == shown
    assert "robots" not in said


def test_article_is_described_in_dublin_core(client, article):
    said = named(head(client, article.url))
    assert {name: value for name, value in said.items() if name.startswith("DC.")} == {
        "DC.title": NASTY,
        "DC.creator": "Lò Thị An; Trường THCS Suối Mây",
        "DC.date": timezone.localdate().isoformat(),
        "DC.description": "Tóm tắt & <i>hay</i>.",
        "DC.publisher": "Sở Giáo dục và Đào tạo",
        "DC.identifier": f"{HOST}{article.url}",
        "DC.language": "vi",
        "DC.source": "Báo Vân Khê; https://bao.example/tin?a=1&b=2",
        "DC.subject": "Tin hoạt động",
    }


def test_article_is_a_news_article_with_what_search_engines_require(client, article):
    node = nodes(head(client, article.url))["NewsArticle"]
    assert node["headline"] == NASTY[:110]
    assert node["author"] == [{"@type": "Person", "name": "Lò Thị An"}]
    assert node["publisher"]["name"] == "Sở Giáo dục và Đào tạo"
    assert node["publisher"]["logo"]["url"].startswith(f"{HOST}/")
    assert node["mainEntityOfPage"] == f"{HOST}{article.url}"
    assert node["inLanguage"] == "vi"
    assert node["isAccessibleForFree"] is True
    assert node["datePublished"][:10] == node["dateModified"][:10] == timezone.localdate().isoformat()


def test_no_title_ends_the_script_it_stands_in(client, article):
    html = client.get(article.url).content.decode()
    assert "<script>alert(1)" not in html
    assert script([{"@type": "Thing", "name": "</script>\u2028&"}]).endswith('\\u003C/script\\u003E\\u2028\\u0026"}')
    assert script([]) == ""


def test_event_says_when_and_where(client, home, department):
    events = home.get_children().get(slug="su-kien")
    place, organiser = "Hội trường Sở", "Công đoàn ngành"
    page = public(events, event("Ngày hội", department=department, place=place, organiser=organiser))
    whole = public(events, event("Cả ngày", department=department, all_day=True))
    node = nodes(head(client, page.url))["Event"]
    assert node["startDate"] == timezone.localtime(page.starts_at).isoformat(timespec="seconds")
    assert node["endDate"] == timezone.localtime(page.ends_at).isoformat(timespec="seconds")
    assert node["location"]["name"] == place
    assert node["organizer"]["name"] == organiser
    assert node["eventStatus"] == "https://schema.org/EventScheduled"
    assert nodes(head(client, whole.url))["Event"]["startDate"] == timezone.localdate(whole.starts_at).isoformat()


def test_announcement_is_an_article_described_by_its_own_text(client, announcements, department):
    body = [("paragraph", "<p>Nghỉ học ngày 24/11 vì bão.</p>")]
    page = public(announcements, announcement("Nghỉ học", department=department, body=body))
    found = head(client, page.url)
    assert named(found)["description"] == "Nghỉ học ngày 24/11 vì bão."
    assert nodes(found)["Article"]["headline"] == "Nghỉ học"


def test_front_page_names_the_agency_and_its_search(client, home):
    address = "Số 1 đường Hoa Ban"
    SiteSettings.objects.create(site=home.get_site(), agency_name="Sở Một", address=address, phone="0912 345 678")
    found = head(client, "/")
    said = nodes(found)
    agency = said["GovernmentOrganization"]
    assert (agency["name"], agency["telephone"]) == ("Sở Một", "0912 345 678")
    assert agency["address"]["streetAddress"] == address
    target = said["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{HOST}{reverse('search')}?q={{search_term_string}}"
    assert found.title.string == "Sở Một"
    assert named(found)["description"]
    assert nodes(head(client, "/en/"))["WebSite"]["potentialAction"]["target"]["urlTemplate"].startswith(f"{HOST}/en/")


def test_only_public_translations_are_named(client, home, article, drafter):
    alternates = {tag["hreflang"]: tag["href"] for tag in head(client, "/").select("link[hreflang]")}
    assert alternates == {"vi": f"{HOST}/", "en": f"{HOST}/en/", "x-default": f"{HOST}/"}
    assert named(head(client, "/"))["og:locale:alternate"] == "en_GB"
    assert not head(client, article.url).select("link[hreflang]")
    page = public(home, InfoPage(title="Giới thiệu"))
    english = HomePage.objects.get(locale__language_code="en")
    fields = {"locale": Locale.objects.get(language_code="en"), "translation_key": page.translation_key}
    english.add_child(instance=InfoPage(title="About", live=False, **fields))
    assert not head(client, page.url).select("link[hreflang]")


def test_list_of_several_pages_says_which_one_it_is(client, section, department, monkeypatch):
    monkeypatch.setitem(paginate_rows.__kwdefaults__, "per_page", 1)
    for number in range(3):
        public(section, news(f"Tin {number}", department=department))
    found = head(client, f"{section.url}?page=2")
    assert links(found, "canonical") == [f"{HOST}{section.url}?page=2"]
    assert links(found, "prev") == [f"{HOST}{section.url}"]
    assert links(found, "next") == [f"{HOST}{section.url}?page=3"]
    assert links(head(client, f"{section.url}?page=1"), "canonical") == [f"{HOST}{section.url}"]
    assert "2" in found.title.string


def test_unknown_words_in_the_address_change_nothing(client, article):
    assert links(head(client, f"{article.url}?utm_source=x"), "canonical") == [f"{HOST}{article.url}"]


def test_draft_of_a_public_page_is_told_to_nobody(client, article, drafter):
    edit(article, drafter, title="Tiêu đề chưa duyệt", summary="Chưa duyệt", search_description="Chưa duyệt")
    assert "hưa duyệt" not in str(head(client, article.url))


def test_preview_says_nothing_to_machines(client, article, superuser):
    client.force_login(superuser)
    drafts.save_draft(article, superuser)
    found = head(client, reverse("wagtailadmin_pages:view_draft", args=[article.pk]))
    assert named(found)["robots"] == "noindex"
    assert not found.select("link[rel=canonical], script[type='application/ld+json'], meta[property]")


def test_search_page_is_found_and_its_results_are_not(client, home):
    page = head(client, reverse("search"))
    assert links(page, "canonical") == [f"{HOST}{reverse('search')}"]
    assert "robots" not in named(page)
    results = head(client, f"{reverse('search')}?q=tin")
    assert named(results)["robots"] == "noindex"
    assert not links(results, "canonical")


def test_head_costs_an_article_no_query(client, section, department, django_assert_num_queries):
    page = public(section, NewsIndexPage(title="Mục con"))
    request = RequestFactory().get(page.url)
    around = Surroundings(request, breadcrumb_of(page, request))
    assert page.entry
    head_of_page(page, around)
    with django_assert_num_queries(0):
        head_of_page(page, around)
