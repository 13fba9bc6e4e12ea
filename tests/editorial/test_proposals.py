"""Reviewers propose words; whose text it is stays with the drafters, who take them over or not."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import PageLogEntry, Workflow, WorkflowPage

from cms.editorial import contributions, drafts, emergency
from cms.editorial.four_eyes import NotFourEyes, Shown
from cms.editorial.models import Proposal
from cms.editorial.review import proposals
from tests import factories
from tests.support import edit_address

pytestmark = pytest.mark.django_db

State = Proposal.State
OLD, NEW = "ngày 5 tháng 9", "ngày 6 tháng 9"


@pytest.fixture
def waiting(section, drafter):
    body = [("paragraph", f"<p>Lễ khai giảng vào <b>{OLD}</b> tại các trường.</p>"), ("paragraph", "<p>Lặp. Lặp.</p>")]
    return factories.submitted(section, drafter, factories.news("Khai giảng", body=body, summary="Tóm tắt."))


@pytest.fixture
def proposal(waiting, approver):
    return proposals.propose(waiting, approver, OLD, NEW, "Theo văn bản 114")


def text_of(page) -> str:
    return str(factories.fresh(page).get_latest_revision_as_object().body)


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def actions(page) -> list[str]:
    return list(
        PageLogEntry.objects.filter(page=page.pk, action__startswith="portal.prop").values_list("action", flat=True)
    )


def answer(client, proposal, name: str, **data):
    return client.post(reverse(name, args=[proposal.page_id, proposal.pk]), data)


def test_a_proposal_changes_nothing_and_its_author_may_still_approve(waiting, approver, proposal):
    assert OLD in text_of(waiting)
    assert approver.pk not in contributions.contributor_ids(waiting)
    assert actions(waiting) == ["portal.proposed"]
    drafts.approve(factories.fresh(waiting), approver)
    assert factories.fresh(waiting).live


def test_the_drafter_takes_it_over_in_one_tap_during_the_review(client, waiting, drafter, approver, proposal):
    client.force_login(drafter)
    answer(client, proposal, "review_accept_proposal")
    page = factories.fresh(waiting)
    assert NEW in text_of(page)
    assert OLD not in text_of(page)
    assert page.workflow_in_progress
    assert Proposal.objects.get().state == State.ACCEPTED
    assert Proposal.objects.get().answered_by == drafter
    assert sorted(actions(waiting)) == ["portal.proposal_accepted", "portal.proposed"]
    drafts.approve(page, approver)
    assert NEW in str(factories.fresh(page).body)


def test_who_takes_it_over_has_a_hand_in_it(client, department, waiting, proposal):
    member = factories.approver()
    member.groups.add(department.group)
    proposals.accept(proposal, factories.fresh(member))
    assert member.pk in contributions.contributor_ids(waiting)
    with pytest.raises(NotFourEyes):
        drafts.approve(factories.fresh(waiting), factories.fresh(member))


def test_approvals_given_before_stay(section, department, drafter, approver):
    head = factories.member_of(department)
    department.heads.add(head)
    page = factories.submitted(section, drafter, factories.news(body=[("paragraph", f"<p>{OLD}</p>")]))
    drafts.approve(page, head)
    proposal = proposals.propose(factories.fresh(page), approver, OLD, NEW)
    step = factories.fresh(page).current_workflow_task_state.task
    proposals.accept(proposal, drafter)
    assert factories.fresh(page).current_workflow_task_state.task == step
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).live


def test_in_a_sensitive_section_who_proposed_has_a_hand_in_it_and_the_review_begins_anew(
    section, drafter, approver, second_approver
):
    WorkflowPage.objects.create(page=section, workflow=Workflow.objects.get(name="Hai người duyệt"))
    page = factories.submitted(section, drafter, factories.news(body=[("paragraph", f"<p>{OLD}</p>")]))
    first = page.current_workflow_task_state.task
    drafts.approve(page, second_approver)
    proposals.accept(proposals.propose(factories.fresh(page), approver, OLD, NEW), drafter)
    page = factories.fresh(page)
    assert page.current_workflow_task_state.task == first
    with pytest.raises(NotFourEyes):
        drafts.approve(page, approver)
    for each in (second_approver, factories.approver()):
        drafts.approve(factories.fresh(page), each)
    assert NEW in str(factories.fresh(page).body)


@pytest.mark.parametrize("who", ["approver", "second_approver", "stranger", "administrator", "superuser"])
def test_nobody_but_the_drafters_answers(who, request, client, waiting, proposal):
    client.force_login(request.getfixturevalue(who))
    answer(client, proposal, "review_accept_proposal")
    answer(client, proposal, "review_decline_proposal", reason="Không")
    assert Proposal.objects.get().state == State.OPEN
    assert OLD in text_of(waiting)


def test_nobody_answers_what_they_proposed_themselves(section, department, drafter):
    member = factories.approver()
    member.groups.add(department.group)
    member = factories.fresh(member)
    page = factories.submitted(section, drafter, factories.news(body=[("paragraph", f"<p>{OLD}</p>")]))
    proposal = proposals.propose(page, member, OLD, NEW)
    for answered in (proposals.accept, proposals.decline):
        with pytest.raises(NotFourEyes):
            answered(proposal, member)


def test_declining_leaves_the_draft_as_it_is(client, waiting, colleague, proposal):
    client.force_login(colleague)
    answer(client, proposal, "review_decline_proposal", reason="Văn bản mới ghi ngày 5")
    assert Proposal.objects.get().state == State.DECLINED
    assert OLD in text_of(waiting)
    entry = PageLogEntry.objects.get(page=waiting.pk, action="portal.proposal_declined")
    assert entry.data["reason"] == "Văn bản mới ghi ngày 5"


def test_the_second_of_two_tabs_answers_nothing(client, waiting, drafter, proposal):
    client.force_login(drafter)
    answer(client, proposal, "review_decline_proposal")
    assert said(answer(client, proposal, "review_accept_proposal"))
    assert OLD in text_of(waiting)
    assert Proposal.objects.get().state == State.DECLINED


def test_it_lapses_where_the_passage_is_gone(client, waiting, drafter, second_approver, proposal):
    factories.edit(waiting, second_approver, body=[("paragraph", "<p>Viết lại cả đoạn.</p>")])
    client.force_login(drafter)
    assert said(answer(client, proposal, "review_accept_proposal"))
    assert Proposal.objects.get().state == State.LAPSED
    assert "Viết lại cả đoạn." in text_of(waiting)


def test_it_is_answered_after_the_page_was_returned_too(waiting, drafter, approver, proposal):
    drafts.send_back(factories.fresh(waiting), approver, "Xem đề nghị")
    proposals.accept(proposal, drafter)
    assert NEW in text_of(waiting)


def test_what_was_approved_as_it_stood_leaves_no_proposal_open(waiting, approver, second_approver, proposal):
    drafts.approve(factories.fresh(waiting), second_approver)
    assert Proposal.objects.get().state == State.LAPSED


def test_nor_does_an_emergency(waiting, approver, proposal):
    emergency.force(factories.fresh(waiting), approver, "Bão số 9: mai học sinh nghỉ học", Shown.of(waiting))
    assert Proposal.objects.get().state == State.LAPSED


@pytest.mark.parametrize("who", ["drafter", "administrator"])
def test_only_who_reviews_the_step_proposes(who, request, waiting):
    with pytest.raises(NotFourEyes):
        proposals.propose(waiting, request.getfixturevalue(who), OLD, NEW)


def test_nothing_is_proposed_for_a_page_that_waits_for_nothing(section, drafter, approver):
    page = factories.draft(section, drafter, factories.news(body=[("paragraph", f"<p>{OLD}</p>")]))
    with pytest.raises(NotFourEyes):
        proposals.propose(page, approver, OLD, NEW)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("không có trong bài", "gì cũng được"),
        ("Lặp", "Lập"),
        (OLD, OLD),
        (OLD, f"  {OLD} "),
        ("   ", "khác"),
        ("a" * 3000, "b"),
        (OLD, "b" * 3000),
    ],
)
def test_words_that_will_not_do_are_refused(waiting, approver, old, new):
    with pytest.raises(ValidationError):
        proposals.propose(waiting, approver, old, new)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("old", ["", "không có trong bài", "Lặp", "x" * 10000, "có\x00số không"])
def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(client, waiting, approver, old):
    client.force_login(approver)
    data = {"old": old, "new": "Lời mới của tôi", "comment": ""}
    response = client.post(reverse("review_propose", args=[waiting.pk]), data)
    assert response.status_code == 400
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one(".portal-review__errors li")
    assert "Lời mới của tôi" in page.select_one("textarea[name=new]").get_text()


def test_proposing_without_javascript(client, waiting, approver):
    client.force_login(approver)
    assert client.get(reverse("review_propose", args=[waiting.pk])).status_code == 200
    response = client.post(reverse("review_propose", args=[waiting.pk]), {"old": OLD, "new": "", "comment": ""})
    assert response.url == reverse("review", args=[waiting.pk])
    assert Proposal.objects.get().new == ""


def test_who_does_not_review_gets_no_form_and_no_proposal(client, waiting, drafter):
    client.force_login(drafter)
    address = reverse("review_propose", args=[waiting.pk])
    assert not BeautifulSoup(client.get(address).content, "html.parser").select("form.portal-review__form")
    assert client.post(address, {"old": OLD, "new": NEW}).status_code == 409


def test_both_sides_see_it_and_the_drafters_alone_answer(client, waiting, drafter, approver, proposal):
    for user, answers in ((drafter, True), (approver, False)):
        client.force_login(user)
        page = BeautifulSoup(client.get(reverse("review", args=[waiting.pk])).content, "html.parser")
        shown = page.select_one("#proposals")
        assert OLD in shown.select_one("del").get_text()
        assert NEW in shown.select_one("ins").get_text()
        assert all(part.select_one(".w-sr-only") for part in shown.select("ins, del"))
        assert bool(shown.select("form")) == answers


def test_the_editor_leads_to_it(client, waiting, drafter, proposal):
    client.force_login(drafter)
    assert reverse("review", args=[waiting.pk]) + "#proposals" in client.get(edit_address(waiting)).content.decode()


def test_a_proposal_is_reached_by_its_own_page_alone(client, section, waiting, drafter, proposal):
    other = factories.submitted(section, drafter)
    client.force_login(drafter)
    assert client.post(reverse("review_accept_proposal", args=[other.pk, proposal.pk])).status_code == 404
    assert client.post(reverse("review_accept_proposal", args=[waiting.pk, 10**30])).status_code == 404
    assert client.get(reverse("review_accept_proposal", args=[waiting.pk, proposal.pk])).status_code == 405


def test_words_that_would_leave_the_draft_incomplete_are_not_taken_over(client, waiting, approver, drafter):
    proposal = proposals.propose(waiting, approver, "Khai giảng", "")
    client.force_login(drafter)
    assert said(answer(client, proposal, "review_accept_proposal"))
    assert Proposal.objects.get().state == State.OPEN
    assert factories.fresh(waiting).get_latest_revision_as_object().title == "Khai giảng"


def test_what_an_approver_approved_does_not_stand_for_the_words_a_head_proposed(section, department, drafter, approver):
    """Else a head and a drafter could put up, between them, what no approver ever read."""
    head = factories.member_of(department)
    department.heads.add(head)
    page = factories.submitted(section, drafter, factories.news(body=[("paragraph", f"<p>{OLD}</p>")]))
    drafts.approve(page, head)
    drafts.send_back(factories.fresh(page), approver, "Thiếu tóm tắt")
    drafts.submit(factories.edit(page, drafter, summary="Tóm tắt."), drafter)
    drafts.approve(factories.fresh(page), approver)
    page = factories.fresh(page)
    assert page.current_workflow_task_state.task.specific.reviews(head, page)
    proposals.accept(proposals.propose(page, head, OLD, NEW), drafter)
    drafts.approve(factories.fresh(page), head)
    assert not factories.fresh(page).live
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).live and NEW in str(factories.fresh(page).body)


def test_in_a_sensitive_section_no_approval_stands_for_words_accepted_after_the_page_was_returned(
    section, drafter, approver, second_approver
):
    WorkflowPage.objects.create(page=section, workflow=Workflow.objects.get(name="Hai người duyệt"))
    page = factories.submitted(section, drafter, factories.news(body=[("paragraph", f"<p>{OLD}</p>")]))
    drafts.approve(page, approver)
    proposal = proposals.propose(factories.fresh(page), second_approver, OLD, NEW)
    drafts.send_back(factories.fresh(page), second_approver, "Xem đề nghị")
    proposals.accept(proposal, drafter)
    drafts.submit(factories.fresh(page), drafter)
    drafts.approve(factories.fresh(page), factories.approver())
    assert not factories.fresh(page).live
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).live
