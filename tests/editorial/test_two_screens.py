"""Two people with the same page open: nobody decides about what was not on the screen, and no text is lost."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext

from cms.editorial.four_eyes import Shown
from tests import factories
from tests.support import edit_address, loaded, news_form, post_edit, shown, workflow_action


@pytest.fixture
def waiting(section, drafter):
    return factories.submitted(section, drafter)


def messages_of(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_the_screen_of_who_decides_carries_what_it_shows(client, waiting, approver):
    client.force_login(approver)
    form = BeautifulSoup(client.get(edit_address(waiting)).content, "html.parser").select_one("#page-edit-form")
    carried = Shown(
        int(form.select_one("[name=shown_revision]")["value"]), form.select_one("[name=shown_hash]")["value"]
    )
    assert carried == Shown.of(waiting)


def test_who_may_decide_is_told_that_editing_gives_it_away(client, waiting, approver, drafter):
    client.force_login(approver)
    response = client.get(edit_address(waiting))
    told = [message for message in response.context["messages"] if message.level_tag == "info"]
    assert len(told) == 1


def test_an_approval_of_what_changed_meanwhile_is_refused_and_shows_the_difference(
    client, waiting, approver, second_approver
):
    seen = shown(waiting)
    changed = factories.edit(waiting, second_approver, title="Sửa sau khi mở")
    client.force_login(approver)
    response = workflow_action(client, waiting, "approve", comment="", **seen)
    assert not factories.fresh(waiting).live
    revisions = [waiting.pk, seen["shown_revision"], changed.latest_revision_id]
    assert response.url == reverse("wagtailadmin_pages:revisions_compare", args=revisions)
    difference = client.get(response.url).content.decode()
    assert "Sửa sau khi mở" in difference


def test_so_is_one_from_the_edit_screen_and_it_saves_nothing(client, waiting, approver, second_approver):
    before = shown(waiting) | loaded(waiting)
    factories.edit(waiting, second_approver, title="Sửa sau khi mở")
    client.force_login(approver)
    decision = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    data = news_form(title=waiting.title) | {"slug": waiting.slug} | before | decision
    response = client.post(edit_address(waiting), data)
    page = factories.fresh(waiting)
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Sửa sau khi mở"
    assert str(before["shown_revision"]) in response.url


@pytest.mark.parametrize(
    "carried",
    [
        {"shown_revision": "", "shown_hash": ""},
        {"shown_revision": "999999"},
        {"shown_revision": "abc"},
        {"shown_hash": "0" * 64},
        {"shown_hash": "\x00"},
    ],
)
def test_an_approval_that_does_not_say_what_was_shown_is_refused(client, waiting, approver, carried):
    client.force_login(approver)
    assert workflow_action(client, waiting, "approve", comment="", **carried).status_code in (200, 302)
    data = client.get(edit_address(waiting)).context["form"].initial
    decision = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    form = news_form(title=data["title"]) | {"slug": waiting.slug} | shown(waiting) | loaded(waiting) | decision
    client.post(edit_address(waiting), form | carried)
    assert not factories.fresh(waiting).live


@pytest.mark.parametrize("extra", ["", "{", "[]", "null", '{"comment": 5, "user": 1}', json.dumps({"comment": "\x00"})])
def test_rubbish_from_the_dialog_is_no_server_error(client, waiting, approver, extra):
    client.force_login(approver)
    decision = {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": extra,
    }
    response, _page = post_edit(client, waiting, **decision)
    assert response.status_code in (200, 302)


def test_a_picture_whose_words_changed_asks_for_another_look(client, section, drafter, approver):
    picture = factories.picture()
    page = factories.submitted(section, drafter, factories.news(cover=picture))
    seen = shown(page)
    picture.description = "Lời khác"
    picture.save()
    client.force_login(approver)
    response = workflow_action(client, page, "approve", comment="", **seen)
    assert not factories.fresh(page).live
    assert response.url == edit_address(page)


def test_who_changes_the_words_of_a_picture_has_a_hand_in_the_page(client, section, drafter, approver, second_approver):
    picture = factories.picture()
    page = factories.submitted(section, drafter, factories.news(cover=picture))
    picture.description = "Lời của người duyệt"
    with LogContext(approver):
        picture.save()
    client.force_login(approver)
    workflow_action(client, page, "approve", comment="")
    assert not factories.fresh(page).live
    client.force_login(second_approver)
    workflow_action(client, page, "approve", comment="")
    assert factories.fresh(page).live


def test_a_save_over_a_colleagues_save_is_refused_with_the_text_kept(client, section, drafter, colleague):
    page = factories.draft(section, drafter)
    opened = loaded(page)
    factories.edit(page, colleague, title="Của đồng nghiệp")
    client.force_login(drafter)
    data = news_form(title="Của tôi", paragraph="<p>Ten minutes of typing.</p>") | {"slug": page.slug}
    response = client.post(edit_address(page), data | opened)
    assert response.status_code == 409
    assert colleague.get_full_name() in response.content.decode()
    assert "Ten minutes of typing." in response.content.decode()
    assert factories.fresh(page).get_latest_revision_as_object().title == "Của đồng nghiệp"


def test_saved_once_more_it_goes_over_it_and_the_other_stays_in_the_history(client, section, drafter, colleague):
    page = factories.draft(section, drafter)
    factories.edit(page, colleague, title="Của đồng nghiệp")
    client.force_login(drafter)
    data = news_form(title="Của tôi") | {"slug": page.slug} | loaded(page)
    assert client.post(edit_address(page), data).status_code == 302
    titles = [revision.as_object().title for revision in page.revisions.order_by("pk")]
    assert titles[-2:] == ["Của đồng nghiệp", "Của tôi"]


def test_sending_an_outdated_form_sends_nothing(client, section, drafter, colleague):
    page = factories.draft(section, drafter)
    opened = loaded(page)
    factories.edit(page, colleague, title="Của đồng nghiệp")
    client.force_login(drafter)
    data = news_form(title="Của tôi") | {"slug": page.slug, "action-submit": "action-submit"}
    assert client.post(edit_address(page), data | opened).status_code == 409
    assert factories.fresh(page).current_workflow_state is None


def test_each_sees_who_else_has_the_page_open(section, drafter, colleague):
    page = factories.draft(section, drafter)
    first, second = Client(), Client()
    first.force_login(drafter)
    second.force_login(colleague)
    first.get(edit_address(page))
    assert drafter.get_full_name() in second.get(edit_address(page)).content.decode()


def test_autosave_does_not_touch_a_revision_that_waits_for_a_decision(client, waiting, approver):
    submitted = waiting.latest_revision_id
    factories.edit(waiting, approver, title="Một")
    first = factories.fresh(waiting).latest_revision
    draft = factories.fresh(waiting).get_latest_revision_as_object()
    draft.title = "Hai"
    draft.save_revision(user=approver, overwrite_revision=first)
    revisions = list(waiting.revisions.order_by("pk").values_list("pk", flat=True))
    assert len(revisions) == 3
    assert revisions[0] == submitted
    assert waiting.revisions.get(pk=first.pk).as_object().title == "Một"
