"""Two browsers at once: each acts on what it has on its screen, and the second learns what the first one did.

The screens are asked for first, as browsers do; what they hold is sent later.
"""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cms.editorial import drafts
from cms.editorial.models import PublicationRecord
from tests import factories
from tests.support import edit_address, loaded, news_form, shown

pytestmark = pytest.mark.django_db


class Browser:
    """A person with a page's form open, as it was when it was opened."""

    def __init__(self, user, page):
        self.client, self.page = Client(), page
        self.client.force_login(user)
        screen = self.client.get(edit_address(page))
        assert screen.status_code == 200, screen.status_code
        latest = factories.fresh(page).get_latest_revision_as_object()
        self.form = news_form(title=latest.title, paragraph=latest.body[0].value.source)
        self.form |= {"slug": latest.slug, "body-0-id": latest.body[0].id} | shown(page) | loaded(page)
        state = factories.fresh(page).current_workflow_task_state
        self.task_state = state.pk if state else 0

    def save(self, **fields):
        return self.client.post(edit_address(self.page), self.form | fields)

    def submit(self, **fields):
        return self.save(**fields, **{"action-submit": "action-submit"})

    def approve_in_form(self):
        return self.save(**{"action-workflow-action": "true", "workflow-action-name": "approve"})

    def decide(self, action: str, **data):
        """Decide by the dialog, about what was on the screen when it was opened."""
        address = reverse("wagtailadmin_pages:workflow_action", args=[self.page.pk, action, self.task_state])
        on_screen = {name: self.form[name] for name in ("shown_revision", "shown_hash")}
        return self.client.post(address, on_screen | data)

    def force(self):
        on_screen = {name: self.form[name] for name in ("shown_revision", "shown_hash")}
        address = reverse("force_publication", args=[self.page.pk])
        return self.client.post(address, {"reason": "Bão số 9: mai học sinh nghỉ học"} | on_screen)


def heard(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def title_of_draft(page) -> str:
    return factories.fresh(page).get_latest_revision_as_object().title


def decisions_about(page) -> int:
    return PublicationRecord.objects.filter(page_pk=page.pk).count()


@pytest.fixture
def draft(section, drafter):
    page = factories.draft(section, drafter)
    return factories.edit(page, drafter, body=[("paragraph", '<p data-block-key="x9k2a">Đoạn một.</p>')])


@pytest.fixture
def waiting(draft, drafter):
    drafts.submit(draft, drafter)
    return factories.fresh(draft)


@pytest.fixture
def public(waiting, second_approver):
    drafts.approve(waiting, second_approver)
    return factories.fresh(waiting)


@pytest.mark.parametrize("way", ["approve_in_form", "decide"])
def test_what_another_approver_edited_meanwhile_is_not_approved_unseen(way, waiting, approver, second_approver):
    first, second = Browser(approver, waiting), Browser(second_approver, waiting)
    first.save(title="Viết lại")
    response = second.decide("approve") if way == "decide" else second.approve_in_form()
    page = factories.fresh(waiting)
    assert not page.live
    assert decisions_about(page) == 0
    assert "revisions/compare" in response.url
    assert heard(response)
    assert Browser(second_approver, page).decide("approve").status_code == 302
    assert factories.fresh(page).title == "Viết lại"


def test_edits_after_the_approval_are_a_draft_again(waiting, approver, second_approver, drafter):
    first, second = Browser(approver, waiting), Browser(second_approver, waiting)
    first.decide("approve")
    second.save(title="Sửa sau khi đã duyệt")
    page = factories.fresh(waiting)
    assert page.live
    assert page.title == "Tin thử nghiệm"
    assert decisions_about(page) == 1


def test_a_page_is_approved_once(waiting, approver, second_approver):
    browsers = [Browser(approver, waiting), Browser(second_approver, waiting), Browser(approver, waiting)]
    for browser in browsers:
        browser.decide("approve")
        browser.approve_in_form()
    page = factories.fresh(waiting)
    assert page.live
    assert decisions_about(page) == 1
    assert PublicationRecord.objects.newest_of(page.pk).approver == approver


@pytest.mark.parametrize("returned_first", [True, False])
def test_of_returning_and_approving_the_first_counts(returned_first, waiting, approver, second_approver):
    first, second = Browser(approver, waiting), Browser(second_approver, waiting)
    actions = [("reject", {"comment": "Thiếu ngày"}), ("approve", {})]
    for browser, (action, data) in zip([first, second], actions if returned_first else actions[::-1], strict=True):
        browser.decide(action, **data)
    page = factories.fresh(waiting)
    assert page.live is not returned_first
    assert (page.current_workflow_state is not None) is returned_first
    assert decisions_about(page) == (0 if returned_first else 1)


def test_a_save_over_another_ones_save_is_refused_and_the_text_kept(draft, drafter, colleague):
    first, second = Browser(drafter, draft), Browser(colleague, draft)
    first.save(title="Bản của người thứ nhất")
    response = second.save(title="Bản của người thứ hai")
    assert response.status_code == 409
    assert "Bản của người thứ hai" in response.content.decode()
    assert title_of_draft(draft) == "Bản của người thứ nhất"


def test_the_same_person_in_two_browsers_overwrites_nothing_either(draft, drafter):
    first, second = Browser(drafter, draft), Browser(drafter, draft)
    first.save(title="Ở máy bàn")
    assert second.save(title="Ở điện thoại").status_code == 409
    assert title_of_draft(draft) == "Ở máy bàn"


def test_what_is_submitted_over_another_ones_save_is_not_submitted(draft, drafter, colleague):
    first, second = Browser(drafter, draft), Browser(colleague, draft)
    first.save(title="Bản của người thứ nhất")
    assert second.submit(title="Bản của người thứ hai").status_code == 409
    assert not factories.fresh(draft).workflow_in_progress


def test_a_form_that_was_open_before_the_page_was_submitted_changes_nothing_of_it(draft, drafter, colleague):
    first, second = Browser(drafter, draft), Browser(colleague, draft)
    first.submit(title="Bản đã gửi")
    second.save(title="Bản đến sau")
    assert title_of_draft(draft) == "Bản đã gửi"


def test_what_changed_since_is_not_forced(draft, approver, colleague):
    browser = Browser(approver, submitted(draft))
    factories.edit(draft, approver, title="Viết lại")
    browser.force()
    assert not factories.fresh(draft).live


def submitted(page):
    """Return `page` as it waits: approvers open it then."""
    drafts.submit(page, page.owner)
    return factories.fresh(page)


def routes_of(page) -> list[str]:
    """Return how each decision about the page was made, the oldest first."""
    return [*PublicationRecord.objects.filter(page_pk=page.pk).order_by("pk").values_list("route", flat=True)]


def test_after_an_emergency_there_is_nothing_left_to_approve(waiting, approver, second_approver):
    first, second = Browser(approver, waiting), Browser(second_approver, waiting)
    first.force()
    second.decide("approve")
    assert factories.fresh(waiting).live
    assert routes_of(waiting) == ["forced"]


def test_an_approval_decides_about_the_update_though_the_page_was_taken_down_meanwhile(
    public, drafter, approver, second_approver
):
    factories.edit(public, drafter, title="Bản hai")
    drafts.submit(factories.fresh(public), drafter)
    browser = Browser(approver, factories.fresh(public))
    factories.fresh(public).unpublish(user=second_approver)
    browser.decide("approve")
    assert routes_of(public) == ["approval", "withdrawal", "approval"]
    assert factories.fresh(public).title == "Bản hai"
