"""Every page of an error leads on: to the front page, the search and the site map."""

import re

import pytest
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override
from django.views.defaults import permission_denied

ADDRESS = re.compile(r'(?:href|action)="(/[^"]*)"')


def leads_on(html: str) -> bool:
    """Whether the main part of a page in the language of now leads to front page, search and site map."""
    main = html.split("<main", 1)[1].split("</main>", 1)[0]
    return {reverse("wagtail_serve", args=[""]), reverse("search"), reverse("site_map")} <= set(ADDRESS.findall(main))


def test_what_is_not_there_leads_on(client, home, section):
    page = client.get("/khong-co-trang-nay/")
    assert page.status_code == 404
    assert leads_on(page.content.decode())
    assert section.url in ADDRESS.findall(page.content.decode().split("<main", 1)[1])


def test_so_it_does_in_english(client, home):
    page = client.get("/en/no-such-page/")
    assert page.status_code == 404
    with override("en"):
        assert leads_on(page.content.decode())


def test_what_is_refused_leads_on(home):
    page = permission_denied(RequestFactory().get("/"), Exception())
    assert page.status_code == 403
    assert leads_on(page.content.decode())


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_what_breaks_leads_on_and_asks_nothing_of_what_may_be_broken(name, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        html = get_template(name).render()
    for language in ("vi", "en"):
        with override(language):
            assert leads_on(html)
