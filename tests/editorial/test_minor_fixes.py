"""A slip of the pen is put right without a note: whoever approves it agrees that it is minor."""

import pytest
from django.urls import reverse

from cms.editorial import drafts
from cms.editorial.corrections.correcting import Correction, CorrectionRefused, correct
from cms.editorial.four_eyes import NotFourEyes
from cms.editorial.models import Change, PublicationRecord, Submission
from cms.pages.models import PageCorrection
from tests import factories


@pytest.fixture
def page(section, drafter, approver):
    return factories.published(section, drafter, approver, factories.news("Khai giảng năm hoc mới"))


def fix(**fields) -> Correction:
    return Correction(**{"change": Change.MINOR, "old": "năm hoc", "new": "năm học"} | fields)


def test_a_minor_fix_is_public_when_it_was_approved_and_leaves_no_note(client, page, drafter, approver):
    client.force_login(drafter)
    address = reverse("correct_page", args=[page.pk])
    assert client.get(f"{address}?change=minor").context["form"].initial["change"] == "minor"
    data = {"change": "minor", "old": "năm hoc", "new": "năm học", "shown_revision": page.latest_revision_id}
    client.post(address, data | {"confirm": "1"})
    waiting = factories.fresh(page)
    assert waiting.title == "Khai giảng năm hoc mới"
    assert Submission.objects.get(workflow_state=waiting.current_workflow_state).change == Change.MINOR
    drafts.approve(waiting, approver)
    assert factories.fresh(page).title == "Khai giảng năm học mới"
    assert PublicationRecord.objects.newest_of(page.pk).change == Change.MINOR
    assert not PageCorrection.objects.exists()


def test_a_note_typed_for_a_minor_fix_is_not_shown(page, drafter, approver):
    correct(page, drafter, fix(note="Sửa lỗi gõ"))
    drafts.approve(factories.fresh(page), approver)
    assert not PageCorrection.objects.exists()


def test_a_minor_fix_says_which_words(page, drafter):
    with pytest.raises(CorrectionRefused):
        correct(page, drafter, fix(old="", new=""))


def test_what_was_put_right_in_the_editor_is_sent_as_a_minor_fix(page, drafter):
    page = factories.edit(page, drafter, title="Khai giảng năm học mới")
    correct(page, drafter, fix(old="", new=""))
    state = factories.fresh(page).current_workflow_state
    assert Submission.objects.get(workflow_state=state).change == Change.MINOR


def test_who_fixed_it_does_not_agree_that_it_is_minor(page, department, approver):
    approver.groups.add(department.group)
    approver = factories.fresh(approver)
    correct(page, approver, fix())
    with pytest.raises(NotFourEyes):
        drafts.approve(factories.fresh(page), approver)


def test_words_may_be_taken_away_but_not_the_whole_title(client, page, drafter):
    client.force_login(drafter)
    data = {"change": "minor", "old": page.title, "new": "", "shown_revision": page.latest_revision_id}
    response = client.post(reverse("correct_page", args=[page.pk]), data | {"confirm": "1"})
    assert response.status_code == 200
    assert not factories.fresh(page).workflow_in_progress
    correct(page, drafter, fix(old=" mới", new=""))
    assert factories.fresh(page).get_latest_revision_as_object().title == "Khai giảng năm hoc"


def test_a_page_that_was_returned_goes_back_to_who_returned_it(page, drafter, approver):
    correct(page, drafter, fix())
    drafts.send_back(factories.fresh(page), approver, "Còn một chỗ nữa")
    correct(factories.fresh(page), drafter, fix(old="Khai giảng", new="Lễ khai giảng"))
    assert factories.fresh(page).workflow_in_progress


def test_a_minor_fix_that_is_changed_once_more_is_minor_no_longer(page, drafter, approver):
    correct(page, drafter, fix())
    drafts.send_back(factories.fresh(page), approver, "Đây không phải lỗi nhỏ")
    changed = factories.edit(page, drafter, summary="Viết lại cả phần tóm tắt.")
    drafts.submit(changed, drafter)
    assert Submission.objects.get(workflow_state=changed.current_workflow_state).change == Change.UPDATE
