"""Who hears by mail of what happens to a page, and what is in it."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.users.models import UserProfile

from cms.editorial import drafts, emergency, notices
from cms.editorial.four_eyes import Shown
from cms.editorial.models import Change
from cms.editorial.roles import APPROVERS
from tests import factories
from tests.factories import draft, edit, fresh, news, published, submitted
from tests.pages.builders import urgent

pytestmark = pytest.mark.django_db


EVENTS = """
    submitted returned approved cancelled proposed proposal_answered forced confirmed stayed_down withdrawn
    erasure_asked erasure_decided appointed password_reset workflow_changed handed_over step_passed urgent_reminder
"""


@pytest.fixture(autouse=True)
def nobody_hears_of_the_making_of_people(request):
    """Making the people of a test tells others of it: the mails of a test are those of what it does."""
    for name in ("drafter", "approver", "second_approver", "colleague", "section"):
        if name in request.fixturenames:
            request.getfixturevalue(name)
    mail.outbox.clear()


@pytest.fixture
def head(department):
    person = factories.member_of(department, username="truong.gdtx")
    department.heads.add(person)
    mail.outbox.clear()
    return person


def heard() -> dict[str, str]:
    """Return who got a mail, and its subject; nobody may have got two. Empties the box."""
    addresses = [message.to[0] for message in mail.outbox]
    assert len(addresses) == len(set(addresses))
    found = {message.to[0]: message.subject for message in mail.outbox}
    mail.outbox.clear()
    return found


def in_vietnamese(words: str, **names: str) -> str:
    with translation.override("vi"):
        return gettext(words) % names


def prefers(person, **preferences) -> None:
    profile = UserProfile.get_for_user(person)
    for name, value in preferences.items():
        setattr(profile, name, value)
    profile.save()


# Sent


def test_approvers_hear_of_a_page_that_waits_and_its_drafter_does_not(section, drafter, approver, second_approver):
    page = submitted(section, drafter, news("Khai giảng"))
    subject = in_vietnamese("Waits for your decision: %(title)s", title="Khai giảng")
    (message, _other) = mail.outbox
    assert heard() == {approver.email: subject, second_approver.email: subject}
    address = f"http://testserver{reverse('review', args=[page.pk])}"
    assert message.body.startswith(address)
    html = message.alternatives[0].content
    assert html.index(f'href="{address}"') < html.index("<p", html.index("</a>"))


def test_head_is_asked_first_and_then_the_approvers(section, drafter, head, approver):
    page = submitted(section, drafter)
    assert set(heard()) == {head.email}
    drafts.approve(page, head)
    assert set(heard()) == {approver.email}


def test_approver_with_a_hand_in_the_page_is_not_asked(section, drafter, approver, second_approver):
    page = draft(section, drafter)
    approver.groups.add(drafter.groups.get())
    mail.outbox.clear()
    edit(page, fresh(approver), title="Tin sửa")
    drafts.submit(fresh(page), drafter)
    assert set(heard()) == {second_approver.email}


def test_who_is_gone_or_has_no_address_gets_no_mail(section, drafter, approver, second_approver):
    gone, without = factories.approver(is_active=False), factories.approver(email="")
    mail.outbox.clear()
    submitted(section, drafter)
    assert set(heard()) == {approver.email, second_approver.email}
    assert notices.tell("handed_over", [gone.pk, without.pk, 10**12]) == 0


def test_who_does_without_a_kind_of_mail_is_asked_for_urgent_pages_alone(
    section, announcements, drafter, approver, second_approver
):
    prefers(approver, submitted_notifications=False)
    submitted(section, drafter)
    assert set(heard()) == {second_approver.email}
    submitted(announcements, drafter, urgent("Nghỉ học tránh bão"))
    subjects = heard()
    assert set(subjects) == {approver.email, second_approver.email}
    assert subjects[approver.email].startswith(in_vietnamese("[URGENT]"))


def test_urgent_page_goes_past_the_head_with_a_mark_that_mail_programs_know(announcements, drafter, head, approver):
    submitted(announcements, drafter, urgent("Nghỉ học tránh bão"))
    (message,) = mail.outbox
    assert message.to == [approver.email]
    assert message.extra_headers["X-Priority"] == "1"


# Decided


def test_everyone_who_took_part_hears_that_it_came_back_and_why(section, drafter, colleague, head, approver):
    page = draft(section, drafter)
    edit(page, colleague, title="Tin sửa")
    drafts.submit(fresh(page), drafter)
    drafts.approve(fresh(page), head)
    mail.outbox.clear()
    drafts.send_back(fresh(page), approver, "Thiếu số <công văn>")
    (message, *_others) = mail.outbox
    assert "Thiếu số <công văn>" in message.body
    assert "Thiếu số &lt;công văn&gt;" in message.alternatives[0].content
    assert message.body.startswith(f"http://testserver{reverse('wagtailadmin_pages:edit', args=[page.pk])}")
    assert set(heard()) == {drafter.email, colleague.email, head.email}


def test_approver_of_an_earlier_step_is_led_to_the_review(section, drafter, head, approver):
    head.groups.add(Group.objects.get(name=APPROVERS))
    page = submitted(section, drafter)
    drafts.approve(page, fresh(head))
    mail.outbox.clear()
    drafts.send_back(fresh(page), approver, "Sửa")
    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert set(heard()) == {drafter.email, head.email}
    assert reverse("review", args=[page.pk]) in bodies[head.email]
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in bodies[drafter.email]


def test_who_returned_it_hears_first_that_it_came_back_and_what_changed(section, drafter, approver, second_approver):
    page = submitted(section, drafter)
    drafts.send_back(page, second_approver, "Sửa tiêu đề")
    edit(page, drafter, title="Tiêu đề mới")
    mail.outbox.clear()
    drafts.submit(fresh(page), drafter)
    first, second = mail.outbox
    assert (first.to, second.to) == ([second_approver.email], [approver.email])
    assert first.subject == in_vietnamese("Back for your decision: %(title)s", title="Tiêu đề mới")
    with translation.override("vi"):
        label = gettext("Changed since you returned it")
        field = page._meta.get_field("title").verbose_name
    assert re.search(f"{label}: {field}", first.body, re.IGNORECASE)
    assert label not in second.body


def test_everyone_who_took_part_hears_that_it_is_public(section, drafter, colleague, head, approver):
    page = draft(section, drafter)
    edit(page, colleague, title="Tin sửa")
    drafts.submit(fresh(page), drafter)
    drafts.approve(fresh(page), head)
    mail.outbox.clear()
    drafts.approve(fresh(page), approver)
    page = fresh(page)
    assert all(message.body.startswith(page.full_url) for message in mail.outbox)
    assert set(heard()) == {drafter.email, colleague.email, head.email}


def test_who_had_been_asked_hears_that_it_was_taken_back(section, drafter, approver, second_approver):
    page = submitted(section, drafter)
    mail.outbox.clear()
    page.current_workflow_state.cancel(user=drafter)
    assert set(heard()) == {approver.email, second_approver.email}


def test_taking_back_what_lies_with_its_drafter_tells_nobody(section, drafter, approver):
    page = submitted(section, drafter)
    drafts.send_back(page, approver, "Sửa")
    mail.outbox.clear()
    fresh(page).current_workflow_state.cancel(user=drafter)
    assert heard() == {}


def test_emergency_asks_the_other_approvers_and_tells_who_wrote_it(section, drafter, approver, second_approver):
    page = submitted(section, drafter)
    mail.outbox.clear()
    emergency.force(page, approver, "Bão vào đất liền tối nay", Shown.of(page))
    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert set(heard()) == {drafter.email, second_approver.email}
    assert reverse("confirm_emergency", args=[page.pk]) in bodies[second_approver.email]
    assert reverse("confirm_emergency", args=[page.pk]) not in bodies[drafter.email]
    emergency.confirm(fresh(page), second_approver)
    assert set(heard()) == {drafter.email, approver.email}


# What is in a mail


def test_mail_holds_no_word_of_the_text(section, drafter, approver):
    page = news("Khai giảng", body=[("paragraph", "<p>Câu chưa ai được đọc.</p>")], summary="Sapo chưa ai được đọc.")
    page = submitted(section, drafter, page)
    drafts.send_back(page, approver, "Sửa")
    edit(page, drafter, summary="Sapo khác chưa ai được đọc.")
    drafts.submit(fresh(page), drafter)
    written = [message.body + message.alternatives[0].content for message in mail.outbox]
    assert len(written) == 3
    assert not any("chưa ai được đọc" in text for text in written)


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script> & Co", "Tin\nBcc: ke-gian@example.com", "Tin %(person)s %s", "A" * 255]
)
def test_no_title_breaks_a_mail(section, drafter, approver, title):
    submitted(section, drafter, news(title, slug="tin"))
    (message,) = mail.outbox
    assert message.message()["Bcc"] is None
    assert "\n" not in message.subject
    assert "<script" not in message.alternatives[0].content
    assert " ".join(title.split()) in message.body


def test_each_reads_their_own_language_whoever_did_it(section, drafter, approver, second_approver):
    prefers(approver, preferred_language="en")
    prefers(drafter, preferred_language="en")
    with translation.override("en"):
        submitted(section, drafter, news("Khai giảng"))
    messages = {message.to[0]: message for message in mail.outbox}
    assert messages[approver.email].subject == "Waits for your decision: Khai giảng"
    assert 'lang="en"' in messages[approver.email].alternatives[0].content
    assert 'lang="vi"' in messages[second_approver.email].alternatives[0].content
    expected = in_vietnamese("Waits for your decision: %(title)s", title="Khai giảng")
    assert messages[second_approver.email].subject == expected


@pytest.mark.parametrize("event", EVENTS.split())
def test_every_event_makes_a_mail_with_a_page_and_what_can_be_said_of_it(section, drafter, approver, event):
    page = draft(section, drafter, news("Khai giảng"))
    said = {"reason": "Lý do ở đây", "comment": "Nhận xét ở đây", "change": Change.UPDATE, "where": "Duyệt tin"}
    told = notices.tell(event, [approver.pk, approver.pk], page=page, actor=drafter, subject_person=drafter, **said)
    assert told == 1
    (message,) = mail.outbox
    assert all(words in message.body for words in ("Khai giảng", "Lý do ở đây", "Nhận xét ở đây", "Duyệt tin"))
    assert re.match(r"http://testserver/\S+\n", message.body)
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("event", ["appointed", "password_reset", "workflow_changed", "handed_over"])
def test_what_is_about_no_page_makes_a_mail_too(drafter, approver, event):
    assert notices.tell(event, [approver.pk], actor=drafter, subject_person=drafter, where="Duyệt tin") == 1
    assert not mail.outbox[0].subject.endswith(":")


def test_another_address_is_led_to_where_the_caller_names_one(section, drafter, approver):
    notices.tell("erasure_asked", [approver.pk], page=draft(section, drafter), url="/admin/cho-khac/")
    assert mail.outbox[0].body.startswith("http://testserver/admin/cho-khac/\n")


def test_number_of_queries_does_not_grow_with_the_approvers(section, drafter, approver):
    page = submitted(section, drafter)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            notices.tell("submitted", notices.deciders(fresh(page)), page=fresh(page), actor=drafter)
        return len(captured)

    queries()
    Group.objects.get(name=APPROVERS).user_set.add(*factories.UserFactory.create_batch(2))
    few = queries()
    people = factories.UserFactory.create_batch(27)
    Group.objects.get(name=APPROVERS).user_set.add(*people)
    for person in people[::2]:
        prefers(person, preferred_language="en")
    mail.outbox.clear()
    assert queries() == few
    assert len(heard()) == 30


# Who is who


def test_participants_are_owner_writers_sender_and_who_decided(section, drafter, colleague, head, approver):
    page = draft(section, drafter)
    edit(page, colleague, title="Tin sửa")
    drafts.submit(fresh(page), colleague)
    drafts.approve(fresh(page), head)
    assert notices.participants(fresh(page)) == {drafter.pk, colleague.pk, head.pk}


def test_deciders_are_nobody_where_nothing_waits(section, drafter, approver):
    assert notices.deciders(draft(section, drafter)) == set()
    assert notices.deciders(published(section, drafter, approver)) == set()


def test_superuser_is_asked_by_nobody(section, drafter, approver, superuser):
    assert superuser.pk not in notices.approver_ids()
    assert notices.deciders(submitted(section, drafter)) == {approver.pk}


def test_who_left_the_department_hears_of_its_drafts_no_more(section, drafter, colleague, approver):
    page = factories.edit(factories.draft(section, drafter), colleague, title="Đồng nghiệp sửa")
    drafts.submit(page, drafter)
    colleague.groups.clear()
    assert notices.participants(factories.fresh(page)) == {drafter.pk}
