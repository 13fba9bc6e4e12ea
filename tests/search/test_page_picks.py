"""Editors' picks: public pages that stand above the results of certain searches. No words of anybody's own."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.editorial.models import AdministrativeRecord
from tests.factories import draft, news
from tests.pages.builders import committed, public, statements, take_down


@pytest.fixture
def page(section, department):
    return public(section, news("Tuyển sinh lớp 10", department=department))


def pick(words: str, *pages) -> Query:
    with committed():
        query = Query.get(words)
        for place, page in enumerate(pages):
            SearchPromotion.objects.create(query=query, page=page, sort_order=place)
    return query


def picked(client, text: str, language: str = "vi", **asked) -> list[str]:
    with override(language):
        html = client.get(reverse("search"), {"q": text} | asked).content
    return [link.text for link in BeautifulSoup(html, "html.parser").select(".picks__link")]


def form(words: str, *pages, **fields) -> dict:
    """Return the POST data of the screen on which pages are picked."""
    picks = [{"page": page if isinstance(page, str) else page.pk, **fields} for page in pages]
    return nested_form_data({"query_string": words, "editors_picks": inline_formset(picks)})


def add(client, user, *arguments, **fields):
    client.force_login(user)
    with committed():
        return client.post(reverse("wagtailsearchpromotions:add"), form(*arguments, **fields))


def test_pick_stands_above_whatever_is_found_for_the_same_words(client, page):
    pick("Thi vào 10", page)
    for typed in ("Thi vào 10", "thi vao 10", "THI VÀO 10!"):
        assert picked(client, typed) == ["Tuyển sinh lớp 10"], typed
    for typed in ("thi vào", "thi vào lớp 10"):
        assert picked(client, typed) == [], typed
    assert picked(client, "thi vào 10", kind="newspage") == []
    assert picked(client, "thi vào 10", "en") == []


def test_pick_that_is_not_public_is_not_shown(client, page, section, drafter):
    pick("thi vào 10", draft(section, drafter, news("Bản nháp")), page)
    assert picked(client, "thi vào 10") == ["Tuyển sinh lớp 10"]
    take_down(page)
    assert picked(client, "thi vào 10") == []


def test_search_without_picks_asks_nothing_about_them(client, page):
    pick("khác", page)
    address = reverse("search")
    assert not [sql for sql in statements(client, f"{address}?q=tuyen+sinh") if "searchpromotion" in sql]
    assert Query.objects.count() == 1


def test_approver_picks_and_takes_back_and_both_are_on_record(client, page, approver):
    response = add(client, approver, "thi vào 10", page)
    assert response.status_code == 302, response.content.decode()
    assert picked(client, "thi vào 10") == ["Tuyển sinh lớp 10"]
    query = Query.objects.get()
    assert "Tuyển sinh lớp 10" in client.get(reverse("wagtailsearchpromotions:index")).content.decode()
    edit = reverse("wagtailsearchpromotions:edit", args=[query.pk])
    assert "thi vào 10" in client.get(edit).content.decode()
    with committed():
        client.post(reverse("wagtailsearchpromotions:delete", args=[query.pk]))
    assert picked(client, "thi vào 10") == []
    records = AdministrativeRecord.objects.filter(model="wagtailsearchpromotions.searchpromotion")
    assert [(record.action, record.user) for record in records.order_by("pk")] == [
        ("add", approver),
        ("delete", approver),
    ]


def test_renamed_search_takes_its_picks_along(client, page, administrator):
    query = pick("thi vào 10", page)
    client.force_login(administrator)
    [promotion] = query.editors_picks.all()
    picks = inline_formset([{"id": promotion.pk, "page": page.pk}], initial=1)
    data = nested_form_data({"query_string": "vào lớp 10", "editors_picks": picks})
    with committed():
        response = client.post(reverse("wagtailsearchpromotions:edit", args=[query.pk]), data)
    assert response.status_code == 302
    assert picked(client, "vào lớp 10") == ["Tuyển sinh lớp 10"]
    assert picked(client, "thi vào 10") == []


def test_form_takes_public_pages_alone(client, page, section, drafter, administrator):
    kept = draft(section, drafter, news("Bản nháp"))
    for arguments in (
        ("thi", kept),
        ("thi", "999999"),
        ("thi", "x"),
        ("thi",),
        ("", page),
        ("%%%", page),
        ("x" * 201, page),
        ("thi", *[page] * 6),
    ):
        response = add(client, administrator, *arguments)
        assert response.status_code == 200, arguments
        said = [str(message.message).strip() for message in response.context["messages"]]
        assert said and all(said), arguments
        assert not SearchPromotion.objects.exists(), arguments
    words = {"external_link_url": "https://nguy.example/", "external_link_text": "Nguy", "description": "Chữ lạ"}
    add(client, administrator, "thi", page, **words)
    promotion = SearchPromotion.objects.get()
    assert (promotion.external_link_url, promotion.external_link_text, promotion.description) == ("", None, "")


def test_form_that_is_no_form_is_no_error(client, page, administrator):
    client.force_login(administrator)
    shown = BeautifulSoup(client.get(reverse("wagtailsearchpromotions:add")).content, "html.parser")
    assert page.title not in shown.text
    assert shown.select_one("template [data-chooser-url]")
    for data in ({}, {"query_string": "thi"}, {"query_string": "thi", "editors_picks-TOTAL_FORMS": "x"}):
        assert client.post(reverse("wagtailsearchpromotions:add"), data).status_code == 200, data
    assert client.get(f"{reverse('wagtailsearchpromotions:add')}?words={'x' * 5000}").status_code == 200
    assert client.get(reverse("wagtailsearchpromotions:edit", args=[999_999])).status_code == 404
    for left_out in ("queries/chooser/", "reports/search-terms/results/"):
        assert client.get(reverse("wagtailsearchpromotions:index") + left_out).status_code == 404


def test_drafters_and_strangers_pick_nothing(client, page, drafter):
    query = pick("thi", page)
    addresses = [reverse(f"wagtailsearchpromotions:{name}") for name in ("index", "add")]
    addresses += [reverse(f"wagtailsearchpromotions:{name}", args=[query.pk]) for name in ("edit", "delete")]
    for user in (None, drafter):
        client.logout()
        if user:
            client.force_login(user)
        for address in addresses:
            assert client.get(address).status_code == 302, address
            assert client.post(address, form("khác", page)).status_code == 302, address
    assert SearchPromotion.objects.get().query == query
