"""The explorer answers every role, at every level of the tree."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.editorial import drafts
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["drafter", "approver", "administrator", "superuser"])
def test_the_explorer_answers_every_role(who, request, client, home, section, drafter, approver):
    factories.draft(section, drafter)
    factories.published(section, drafter, by=approver, page=factories.news("Tin đã đăng"))
    client.force_login(request.getfixturevalue(who))
    for page in (home, section):
        assert client.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:search"), {"q": "tin"}).status_code == 200


# Not of superusers: wagtail-localize asks of every row whether it can be translated by whoever may translate.
@pytest.mark.parametrize("who", ["drafter", "colleague", "stranger", "approver", "administrator"])
def test_the_explorer_costs_the_same_for_few_rows_and_for_many(who, request, client, section, drafter, approver):
    client.force_login(request.getfixturevalue(who))
    address = reverse("wagtailadmin_explore", args=[section.pk])

    def more(number: int) -> None:
        for _each in range(number):
            factories.submitted(section, drafter)
            page = factories.published(section, drafter, by=approver)
            factories.edit(page, drafter, title="Tin đang sửa")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    more(1)
    cost()
    few = cost()
    more(2)
    assert cost() == few


def test_a_live_page_keeps_its_title_in_lists_until_the_new_one_is_approved(section, drafter, approver):
    page = factories.published(section, drafter, by=approver, page=factories.news("Tên cũ"))
    changed = factories.edit(page, drafter, title="Tên mới")
    assert changed.get_admin_display_title() == "Tên cũ"
    assert changed.get_latest_revision_as_object().get_admin_display_title() == "Tên mới"
    drafts.submit(changed, drafter)
    drafts.approve(factories.fresh(changed), approver)
    assert factories.fresh(changed).get_admin_display_title() == "Tên mới"


def test_a_draft_shows_its_newest_title_in_lists(section, drafter):
    page = factories.edit(factories.draft(section, drafter), drafter, title="Tên mới")
    assert page.get_admin_display_title() == "Tên mới"
