"""Handing over: on one confirmation everything that waits with a person goes to colleagues, and the account ends."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from cms.editorial import contributions, drafts
from cms.editorial.models import AdministrativeRecord, BinnedDraft, PublicationRecord
from cms.editorial.people import handing_over
from tests import factories
from tests.accounts.test_appointments import edit_account

pytestmark = pytest.mark.django_db


def address(person) -> str:
    return reverse("hand_over", args=[person.pk])


def names(estate) -> dict[str, int]:
    """Return {name of a group: number of its pages}."""
    return {group.name: len(group.pages) for group in estate.groups}


def choose(person, receiver) -> dict:
    """Give every group to the same colleague."""
    return {group.name: receiver.pk for group in handing_over.estate_of(person).groups}


@pytest.fixture
def leaving(department, section, drafter, approver):
    """The drafter heads the department, has a draft, a page that came back and one in review; one is public."""
    factories.published(section, drafter, by=approver, page=factories.news("Công khai"))
    department.heads.add(drafter)
    factories.draft(section, drafter, factories.news("Bản nháp"))
    returned = factories.submitted(section, drafter, factories.news("Trả lại"))
    drafts.send_back(returned, approver, "Thiếu ảnh")
    factories.submitted(section, drafter, factories.news("Đang chờ"))
    return factories.fresh(drafter)


def test_what_is_left_behind_is_found(leaving, department):
    estate = handing_over.estate_of(leaving)
    assert names(estate) == {f"drafts-{department.pk}": 1, f"waiting-{department.pk}": 2, f"head-{department.pk}": 0}


def test_what_is_public_or_thrown_away_is_nobodys_task(section, drafter, approver, department):
    factories.published(section, drafter, by=approver)
    thrown = factories.draft(section, drafter, factories.news("Bỏ"))
    BinnedDraft.objects.create(
        page_id=thrown.pk, top_id=thrown.pk, user=drafter, binned_at=thrown.latest_revision_created_at
    )
    assert handing_over.estate_of(drafter).is_empty


def test_one_confirmation_hands_everything_over_and_ends_the_account(
    client, administrator, leaving, colleague, department
):
    client.force_login(administrator)
    screen = client.get(address(leaving))
    assert screen.status_code == 200
    assert "Bản nháp" in screen.content.decode()
    assert client.post(address(leaving), choose(leaving, colleague)).status_code == 302
    titles = set(Page.objects.filter(owner=colleague).values_list("draft_title", flat=True))
    assert titles == {"Bản nháp", "Trả lại", "Đang chờ"}
    assert list(department.heads.all()) == [colleague]
    assert not factories.fresh(leaving).is_active
    assert Page.objects.get(draft_title="Công khai").owner == leaving


def test_handing_over_makes_nobody_a_contributor(administrator, leaving, colleague):
    choices = {group.name: colleague for group in handing_over.estate_of(leaving).groups}
    assert handing_over.hand_over(leaving, administrator, choices) == 3
    for page in Page.objects.filter(owner=colleague).specific():
        assert contributions.contributor_ids(page) == {leaving.pk}
        entry = PageLogEntry.objects.get(page=page.pk, action="portal.handed_over")
        assert (entry.user, entry.data["to_id"]) == (administrator, colleague.pk)
    waiting = Page.objects.get(draft_title="Đang chờ").specific
    assert waiting.current_workflow_state.requested_by == leaving


def test_the_new_owner_may_not_approve_by_that_what_they_may_not_otherwise(
    administrator, leaving, department, approver
):
    writing = factories.approver()
    writing.groups.add(department.group)
    choices = {group.name: writing for group in handing_over.estate_of(leaving).groups}
    handing_over.hand_over(leaving, administrator, choices)
    page = factories.fresh(Page.objects.get(draft_title="Bản nháp"))
    with pytest.raises(PermissionDenied):
        drafts.approve(page, writing)
    assert not PublicationRecord.objects.filter(page_pk=page.pk).exists()


def test_nobody_may_be_chosen(client, administrator, leaving, department):
    client.force_login(administrator)
    client.post(address(leaving), {})
    assert not factories.fresh(leaving).is_active
    assert Page.objects.get(draft_title="Bản nháp").owner == leaving
    assert not department.heads.exists()
    record = AdministrativeRecord.objects.filter(model="editorial.department").first()
    assert record.after == {"heads": []}


def test_a_step_of_a_head_who_leaves_goes_on(administrator, section, department, drafter, colleague):
    department.heads.add(colleague)
    page = factories.submitted(section, drafter)
    assert page.current_workflow_task.name == "Trưởng phòng"
    assert [left.pk for left in handing_over.estate_of(colleague).steps] == [page.pk]
    handing_over.hand_over(factories.fresh(colleague), administrator, {})
    assert factories.fresh(page).current_workflow_task.name == "Ban Biên tập"


def test_who_is_not_of_the_department_receives_nothing(client, administrator, leaving, stranger):
    client.force_login(administrator)
    response = client.post(address(leaving), choose(leaving, stranger))
    assert response.status_code == 200
    assert factories.fresh(leaving).is_active
    with pytest.raises(ValidationError):
        choices = {group.name: stranger for group in handing_over.estate_of(leaving).groups}
        handing_over.hand_over(leaving, administrator, choices)
    assert factories.fresh(leaving).is_active


@pytest.mark.parametrize("who", ["drafter", "colleague", "stranger", "approver"])
def test_administrators_alone_hand_over(client, request, who, leaving):
    client.force_login(request.getfixturevalue(who))
    client.post(address(leaving), {})
    assert factories.fresh(leaving).is_active
    with pytest.raises(PermissionDenied):
        handing_over.hand_over(leaving, request.getfixturevalue(who), {})


def test_the_anonymous_are_sent_to_the_sign_in(client, leaving):
    assert client.post(address(leaving), {}).status_code == 302
    assert factories.fresh(leaving).is_active


def test_nobody_ends_the_own_account_and_administrators_no_superusers(client, administrator, superuser):
    client.force_login(administrator)
    for person in (administrator, superuser):
        client.post(address(person), {})
        assert factories.fresh(person).is_active


def test_an_account_that_ended_or_never_was_is_no_error(client, administrator, leaving):
    client.force_login(administrator)
    client.post(address(leaving), {})
    assert client.get(address(leaving)).status_code == 302
    assert client.get("/admin/hand-over/99999999999999999999/").status_code == 404


def test_unticking_active_leads_here_and_keeps_the_rest(client, administrator, leaving):
    client.force_login(administrator)
    response = edit_account(client, leaving, is_active=False, position="Phó Trưởng phòng")
    assert response.url == address(leaving)
    left = factories.fresh(leaving)
    assert (left.is_active, left.position) == (True, "Phó Trưởng phòng")


def test_an_account_with_nothing_to_hand_over_is_deactivated_at_once(client, administrator, stranger):
    client.force_login(administrator)
    edit_account(client, stranger, is_active=False)
    assert not factories.fresh(stranger).is_active


def test_reactivation_gives_nothing_back(administrator, leaving, colleague, department):
    choices = {group.name: colleague for group in handing_over.estate_of(leaving).groups}
    handing_over.hand_over(leaving, administrator, choices)
    leaving.is_active = True
    leaving.save()
    assert not department.heads.filter(pk=leaving.pk).exists()
    assert not Page.objects.filter(owner=leaving, live=False).exists()


def test_what_is_left_behind_costs_the_same_for_many_pages(django_assert_max_num_queries, section, drafter, department):
    for number in range(12):
        factories.draft(section, drafter, factories.news(f"Bản nháp {number}"))
    with django_assert_max_num_queries(12):
        assert len(handing_over.estate_of(drafter).groups[0].pages) == 12
