"""A live page is put right: the note stands in public once somebody else approved it, and stays for good."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from cms.editorial import drafts
from cms.editorial.content_hash import content_hash
from cms.editorial.corrections.correcting import Correction, CorrectionRefused, correct
from cms.editorial.models import Change, PublicationRecord, Submission
from cms.pages.models import PageCorrection
from events.models import EventIndexPage
from home.models import ContactPage, HomePage, InfoPage
from newsroom.models import AnnouncementIndexPage
from tests import factories
from tests.pages import builders
from tests.support import post_edit

NOTE = "Bản trước ghi 320 chỉ tiêu; số đúng là 350."


@pytest.fixture
def page(section, drafter, approver):
    body = [("paragraph", "<p>Chỉ tiêu là <b>320</b> học sinh.</p>")]
    return factories.published(section, drafter, approver, factories.news("Tuyển sinh 320 chỉ tiêu", body=body))


def asked(**fields) -> Correction:
    return Correction(**{"change": Change.CORRECTION, "old": "320", "new": "350", "note": NOTE} | fields)


def corrected(page, user, by, **fields):
    """Return `page` with a correction by `user` that `by` approved."""
    correct(page, user, asked(**fields))
    drafts.approve(factories.fresh(page), by)
    return factories.fresh(page)


def address(page) -> str:
    return reverse("correct_page", args=[page.pk])


def form(page, **fields) -> dict:
    return {"change": "correction", "old": "320", "new": "350", "note": NOTE} | fields


def confirmed(page, **fields) -> dict:
    return form(page, **fields) | {"confirm": "1", "shown_revision": factories.fresh(page).latest_revision_id}


def test_a_correction_is_public_when_somebody_else_has_approved_it_and_not_before(client, page, drafter, approver):
    client.force_login(drafter)
    client.post(address(page), confirmed(page))
    waiting = factories.fresh(page)
    assert waiting.title == "Tuyển sinh 320 chỉ tiêu"
    assert waiting.workflow_in_progress
    assert Submission.objects.get(workflow_state=waiting.current_workflow_state).change == Change.CORRECTION
    assert not PageCorrection.objects.exists()
    with pytest.raises(PermissionDenied):
        drafts.approve(waiting, drafter)
    drafts.approve(waiting, approver)
    html = client.get(page.url).content.decode()
    assert "Tuyển sinh 350 chỉ tiêu" in html and "<b>350</b>" in html
    assert NOTE in html
    assert timezone.localdate().strftime("%d/%m/%Y") in html
    assert PublicationRecord.objects.newest_of(page.pk).change == Change.CORRECTION


def test_the_places_are_shown_before_anything_is_written(client, page, drafter):
    client.force_login(drafter)
    before = factories.fresh(page).latest_revision_id
    html = client.post(address(page), form(page)).content.decode()
    assert "Chỉ tiêu là <mark>320</mark> học sinh." in html
    assert "Tuyển sinh <mark>320</mark> chỉ tiêu" in html
    assert factories.fresh(page).latest_revision_id == before


def test_what_changed_since_the_places_were_shown_is_shown_again(client, page, drafter, colleague):
    data = confirmed(page)
    factories.edit(page, drafter, summary="Thêm 320")
    client.force_login(drafter)
    html = client.post(address(page), data).content.decode()
    assert "Thêm <mark>320</mark>" in html
    assert not factories.fresh(page).workflow_in_progress


def test_one_may_go_back_and_nothing_typed_is_lost(client, page, drafter):
    client.force_login(drafter)
    html = client.post(address(page), form(page) | {"back": "1"}).content.decode()
    assert NOTE in html and 'value="350"' in html


@pytest.mark.parametrize(
    "fields",
    [
        {"note": ""},
        {"old": "không có trong bài"},
        {"old": "320", "new": "320"},
        {"old": "", "new": "350"},
        {"change": "update"},
        {"change": ""},
        {"old": "x" * 10_000},
        {"note": "x" * 10_000},
        {"old": "320\x00"},
        {"shown_revision": "99999999999999999999999"},
    ],
)
def test_bad_input_is_told_and_changes_nothing(client, page, drafter, fields):
    client.force_login(drafter)
    response = client.post(address(page), confirmed(page) | fields)
    assert response.status_code == 200
    assert not factories.fresh(page).workflow_in_progress


@pytest.mark.parametrize(
    "who, status",
    [("drafter", 200), ("colleague", 200), ("approver", 200), ("stranger", 404), ("administrator", 200), (None, 302)],
)
def test_who_may_edit_a_page_corrects_it(client, request, page, who, status):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(address(page)).status_code == status
    response = client.post(address(page), confirmed(page))
    assert factories.fresh(page).workflow_in_progress == (status == 200)
    assert response.status_code in {302, status}


def test_an_approver_who_corrects_has_a_hand_in_it(page, approver, second_approver):
    correct(page, approver, asked())
    with pytest.raises(PermissionDenied):
        drafts.approve(factories.fresh(page), approver)
    drafts.approve(factories.fresh(page), second_approver)
    assert factories.fresh(page).title == "Tuyển sinh 350 chỉ tiêu"


def test_a_page_that_is_not_public_is_not_corrected(client, section, drafter):
    page = factories.draft(section, drafter)
    client.force_login(drafter)
    assert client.get(address(page)).status_code == 302
    with pytest.raises(CorrectionRefused):
        correct(page, drafter, asked())


@pytest.mark.parametrize("number", ["0", "99999999999", "999999999999999999999999"])
def test_a_page_that_is_not_there_is_not_found(client, drafter, number):
    client.force_login(drafter)
    assert client.get(f"/admin/correct/{number}/").status_code == 404


def test_a_draft_that_waits_for_a_decision_is_not_touched(client, page, drafter):
    factories.edit(page, drafter, summary="Đang chờ")
    drafts.submit(factories.fresh(page), drafter)
    client.force_login(drafter)
    response = client.post(address(page), confirmed(page))
    assert response.status_code == 409
    with pytest.raises(CorrectionRefused):
        correct(page, drafter, asked())


def test_others_unpublished_changes_go_along_only_if_one_says_so(client, page, drafter, colleague):
    factories.edit(page, colleague, summary="Chưa xong")
    client.force_login(drafter)
    html = client.get(address(page)).content.decode()
    assert colleague.get_full_name() in html
    client.post(address(page), confirmed(page))
    assert not factories.fresh(page).workflow_in_progress
    with pytest.raises(CorrectionRefused):
        correct(page, drafter, asked())
    client.post(address(page), confirmed(page, take_along="on"))
    assert factories.fresh(page).workflow_in_progress


def test_without_wording_the_note_is_added_to_what_was_put_right_in_the_editor(page, drafter, approver):
    factories.edit(page, drafter, title="Tuyển sinh 350 chỉ tiêu")
    page = corrected(page, drafter, approver, old="", new="")
    assert page.title == "Tuyển sinh 350 chỉ tiêu"
    assert [row.note for row in page.corrections.all()] == [NOTE]


def test_later_corrections_stand_below_earlier_ones(page, drafter, approver):
    page = corrected(page, drafter, approver)
    page = corrected(page, drafter, approver, old="350", new="360", note="Lần hai")
    assert [row.note for row in page.corrections.all()] == [NOTE, "Lần hai"]


def test_the_editors_form_keeps_corrections(client, page, drafter, approver):
    page = corrected(page, drafter, approver)
    client.force_login(drafter)
    _response, page = post_edit(client, page, summary="Qua biểu mẫu")
    assert [row.note for row in page.get_latest_revision_as_object().corrections.all()] == [NOTE]
    drafts.submit(page, drafter)
    drafts.approve(factories.fresh(page), approver)
    page = factories.fresh(page)
    assert page.summary == "Qua biểu mẫu"
    assert [row.note for row in page.corrections.all()] == [NOTE]


def test_an_older_version_that_comes_back_does_not_take_a_correction_away(page, drafter, approver):
    first = page.latest_revision
    page = corrected(page, drafter, approver)
    first.as_object().save_revision(user=drafter)
    draft = factories.fresh(page).get_latest_revision_as_object()
    assert draft.title == "Tuyển sinh 320 chỉ tiêu"
    assert [row.note for row in draft.corrections.all()] == [NOTE]


@pytest.mark.parametrize("harm", ["remove", "change"])
def test_no_draft_drops_or_changes_a_public_correction(page, drafter, approver, harm):
    page = corrected(page, drafter, approver)
    draft = page.get_latest_revision_as_object()
    if harm == "remove":
        draft.corrections.set([])
    else:
        for row in draft.corrections.all():
            row.note = "Khác"
    draft.save_revision(user=drafter)
    notes = [row.note for row in factories.fresh(page).get_latest_revision_as_object().corrections.all()]
    assert NOTE in notes


def test_a_copy_and_a_translation_start_without_corrections(page, section, drafter, approver):
    page = corrected(page, drafter, approver)
    copy = page.copy(update_attrs={"slug": "ban-sao", "title": "Bản sao"}, copy_revisions=True, keep_live=False)
    english = Locale.objects.get(language_code="en")
    section.copy_for_translation(english)
    translation = page.copy_for_translation(english)
    for other in (copy, translation):
        other = factories.fresh(other)
        assert not other.corrections.exists()
        assert not other.get_latest_revision_as_object().corrections.exists()
    assert factories.fresh(page).corrections.count() == 1


def test_a_page_without_corrections_has_the_hash_it_had_before_there_were_any(page, drafter, approver, monkeypatch):
    before = content_hash(page)
    whole = type(page).serializable_data
    with monkeypatch.context() as patch:
        patch.setattr(
            type(page), "serializable_data", lambda self: {k: v for k, v in whole(self).items() if k != "corrections"}
        )
        assert content_hash(page) == before
    page.corrections.create(note=NOTE, noted_on=timezone.localdate())
    assert content_hash(page) != before


def test_the_header_of_a_live_page_leads_to_both(client, page, drafter, stranger):
    client.force_login(drafter)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert html.count(f"{address(page)}?change=correction") == 2
    assert html.count(f"{address(page)}?change=minor") == 2


@pytest.mark.parametrize("kind", ["event", "announcement", "information page", "contact page"])
def test_every_kind_of_page_shows_its_corrections(client, home, department, drafter, approver, kind):
    made = {
        "event": (EventIndexPage, builders.event),
        "announcement": (AnnouncementIndexPage, builders.announcement),
        "information page": (HomePage, partial(InfoPage, title="Giới thiệu")),
        "contact page": (HomePage, partial(ContactPage, title="Liên hệ")),
    }
    parent, make = made[kind]
    page = builders.public(parent.objects.filter(locale=home.locale).first(), make(department=department))
    page = corrected(page, drafter, approver, old="", new="")
    assert NOTE in client.get(page.url).content.decode()
