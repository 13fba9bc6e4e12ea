"""What a drafter is shown before a draft is sent, what is answered, and what the approver sees of it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.editorial import drafts
from cms.editorial.models import PublicationRecord, WarningAnswer
from newsroom.models import NewsPage
from tests import factories
from tests.editorial import pupils
from tests.editorial.pupils import BASIS
from tests.support import create_news, edit_address, loaded, news_form, post_edit

pytestmark = pytest.mark.django_db

SUBMIT = {"action-submit": "action-submit"}
SHOUTED = "KHAI GIẢNG NĂM HỌC MỚI"


def address(page) -> str:
    return reverse("review_send", args=[page.pk])


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def form_of(client, page) -> dict:
    """Return what the form of the last look would send if nobody typed anything."""
    form = soup(client.get(address(page))).select_one("form.portal-review__form")
    fields = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    chosen = {field["name"]: field["value"] for field in form.select("input[type=radio][checked]")}
    return fields | chosen | {area["name"]: area.get_text().strip() for area in form.select("textarea")}


def field_of(data: dict, start: str) -> str:
    return next(name for name in data if name.startswith(start))


def is_sent(page) -> bool:
    return factories.fresh(page).workflow_in_progress


@pytest.fixture
def bare(section, drafter):
    """A draft without a summary."""
    return factories.draft(section, drafter, factories.news("Hội thi vẽ tranh"))


@pytest.fixture
def about_pupils(section, drafter):
    return factories.draft(section, drafter, pupils.article())


def test_what_nobody_has_to_look_at_twice_is_sent_at_once(client, section, drafter):
    client.force_login(drafter)
    response = create_news(client, section, summary="Tóm tắt.", **SUBMIT)
    page = NewsPage.objects.get()
    assert is_sent(page)
    assert response.url == reverse("wagtailadmin_explore", args=[section.pk])


def test_a_new_page_with_a_warning_is_saved_and_shown_before_it_is_sent(client, section, drafter):
    client.force_login(drafter)
    response = create_news(client, section, **SUBMIT)
    page = NewsPage.objects.get()
    assert response.url == address(page)
    assert not is_sent(page)
    assert len(soup(client.get(response.url)).select(".portal-review__warning")) == 1


def test_an_edited_page_is_saved_and_shown_before_it_is_sent(client, bare, drafter):
    client.force_login(drafter)
    response, page = post_edit(client, bare, paragraph="<p>Đã viết thêm.</p>", **SUBMIT)
    assert response.url == address(bare)
    assert "Đã viết thêm" in str(page.get_latest_revision_as_object().body)
    assert not is_sent(bare)


def test_a_returned_page_comes_by_the_same_look_and_goes_back_to_who_returned_it(client, bare, drafter, approver):
    drafts.submit(bare, drafter)
    drafts.send_back(bare, approver, "Thiếu tóm tắt")
    client.force_login(drafter)
    response, _page = post_edit(client, bare, paragraph="<p>Khác.</p>", **SUBMIT)
    assert response.url == address(bare)
    client.post(address(bare), form_of(client, bare))
    assert is_sent(bare)
    assert factories.fresh(bare).workflow_states.count() == 1


def test_beginning_anew_comes_by_the_same_look(client, bare, drafter, approver):
    drafts.submit(bare, drafter)
    drafts.send_back(bare, approver, "Thiếu tóm tắt")
    client.force_login(drafter)
    data = news_form(title="Khác") | {"slug": bare.slug, "action-restart-workflow": "true"} | loaded(bare)
    assert client.post(edit_address(bare), data).url == address(bare)
    client.post(address(bare), form_of(client, bare))
    assert is_sent(bare)
    assert factories.fresh(bare).workflow_states.count() == 2


def test_opening_it_writes_nothing(client, bare, drafter):
    client.force_login(drafter)
    before = factories.fresh(bare).latest_revision_id
    assert client.get(address(bare)).status_code == 200
    assert not is_sent(bare)
    assert factories.fresh(bare).latest_revision_id == before
    assert not WarningAnswer.objects.exists()


def test_sent_without_a_word_it_is_sent(client, bare, drafter):
    client.force_login(drafter)
    client.post(address(bare), form_of(client, bare))
    assert is_sent(bare)
    assert not WarningAnswer.objects.exists()


def test_the_approver_sees_the_warning_with_the_answer(client, bare, drafter, approver):
    client.force_login(drafter)
    data = form_of(client, bare)
    client.post(address(bare), data | {field_of(data, "text-no-summary"): "Tin ngắn, không cần tóm tắt."})
    client.force_login(approver)
    told = soup(client.get(reverse("review", args=[bare.pk]))).select_one(".portal-review__warnings")
    assert "Tin ngắn, không cần tóm tắt." in told.get_text()
    assert drafter.get_full_name() in told.get_text()
    drafts.approve(factories.fresh(bare), approver)
    assert factories.fresh(bare).live


def test_why_it_was_sent_lapses_with_the_publication(client, bare, drafter, approver):
    client.force_login(drafter)
    data = form_of(client, bare)
    client.post(address(bare), data | {field_of(data, "text-"): "Tin ngắn."})
    drafts.approve(factories.fresh(bare), approver)
    factories.edit(bare, drafter, title="Cập nhật")
    assert "Tin ngắn." not in soup(client.get(address(bare))).get_text()


def test_a_title_in_capitals_is_put_right_in_one_tap_and_what_was_typed_stays(client, section, drafter):
    page = factories.draft(section, drafter, factories.news(SHOUTED))
    client.force_login(drafter)
    screen = soup(client.get(address(page)))
    (button,) = screen.select("button[name=mend]")
    assert "Khai giảng năm học mới" in button.get_text()
    data = form_of(client, page)
    typed = {field_of(data, "text-no-summary"): "Tin ngắn."}
    again = client.post(address(page), data | typed | {"mend": button["value"]})
    assert again.status_code == 200
    assert "Tin ngắn." in soup(again).get_text()
    assert not soup(again).select("button[name=mend]")
    assert factories.fresh(page).get_latest_revision_as_object().title == "Khai giảng năm học mới"
    assert not is_sent(page)


def test_the_enter_key_presses_no_button_that_mends(client, section, drafter):
    page = factories.draft(section, drafter, pupils.article(title=SHOUTED))
    client.force_login(drafter)
    form = soup(client.get(address(page))).select_one("form.portal-review__form")
    assert form.select("button[name=mend]")
    first, *_others, last = form.select("button[type=submit]")
    assert not first.has_attr("name")
    assert first.get_text(strip=True) == last.get_text(strip=True)
    # Nobody meets it twice: by the Tab key or read aloud.
    assert (first["tabindex"], first["aria-hidden"]) == ("-1", "true")


def test_mending_is_an_edit_of_who_taps(client, section, drafter, colleague, approver):
    page = factories.draft(section, drafter, factories.news(SHOUTED))
    client.force_login(colleague)
    name = soup(client.get(address(page))).select_one("button[name=mend]")["value"]
    client.post(address(page), {"mend": name})
    assert factories.fresh(page).latest_revision.user == colleague
    client.force_login(approver)
    assert client.post(address(page), {"mend": name}).status_code == 409


def test_pupils_data_is_not_sent_without_a_basis_and_nothing_typed_is_lost(client, about_pupils, drafter):
    client.force_login(drafter)
    data = form_of(client, about_pupils)
    text, kind = field_of(data, "text-pupils-data"), field_of(data, "text-pupils-data").replace("text-", "kind-")
    wrong = [{}, {kind: "basis"}, {kind: "basis", text: "QĐ 1"}, {text: BASIS}, {kind: "reason", text: BASIS}]
    for typed in wrong:
        response = client.post(address(about_pupils), data | typed)
        assert response.status_code == 400, typed
        assert soup(response).select(".portal-review__errors li")
        assert typed.get(text, "") in soup(response).select_one(f"textarea[name={text}]").get_text()
        assert not is_sent(about_pupils)
    assert not WarningAnswer.objects.exists()


@pytest.mark.parametrize("kind", ["basis", "false_alarm"])
def test_from_the_drafters_basis_to_the_approvers_tick_without_javascript(
    client, about_pupils, drafter, approver, kind
):
    client.force_login(drafter)
    data = form_of(client, about_pupils)
    text = field_of(data, "text-pupils-data")
    client.post(address(about_pupils), data | {text: BASIS, text.replace("text-", "kind-"): kind})
    assert is_sent(about_pupils)

    client.force_login(approver)
    screen = soup(client.get(reverse("review", args=[about_pupils.pk])))
    assert BASIS in screen.select_one(".portal-review__warnings").get_text()
    form = soup(client.get(screen.select_one("[data-review-opens=approve]")["href"])).select_one("form")
    fields = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    box = form.select_one("input[type=checkbox][name=cleared]")
    assert box.has_attr("required") and not box.has_attr("checked")
    refused = client.post(form["action"], fields | {"comment": "Đồng ý"})
    assert refused.status_code == 409
    assert "Đồng ý" in refused.content.decode()
    assert not factories.fresh(about_pupils).live
    client.post(form["action"], fields | {"cleared": box["value"]})
    assert factories.fresh(about_pupils).live
    record = PublicationRecord.objects.newest_of(about_pupils.pk)
    assert record.pupils_data["answers"][0]["kind"] == kind


def test_an_approver_without_a_basis_is_told_why_they_cannot_approve(client, about_pupils, drafter, approver):
    drafts.submit(about_pupils, drafter)
    client.force_login(approver)
    screen = soup(client.get(reverse("review", args=[about_pupils.pk])))
    assert not screen.select("[data-review-opens=approve]")
    assert screen.select("[data-review-opens=return]")
    assert screen.select_one(".portal-review__bar p").get_text(strip=True)


def test_what_waits_without_a_basis_gets_one_from_its_department(client, about_pupils, drafter, colleague, approver):
    drafts.submit(about_pupils, drafter)
    client.force_login(colleague)
    assert address(about_pupils) in client.get(edit_address(about_pupils)).content.decode()
    data = form_of(client, about_pupils)
    text = field_of(data, "text-pupils-data")
    response = client.post(address(about_pupils), data | {text: BASIS, text.replace("text-", "kind-"): "basis"})
    assert response.url == reverse("review", args=[about_pupils.pk])
    pupils.approve(about_pupils, approver)
    assert factories.fresh(about_pupils).live


def test_what_somebody_else_saved_meanwhile_is_not_sent(client, bare, drafter, colleague):
    client.force_login(drafter)
    data = form_of(client, bare)
    factories.edit(bare, colleague, title="Của đồng nghiệp")
    text = field_of(data, "text-no-summary")
    response = client.post(address(bare), data | {text: "Tin ngắn."})
    assert not is_sent(bare)
    assert "Của đồng nghiệp" in response.content.decode()
    assert "Tin ngắn." in soup(response).get_text()


@pytest.mark.parametrize("who", ["drafter", "colleague", "administrator"])
def test_who_may_send_it_is_shown_what_to_look_at(client, bare, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(address(bare)).status_code == 200


def test_who_may_not_know_of_the_draft_does_not(client, bare, stranger):
    client.force_login(stranger)
    for response in (client.get(address(bare)), client.post(address(bare), {})):
        assert response.status_code in (302, 403, 404)
        assert "Hội thi vẽ tranh" not in response.content.decode()
    assert not is_sent(bare)


def test_nobody_is_asked_to_sign_in(client, bare):
    assert reverse("wagtailadmin_login") in client.get(address(bare)).url


RUBBISH = [
    {},
    {"shown_revision": "x", "shown_hash": "y" * 200},
    {"mend": "nothing-0123456789ab"},
    {"mend": "\0"},
    {"shown_revision": "99999999999999999999"},
    {"text-no-summary-": "\0", "kind-": "x"},
]


@pytest.mark.parametrize("data", RUBBISH)
def test_rubbish_sends_nothing(client, bare, drafter, data):
    client.force_login(drafter)
    assert client.post(address(bare), data).status_code < 500
    assert not is_sent(bare)
    assert client.get(reverse("review_send", args=[10**9])).status_code == 404


def test_a_null_in_an_answer_is_refused_and_a_decomposed_one_composed(client, bare, drafter):
    client.force_login(drafter)
    data = form_of(client, bare)
    text = field_of(data, "text-no-summary")
    assert client.post(address(bare), data | {text: "a\0b"}).status_code == 400
    client.post(address(bare), data | {text: "Tin nga\u0306\u0301n."})
    assert WarningAnswer.objects.get().text == "Tin ngắn."


def test_what_was_saved_incomplete_is_not_sent_from_the_last_look(client, bare, drafter):
    draft = bare.get_latest_revision_as_object()
    draft.title = ""
    draft.save_revision(user=drafter, clean=False)
    client.force_login(drafter)
    response = client.post(address(bare), form_of(client, bare))
    assert response.status_code == 400
    assert soup(response).select(".error-message, .messages, [role=alert]")
    assert not is_sent(bare)
