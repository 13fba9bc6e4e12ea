"""The report of broken links on public pages: each department its own, approvers and administrators all."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.pages.links import checking
from cms.pages.links.report import rows_of, uses_for
from cms.pages.models import Link, LinkUse
from tests.factories import UserFactory, fresh, news
from tests.pages.builders import public, take_down

pytestmark = pytest.mark.django_db

ADDRESS = "https://sogddt.vankhe.vn/mat"


def broken_page(section, department, title="Có liên kết hỏng", address=ADDRESS):
    """Return a public page with a link that leads nowhere, as the worker notes it."""
    body = [("paragraph", f'<p>Xem <a href="{address}">kế hoạch</a>.</p>')]
    page = public(section, news(title, department=department, body=body))
    use_of(page, address)
    return page


def use_of(page, address=ADDRESS, is_public=True) -> LinkUse:
    defaults = {"host": "a.vn", "state": Link.State.MISSING, "failing_since": timezone.now()}
    link, _made = Link.objects.get_or_create(
        address_hash=checking.hash_of(address), defaults={"address": address, **defaults}
    )
    return LinkUse.objects.create(page=page, link=link, is_public=is_public)


def report(client, user, **asked):
    client.force_login(user)
    return client.get(reverse("broken_links"), asked)


def test_department_sees_its_own_pages(client, section, department, other_department, drafter, stranger):
    page = broken_page(section, department)
    html = report(client, drafter).content.decode()
    assert page.title in html
    assert ADDRESS in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert page.permalink in html
    assert page.title not in report(client, stranger).content.decode()


def test_department_that_shares_a_page_sees_it(client, section, department, other_department, stranger):
    page = broken_page(section, department)
    fresh(page).entry.co_departments.add(other_department)
    assert page.title in report(client, stranger).content.decode()


def test_approver_and_administrator_see_all_and_choose(
    client, section, department, other_department, approver, administrator
):
    page = broken_page(section, department)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = report(client, approver).content.decode()
    assert page.title in html
    # What is public is not edited by who approves it.
    assert edit not in html
    assert edit in report(client, administrator).content.decode()
    assert page.title in report(client, approver, department=department.pk).content.decode()
    assert page.title not in report(client, approver, department=other_department.pk).content.decode()


def test_outsiders_see_nothing(client, home):
    address = reverse("broken_links")
    assert client.get(address).status_code == 302
    client.force_login(UserFactory())
    assert client.get(address).status_code == 302
    assert client.post(address).status_code == 302


@pytest.mark.parametrize("asked", [{"p": "x"}, {"p": "99"}, {"p": "-1"}])
def test_rubbish_is_not_found(client, administrator, asked):
    assert report(client, administrator, **asked).status_code == 404


@pytest.mark.parametrize("asked", [{"department": "x"}, {"department": "999999"}, {"department": ["1", "x\0"]}])
def test_department_that_there_is_not_is_an_empty_list(client, administrator, asked):
    assert report(client, administrator, **asked).status_code == 200


def test_report_changes_nothing_and_takes_no_post(client, administrator):
    client.force_login(administrator)
    assert client.post(reverse("broken_links")).status_code == 405


def test_report_is_in_the_menu_of_those_who_may_read_it(client, section, drafter, approver):
    for user in (drafter, approver):
        client.force_login(user)
        assert reverse("broken_links") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_drafts_working_links_and_withdrawn_pages_are_left_out(section, department, administrator):
    page = broken_page(section, department)
    use_of(page, "https://a.vn/nhap", is_public=False)
    working = use_of(page, "https://a.vn/duoc").link
    Link.objects.filter(pk=working.pk).update(state=Link.State.WORKS)
    assert [use.link.address for use in uses_for(administrator)] == [ADDRESS]
    take_down(page)
    assert not uses_for(administrator).exists()


def test_reading_costs_the_same_at_three_and_at_thirty_rows(
    section, department, administrator, django_assert_num_queries
):
    page = broken_page(section, department)
    for number in range(29):
        use_of(page, f"https://a.vn/{number}")
    uses = uses_for(administrator)
    rows_of(uses[:1], administrator)
    for count in (3, 30):
        with django_assert_num_queries(3):
            assert len(rows_of(uses[:count], administrator)) == count
