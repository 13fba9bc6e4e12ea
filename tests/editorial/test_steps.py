"""Which steps a page goes through, who takes them, and what a change of the content does to them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import PageLogEntry, TaskState, Workflow, WorkflowPage

from cms.editorial import drafts, steps
from cms.editorial.four_eyes import NotFourEyes
from cms.editorial.models import HeadTaskState, PublicationRecord
from newsroom.models import AnnouncementPage, NewsIndexPage
from tests import factories
from tests.pages.builders import public
from tests.support import post_edit, workflow_action

HEAD, BOARD, SECOND = "Trưởng phòng", "Ban Biên tập", "Người duyệt thứ hai"


@pytest.fixture
def head(department):
    person = factories.member_of(department, username="truong.gdtx")
    department.heads.add(person)
    return person


@pytest.fixture
def sensitive(section):
    """The section, which asks for two approvers."""
    WorkflowPage.objects.create(page=section, workflow=Workflow.objects.get(name="Hai người duyệt"))
    return section


def step_of(page) -> str:
    """Return the name of the step that the page waits at, '' where it waits nowhere."""
    state = factories.fresh(page).current_workflow_task_state
    return state.task.name if state and state.status == TaskState.STATUS_IN_PROGRESS else ""


def logged(page, action: str) -> int:
    return PageLogEntry.objects.filter(page=page.pk, action=f"portal.{action}").count()


def test_the_head_is_asked_first_and_then_the_approvers(section, drafter, head, approver):
    page = factories.submitted(section, drafter)
    assert step_of(page) == HEAD
    with pytest.raises(NotFourEyes, match="trưởng phòng"):
        drafts.approve(page, approver)
    drafts.approve(page, head)
    assert step_of(page) == BOARD
    drafts.approve(factories.fresh(page), approver, "Tốt")
    assert factories.fresh(page).live
    record = PublicationRecord.objects.newest_of(page.pk)
    assert record.approver == approver
    assert [(step["task"], step["outcome"], step["user"]) for step in record.steps] == [
        (HEAD, "approved", head.pk),
        (BOARD, "approved", approver.pk),
    ]


def test_a_head_does_not_take_the_approvers_step(section, drafter, head):
    page = factories.submitted(section, drafter)
    drafts.approve(page, head)
    with pytest.raises(NotFourEyes):
        drafts.approve(factories.fresh(page), head)


def test_the_head_of_another_department_decides_nothing(section, drafter, head, other_department):
    other = factories.member_of(other_department)
    other_department.heads.add(other)
    with pytest.raises(NotFourEyes):
        drafts.approve(factories.submitted(section, drafter), other)


@pytest.mark.parametrize("reason", ["no head", "wrote it", "sent it", "deactivated"])
def test_the_heads_step_is_skipped_on_record_where_nobody_can_take_it(reason, section, drafter, head, department):
    page = factories.draft(section, drafter)
    sender = drafter
    if reason == "no head":
        department.heads.clear()
    elif reason == "wrote it":
        page = factories.edit(page, head, title="Sửa bởi trưởng phòng")
    elif reason == "sent it":
        sender = head
    else:
        head.is_active = False
        head.save()
    drafts.submit(page, sender)
    assert step_of(page) == BOARD
    assert HeadTaskState.objects.get(status="skipped").comment
    assert logged(page, "step_skipped") == 1


def test_an_urgent_announcement_goes_past_the_head(announcements, drafter, head):
    page = AnnouncementPage(title="Nghỉ học ngày mai vì mưa lũ", severity="urgent", urgent_reason="Mưa lũ")
    page.shown_until = page.shown_from + (page.shown_until - page.shown_from) / 7
    assert step_of(factories.submitted(announcements, drafter, page)) == BOARD


def test_a_returned_page_comes_back_to_the_step_that_returned_it(section, drafter, head, approver):
    page = factories.submitted(section, drafter)
    drafts.approve(page, head)
    drafts.send_back(factories.fresh(page), approver, "Thiếu ảnh")
    page = factories.edit(page, drafter, title="Đã thêm ảnh")
    drafts.submit(page, drafter)
    assert step_of(page) == BOARD
    drafts.approve(factories.fresh(page), approver)
    # The head had approved other content: it is not public before the head saw this.
    assert step_of(page) == HEAD
    assert not factories.fresh(page).live
    drafts.approve(factories.fresh(page), head)
    assert factories.fresh(page).live
    assert PublicationRecord.objects.newest_of(page.pk).approver == approver


def test_returned_and_sent_again_unchanged_asks_nobody_twice(section, drafter, head, approver, second_approver):
    page = factories.submitted(section, drafter)
    drafts.approve(page, head)
    drafts.send_back(factories.fresh(page), approver, "Xem lại")
    page = factories.edit(page, drafter)
    drafts.submit(page, drafter)
    drafts.approve(factories.fresh(page), second_approver)
    assert factories.fresh(page).live


def test_a_change_between_the_steps_asks_again_from_the_first(
    client, section, drafter, head, approver, second_approver
):
    page = factories.submitted(section, drafter)
    drafts.approve(page, head)
    client.force_login(approver)
    post_edit(client, page, paragraph="<p>Người duyệt sửa.</p>")
    assert step_of(page) == HEAD
    assert logged(page, "restarted") == 1
    drafts.approve(factories.fresh(page), head)
    with pytest.raises(NotFourEyes):
        drafts.approve(factories.fresh(page), approver)
    drafts.approve(factories.fresh(page), second_approver)
    assert factories.fresh(page).live


def test_an_untouched_save_between_the_steps_asks_nobody_again(client, section, drafter, head, approver):
    page = factories.submitted(section, drafter)
    drafts.approve(page, head)
    latest = factories.fresh(page).get_latest_revision_as_object()
    latest.save_revision(user=approver)
    assert step_of(page) == BOARD
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).live


def test_a_head_who_edits_leaves_the_step_to_the_approvers(section, drafter, head, approver):
    page = factories.edit(factories.submitted(section, drafter), head, title="Trưởng phòng sửa")
    assert step_of(page) == BOARD
    assert logged(page, "step_passed") == 1
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).live


def test_a_step_that_nobody_can_take_any_more_passes_on(section, drafter, head, approver):
    page, other = factories.submitted(section, drafter), factories.submitted(section, drafter, factories.news("Khác"))
    assert steps.pass_on_all() == 0
    head.is_active = False
    head.save()
    assert steps.pass_on_all() == 2
    assert [step_of(page), step_of(other)] == [BOARD, BOARD]
    assert logged(page, "step_passed") == 1
    drafts.approve(factories.fresh(page), approver)
    assert PublicationRecord.objects.newest_of(page.pk).steps[0]["outcome"] == "skipped"


def test_a_last_step_that_nobody_can_take_publishes_on_the_approval_given_before(
    section, drafter, head, approver, department
):
    page = factories.submitted(section, drafter)
    drafts.approve(page, head)
    drafts.send_back(factories.fresh(page), approver, "Thiếu ảnh")
    drafts.submit(factories.edit(page, drafter, title="Đã thêm ảnh"), drafter)
    drafts.approve(factories.fresh(page), approver)
    assert step_of(page) == HEAD
    department.heads.clear()
    assert steps.pass_on_all() == 1
    record = PublicationRecord.objects.newest_of(page.pk)
    assert (factories.fresh(page).live, record.approver) == (True, approver)


def test_what_the_head_approved_stays_approved_when_the_head_leaves(section, drafter, head, department, approver):
    page = factories.submitted(section, drafter)
    drafts.approve(page, head)
    department.heads.clear()
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).live


def test_a_sensitive_section_asks_two_approvers(sensitive, drafter, approver, second_approver):
    page = factories.submitted(sensitive, drafter)
    assert steps.is_sensitive(page)
    drafts.approve(page, approver)
    assert step_of(page) == SECOND
    with pytest.raises(NotFourEyes, match="bước khác"):
        drafts.approve(factories.fresh(page), approver)
    assert not factories.fresh(page).live
    drafts.approve(factories.fresh(page), second_approver)
    record = PublicationRecord.objects.newest_of(page.pk)
    assert factories.fresh(page).live
    assert [step["user"] for step in record.steps if step["user"]] == [approver.pk, second_approver.pk]


def test_nobody_is_shown_what_they_approved_at_another_step(sensitive, drafter, approver, second_approver, client):
    from cms.editorial import desk

    page = factories.submitted(sensitive, drafter)
    drafts.approve(page, approver)
    assert desk.to_approve(approver) == []
    assert [row.page.pk for row in desk.to_approve(second_approver)] == [page.pk]
    client.force_login(approver)
    workflow_action(client, page, "approve")
    assert not factories.fresh(page).live


def test_a_step_disabled_between_two_approvals_publishes_nothing(sensitive, drafter, approver, superuser, client):
    page = factories.submitted(sensitive, drafter)
    drafts.approve(page, approver)
    task = factories.fresh(page).current_workflow_task
    with pytest.raises(NotFourEyes):
        task.deactivate(user=superuser)
    assert not factories.fresh(page).live


def test_an_accepted_proposal_keeps_the_approvals_that_were_given(section, drafter, head, approver):
    page = factories.submitted(section, drafter)
    drafts.approve(page, head)
    latest = factories.fresh(page).get_latest_revision_as_object()
    latest.title = "Tiêu đề được đề nghị"
    with steps.accept_change(latest, drafter):
        latest.save_revision(user=drafter)
    assert step_of(page) == BOARD
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).title == "Tiêu đề được đề nghị"


def test_a_revision_that_was_decided_about_is_never_written_over(section, drafter, head, approver):
    page = factories.submitted(section, drafter)
    drafts.approve(page, head)
    drafts.send_back(factories.fresh(page), approver, "Sửa lại")
    decided = factories.fresh(page).latest_revision
    latest = decided.as_object()
    latest.title = "Ghi đè"
    assert latest.save_revision(user=drafter, overwrite_revision=decided).pk != decided.pk


def test_a_published_revision_is_never_written_over(section, drafter, approver):
    page = factories.published(section, drafter, by=approver)
    published = page.latest_revision
    latest = published.as_object()
    latest.title = "Ghi đè"
    assert latest.save_revision(user=drafter, overwrite_revision=published).pk != published.pk


def test_who_sends_a_returned_page_again_does_not_decide_about_it(section, department, drafter, approver):
    both = factories.member_of(department)
    both.groups.add(Group.objects.get(name=BOARD))
    page = factories.submitted(section, drafter)
    drafts.send_back(page, approver, "Xem lại")
    drafts.submit(factories.fresh(page), factories.fresh(both))
    with pytest.raises(NotFourEyes):
        drafts.approve(factories.fresh(page), factories.fresh(both))
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).live


def test_a_head_who_sends_again_what_came_back_leaves_the_step_to_the_approvers(section, drafter, head):
    page = factories.submitted(section, drafter)
    drafts.send_back(page, head, "Xem lại")
    drafts.submit(factories.fresh(page), head)
    assert step_of(page) == BOARD


def test_the_words_of_a_picture_changed_between_two_approvals_are_shown_to_the_first_again(
    sensitive, drafter, colleague, approver, second_approver
):
    picture = factories.picture("Sân trường")
    page = factories.submitted(sensitive, drafter, factories.news(cover=picture))
    drafts.approve(page, approver)
    with LogContext(user=colleague):
        picture.credit = "Ảnh: ai đó"
        picture.save()
    drafts.approve(factories.fresh(page), second_approver)
    assert not factories.fresh(page).live
    assert step_of(page) == BOARD
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).live


def test_an_approval_of_somebody_who_left_is_asked_for_again(sensitive, drafter, approver, second_approver):
    page = factories.submitted(sensitive, drafter)
    drafts.approve(page, approver)
    approver.groups.clear()
    drafts.approve(factories.fresh(page), second_approver)
    assert not factories.fresh(page).live
    drafts.approve(factories.fresh(page), factories.approver())
    assert factories.fresh(page).live


def test_a_section_that_became_sensitive_meanwhile_asks_what_waits_in_it_for_two(
    section, drafter, approver, second_approver
):
    page = factories.submitted(section, drafter)
    WorkflowPage.objects.create(page=section, workflow=Workflow.objects.get(name="Hai người duyệt"))
    with pytest.raises(NotFourEyes):
        drafts.approve(page, approver)
    factories.fresh(page).current_workflow_state.cancel(user=drafter)
    drafts.submit(factories.fresh(page), drafter)
    drafts.approve(factories.fresh(page), approver)
    drafts.approve(factories.fresh(page), second_approver)
    assert factories.fresh(page).live


@pytest.mark.parametrize("later", [None, timedelta(days=1)], ids=["waiting", "approved for later"])
def test_nothing_gets_into_a_sensitive_section_past_its_steps(
    client, home, section, department, drafter, approver, later
):
    other = public(home, NewsIndexPage(title="Văn bản"))
    department.sections.add(other)
    WorkflowPage.objects.create(page=other, workflow=Workflow.objects.get(name="Hai người duyệt"))
    page = factories.submitted(section, drafter, factories.news(go_live_at=later and timezone.now() + later))
    if later:
        drafts.approve(page, approver)
    client.force_login(factories.fresh(drafter))
    response = client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.pk]))
    assert factories.fresh(page).get_parent().pk == section.pk
    assert page.title in " ".join(str(message) for message in get_messages(response.wsgi_request))
    with pytest.raises(PermissionDenied):
        factories.fresh(page).move(other, "last-child", user=drafter)


def test_what_waits_moves_to_a_section_with_the_same_steps(client, home, section, department, drafter):
    other = public(home, NewsIndexPage(title="Tin khác"))
    department.sections.add(other)
    page = factories.submitted(section, drafter)
    client.force_login(factories.fresh(drafter))
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.pk]))
    assert factories.fresh(page).get_parent().pk == other.pk
