"""The dashboard shows each role what waits for it, and leads straight to the form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext

from cms.editorial import desk, drafts
from events.models import EventPage
from newsroom.models import AnnouncementPage, NewsPage
from tests import factories
from tests.support import add_address

pytestmark = pytest.mark.django_db


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def test_approvers_see_what_waits_the_oldest_first(section, drafter, approver):
    for number in (1, 2):
        factories.submitted(section, drafter, factories.news(f"Tin {number}"))
    assert titles(desk.to_approve(approver)) == ["Tin 1", "Tin 2"]


def test_nothing_waits_for_those_who_may_not_decide(section, drafter, department):
    author = factories.approver()
    author.groups.add(department.group)
    author = factories.fresh(author)
    factories.submitted(section, author)
    assert desk.to_approve(author) == []
    assert desk.to_approve(drafter) == []


def test_drafts_returned_and_sent_pages_stand_in_their_lists(section, drafter, colleague, approver, stranger):
    factories.draft(section, drafter, factories.news("Nháp"))
    factories.submitted(section, drafter, factories.news("Đã gửi"))
    drafts.send_back(factories.submitted(section, drafter, factories.news("Bị trả")), approver, "Thiếu ảnh")
    assert titles(desk.drafts(drafter)) == ["Nháp"]
    assert titles(desk.submitted(drafter)) == ["Đã gửi"]
    assert [(row.title, row.reason) for row in desk.returned(drafter)] == [("Bị trả", "Thiếu ảnh")]
    assert titles(desk.returned(colleague)) == ["Bị trả"]
    assert desk.returned(stranger) == desk.submitted(stranger) == desk.drafts(stranger) == []


def test_a_published_page_waits_for_nobody(section, drafter, approver):
    factories.published(section, drafter, by=approver)
    for rows in (desk.drafts(drafter), desk.submitted(drafter), desk.returned(drafter), desk.to_approve(approver)):
        assert rows == []


def test_a_row_tells_section_department_author_and_leads_to_the_page(section, drafter, approver):
    page = factories.submitted(section, drafter)
    (row,) = desk.to_approve(approver)
    assert (row.section, row.department, row.author) == (section.title, "GDTX-GDCN", str(drafter))
    assert row.url == reverse("review", args=[page.pk])


def test_compose_buttons_lead_straight_to_the_form(client, drafter, section, announcements, home):
    client.force_login(drafter)
    dashboard = client.get(reverse("wagtailadmin_home")).content.decode()
    events = home.get_children().get(slug="su-kien")
    for place, model in ((section, NewsPage), (announcements, AnnouncementPage), (events, EventPage)):
        assert f'href="{add_address(place, model)}"' in dashboard


@pytest.mark.parametrize("who", ["approver", "administrator", "superuser"])
def test_the_dashboard_answers_every_role(who, request, client, section, drafter):
    factories.submitted(section, drafter)
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_a_dashboard_on_which_nothing_stands_says_so(client, administrator, approver):
    for user, says_so in ((administrator, True), (approver, False)):
        client.force_login(user)
        dashboard = client.get(reverse("wagtailadmin_home")).content.decode()
        assert (escape(gettext("Nothing waits for you, and nothing needs attention.")) in dashboard) == says_so


def test_the_dashboard_costs_the_same_at_three_and_at_thirty_pages(client, section, drafter, approver):
    def make(count: int):
        for number in range(count):
            factories.draft(section, drafter, factories.news(f"Nháp {number}"))
            factories.submitted(section, drafter, factories.news(f"Gửi {number}"))
            drafts.send_back(factories.submitted(section, drafter, factories.news(f"Trả {number}")), approver, "Sửa")

    def cost(user) -> int:
        client.force_login(user)
        client.get(reverse("wagtailadmin_home"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("wagtailadmin_home"))
        return len(queries)

    make(3)
    few = [cost(user) for user in (drafter, approver)]
    make(7)
    assert [cost(user) for user in (drafter, approver)] == few
