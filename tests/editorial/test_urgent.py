"""Urgent announcements: approvers write them too, and one alone may put one up."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from cms.editorial import desk, drafts, emergency
from cms.editorial.four_eyes import NotFourEyes, Shown
from newsroom.models import AnnouncementPage, NewsPage
from tests import factories
from tests.support import add_address, edit_address


def urgent_form(department, **fields) -> dict:
    """Return the POST data of an urgent announcement."""
    now = timezone.localtime()
    data = {
        "title": "Học sinh toàn tỉnh nghỉ học ngày mai",
        "slug": "",
        "severity": "urgent",
        "urgent_reason": "Mưa lũ chia cắt nhiều tuyến đường",
        "shown_from": now.strftime("%Y-%m-%d %H:%M"),
        "shown_until": (now + timedelta(hours=20)).strftime("%Y-%m-%d %H:%M"),
        "department": department.pk,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return data | fields


def test_an_approver_finds_the_button_and_writes_one(client, approver, announcements, department):
    client.force_login(approver)
    dashboard = client.get(reverse("wagtailadmin_home")).content.decode()
    address = add_address(announcements, AnnouncementPage)
    assert address in dashboard
    assert client.get(address).status_code == 200
    client.post(address, urgent_form(department))
    page = AnnouncementPage.objects.get(owner=approver)
    assert (page.live, page.department) == (False, department)
    assert client.get(edit_address(page)).status_code == 200


def test_an_approver_writes_no_news(client, approver, section):
    client.force_login(approver)
    assert add_address(section, NewsPage) not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(add_address(section, NewsPage)).status_code == 302


def test_one_approver_writes_and_forces_one_alone_and_another_confirms(
    client, approver, second_approver, announcements, department
):
    client.force_login(approver)
    client.post(add_address(announcements, AnnouncementPage), urgent_form(department))
    page = AnnouncementPage.objects.get(owner=approver)
    with pytest.raises(PermissionDenied):
        drafts.approve(drafts.submit(page, approver).content_object.specific, approver)
    page = factories.fresh(page)
    emergency.force(page, approver, "Mưa lũ, học sinh nghỉ học", Shown.of(page))
    page = factories.fresh(page)
    assert page.live
    assert client.get(page.get_url()).status_code == 200
    assert [item.page.pk for item in desk.emergencies(second_approver)] == [page.pk]
    with pytest.raises(NotFourEyes):
        emergency.confirm(page, approver)
    emergency.confirm(page, second_approver)
    assert desk.emergencies(second_approver) == []


def test_who_belongs_nowhere_adds_nothing(client, stranger, announcements):
    stranger.groups.clear()
    client.force_login(factories.fresh(stranger))
    assert client.get(add_address(announcements, AnnouncementPage)).status_code == 302


def test_another_approver_does_not_edit_what_is_not_sent(client, approver, second_approver, announcements, department):
    client.force_login(approver)
    client.post(add_address(announcements, AnnouncementPage), urgent_form(department))
    page = AnnouncementPage.objects.get(owner=approver)
    assert not page.permissions_for_user(second_approver).can_edit()


def test_lines_that_end_within_a_week_stand_on_the_dashboard(announcements, drafter, approver, stranger):
    page = AnnouncementPage(title="Lịch nghỉ lễ", shown_until=timezone.now() + timedelta(days=3))
    page = factories.published(announcements, drafter, approver, page)
    later = AnnouncementPage(title="Còn lâu", shown_until=timezone.now() + timedelta(days=30))
    factories.published(announcements, drafter, approver, later)
    assert [(row.title, row.since) for row in desk.coming(drafter, timezone.now())] == [(page.title, page.shown_until)]
    assert [row.title for row in desk.coming(approver, timezone.now())] == [page.title]
    assert desk.coming(stranger, timezone.now()) == []
