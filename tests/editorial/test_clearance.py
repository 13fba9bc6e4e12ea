"""No route makes pupils' data public without a basis and the approver's own tick; each change asks again."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import TaskState, Workflow, WorkflowPage

from cms.editorial import attestation, clearance, drafts, emergency
from cms.editorial.clearance import NotCleared
from cms.editorial.content_hash import content_hash
from cms.editorial.erasure import asking, carrying_out
from cms.editorial.four_eyes import NotFourEyes, Shown
from cms.editorial.gate import UnapprovedPublication, decide, record_publication
from cms.editorial.models import Clearance, PublicationRecord, WarningAnswer
from cms.editorial.review import proposals, warnings
from cms.editorial.review.warnings import ReviewWarning
from cms.media.words import keeping
from cms.text.nfc import nfc
from tests import factories
from tests.editorial import pupils
from tests.editorial.pupils import BASIS, OTHER_PUPIL, PUPIL, Kind
from tests.support import post_edit, workflow_action, write_past_the_gate

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(section, drafter):
    """An article about a pupil that waits for the approvers; nobody gave a basis."""
    return factories.submitted(section, drafter, pupils.article())


@pytest.fixture
def based(waiting, drafter):
    """The same with a basis."""
    pupils.give(waiting, drafter)
    return waiting


@pytest.fixture
def twice(section, drafter):
    """An article with a basis in a section that asks for two approvers."""
    WorkflowPage.objects.create(page=section, workflow=Workflow.objects.get(name="Hai người duyệt"))
    page = factories.submitted(section, drafter, pupils.article())
    pupils.give(page, drafter)
    return page


def is_public(page) -> bool:
    return factories.fresh(page).live


def test_an_ordinary_article_asks_for_nothing(section, drafter, approver):
    page = factories.published(section, drafter, by=approver, page=factories.news(summary="Tóm tắt."))
    assert PublicationRecord.objects.newest_of(page.pk).pupils_data == {}
    assert not Clearance.objects.exists()


def test_without_a_basis_nobody_approves_whatever_they_tick(waiting, approver, superuser):
    for person in (approver, superuser):
        for tick in ("", pupils.demand(waiting).tick, pupils.demand(waiting).key):
            with pytest.raises(NotCleared):
                drafts.approve(factories.fresh(waiting), person, cleared=tick)
    assert not is_public(waiting)


def test_with_a_basis_and_the_tick_it_is_published_and_the_record_says_so(based, drafter, approver):
    with pytest.raises(NotCleared):
        drafts.approve(factories.fresh(based), approver)
    pupils.approve(based, approver)
    assert is_public(based)
    kept = PublicationRecord.objects.newest_of(based.pk).pupils_data
    assert [(given["kind"], given["text"], given["user"]) for given in kept["answers"]] == [
        ("basis", BASIS, drafter.pk)
    ]
    assert [tick["user"] for tick in kept["ticks"]] == [approver.pk]
    assert "Lò Văn Bình" not in str(kept)


def test_a_false_alarm_is_answered_and_still_asks_for_the_tick(waiting, colleague, approver):
    pupils.give(waiting, colleague, Kind.FALSE_ALARM, "Là diễn viên đóng vai, không phải học sinh.")
    with pytest.raises(NotCleared):
        drafts.approve(factories.fresh(waiting), approver)
    pupils.approve(waiting, approver)
    (given,) = PublicationRecord.objects.newest_of(waiting.pk).pupils_data["answers"]
    assert given["kind"] == "false_alarm"


def test_a_false_alarm_is_no_answer_for_another_pupil_at_the_same_place(waiting, drafter, approver):
    pupils.give(waiting, drafter, Kind.FALSE_ALARM, "Là tên nhân vật trong truyện.")
    drafts.send_back(waiting, approver, "Viết lại")
    factories.edit(waiting, drafter, body=pupils.article(OTHER_PUPIL).body)
    assert not pupils.demand(waiting).is_answered


def test_an_answer_stands_when_something_else_changes_and_the_tick_does_not(based, drafter, approver):
    before = pupils.demand(based).tick
    drafts.send_back(based, approver, "Sửa tiêu đề")
    drafts.submit(factories.edit(based, drafter, title="Tuyên dương"), drafter)
    assert pupils.demand(based).is_answered
    with pytest.raises(NotCleared):
        drafts.approve(factories.fresh(based), approver, cleared=before)
    pupils.approve(based, approver)
    assert is_public(based)


@pytest.mark.parametrize("text", ["", "   ", "QĐ 12", "\u200b"])
def test_a_basis_of_no_words_is_none(waiting, drafter, text):
    for kind in (Kind.BASIS, Kind.FALSE_ALARM):
        with pytest.raises(NotCleared):
            pupils.give(waiting, drafter, kind, text)


def test_a_reason_is_no_basis_and_a_basis_names_no_pupils(waiting, drafter):
    for kind, text in (
        (Kind.REASON, BASIS),
        ("", BASIS),
        (Kind.BASIS, PUPIL),
        (Kind.BASIS, "Đơn của mẹ em Lò Văn Bình"),
    ):
        with pytest.raises(NotCleared):
            pupils.give(waiting, drafter, kind, text)
    assert not WarningAnswer.objects.exists()


def test_a_basis_is_kept_composed(waiting, drafter):
    assert pupils.give(waiting, drafter, text="Quyết định 12/QĐ-SGDĐT").text == nfc("Quyết định 12/QĐ-SGDĐT")


def test_who_gave_the_basis_does_not_tick_it(waiting, approver, second_approver):
    pupils.give(waiting, approver)
    with pytest.raises(NotCleared):
        pupils.approve(waiting, approver)
    pupils.approve(waiting, second_approver)
    assert is_public(waiting)


def test_a_basis_that_was_changed_under_the_approver_asks_again(based, colleague, approver):
    on_screen = pupils.demand(based).tick
    pupils.give(based, colleague, Kind.FALSE_ALARM, "Là tên nhân vật trong truyện.")
    with pytest.raises(NotCleared):
        drafts.approve(factories.fresh(based), approver, cleared=on_screen)


def test_wagtails_own_screens_decide_nothing_without_the_tick(based, client, approver):
    client.force_login(approver)
    workflow_action(client, based, "approve", comment="")
    workflow_action(client, based, "approve", comment="", cleared=pupils.demand(based).key)
    post_edit(client, based, **{"action-workflow-action": "true", "workflow-action-name": "approve"})
    assert not is_public(based)


def test_an_approval_past_the_steps_own_checks_publishes_nothing(based, approver):
    state = TaskState.objects.get(pk=factories.fresh(based).current_workflow_task_state.pk)
    with pytest.raises(NotCleared):
        state.specific.approve(user=approver)
    assert not is_public(based)


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
    assert not is_public(based)


def test_two_approvers_tick_each_for_themselves(twice, approver, second_approver):
    pupils.approve(twice, approver)
    with pytest.raises(NotCleared):
        drafts.approve(factories.fresh(twice), second_approver)
    pupils.approve(twice, second_approver)
    assert is_public(twice)
    kept = PublicationRecord.objects.newest_of(twice.pk).pupils_data
    assert {tick["user"] for tick in kept["ticks"]} == {approver.pk, second_approver.pk}


def test_a_change_between_two_ticks_asks_both(twice, colleague, approver, second_approver):
    pupils.approve(twice, approver)
    proposal = proposals.propose(factories.fresh(twice), second_approver, "họp mặt", "gặp mặt")
    proposals.accept(proposal, colleague)
    third = factories.approver()
    pupils.approve(twice, third)
    assert not is_public(twice)
    pupils.approve(twice, approver)
    assert is_public(twice)
    kept = PublicationRecord.objects.newest_of(twice.pk).pupils_data
    assert {tick["user"] for tick in kept["ticks"]} == {approver.pk, third.pk}


def test_another_basis_between_two_ticks_asks_the_first_again(twice, drafter, approver, second_approver):
    pupils.approve(twice, approver)
    pupils.give(twice, drafter, text="Công văn số 15/SGDĐT ngày 5/3/2026")
    pupils.approve(twice, second_approver)
    assert not is_public(twice)
    pupils.approve(twice, approver)
    assert is_public(twice)


def test_a_head_decides_without_a_tick_and_publishes_nothing(section, drafter, department, approver):
    head = factories.member_of(department)
    department.heads.add(head)
    page = factories.submitted(section, drafter, pupils.article())
    drafts.approve(page, head)
    assert not is_public(page)
    pupils.give(page, drafter)
    pupils.approve(page, approver)
    assert is_public(page)


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
    assert is_public(page)
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


def test_what_waits_for_its_hour_goes_up_with_its_tick(section, drafter, approver, monkeypatch):
    later = timezone.now() + timedelta(hours=1)
    page = pupils.public(section, drafter, approver, pupils.article(go_live_at=later))
    assert not page.live
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(hours=1))
    call_command("publish_scheduled")
    assert is_public(page)


def with_a_file(document, **fields):
    return factories.news(summary="Tóm tắt.", body=[("documents", {"title": "Tệp", "documents": [document]})], **fields)


def test_what_a_file_turned_out_to_hold_keeps_down_what_waits_for_its_hour(section, drafter, approver, monkeypatch):
    document = pupils.list_of_pupils(is_read=False)
    later = timezone.now() + timedelta(hours=1)
    page = factories.published(section, drafter, by=approver, page=with_a_file(document, go_live_at=later))
    keeping.keep(document)
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(hours=1))
    call_command("publish_scheduled")
    assert not is_public(page)
    assert PublicationRecord.objects.newest_of(page.pk).route == "withdrawal"
    reason = clearance.uncovered(factories.fresh(page))
    assert [reason in message.body for message in mail.outbox if message.to == [drafter.email]][-1]


def test_what_waits_for_its_hour_is_told_of_as_soon_as_its_file_is_read(section, drafter, approver, second_approver):
    document = pupils.list_of_pupils(is_read=False)
    later = timezone.now() + timedelta(days=1)
    page = factories.published(section, drafter, by=approver, page=with_a_file(document, go_live_at=later))
    other = factories.published(
        section, drafter, by=approver, page=pupils.article(title="Bài khác", go_live_at=later + timedelta(days=1))
    )
    mail.outbox.clear()
    keeping.keep(document)
    subject = gettext("It will not go live as it is: %(title)s") % {"title": page.title}
    assert {message.subject for message in mail.outbox} == {subject}
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        person.email for person in (drafter, approver, second_approver)
    )
    (to_drafter,) = [message.body for message in mail.outbox if message.to == [drafter.email]]
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in to_drafter
    assert other.title not in to_drafter
    mail.outbox.clear()
    keeping.keep(document)
    assert not mail.outbox


def test_an_update_that_waits_for_its_hour_is_told_of_too(section, drafter, approver, second_approver):
    document = pupils.list_of_pupils(is_read=False)
    page = factories.published(section, drafter, by=approver, page=factories.news(summary="Tóm tắt."))
    later = timezone.now() + timedelta(days=1)
    page = factories.edit(page, drafter, body=with_a_file(document).body, go_live_at=later)
    drafts.submit(page, drafter)
    factories.approve(page, second_approver)
    mail.outbox.clear()
    keeping.keep(document)
    subject = gettext("It will not go live as it is: %(title)s") % {"title": page.title}
    assert [message.subject for message in mail.outbox if message.to == [approver.email]] == [subject]


# A file that is being read


@pytest.fixture
def unread(section, drafter):
    """An article that waits, with a file which was uploaded a moment ago."""
    document = pupils.list_of_pupils(is_read=False, age=timedelta(seconds=20))
    return factories.submitted(section, drafter, with_a_file(document))


def now_passes(monkeypatch) -> None:
    now = timezone.now() + timedelta(minutes=6)
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_nobody_approves_while_a_file_is_being_read(unread, approver, superuser, client, monkeypatch):
    for person in (approver, superuser):
        with pytest.raises(NotCleared, match="Kết quả"):
            drafts.approve(factories.fresh(unread), person)
    state = factories.fresh(unread).current_workflow_task_state
    with pytest.raises(NotCleared):
        state.specific.approve(user=approver)
    client.force_login(approver)
    workflow_action(client, unread, "approve", comment="")
    post_edit(client, unread, **{"action-workflow-action": "true", "workflow-action-name": "approve"})
    screen = client.get(reverse("review", args=[unread.pk])).content.decode()
    assert clearance.held(unread.get_latest_revision_as_object()) in unescape(screen)
    assert 'data-review-opens="approve"' not in screen
    assert not is_public(unread)


def test_the_review_screen_says_why_nobody_approves_yet_and_keeps_what_was_typed(unread, approver, client):
    client.force_login(approver)
    shown = Shown.of(unread)
    step = unread.current_workflow_task_state.pk
    data = {"step": step, "shown_revision": shown.revision_pk, "shown_hash": shown.content_hash, "comment": "Đồng ý"}
    refused = client.post(reverse("review_approve", args=[unread.pk]), data)
    assert refused.status_code == 409
    assert "Đồng ý" in refused.content.decode()
    assert not is_public(unread)


def test_nobody_publishes_in_an_emergency_while_a_file_is_being_read(unread, approver, monkeypatch):
    with pytest.raises(NotCleared, match="Kết quả"):
        emergency.force(unread, approver, "Bão đổ bộ đêm nay", Shown.of(unread))
    now_passes(monkeypatch)
    emergency.force(unread, approver, "Bão đổ bộ đêm nay", Shown.of(unread))
    assert is_public(unread)


def test_the_screen_of_an_emergency_keeps_the_reason_that_was_typed(unread, approver, client):
    client.force_login(approver)
    shown = Shown.of(unread)
    data = {"reason": "Bão đổ bộ đêm nay", "shown_revision": shown.revision_pk, "shown_hash": shown.content_hash}
    refused = client.post(reverse("force_publication", args=[unread.pk]), data)
    assert refused.status_code == 409
    assert "Bão đổ bộ đêm nay" in refused.content.decode()
    assert clearance.held(unread.get_latest_revision_as_object()) in unescape(refused.content.decode())
    assert not is_public(unread)


def test_what_is_approved_for_a_later_hour_waits_for_its_file_too(section, drafter, approver):
    document = pupils.list_of_pupils(is_read=False, age=timedelta(0))
    later = timezone.now() + timedelta(hours=1)
    page = factories.submitted(section, drafter, with_a_file(document, go_live_at=later))
    with pytest.raises(NotCleared):
        drafts.approve(page, approver)
    assert not PublicationRecord.objects.filter(page_pk=page.pk).exists()


def test_a_file_that_stays_unread_stops_nobody(unread, approver, monkeypatch):
    now_passes(monkeypatch)
    drafts.approve(factories.fresh(unread), approver)
    assert is_public(unread)


def test_what_a_file_held_that_was_read_meanwhile_asks_for_the_tick(unread, drafter, approver):
    keeping.read_waiting()
    with pytest.raises(NotCleared):
        drafts.approve(factories.fresh(unread), approver)
    pupils.give(unread, drafter)
    pupils.approve(unread, approver)
    assert is_public(unread)


def test_what_was_approved_before_anybody_ticked_stays_down_and_has_a_way_out(
    section, drafter, approver, second_approver, monkeypatch
):
    later = timezone.now() + timedelta(hours=1)
    with monkeypatch.context() as before_the_upgrade:
        before_the_upgrade.setattr(warnings, "demands", lambda page: [])
        page = factories.published(section, drafter, by=approver, page=pupils.article(go_live_at=later))
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(hours=1))
    call_command("publish_scheduled")
    assert not is_public(page)
    page = factories.edit(page, drafter, go_live_at=None)
    drafts.submit(page, drafter)
    pupils.give(page, drafter)
    pupils.approve(page, second_approver)
    assert is_public(page)


def test_what_a_public_file_turned_out_to_hold_is_told_to_the_approvers(section, drafter, approver):
    document = pupils.list_of_pupils(is_read=False)
    page = factories.published(section, drafter, by=approver, page=with_a_file(document))
    ticked = pupils.public(section, drafter, approver)
    keeping.keep(document)
    subject = gettext("Look at it at once: %(title)s") % {"title": page.title}
    assert [message.subject for message in mail.outbox if message.to == [approver.email]].count(subject) == 1
    assert clearance.late([ticked.pk]) == 0


def test_what_has_been_public_for_long_sends_no_mail_when_its_file_is_read_first(section, drafter, approver):
    document = pupils.list_of_pupils(is_read=False)
    page = factories.published(section, drafter, by=approver, page=with_a_file(document))
    long_ago = timezone.now() - clearance.LATE - timedelta(hours=1)
    write_past_the_gate("UPDATE wagtailcore_page SET last_published_at = %s WHERE id = %s", long_ago, page.pk)
    mail.outbox.clear()
    keeping.keep(document)
    assert not mail.outbox


def test_a_list_in_a_file_asks_like_a_list_in_the_text(section, drafter, approver):
    page = factories.submitted(section, drafter, with_a_file(pupils.list_of_pupils()))
    with pytest.raises(NotCleared):
        drafts.approve(page, approver)
    pupils.give(page, drafter)
    pupils.approve(page, approver)
    assert is_public(page)


def test_two_people_who_attest_carry_the_tick_over_and_give_none(section, drafter, approver, administrator):
    page = pupils.public(section, drafter, approver)
    plain = factories.published(section, drafter, by=approver, page=factories.news(summary="Tóm tắt."))
    for each in (page, plain):
        write_past_the_gate("UPDATE newsroom_newspage SET source_name = %s WHERE page_ptr_id = %s", "Báo", each.pk)
    assert attestation.attest("restore", approver, administrator, "Khôi phục") == 2
    kept = PublicationRecord.objects.newest_of(page.pk).pupils_data
    assert clearance.covers(kept, factories.fresh(page))
    assert kept["ticks"]
    assert PublicationRecord.objects.newest_of(plain.pk).pupils_data == {}


def test_two_people_who_attest_carry_no_tick_over_to_what_was_found_since(
    section, drafter, approver, administrator, monkeypatch
):
    later = timezone.now() + timedelta(hours=1)
    page = pupils.public(section, drafter, approver)
    waits = pupils.public(section, drafter, approver, pupils.article(title="Hẹn giờ", go_live_at=later))
    write_past_the_gate("UPDATE newsroom_newspage SET source_name = %s WHERE page_ptr_id = %s", "Báo", page.pk)
    revision = waits.latest_revision
    revision.content = {**revision.content, "source_name": "Báo"}
    revision.save(update_fields=["content"])
    before = warnings.demands

    def a_detector_that_learned_something(content):
        return [replace(warning, subject=f"{warning.subject}, and more") for warning in before(content)]

    monkeypatch.setattr(warnings, "demands", a_detector_that_learned_something)
    assert attestation.attest("upgrade", approver, administrator, "Bản 2") == 2
    for each in (page, waits):
        assert PublicationRecord.objects.newest_of(each.pk).pupils_data == {}
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(hours=1))
    call_command("publish_scheduled")
    assert not is_public(waits)


def test_an_erasure_carries_no_tick_over_to_what_a_file_turned_out_to_hold(section, drafter, approver, second_approver):
    document = pupils.list_of_pupils(is_read=False)
    body = [("paragraph", f"<p>{PUPIL} Nhà ở bản Suối Mây.</p>"), ("documents", {"title": "", "documents": [document]})]
    page = pupils.public(section, drafter, approver, factories.news(summary="Tóm tắt.", body=body))
    keeping.keep(document)
    asked = asking.ask(page, approver, reason="Gia đình đề nghị bỏ địa chỉ", passages="Suối Mây")
    asking.confirm(asked, second_approver)
    carrying_out.finish_all()
    kept = PublicationRecord.objects.newest_of(page.pk)
    assert (kept.route, kept.pupils_data) == ("erasure", {})


def test_the_sheet_names_who_gave_the_basis_and_who_ticked(section, drafter, approver, client):
    from cms.editorial.story.sheet import sheet_of

    page = pupils.public(section, drafter, approver)
    rows = [(row.who, row.words) for row in sheet_of(page).rows]
    assert (drafter.get_full_name(), BASIS) in [(who, words.split(": ")[-1]) for who, words in rows]
    assert sum(who == approver.get_full_name() for who, _words in rows) == 2


def test_a_contributor_still_approves_nothing(based, approver, drafter):
    Group.objects.get(name="Ban Biên tập").user_set.add(drafter)
    with pytest.raises(NotFourEyes):
        pupils.approve(based, factories.fresh(drafter))
    with pytest.raises(PermissionDenied):
        based.latest_revision.publish(user=approver)


def test_the_erased_leaves_the_answers_too_where_nothing_else_says_it(waiting, drafter, approver, second_approver):
    given = pupils.give(waiting, drafter, Kind.FALSE_ALARM, "Giàng Thị Mỷ là nhân vật của vở kịch.")
    asked = asking.ask(waiting, approver, reason="Gia đình đề nghị xóa tên", passages="Giàng Thị Mỷ")
    assert carrying_out.survey(asked) == {"comments": 1}
    asking.confirm(asked, second_approver)
    carrying_out.finish_all()
    assert "Mỷ" not in factories.fresh(given).text


def test_an_erasure_gives_no_tick_for_what_was_found_after_the_decision(
    section, drafter, approver, second_approver, monkeypatch
):
    document = pupils.list_of_pupils(is_read=False)
    later = timezone.now() + timedelta(hours=1)
    body = [("paragraph", f"<p>{PUPIL} Nhà ở bản Suối Mây.</p>"), ("documents", {"title": "", "documents": [document]})]
    page = pupils.public(section, drafter, approver, factories.news(summary="Tóm tắt.", body=body, go_live_at=later))
    keeping.keep(document)
    asked = asking.ask(page, approver, reason="Gia đình đề nghị bỏ địa chỉ", passages="Suối Mây")
    asking.confirm(asked, second_approver)
    carrying_out.finish_all()
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(hours=1))
    call_command("publish_scheduled")
    assert not is_public(page)


def test_what_an_erasure_left_keeps_its_tick(section, drafter, approver, second_approver):
    page = pupils.public(section, drafter, approver, pupils.article(f"{PUPIL} Nhà ở bản Suối Mây."))
    asked = asking.ask(page, approver, reason="Gia đình đề nghị bỏ địa chỉ", passages="Suối Mây")
    asking.confirm(asked, second_approver)
    carrying_out.finish_all()
    kept = PublicationRecord.objects.newest_of(page.pk)
    assert kept.route == "erasure"
    assert kept.pupils_data["ticks"]
    assert clearance.covers(kept.pupils_data, factories.fresh(page))


def test_every_package_warns_with_a_code(section, drafter):
    page = factories.draft(section, drafter, factories.news("HỘI THI VẼ TRANH"))
    found = warnings.of(page.get_latest_revision_as_object())
    assert {"title-in-capitals", "no-summary"} <= {warning.code for warning in found}
    assert all(isinstance(warning, ReviewWarning) and warning.text for warning in found)
