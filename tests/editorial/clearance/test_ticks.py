"""No route makes pupils' data public without the tick of who approves; each change asks for it again."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from wagtail.models import TaskState, Workflow, WorkflowPage

from cms.editorial import clearance, drafts, emergency
from cms.editorial.clearance import NotCleared
from cms.editorial.content_hash import content_hash
from cms.editorial.four_eyes import NotFourEyes, Shown
from cms.editorial.gate import UnapprovedPublication, decide, record_publication
from cms.editorial.models import Clearance, PublicationRecord
from cms.editorial.review import proposals
from tests import factories
from tests.editorial import pupils
from tests.support import post_edit, workflow_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(section, drafter):
    """An article with a basis in a section that asks for two approvers."""
    WorkflowPage.objects.create(page=section, workflow=Workflow.objects.get(name="Hai người duyệt"))
    page = factories.submitted(section, drafter, pupils.article())
    pupils.give(page, drafter)
    return page


def test_wagtails_own_screens_decide_nothing_without_the_tick(based, client, approver):
    client.force_login(approver)
    workflow_action(client, based, "approve", comment="")
    workflow_action(client, based, "approve", comment="", cleared=pupils.demand(based).key)
    post_edit(client, based, **{"action-workflow-action": "true", "workflow-action-name": "approve"})
    assert not pupils.is_public(based)


def test_an_approval_past_the_steps_own_checks_publishes_nothing(based, approver):
    state = TaskState.objects.get(pk=factories.fresh(based).current_workflow_task_state.pk)
    with pytest.raises(NotCleared):
        state.specific.approve(user=approver)
    assert not pupils.is_public(based)


def test_a_tick_of_another_step_or_person_does_not_count(based, approver, second_approver):
    state = factories.fresh(based).current_workflow_task_state
    Clearance.objects.create(task_state_id=state.pk, user=second_approver, key=pupils.demand(based).tick)
    with pytest.raises(NotCleared):
        state.approve(user=approver)


def test_no_record_is_written_and_no_record_lets_it_through_without_the_evidence(based, approver, drafter):
    page = factories.fresh(based)
    content = page.get_latest_revision_as_object()
    facts = {"approver": approver, "submitter": drafter, "route": PublicationRecord.Route.FOUNDING}
    for evidence in (None, {}, {"key": ""}, {"key": content_hash(content)}):
        with pytest.raises(NotCleared):
            decide(page.latest_revision, pupils_data=evidence, **facts)
        with pytest.raises(NotCleared):
            record_publication(content, pupils_data=evidence, **facts)
    PublicationRecord.objects.create(
        public_id=page.public_id, page_pk=page.pk, content_hash=content_hash(content), **facts
    )
    with pytest.raises(UnapprovedPublication):
        page.latest_revision.publish()
    assert not pupils.is_public(based)


def test_two_approvers_tick_each_for_themselves(twice, approver, second_approver):
    pupils.approve(twice, approver)
    with pytest.raises(NotCleared):
        drafts.approve(factories.fresh(twice), second_approver)
    pupils.approve(twice, second_approver)
    assert pupils.is_public(twice)
    kept = PublicationRecord.objects.newest_of(twice.pk).pupils_data
    assert {tick["user"] for tick in kept["ticks"]} == {approver.pk, second_approver.pk}


def test_a_change_between_two_ticks_asks_both(twice, colleague, approver, second_approver):
    pupils.approve(twice, approver)
    proposal = proposals.propose(factories.fresh(twice), second_approver, "họp mặt", "gặp mặt")
    proposals.accept(proposal, colleague)
    third = factories.approver()
    pupils.approve(twice, third)
    assert not pupils.is_public(twice)
    pupils.approve(twice, approver)
    assert pupils.is_public(twice)
    kept = PublicationRecord.objects.newest_of(twice.pk).pupils_data
    assert {tick["user"] for tick in kept["ticks"]} == {approver.pk, third.pk}


def test_another_basis_between_two_ticks_asks_the_first_again(twice, drafter, approver, second_approver):
    pupils.approve(twice, approver)
    pupils.give(twice, drafter, text="Công văn số 15/SGDĐT ngày 5/3/2026")
    pupils.approve(twice, second_approver)
    assert not pupils.is_public(twice)
    pupils.approve(twice, approver)
    assert pupils.is_public(twice)


def test_a_head_decides_without_a_tick_and_publishes_nothing(section, drafter, department, approver):
    head = factories.member_of(department)
    department.heads.add(head)
    page = factories.submitted(section, drafter, pupils.article())
    drafts.approve(page, head)
    assert not pupils.is_public(page)
    pupils.give(page, drafter)
    pupils.approve(page, approver)
    assert pupils.is_public(page)


def test_an_emergency_asks_for_the_basis_and_the_tick_too(section, drafter, approver, second_approver):
    page = factories.draft(
        section, drafter, pupils.article("Cháu Lò Văn Bình, sinh ngày 12/3/2015, học sinh lớp 5A, mất tích.")
    )
    reason = "Tìm trẻ lạc theo đề nghị của công an"
    for tick in ("", pupils.demand(page).tick):
        with pytest.raises(NotCleared):
            emergency.force(page, approver, reason, Shown.of(page), tick)
    pupils.give(page, approver, text="Công an xã đề nghị qua điện thoại lúc 20 giờ")
    with pytest.raises(NotCleared):
        emergency.force(page, approver, reason, Shown.of(page))
    emergency.force(page, approver, reason, Shown.of(page), pupils.demand(page).tick)
    assert pupils.is_public(page)
    with pytest.raises(NotCleared):
        emergency.confirm(factories.fresh(page), second_approver)
    tick = clearance.demand_of(factories.fresh(page)).tick
    emergency.confirm(factories.fresh(page), second_approver, cleared=tick)
    record = PublicationRecord.objects.newest_of(page.pk)
    assert [tick["user"] for tick in record.pupils_data["ticks"]] == [second_approver.pk]


def test_a_copy_asks_anew(section, drafter, colleague, approver):
    page = pupils.public(section, drafter, approver)
    copy = page.copy(user=colleague, update_attrs={"slug": "ban-sao"}, keep_live=False)
    drafts.submit(factories.fresh(copy), colleague)
    assert not pupils.demand(copy).is_answered
    with pytest.raises(NotCleared):
        pupils.approve(copy, approver)


def test_an_update_asks_for_a_tick_of_its_own(section, drafter, approver, second_approver):
    page = pupils.public(section, drafter, approver)
    tick = clearance.demand_of(page).tick
    page = factories.edit(page, drafter, summary="Tóm tắt khác.")
    drafts.submit(page, drafter)
    assert pupils.demand(page).is_answered
    for cleared in ("", tick):
        with pytest.raises(NotCleared):
            drafts.approve(factories.fresh(page), second_approver, cleared=cleared)
    pupils.approve(page, second_approver)
    assert factories.fresh(page).summary == "Tóm tắt khác."


def test_a_contributor_still_approves_nothing(based, approver, drafter):
    Group.objects.get(name="Ban Biên tập").user_set.add(drafter)
    with pytest.raises(NotFourEyes):
        pupils.approve(based, factories.fresh(drafter))
    with pytest.raises(PermissionDenied):
        based.latest_revision.publish(user=approver)
