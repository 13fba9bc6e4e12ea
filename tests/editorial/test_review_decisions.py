"""Approving, returning and taking back on the review screen, with and without JavaScript."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Comment

from cms.editorial import contributions
from cms.editorial.content_hash import content_hash
from cms.editorial.models import PublicationRecord
from cms.editorial.review import field_comments, rights
from cms.editorial.review.forms import PHRASES
from tests import factories
from tests.support import workflow_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(section, drafter):
    return factories.submitted(section, drafter, factories.news(summary="Tóm tắt."))


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def filled(client, page, name: str, **fields) -> dict:
    """Return the data of the form at the address `name` of the page, as a browser sends it, with `fields` typed in."""
    form = soup(client.get(reverse(name, args=[page.pk]))).select_one("form.portal-review__form")
    inputs = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    areas = {field["name"]: field.get_text() for field in form.select("textarea[name]")}
    return inputs | areas | fields


def post(client, page, name: str, data: dict):
    return client.post(reverse(name, args=[page.pk]), data)


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_two_taps_after_the_link_approve_without_javascript(client, waiting, approver):
    client.force_login(approver)
    screen = soup(client.get(reverse("review", args=[waiting.pk])))
    form = soup(client.get(screen.select_one("[data-review-opens=approve]")["href"])).select_one(
        "form.portal-review__form"
    )
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    response = client.post(form["action"], data)
    assert response.url == reverse("wagtailadmin_home")
    assert factories.fresh(waiting).live


def test_the_dialog_on_the_screen_is_the_same_form(client, waiting, approver):
    client.force_login(approver)
    dialog = soup(client.get(reverse("review", args=[waiting.pk]))).select_one(
        "dialog[data-review-dialog=approve] form"
    )
    data = {field["name"]: field.get("value", "") for field in dialog.select("input[name]")}
    assert {"step", "shown_revision", "shown_hash"} <= {*data}
    client.post(dialog["action"], data)
    assert factories.fresh(waiting).live


def test_the_comment_reaches_the_record(client, waiting, approver):
    client.force_login(approver)
    post(client, waiting, "review_approve", filled(client, waiting, "review_approve", comment="Đã đối chiếu văn bản"))
    assert PublicationRecord.objects.newest_of(waiting.pk).reason == "Đã đối chiếu văn bản"


def test_after_a_decision_the_next_page_is_offered(client, section, drafter, waiting, approver):
    following = factories.submitted(section, drafter, factories.news("Bài sau"))
    client.force_login(approver)
    response = post(client, waiting, "review_approve", filled(client, waiting, "review_approve"))
    assert reverse("review", args=[following.pk]) in said(response)


def test_the_button_says_what_happens(section, department, drafter, approver, waiting):
    page = factories.fresh(waiting)
    draft = page.get_latest_revision_as_object()
    assert rights.what_approving_does(page, draft) == gettext("Approve and publish")
    draft.go_live_at = timezone.now() + timedelta(days=3)
    assert rights.moment(draft.go_live_at) in rights.what_approving_does(page, draft)
    department.heads.add(factories.member_of(department))
    first = factories.submitted(section, drafter)
    assert rights.next_step(first).name in rights.what_approving_does(first, first.get_latest_revision_as_object())


def test_what_changed_meanwhile_is_not_approved_and_the_difference_is_shown(client, waiting, approver, second_approver):
    client.force_login(approver)
    data = filled(client, waiting, "review_approve", comment="Đồng ý")
    factories.edit(waiting, second_approver, title="Sửa sau khi mở")
    response = post(client, waiting, "review_approve", data)
    assert not factories.fresh(waiting).live
    assert response.url.startswith(reverse("review", args=[waiting.pk]) + "?view=changes&base=")
    difference = soup(client.get(response.url)).select_one(".portal-review__difference")
    assert "Sửa sau khi mở" in difference.get_text()


def test_who_opened_commented_and_saved_unchanged_may_still_approve(client, waiting, approver):
    page = factories.fresh(waiting).get_latest_revision_as_object()
    page.wagtail_admin_comments.add(Comment(page=page, user=approver, text="Hay", contentpath="title"))
    page.save_revision(user=approver)
    assert approver.pk not in contributions.contributor_ids(waiting)
    client.force_login(approver)
    post(client, waiting, "review_approve", filled(client, waiting, "review_approve"))
    assert factories.fresh(waiting).live


def test_the_second_of_two_tabs_decides_nothing(client, waiting, approver):
    client.force_login(approver)
    approving = filled(client, waiting, "review_approve")
    returning = filled(client, waiting, "review_return", reason="Thiếu ảnh của hội nghị")
    post(client, waiting, "review_approve", approving)
    again = post(client, waiting, "review_approve", approving)
    assert again.status_code == 409
    late = post(client, waiting, "review_return", returning)
    assert late.status_code == 409
    assert "Thiếu ảnh của hội nghị" in soup(late).select_one("textarea[name=reason]").get_text()
    assert PublicationRecord.objects.filter(page_pk=waiting.pk).count() == 1
    assert factories.fresh(waiting).live


@pytest.mark.parametrize("who", ["drafter", "colleague", "administrator"])
def test_who_does_not_decide_decides_nothing(who, request, client, waiting, approver):
    client.force_login(approver)
    approving = filled(client, waiting, "review_approve")
    returning = filled(client, waiting, "review_return", reason="Không")
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("review_approve", args=[waiting.pk])).status_code == 200
    assert post(client, waiting, "review_approve", approving).status_code == 409
    assert post(client, waiting, "review_return", returning).status_code == 409
    page = factories.fresh(waiting)
    assert not page.live
    assert page.current_workflow_task_state.status == "in_progress"


def test_who_had_a_hand_in_it_is_refused_in_the_words_of_the_rule(client, waiting, approver, second_approver):
    client.force_login(second_approver)
    factories.edit(waiting, approver, title="Sửa rồi duyệt")
    data = filled(client, waiting, "review_approve", comment="Đồng ý")
    client.force_login(approver)
    response = post(client, waiting, "review_approve", data)
    assert response.status_code == 409
    assert "Sửa rồi duyệt" in soup(response).select_one(".portal-review__errors").get_text()
    assert not factories.fresh(waiting).live


def test_a_returned_page_carries_the_reason_and_comments_beside_the_fields(client, waiting, approver):
    before = content_hash(factories.fresh(waiting).get_latest_revision_as_object())
    client.force_login(approver)
    typed = {"reason": "Thiếu ngày tổ chức", "on_title": "Dài quá", "on_body": "Thiếu ngày"}
    response = post(client, waiting, "review_return", filled(client, waiting, "review_return", **typed))
    assert response.url == reverse("wagtailadmin_home")
    page = factories.fresh(waiting)
    assert page.current_workflow_state.current_task_state.comment == "Thiếu ngày tổ chức"
    block = page.get_latest_revision_as_object().body[0].id
    comments = {comment.contentpath: comment.text for comment in Comment.objects.filter(page=page)}
    assert comments == {"title": "Dài quá", f"body.{block}": "Thiếu ngày"}
    assert content_hash(page.get_latest_revision_as_object()) == before


def test_the_drafter_reads_the_comments_in_the_editor(client, waiting, approver, drafter):
    client.force_login(approver)
    typed = {"reason": "Xem nhận xét", "on_summary": "Nên ngắn hơn"}
    post(client, waiting, "review_return", filled(client, waiting, "review_return", **typed))
    client.force_login(drafter)
    editor = soup(client.get(reverse("wagtailadmin_pages:edit", args=[waiting.pk])))
    (comment,) = json.loads(editor.select_one("#comments-data").string)["comments"]
    assert (comment["text"], comment["contentpath"]) == ("Nên ngắn hơn", "summary")


def test_the_fields_to_comment_on_are_those_that_the_drafter_fills_in(waiting):
    fields = [*field_comments.commented_fields(waiting)]
    assert fields[:3] == ["title", "summary", "body"]
    assert {"cover", "shown_at", "go_live_at"} < {*fields}
    assert not {"path", "slug", "department", "live"} & {*fields}


def test_a_body_that_begins_with_a_picture_takes_the_comment_too(client, section, drafter, approver):
    body = [("heading", {"text": "Mở đầu", "level": "h2"}), ("paragraph", "<p>Một.</p>")]
    page = factories.submitted(section, drafter, factories.news(body=body))
    client.force_login(approver)
    post(client, page, "review_return", filled(client, page, "review_return", reason="Sửa", on_body="Ở đây"))
    (comment,) = Comment.objects.filter(page=page)
    assert comment.contentpath.startswith("body.")
    assert comment.has_valid_contentpath(factories.fresh(page).get_latest_revision_as_object())


def test_a_comment_on_an_empty_body_stands_at_the_title(client, section, drafter, approver):
    page = factories.submitted(section, drafter, factories.news(body=[]))
    client.force_login(approver)
    post(client, page, "review_return", filled(client, page, "review_return", reason="Sửa", on_body="Chưa có bài"))
    assert Comment.objects.get(page=page).contentpath == "title"


@pytest.mark.parametrize("reason", ["", "   ", "a" * 10000, "có\x00số không"])
def test_a_reason_that_will_not_do_is_said_and_nothing_is_lost(client, waiting, approver, reason):
    client.force_login(approver)
    data = filled(client, waiting, "review_return", reason=reason, on_title="Giữ lại lời này")
    response = post(client, waiting, "review_return", data)
    assert response.status_code == 400
    page = soup(response)
    assert page.select_one(".portal-review__errors li")
    assert page.select_one("input[name=on_title]")["value"] == "Giữ lại lời này"
    assert factories.fresh(waiting).current_workflow_task_state.status == "in_progress"
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "carried",
    [
        {"step": ""},
        {"step": "abc"},
        {"step": "9" * 30},
        {"step": "999999"},
        {"step": "-1"},
        {"shown_revision": "", "shown_hash": ""},
        {"shown_revision": "9" * 30},
        {"shown_hash": "\x00"},
        {"shown_hash": "0" * 64},
        {"comment": "x" * 10000},
    ],
)
def test_rubbish_approves_nothing_and_is_no_server_error(client, waiting, approver, carried):
    client.force_login(approver)
    response = post(client, waiting, "review_approve", filled(client, waiting, "review_approve") | carried)
    assert response.status_code in (302, 400, 409)
    assert not factories.fresh(waiting).live


def test_ready_phrases_stand_beside_the_reason(client, waiting, approver):
    client.force_login(approver)
    buttons = soup(client.get(reverse("review_return", args=[waiting.pk]))).select(".portal-review__phrases button")
    assert [button.get_text(strip=True) for button in buttons] == [str(phrase) for phrase in PHRASES]


def test_who_sent_it_takes_it_back(client, waiting, drafter):
    client.force_login(drafter)
    assert soup(client.get(reverse("review_recall", args=[waiting.pk]))).select_one("main form")
    assert factories.fresh(waiting).workflow_in_progress
    response = client.post(reverse("review_recall", args=[waiting.pk]))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[waiting.pk])
    assert factories.fresh(waiting).current_workflow_state is None
    again = client.post(reverse("review_recall", args=[waiting.pk]))
    assert again.status_code == 302
    assert said(again)


@pytest.mark.parametrize("who", ["colleague", "administrator", "approver"])
def test_who_did_not_send_it_does_not_take_it_back(who, request, client, waiting):
    client.force_login(request.getfixturevalue(who))
    client.post(reverse("review_recall", args=[waiting.pk]))
    assert factories.fresh(waiting).workflow_in_progress


def test_a_draft_that_is_not_complete_is_not_approved(client, waiting, approver):
    draft = factories.fresh(waiting).get_latest_revision_as_object()
    draft.is_republished = True
    draft.save_revision(user=approver, clean=False)
    client.force_login(factories.approver())
    response = post(client, waiting, "review_approve", filled(client, waiting, "review_approve"))
    assert response.status_code == 409
    assert not factories.fresh(waiting).live


def test_wagtails_own_dialog_still_decides(client, waiting, approver):
    client.force_login(approver)
    workflow_action(client, waiting, "approve", comment="")
    assert factories.fresh(waiting).live
