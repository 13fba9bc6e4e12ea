"""What waits too long is remembered for those who can decide, and nobody is reminded twice."""

import datetime
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import PageLogEntry, TaskState

from cms.editorial import drafts
from cms.editorial.notices.reminders import in_working_days, remind
from cms.text.dates import VIETNAM_TIME
from tests import factories
from tests.factories import fresh, submitted
from tests.pages.builders import urgent

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
# A Monday.
MONDAY = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=VIETNAM_TIME)


def waits_since(page, moment) -> None:
    TaskState.objects.filter(pk=fresh(page).current_workflow_task_state.pk).update(started_at=moment)
    mail.outbox.clear()


def reminded(now) -> list[str]:
    mail.outbox.clear()
    remind(now)
    return sorted(message.to[0] for message in mail.outbox)


@pytest.fixture
def urgent_page(announcements, drafter, approver, second_approver):
    page = submitted(announcements, drafter, urgent("Nghỉ học tránh bão"))
    waits_since(page, MONDAY)
    return page


@pytest.fixture
def page(section, drafter, approver):
    page = submitted(section, drafter)
    waits_since(page, MONDAY)
    return page


def test_approvers_are_reminded_of_an_urgent_page_each_quarter_of_an_hour_four_times(
    urgent_page, approver, second_approver
):
    told = [minute for minute in range(120) if reminded(MONDAY + minute * MINUTE)]
    assert told == [15, 30, 45, 60]
    assert PageLogEntry.objects.filter(page_id=urgent_page.pk, action="portal.reminded").count() == 4


def test_urgent_page_is_remembered_at_night_and_for_every_approver(urgent_page, approver, second_approver):
    night = MONDAY.replace(hour=2) + timedelta(days=6)
    waits_since(urgent_page, night)
    assert reminded(night + 20 * MINUTE) == [approver.email, second_approver.email]
    with translation.override("vi"):
        assert mail.outbox[0].subject.startswith(gettext("[URGENT]"))
    assert mail.outbox[0].extra_headers["X-Priority"] == "1"


def test_decided_urgent_page_is_not_remembered(urgent_page, approver):
    drafts.approve(urgent_page, approver)
    assert reminded(MONDAY + 20 * MINUTE) == []


def test_workers_that_look_again_in_the_same_minute_remind_nobody_twice(urgent_page):
    assert reminded(MONDAY + 15 * MINUTE)
    assert reminded(MONDAY + 15 * MINUTE) == []
    assert reminded(MONDAY + 16 * MINUTE) == []


def test_ordinary_page_is_remembered_once_a_day_after_two_working_days(page, approver):
    hours = [hour for hour in range(24 * 8) if reminded(MONDAY + timedelta(hours=hour))]
    # From Wednesday 10 o'clock; then each working day from 7, and not on Saturday and Sunday.
    assert [(MONDAY + timedelta(hours=hour)).strftime("%a %H") for hour in hours] == [
        "Wed 10",
        "Thu 07",
        "Fri 07",
        "Mon 07",
        "Tue 07",
    ]


def test_reminder_says_how_long_it_has_waited_and_goes_to_who_can_decide(page, approver, drafter):
    assert reminded(MONDAY + timedelta(days=3)) == [approver.email]
    with translation.override("vi"):
        assert gettext("Waiting for") in mail.outbox[0].body
        assert mail.outbox[0].subject == gettext("Still waits for your decision: %(title)s") % {"title": page.title}


def test_new_step_begins_to_wait_anew(section, department, drafter, approver):
    head = factories.member_of(department, username="truong.gdtx")
    department.heads.add(head)
    page = submitted(section, drafter)
    waits_since(page, MONDAY)
    assert reminded(MONDAY + timedelta(days=3)) == [head.email]
    drafts.approve(fresh(page), head)
    waits_since(page, MONDAY + timedelta(days=3))
    assert reminded(MONDAY + timedelta(days=4)) == []
    assert reminded(MONDAY + timedelta(days=8)) == [approver.email]


def test_working_days_leave_the_weekend_out():
    friday = MONDAY + timedelta(days=4)
    assert in_working_days(friday, 2) == MONDAY + timedelta(days=8)
    assert in_working_days(MONDAY, 2) == MONDAY + timedelta(days=2)
    assert timezone.is_aware(in_working_days(friday, 2))
