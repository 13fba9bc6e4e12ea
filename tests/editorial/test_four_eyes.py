"""Nobody approves what they had a hand in since it was last public."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from wagtail.models import Task, Workflow

from cms.editorial import contributions, drafts
from cms.editorial.four_eyes import NotFourEyes, refuse_contributor
from cms.editorial.models import PublicationRecord
from cms.editorial.roles import APPROVERS
from tests import factories
from tests.support import create_news, post_edit, workflow_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(section, drafter):
    """An article that waits for approval."""
    return factories.submitted(section, drafter)


def approving_author(department):
    """Return a drafter of the department who is an approver as well."""
    author = factories.approver()
    author.groups.add(department.group)
    return factories.fresh(author)


def test_an_approver_without_a_hand_in_it_publishes(waiting, approver):
    drafts.approve(waiting, approver)
    page = factories.fresh(waiting)
    assert page.live
    assert page.entry.is_public


def test_the_record_names_people_content_and_revision(waiting, drafter, approver):
    expected = page_hash(waiting)
    drafts.approve(waiting, approver, comment="Đã đối chiếu văn bản")
    record = PublicationRecord.objects.get(public_id=waiting.public_id)
    assert record.contributors == [drafter.pk]
    assert (record.submitter, record.approver) == (drafter, approver)
    assert record.content_hash == expected
    assert record.revision_pk == factories.fresh(waiting).live_revision_id
    assert record.reason == "Đã đối chiếu văn bản"


def page_hash(page) -> str:
    from cms.editorial.content_hash import content_hash

    return content_hash(page.get_latest_revision_as_object())


def test_the_author_cannot_approve_even_as_an_approver(section, department):
    author = approving_author(department)
    page = factories.submitted(section, author)
    with pytest.raises(NotFourEyes):
        drafts.approve(page, author)
    assert not factories.fresh(page).live


def test_the_submitter_cannot_approve_even_without_having_written(section, department, drafter):
    submitter = approving_author(department)
    page = factories.draft(section, drafter)
    drafts.submit(page, submitter)
    with pytest.raises(NotFourEyes):
        drafts.approve(factories.fresh(page), submitter)
    assert not factories.fresh(page).live


def test_a_superuser_who_edited_cannot_approve(section, drafter, superuser):
    page = factories.draft(section, drafter)
    factories.edit(page, superuser, title="Sửa bởi người toàn quyền")
    drafts.submit(factories.fresh(page), drafter)
    with pytest.raises(NotFourEyes):
        drafts.approve(factories.fresh(page), superuser)
    assert not factories.fresh(page).live


def test_an_approver_who_edits_and_approves_in_one_post_is_refused_and_the_edit_is_kept(waiting, client, approver):
    client.force_login(approver)
    response, page = post_edit(
        client,
        waiting,
        paragraph="<p>Người duyệt viết lại.</p>",
        **{"action-workflow-action": "true", "workflow-action-name": "approve"},
    )
    assert [str(message).strip() for message in get_messages(response.wsgi_request)] == [refusal(page)]
    assert not page.live
    assert page.current_workflow_task_state.status == "in_progress"
    assert "viết lại" in str(page.get_latest_revision_as_object().body)
    assert approver.pk in contributions.contributor_ids(page)


def refusal(page) -> str:
    """Return the words shown to a contributor who tries to approve."""
    with pytest.raises(NotFourEyes) as refused:
        refuse_contributor(page, None)
    return str(refused.value)


def test_after_an_approver_edited_the_next_approver_decides(waiting, client, approver, second_approver):
    client.force_login(approver)
    post_edit(client, waiting, paragraph="<p>Người duyệt viết lại.</p>")
    workflow_action(client, waiting, "approve", comment="")
    assert not factories.fresh(waiting).live
    client.force_login(second_approver)
    workflow_action(client, waiting, "approve", comment="")
    page = factories.fresh(waiting)
    assert page.live
    assert "viết lại" in str(page.body)


def test_an_approver_who_opens_and_saves_unchanged_may_still_approve(waiting, client, approver):
    client.force_login(approver)
    page = waiting.get_latest_revision_as_object()
    page.save_revision(user=approver)
    workflow_action(client, waiting, "approve", comment="")
    assert factories.fresh(waiting).live


def test_a_drafter_cannot_approve_by_a_crafted_request(waiting, client, colleague):
    client.force_login(colleague)
    workflow_action(client, waiting, "approve", comment="")
    assert not factories.fresh(waiting).live


@pytest.mark.parametrize("who", ["drafter", "approver", "administrator", "superuser"])
def test_nobody_publishes_by_hand(who, request, section, department, drafter, client):
    user = request.getfixturevalue(who)
    client.force_login(user)
    page = factories.draft(section, drafter)
    post_edit(client, page, **{"action-publish": "action-publish"})
    create_news(client, section, title="Đăng thẳng", **{"action-publish": "action-publish"})
    assert not section.get_children().live().exists()


def test_a_superuser_cannot_publish_a_revision_directly(section, drafter, superuser):
    page = factories.draft(section, drafter)
    with pytest.raises(PermissionDenied):
        page.latest_revision.publish(user=superuser)
    assert not factories.fresh(page).live


def test_disabling_the_task_publishes_nothing(waiting, superuser):
    with pytest.raises(PermissionDenied):
        Task.objects.get(name=APPROVERS).specific.deactivate(user=superuser)
    assert not factories.fresh(waiting).live


def test_a_workflow_without_tasks_publishes_nothing(section, drafter, superuser):
    page = factories.draft(section, drafter)
    Workflow.objects.get(name="Duyệt tin").workflow_tasks.all().delete()
    with pytest.raises(PermissionDenied):
        drafts.submit(page, superuser)
    assert not factories.fresh(page).live


def test_contributors_are_asked_anew_after_publication(section, department, drafter, approver):
    author = approving_author(department)
    page = factories.published(section, author, by=approver)
    page = factories.edit(page, drafter, title="Sửa sau khi đăng")
    drafts.submit(page, drafter)
    drafts.approve(factories.fresh(page), author)
    assert factories.fresh(page).title == "Sửa sau khi đăng"


def test_a_copy_keeps_the_contributors_of_what_was_copied(section, drafter, department):
    copier = approving_author(department)
    page = factories.draft(section, drafter)
    copy = page.copy(update_attrs={"slug": "ban-sao", "title": "Bản sao"}, keep_live=False, user=copier)
    assert {drafter.pk, copier.pk} <= contributions.contributor_ids(copy)


def test_returning_needs_a_reason(waiting, approver, client):
    with pytest.raises(PermissionDenied):
        drafts.send_back(waiting, approver, "  ")
    client.force_login(approver)
    workflow_action(client, waiting, "reject", comment="")
    assert factories.fresh(waiting).current_workflow_task_state.status == "in_progress"


def test_a_returned_page_is_corrected_by_a_colleague_and_approved(waiting, client, colleague, approver):
    client.force_login(approver)
    workflow_action(client, waiting, "reject", comment="Thiếu ngày tổ chức")
    client.force_login(colleague)
    sent = {"paragraph": "<p>Ngày 12/11/2026.</p>", "summary": "Tóm tắt.", "action-submit": "action-submit"}
    _response, page = post_edit(client, waiting, **sent)
    assert page.current_workflow_task_state.status == "in_progress"
    client.force_login(approver)
    workflow_action(client, page, "approve", comment="")
    page = factories.fresh(page)
    assert page.live
    assert "12/11/2026" in str(page.body)
    assert PublicationRecord.objects.get(public_id=page.public_id).contributors == sorted(
        [waiting.owner_id, colleague.pk]
    )


def test_drafters_are_locked_out_while_a_page_waits(waiting, drafter, superuser):
    for user in (drafter, superuser):
        with pytest.raises(PermissionDenied):
            factories.edit(waiting, user, title="Sửa lúc đang duyệt")


def test_records_cannot_be_changed_or_deleted(waiting, approver):
    drafts.approve(waiting, approver)
    record = PublicationRecord.objects.first()
    record.reason = "khác"
    with pytest.raises(PermissionDenied):
        record.save()
    with pytest.raises(PermissionDenied):
        record.delete()


def test_the_comment_of_an_approval_reaches_the_record(waiting, client, approver):
    client.force_login(approver)
    workflow_action(client, waiting, "approve", comment="Đồng ý")
    assert PublicationRecord.objects.get(public_id=waiting.public_id).reason == "Đồng ý"
