"""Lists of the admin: they say what they count, and number their screens where there are several alone."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from tests import factories


def numbers(count: int) -> str:
    request = RequestFactory().get("/admin/bin/", {"p": "2", "show": "warnings"})
    page = Paginator(range(count), 10).get_page(2)
    return Template("{% load desk %}{% page_numbers items %}").render(Context({"request": request, "items": page}))


def test_a_list_that_fits_on_one_screen_has_no_page_numbers():
    assert numbers(10).strip() == ""


def test_a_longer_one_has_them_and_keeps_what_else_was_asked():
    html = numbers(31)
    assert "Trang 2/4" in html
    assert "p=3" in html
    assert "show=warnings" in html


@pytest.mark.parametrize("count", [1, 2])
def test_the_search_says_what_it_counts(client, section, drafter, count):
    for number in range(count):
        factories.draft(section, drafter, factories.news(f"Lớp {number}"))
    client.force_login(drafter)
    html = client.get(reverse("wagtailadmin_pages:search"), {"q": "Lớp"}).content.decode()
    assert f"trong {count} trang" in " ".join(html.split())


@pytest.mark.parametrize("export", ["", "csv"])
def test_the_report_of_aging_pages_names_who_published(client, section, drafter, approver, export):
    factories.published(section, drafter, by=approver)
    client.force_login(approver)
    response = client.get(reverse("wagtailadmin_reports:aging_pages"), {"export": export})
    shown = response.getvalue().decode()
    assert approver.get_full_name() in shown
    assert approver.username not in shown


def test_the_form_of_a_new_account_shows_no_empty_field(client, administrator):
    client.force_login(administrator)
    assert ">None<" not in "".join(client.get(reverse("wagtailusers_users:add")).content.decode().split())
