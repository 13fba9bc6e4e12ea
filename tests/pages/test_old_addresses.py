"""Addresses that were once in use lead to where the page is now."""

import time
from urllib.parse import quote

import pytest

from cms.editorial.gate import decide
from cms.editorial.models import PublicationRecord
from cms.pages.models import OldAddress
from newsroom.models import NewsIndexPage
from tests.factories import UserFactory, draft, edit, fresh, news
from tests.pages.builders import changed, committed, move, public, restrict


@pytest.fixture
def article(section, department):
    return public(section, news("Khai giảng", department=department))


@pytest.fixture
def another(section, department):
    return public(section, news("Tổng kết", department=department))


def rename(page, slug: str):
    """Return the public page after its slug was changed and that was published."""
    renamed = fresh(page)
    renamed.slug = slug
    with committed():
        decide(
            renamed.save_revision(),
            approver=UserFactory(),
            submitter=UserFactory(),
            route=PublicationRecord.Route.FOUNDING,
        )
    return fresh(page)


def leads_to(client, address: str) -> str | None:
    """Return where an address leads, None where nothing is found. Old addresses lead there for good."""
    response = client.get(address)
    if response.status_code == 404:
        return None
    assert response.status_code == 301
    return response.url


def test_renamed_article_is_found_at_its_old_address(client, article, drafter, approver):
    old = article.url
    renamed = changed(article, drafter, approver, slug="le-khai-giang")
    assert renamed.url == "/tin-hoat-dong/le-khai-giang/"
    assert leads_to(client, old) == renamed.url
    assert leads_to(client, f"{old}?fbclid=abc") == renamed.url


def test_rename_that_nobody_approved_changes_no_address(client, article, drafter):
    edit(article, drafter, slug="chua-duyet")
    assert client.get(article.url).status_code == 200
    assert not OldAddress.objects.exists()


def test_draft_that_was_never_public_leaves_no_old_address(section, drafter):
    page = draft(section, drafter)
    edit(page, drafter, slug="ten-khac")
    assert not OldAddress.objects.exists()


def test_moved_article_is_found_at_its_old_address(client, home, article):
    old = article.url
    moved = move(article, public(home, NewsIndexPage(title="Chuyển đổi số")))
    assert leads_to(client, old) == moved.url == "/chuyen-doi-so/khai-giang/"


def test_one_row_leads_from_a_renamed_section_and_from_everything_below_it(client, section, article, department):
    nested = public(section, NewsIndexPage(title="Trung học"))
    inner = public(nested, news("Thi thử", department=department))
    rename(section, "hoat-dong")
    assert leads_to(client, "/tin-hoat-dong/") == "/hoat-dong/"
    assert leads_to(client, article.url) == "/hoat-dong/khai-giang/"
    assert leads_to(client, inner.url) == "/hoat-dong/trung-hoc/thi-thu/"
    assert OldAddress.objects.count() == 1


def test_moved_section_takes_the_addresses_below_it_along(client, home, section, article):
    move(section, public(home, NewsIndexPage(title="Tin đã lưu")))
    assert leads_to(client, article.url) == "/tin-da-luu/tin-hoat-dong/khai-giang/"
    assert OldAddress.objects.count() == 1


def test_article_renamed_before_its_section_is_found(client, section, article):
    rename(article, "le-khai-giang")
    rename(section, "hoat-dong")
    assert leads_to(client, "/tin-hoat-dong/khai-giang/") == "/hoat-dong/le-khai-giang/"


def test_article_renamed_after_its_section_is_found(client, section, article):
    rename(section, "hoat-dong")
    rename(article, "le-khai-giang")
    assert leads_to(client, "/tin-hoat-dong/khai-giang/") == "/hoat-dong/le-khai-giang/"
    assert leads_to(client, "/hoat-dong/khai-giang/") == "/hoat-dong/le-khai-giang/"


def test_article_moved_out_of_a_section_that_was_renamed_before_is_found(client, home, section, article):
    target = public(home, NewsIndexPage(title="Tin đã lưu"))
    rename(section, "hoat-dong")
    move(article, target)
    assert leads_to(client, "/tin-hoat-dong/khai-giang/") == "/tin-da-luu/khai-giang/"


def test_address_below_a_renamed_section_that_never_was_is_not_found(client, section, article):
    rename(section, "hoat-dong")
    assert leads_to(client, "/tin-hoat-dong/chua-tung-co/") is None


def test_renaming_there_and_back_makes_no_loop(client, section, article):
    for slug in ("hai", "ba", "khai-giang"):
        rename(article, slug)
    for slug in ("hoat-dong", "tin-hoat-dong"):
        rename(section, slug)
    for old in ("/tin-hoat-dong/hai/", "/tin-hoat-dong/ba/", "/hoat-dong/khai-giang/", "/hoat-dong/ba/"):
        response = client.get(old, follow=True)
        assert response.redirect_chain[-1][0] == article.url
        assert response.status_code == 200
    assert leads_to(client, "/tin-hoat-dong/chua-tung-co/") is None
    assert leads_to(client, "/hoat-dong/chua-tung-co/") is None


