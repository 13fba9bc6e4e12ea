"""The permanent address /p/<id>/ leads to where a page is now."""

import uuid

import pytest
from django.urls import reverse

from home.models import HomePage, InfoPage
from newsroom.models import NewsIndexPage
from tests.factories import draft, published
from tests.pages.builders import changed, move, public, restrict, take_down


@pytest.fixture
def article(section, drafter, approver):
    return published(section, drafter, approver)


def test_permanent_address_is_made_of_the_permanent_id(article):
    assert article.permalink == f"/p/{article.public_id}/" == reverse("permalink", args=[article.public_id])


def test_permanent_address_leads_to_the_page(client, article):
    response = client.get(article.permalink)
    assert response.status_code == 302
    assert response.url == article.url == "/tin-hoat-dong/tin-thu-nghiem/"
    assert client.head(article.permalink).status_code == 302


def test_permanent_address_follows_a_rename_and_a_move(client, home, article, drafter, approver):
    address = article.permalink
    changed(article, drafter, approver, slug="ten-khac")
    assert client.get(address).url == "/tin-hoat-dong/ten-khac/"
    move(article, public(home, NewsIndexPage(title="Chuyển đổi số")))
    assert client.get(address).url == "/chuyen-doi-so/ten-khac/"


def test_permanent_address_of_an_english_page_leads_to_the_english_address(client, home):
    english = HomePage.objects.get(locale__language_code="en")
    page = public(english, InfoPage(title="Contact", locale=english.locale))
    assert client.get(page.permalink).url == "/en/contact/"


def test_permanent_address_of_a_draft_is_not_found(client, section, drafter):
    assert client.get(draft(section, drafter).permalink).status_code == 404


def test_permanent_address_of_a_page_taken_down_says_so(client, article):
    take_down(article)
    assert client.get(article.permalink).status_code == 410


def test_permanent_address_of_a_private_page_is_not_found(client, article, section):
    restrict(section)
    assert client.get(article.permalink).status_code == 404


@pytest.mark.parametrize("name", [str(uuid.UUID(int=7)), "khong-phai-ma-so", "1", "%00"])
def test_unknown_permanent_address_is_not_found(client, home, name):
    assert client.get(f"/p/{name}/").status_code == 404


def test_permanent_address_is_only_read(client, article):
    assert client.post(article.permalink).status_code == 405