def test_pages_that_exchange_their_addresses_are_both_found(client, article, another):
    rename(article, "tam")
    rename(another, "khai-giang")
    rename(article, "tong-ket")
    assert client.get("/tin-hoat-dong/khai-giang/").context["page"].pk == another.pk
    assert client.get("/tin-hoat-dong/tong-ket/").context["page"].pk == article.pk
    assert leads_to(client, "/tin-hoat-dong/tam/") == "/tin-hoat-dong/tong-ket/"


def test_page_that_takes_over_an_old_address_is_shown_there(client, section, article, department):
    rename(article, "le-khai-giang")
    newcomer = public(section, news("Khai giảng", department=department))
    assert newcomer.url == "/tin-hoat-dong/khai-giang/"
    assert client.get(newcomer.url).context["page"].pk == newcomer.pk


def test_address_of_the_old_portal_is_told_apart_by_its_query_string(client, article, another):
    OldAddress.objects.remember("http://sogd.example/Default.aspx?tabid=12&id=5", article.public_id)
    OldAddress.objects.remember("http://sogd.example/Default.aspx?tabid=12&id=6", another.public_id)
    assert leads_to(client, "/Default.aspx?tabid=12&id=5") == article.url
    assert leads_to(client, "/Default.aspx?tabid=12&id=6") == another.url
    assert leads_to(client, "/Default.aspx?tabid=12&id=7") is None
    assert leads_to(client, "/Default.aspx") is None


@pytest.mark.parametrize(
    "old",
    [
        "/tin-tức/lễ khai giảng.html",
        "/tin-t%E1%BB%A9c/l%E1%BB%85%20khai%20gi%E1%BA%A3ng.html",
        "/tin-tu\u031b\u0301c/le\u0302\u0303 khai giang.html",
        "/Tin_(cu)/bai,1~2;a=b.html",
        "/tim.aspx?q=khai giảng",
    ],
)
def test_old_address_is_found_however_its_letters_are_written(client, article, old):
    OldAddress.objects.remember(old, article.public_id)
    assert leads_to(client, old if "%" in old else quote(old, safe="/?=")) == article.url
    assert leads_to(client, old if "%" in old else quote(old, safe="/?=;,~()")) == article.url


def test_old_address_of_any_length_is_kept(client, article, another):
    long = f"/tin/{'a' * 3000}"
    OldAddress.objects.remember(f"{long}-1.html", article.public_id)
    OldAddress.objects.remember(f"{long}-2.html", another.public_id)
    assert leads_to(client, f"{long}-1.html") == article.url
    assert leads_to(client, f"{long}-2.html") == another.url
    assert leads_to(client, f"{long}-3.html") is None


def test_remembering_an_address_again_moves_it_to_the_new_page(client, article, another):
    OldAddress.objects.remember("/cu.html", article.public_id)
    OldAddress.objects.remember("cu.html/", another.public_id)
    assert OldAddress.objects.count() == 1
    assert leads_to(client, "/cu.html") == another.url


def test_unknown_address_is_not_found(client, article):
    OldAddress.objects.remember("/cu.html", article.public_id)
    assert leads_to(client, "/cu.htm") is None
    assert leads_to(client, "/cu.html/them") is None


def test_old_address_of_a_page_that_citizens_may_not_read_is_not_found(client, section, article, drafter):
    waiting = draft(section, drafter)
    OldAddress.objects.remember("/cho-duyet.html", waiting.public_id)
    OldAddress.objects.remember("/cu.html", article.public_id)
    restriction = restrict(article)
    assert leads_to(client, "/cho-duyet.html") is None
    assert leads_to(client, "/cu.html") is None
    restriction.delete()
    assert leads_to(client, "/cu.html") == article.url


def test_old_address_answers_reading_alone(client, article):
    OldAddress.objects.remember("/cu.html", article.public_id)
    assert client.head("/cu.html").status_code == 301
    assert client.post("/cu.html").status_code in {403, 404, 405}


@pytest.mark.parametrize("address", ["/a%00b/", "/cu.html%00", "/tin-hoat-dong/%00/", "/cu.html?q=%00", "/%ff%fe/"])
def test_address_with_bytes_that_are_no_text_is_not_found(client, article, address):
    OldAddress.objects.remember("/tin", article.public_id, is_prefix=True)
    assert client.get(address).status_code == 404


def test_address_of_thousands_of_parts_is_answered_at_once(client, article):
    OldAddress.objects.remember("/a", article.public_id, is_prefix=True)
    began = time.perf_counter()
    assert client.get("/a" * 20_000 + "/").status_code == 404
    assert time.perf_counter() - began < 1
