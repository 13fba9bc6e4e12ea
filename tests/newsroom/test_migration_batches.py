"""Moving in: articles of the old portal are laid before one approver as a batch, decided once, published singly."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image
from wagtail.models import Page, TaskState

from cms.editorial import drafts, gate
from cms.editorial.content_hash import content_hash
from cms.editorial.four_eyes import NotFourEyes
from cms.editorial.models import Contribution, FileContribution, PublicationRecord
from cms.media.models import CustomImage
from cms.operations import due
from cms.pages.models import CatalogueEntry, OldAddress
from home.front_page import front_page
from newsroom import migration
from newsroom.importer.laying import SAMPLE_SIZE, Layer
from newsroom.importer.loading import Loader
from newsroom.models import (
    AnnouncementPage,
    ImportedArticle,
    MigrationBatch,
    MigrationItem,
    NewsPage,
    SampleOpening,
)
from newsroom.ticker import ticker_at
from tests import factories

pytestmark = pytest.mark.django_db

ARTICLE = """► Lịch nghỉ Tết của học sinh toàn tỉnh

https://cu.example/tin/chi-tiet/{number}

{title}

{date} đã xem

Sáng nay, hội thi số {number} khai mạc tại Trường THCS Suối Mây với 86 thầy cô dự thi.

Hội thi số {number} kéo dài ba ngày và tổng kết vào thứ Sáu.
{more}"""
State = MigrationBatch.State
ItemState = MigrationItem.State


@pytest.fixture
def folder(tmp_path) -> Path:
    path = tmp_path / "bai-cu"
    path.mkdir()
    return path


@pytest.fixture
def place(section, department, drafter):
    return {"section": "tin-hoat-dong", "department": "GDTX-GDCN", "user": drafter.username}


def write(folder: Path, number: int, title: str = "", date: str = "09.10.2020 14:29730", more: str = "") -> Path:
    path = folder / f"{number:05}.txt"
    title = title or f"Khai mạc hội thi số {number}"
    path.write_text(ARTICLE.format(number=number, title=title, date=date, more=more), encoding="utf-8")
    return path


def write_many(folder: Path, count: int, first: int = 1) -> None:
    for number in range(first, first + count):
        write(folder, number)


def run(*paths, **options) -> str:
    """Run the import; return what it prints, in English."""
    out = io.StringIO()
    with translation.override("en"):
        call_command("import_articles", *map(str, paths), stdout=out, migrated=True, **options)
    return out.getvalue()


def laid(folder: Path, place: dict, count: int = 3) -> MigrationBatch:
    """Return the batch of `count` new articles without warnings."""
    write_many(folder, count)
    run(folder, **place)
    return MigrationBatch.objects.get(state=State.WAITING)


def opened(batch: MigrationBatch, user) -> MigrationBatch:
    for item in batch.items.sample():
        migration.open_sampled(item, user)
    return batch


def approved(batch: MigrationBatch, user, reason: str = "Đã xem mẫu.") -> MigrationBatch:
    return migration.decide(opened(batch, user), user, batch.items.publishable().digest(), reason)


def moved(folder: Path, place: dict, user, count: int = 3) -> MigrationBatch:
    """Return a batch that `user` approved and that was published."""
    batch = approved(laid(folder, place, count), user)
    migration.publish(batch)
    return factories.fresh(batch)


def article(number: int) -> NewsPage:
    return NewsPage.objects.get(title=f"Khai mạc hội thi số {number}")


def states(batch: MigrationBatch) -> list[str]:
    return list(batch.items.values_list("state", flat=True))


def interrupted_at(monkeypatch, owner, name: str, number: int, error=KeyboardInterrupt) -> None:
    """Let the `number`-th call of a function fail, once."""
    calls, original = [], getattr(owner, name)

    def failing(*args, **kwargs):
        calls.append(name)
        if len(calls) == number:
            raise error("hết điện")
        return original(*args, **kwargs)

    monkeypatch.setattr(owner, name, failing)


def everything() -> dict:
    """Return what would show that something was done twice."""
    models = (Page, ImportedArticle, MigrationBatch, MigrationItem, PublicationRecord, Contribution, SampleOpening)
    return {model.__name__: list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models}


# Laying


def test_a_folder_is_laid_as_one_batch_of_drafts(folder, place, section, department, drafter):
    write_many(folder, 3)
    output = run(folder, **place)
    batch = MigrationBatch.objects.get()
    assert (batch.title, batch.state) == ("bai-cu", State.WAITING)
    assert (batch.section_id, batch.department, batch.submitter) == (section.pk, department, drafter)
    assert "3 articles wait for one decision, 0 are to be submitted singly" in output
    assert output.count("laid before the approvers") == 3
    for item in batch.items.all():
        page = NewsPage.objects.get(pk=item.page_id)
        assert not page.live and not page.workflow_in_progress
        assert item.revision_pk == page.latest_revision_id
        assert (item.state, item.warnings, item.file_name[-4:]) == (ItemState.WAITING, [], ".txt")
        assert re.fullmatch("[0-9a-f]{64}", item.content_hash)


def test_nothing_starts_a_review_of_its_own_and_ticker_lines_make_no_announcement(folder, place):
    laid(folder, place)
    assert not TaskState.objects.exists()
    assert not AnnouncementPage.objects.exists()


def test_approvers_get_one_mail_when_a_batch_is_laid(folder, place, approver, second_approver, stranger):
    write_many(folder, 4)
    run(folder, **place)
    (message,) = mail.outbox
    assert sorted(message.to) == sorted([approver.email, second_approver.email])
    assert "bai-cu" in message.subject
    assert reverse("moving_in:batch", args=[MigrationBatch.objects.get().pk]) in message.body


@pytest.mark.parametrize("option", ["submit", "announcements"])
def test_other_ways_of_going_on_are_refused(option, folder, place):
    write(folder, 1)
    with pytest.raises(CommandError, match="neither with --submit nor with --announcements"):
        run(folder, **place, **{option: True})
    assert not NewsPage.objects.exists()


def test_trial_lays_nothing(folder, place):
    write_many(folder, 3)
    before = everything()
    output = run(folder, dry_run=True, **place)
    assert output.count("laid before the approvers") == 3
    assert everything() == before
    assert mail.outbox == []


def test_running_again_changes_nothing(folder, place, approver):
    laid(folder, place)
    before = everything()
    output = run(folder, **place)
    assert output.count("Imported before") == 3
    assert "Nothing new was laid" in output
    assert everything() == before
    assert len(mail.outbox) == 1


def test_drafts_of_an_ordinary_import_are_in_no_batch(folder, place):
    write(folder, 1)
    call_command("import_articles", str(folder), stdout=io.StringIO(), **place)
    write(folder, 2)
    run(folder, **place)
    assert [item.page_id for item in MigrationItem.objects.all()] == [article(2).pk]


def test_an_interrupted_run_is_taken_up_in_the_same_batch(folder, place, monkeypatch, approver):
    write_many(folder, 5)
    with monkeypatch.context() as patched:
        interrupted_at(patched, Loader, "load", 3)
        with pytest.raises(CommandError, match="Interrupted after 2 of 5 files"):
            run(folder, **place)
    unfinished = MigrationBatch.objects.get()
    assert (unfinished.state, unfinished.items.count()) == (State.LAYING, 2)
    assert mail.outbox == []
    output = run(folder, **place)
    assert "5 articles wait for one decision" in output
    assert list(MigrationBatch.objects.values_list("pk", "state")) == [(unfinished.pk, State.WAITING)]
    assert unfinished.items.count() == NewsPage.objects.count() == 5
    assert len(mail.outbox) == 1


def test_interrupted_in_the_middle_of_a_file_nothing_is_kept_of_it(folder, place, monkeypatch):
    write_many(folder, 3)
    with monkeypatch.context() as patched:
        interrupted_at(patched, Layer, "lay", 2)
        with pytest.raises(CommandError, match="Interrupted after 1 of 3"):
            run(folder, **place)
    assert NewsPage.objects.count() == ImportedArticle.objects.count() == MigrationItem.objects.count() == 1
    run(folder, **place)
    assert NewsPage.objects.count() == ImportedArticle.objects.count() == MigrationItem.objects.count() == 3


def test_an_open_batch_of_another_account_is_left_alone(folder, place, colleague, monkeypatch):
    write_many(folder, 3)
    with monkeypatch.context() as patched:
        interrupted_at(patched, Loader, "load", 2)
        with pytest.raises(CommandError):
            run(folder, **place)
    run(folder, **place | {"user": colleague.username})
    counts = {batch.submitter.username: (batch.state, batch.items.count()) for batch in MigrationBatch.objects.all()}
    assert counts == {"soan1.gdtx": (State.LAYING, 1), "soan2.gdtx": (State.WAITING, 2)}


def test_a_place_has_one_open_batch(section, department, drafter):
    place = {"section_id": section.pk, "department": department, "submitter": drafter}
    MigrationBatch.objects.create(title="một", state=State.WAITING, **place)
    MigrationBatch.objects.create(title="hai", **place)
    with pytest.raises(IntegrityError):
        MigrationBatch.objects.create(title="ba", **place)


def test_laid_articles_are_found_in_the_admin(folder, place):
    laid(folder, place)
    found = {page.title for page in NewsPage.objects.search("Khai mạc", fields=["title"])}
    assert found == {f"Khai mạc hội thi số {number}" for number in (1, 2, 3)}


def test_a_file_costs_the_same_whatever_was_laid_before(folder, place):
    def cost(first: int) -> int:
        write_many(folder, 4, first=first)
        paths = [folder / f"{number:05}.txt" for number in range(first, first + 4)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            run(*paths, **place)
        return len(queries)

    cost(1)
    few = cost(5)
    write_many(folder, 20, first=9)
    run(folder, **place)
    assert cost(29) == few


# Warnings


def test_an_ordinary_article_has_no_warnings(folder, place):
    write(folder, 1, more="\nTin tức khác\n\nMột bài khác của trường\n")
    run(folder, **place)
    assert MigrationItem.objects.get().warnings == []


WARNINGS = {
    "The title is written in capitals.": {"title": "KHAI MẠC HỘI THI GIÁO VIÊN DẠY GIỎI"},
    "The date 01/02/1989 is older than any portal.": {"date": "01.02.1989 08:0012"},
    "1 picture is missing.": {"more": "\nhttp://cu.example/anh/mot.jpeg\n\nCô Hoa phát biểu\n"},
    "left out: Cổng của trường": {"title": "Cổng của trường\n\nKhai mạc hội thi"},
}


@pytest.mark.parametrize("warning", WARNINGS)
def test_what_a_person_should_look_at_is_a_warning_and_goes_singly(warning, folder, place, approver):
    write_many(folder, 2, first=8)
    write(folder, 1, **WARNINGS[warning])
    output = run(folder, **place)
    assert warning in output
    assert "2 articles wait for one decision, 1 are to be submitted singly" in output
    item = MigrationItem.objects.with_warnings().get()
    assert (item.warnings, item.state, item.in_sample) == ([warning], ItemState.SINGLY, False)
    batch = MigrationBatch.objects.get()
    migration.publish(approved(batch, approver))
    page = NewsPage.objects.get(pk=item.page_id)
    assert not page.live
    drafts.submit(page, batch.submitter)
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).live


def test_an_article_of_pictures_alone_has_a_warning(folder, place):
    path = write(folder, 1)
    head = path.read_text().partition("Sáng nay")[0]
    path.write_text(f"{head}http://cu.example/anh/mot.jpeg\n")
    run(folder, **place)
    assert MigrationItem.objects.get().warnings == ["There is no text.", "1 picture is missing."]


def test_articles_of_one_title_have_a_warning_and_so_has_one_that_another_page_bears(folder, place, section, drafter):
    factories.draft(section, drafter, factories.news("Tổng kết năm học"))
    write(folder, 1, title="Khai mạc hội thi")
    write(folder, 2, title="KHAI mạc hội  thi")
    write(folder, 3, title="Tổng kết năm học")
    write(folder, 4)
    run(folder, **place)
    found = MigrationItem.objects.with_warnings().values_list("file_name", "warnings")
    sentence = ["Another article of the section has this title."]
    assert sorted(found) == [(f"0000{number}.txt", sentence) for number in (1, 2, 3)]


def test_an_address_that_leads_elsewhere_already_is_a_warning(folder, place, section, drafter):
    other = factories.fresh(factories.draft(section, drafter))
    OldAddress.objects.remember("https://cu.example/tin/chi-tiet/1", other.public_id)
    write(folder, 1)
    run(folder, **place)
    assert "leads to another page already" in MigrationItem.objects.get().warnings[0]


def test_a_batch_of_warnings_alone_waits_for_nobody(folder, place):
    write(folder, 1, title="KHAI MẠC HỘI THI")
    run(folder, **place)
    assert MigrationBatch.objects.get().state == State.DONE
    assert mail.outbox == []


def save_picture(folder: Path) -> Path:
    folder.mkdir()
    Image.new("RGB", (80, 50), "teal").save(folder / "mot.jpeg", "JPEG")
    return folder


def test_a_picture_that_the_next_run_brings_takes_the_warning_from_an_open_batch(
    folder, place, tmp_path, monkeypatch, approver
):
    write(folder, 1, more="\nhttp://cu.example/anh/mot.jpeg\n\nCô Hoa phát biểu\n")
    write(folder, 2)
    with monkeypatch.context() as patched:
        interrupted_at(patched, Loader, "load", 2)
        with pytest.raises(CommandError):
            run(folder, **place)
    run(folder, media=save_picture(tmp_path / "anh"), **place)
    batch = MigrationBatch.objects.get()
    assert [item.warnings for item in batch.items.all()] == [[], []]
    migration.publish(approved(batch, approver))
    assert states(batch) == [ItemState.PUBLISHED] * 2


def test_what_waits_for_the_decision_is_left_as_it_was_laid(folder, place, tmp_path, monkeypatch):
    batch = laid(folder, place, count=1)
    page = article(1)
    before = page.latest_revision_id
    monkeypatch.setattr("newsroom.importer.loading.is_as_imported", lambda draft, article: True)
    run(folder, media=save_picture(tmp_path / "anh"), **place)
    assert factories.fresh(page).latest_revision_id == before
    assert batch.items.publishable().count() == 1


# The sample


def test_twenty_are_drawn_from_those_without_warnings(folder, place):
    write_many(folder, SAMPLE_SIZE + 3)
    for number in (101, 102):
        write(folder, number, title=f"KHAI MẠC HỘI THI LẦN {number}")
    run(folder, **place)
    sample = MigrationItem.objects.sample()
    assert sample.count() == SAMPLE_SIZE == 20
    assert not sample.with_warnings().exists()


def test_of_fewer_all_are_drawn(folder, place):
    assert laid(folder, place).items.sample().count() == 3


# The decision


def test_one_decision_is_recorded_with_every_page(folder, place, approver, drafter):
    batch = moved(folder, place, approver)
    assert (batch.state, batch.decided_by, batch.reason) == (State.DONE, approver, "Đã xem mẫu.")
    records = PublicationRecord.objects.filter(batch=batch.decision)
    assert records.count() == 3
    for record in records:
        assert (record.route, record.approver, record.submitter) == ("migration", approver, drafter)
        assert (record.contributors, record.reason) == ([drafter.pk], "Đã xem mẫu.")
        assert record.content_hash == batch.items.get(page=record.page_pk).content_hash


def refused(batch: MigrationBatch, user, match: str, shown: str | None = None) -> None:
    """Try to approve `batch` as `user`, which must be refused, and change nothing."""
    before = factories.fresh(batch)
    shown = batch.items.publishable().digest() if shown is None else shown
    with translation.override("en"), pytest.raises(NotFourEyes, match=match):
        migration.decide(batch, user, shown)
    after = factories.fresh(batch)
    assert (after.state, after.decided_by) == (before.state, before.decided_by)
    migration.publish(after)
    assert not NewsPage.objects.live().exists()


@pytest.mark.parametrize("who", ["drafter", "colleague", "stranger", "administrator"])
def test_who_is_no_approver_does_not_decide(who, request, folder, place):
    batch, user = laid(folder, place), request.getfixturevalue(who)
    refused(batch, user, "Only the approvers")
    with pytest.raises(NotFourEyes):
        migration.decline(batch, user, "Không được")
    with pytest.raises(NotFourEyes):
        migration.open_sampled(batch.items.first(), user)
    assert not SampleOpening.objects.exists()


def test_an_approver_who_laid_the_batch_does_not_decide(folder, place, department):
    author = factories.approver()
    author.groups.add(department.group)
    batch = laid(folder, place | {"user": author.username})
    author = factories.fresh(author)
    refused(opened(batch, author), author, "had a hand")


def test_a_superuser_who_laid_the_batch_does_not_decide(folder, place, superuser):
    batch = laid(folder, place | {"user": superuser.username})
    refused(opened(batch, superuser), superuser, "had a hand")


def test_an_approver_who_edited_one_article_does_not_decide_about_the_others(folder, place, department, approver):
    batch = laid(folder, place)
    approver.groups.add(department.group)
    approver = factories.fresh(approver)
    factories.edit(article(2), approver, summary="Tóm tắt của người duyệt.")
    refused(opened(batch, approver), approver, "had a hand")


def test_an_approver_who_changed_a_picture_of_an_article_does_not_decide(folder, place, tmp_path, approver):
    write(folder, 1, more="\nhttp://cu.example/anh/mot.jpeg\n\nCô Hoa phát biểu\n")
    run(folder, media=save_picture(tmp_path / "anh"), **place)
    batch = MigrationBatch.objects.get()
    kind = ContentType.objects.get_for_model(CustomImage)
    FileContribution.objects.create(content_type=kind, object_pk=CustomImage.objects.get().pk, user=approver)
    refused(opened(batch, approver), approver, "had a hand")


def test_a_change_of_a_picture_of_no_article_does_not_hinder(folder, place, approver):
    batch = laid(folder, place)
    kind = ContentType.objects.get_for_model(CustomImage)
    FileContribution.objects.create(content_type=kind, object_pk=factories.picture().pk, user=approver)
    assert approved(batch, approver).state == State.PUBLISHING


def test_the_whole_sample_is_opened_first_by_the_one_who_decides(folder, place, approver, second_approver):
    batch = laid(folder, place)
    refused(batch, approver, "3 are left")
    opened(batch, second_approver)
    refused(batch, approver, "3 are left")
    for item in batch.items.sample()[:2]:
        migration.open_sampled(item, approver)
        migration.open_sampled(item, approver)
    refused(batch, approver, "1 are left")
    assert approved(batch, approver).state == State.PUBLISHING


def test_what_changed_since_the_screen_was_made_is_not_decided_about(folder, place, approver, colleague):
    batch = opened(laid(folder, place), approver)
    shown = batch.items.publishable().digest()
    factories.edit(article(2), colleague, summary="Tóm tắt khác.")
    refused(batch, approver, "have changed since you opened it", shown=shown)
    refused(batch, approver, "have changed since you opened it", shown="")
    assert approved(batch, approver).state == State.PUBLISHING


def test_a_batch_is_decided_once(folder, place, approver, second_approver):
    batch = approved(laid(folder, place), approver)
    shown = batch.items.publishable().digest()
    with pytest.raises(NotFourEyes):
        migration.decide(opened(batch, second_approver), second_approver, shown)
    with pytest.raises(NotFourEyes):
        migration.decline(batch, second_approver, "Muộn rồi")
    assert factories.fresh(batch).decided_by == approver


def test_a_batch_that_is_still_being_laid_is_not_decided(folder, place, approver, monkeypatch):
    write_many(folder, 3)
    interrupted_at(monkeypatch, Loader, "load", 3)
    with pytest.raises(CommandError):
        run(folder, **place)
    refused(MigrationBatch.objects.get(), approver, "does not wait")


def test_a_superuser_who_had_no_hand_in_it_decides(folder, place, superuser):
    assert moved(folder, place, superuser).state == State.DONE


def test_a_batch_is_declined_for_a_reason_in_one_mail(folder, place, approver, drafter):
    batch = laid(folder, place)
    mail.outbox.clear()
    with pytest.raises(NotFourEyes):
        migration.decline(batch, approver, "  ")
    migration.decline(batch, approver, "Ngày tháng sai cả loạt.")
    batch = factories.fresh(batch)
    assert (batch.state, batch.decided_by) == (State.DECLINED, approver)
    assert states(batch) == [ItemState.SINGLY] * 3
    assert not NewsPage.objects.live().exists()
    (message,) = mail.outbox
    assert message.to == [drafter.email]
    assert "Ngày tháng sai cả loạt." in message.body
    drafts.submit(article(1), drafter)


# Publishing


def test_articles_keep_date_views_and_department(folder, place, approver, department):
    moved(folder, place, approver)
    entry = CatalogueEntry.objects.get(page=article(1).pk)
    assert entry.is_public and entry.department == department
    assert f"{timezone.localtime(entry.listed_at):%d.%m.%Y %H:%M}" == "09.10.2020 14:29"
    assert article(1).imported_views == 730


def test_who_laid_the_batch_gets_one_mail_when_it_is_published(folder, place, approver, drafter):
    batch = approved(laid(folder, place, count=4), approver)
    mail.outbox.clear()
    migration.publish(batch)
    migration.publish(batch)
    (message,) = mail.outbox
    assert message.to == [drafter.email]


@pytest.mark.parametrize("when", ["before the decision", "after the decision"])
def test_a_draft_changed_since_it_was_laid_is_not_published(when, folder, place, approver, colleague):
    batch = laid(folder, place)
    if when == "after the decision":
        batch = approved(batch, approver)
    factories.edit(article(2), colleague, summary="Chưa ai duyệt.")
    if when == "before the decision":
        batch = approved(batch, approver)
    migration.publish(batch)
    assert [article(number).live for number in (1, 2, 3)] == [True, False, True]
    assert states(batch) == [ItemState.PUBLISHED, ItemState.SINGLY, ItemState.PUBLISHED]
    assert factories.fresh(batch).state == State.DONE


def test_a_draft_that_was_not_on_the_screen_does_not_come_back_into_the_batch(folder, place, approver, colleague):
    batch = laid(folder, place)
    summary = article(2).summary
    factories.edit(article(2), colleague, summary="Khác.")
    batch = approved(batch, approver)
    factories.edit(article(2), colleague, summary=summary)
    migration.publish(batch)
    assert not article(2).live


def test_a_draft_that_was_submitted_singly_meanwhile_is_left_to_that(folder, place, approver, drafter):
    batch = approved(laid(folder, place), approver)
    drafts.submit(article(2), drafter)
    migration.publish(batch)
    assert not article(2).live and factories.fresh(article(2)).workflow_in_progress


def test_a_deleted_draft_is_no_longer_in_the_batch(folder, place, approver):
    batch = approved(laid(folder, place), approver)
    article(2).delete()
    migration.publish(batch)
    assert states(batch) == [ItemState.PUBLISHED] * 2


def test_an_approver_who_has_a_hand_in_a_page_by_the_time_it_is_published_does_not_count(folder, place, approver):
    batch = approved(laid(folder, place), approver)
    page = article(2)
    Contribution.objects.create(page=page, user=approver, content_hash=batch.items.get(page=page).content_hash)
    migration.publish(batch)
    assert [article(number).live for number in (1, 2, 3)] == [True, False, True]
    assert batch.items.get(page=page).state == ItemState.FAILED
    assert batch.items.get(page=page).reason


@pytest.mark.parametrize("error", [KeyboardInterrupt, OperationalError])
def test_interrupted_publishing_goes_on_where_it_stopped(error, folder, place, approver, monkeypatch):
    batch = approved(laid(folder, place, count=5), approver)
    mail.outbox.clear()
    with monkeypatch.context() as patched, pytest.raises(error):
        interrupted_at(patched, gate, "decide", 3, error)
        migration.publish(batch)
    assert sorted(states(batch)) == [ItemState.PUBLISHED] * 2 + [ItemState.WAITING] * 3
    assert factories.fresh(batch).state == State.PUBLISHING
    assert mail.outbox == []
    migration.publish(batch)
    assert states(batch) == [ItemState.PUBLISHED] * 5
    assert PublicationRecord.objects.filter(batch=batch.decision).count() == 5
    assert len(mail.outbox) == 1


def test_killed_between_record_and_end_a_page_is_published_once(folder, place, approver, monkeypatch):
    batch = approved(laid(folder, place), approver)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        interrupted_at(patched, MigrationItem, "save", 2)
        migration.publish(batch)
    assert NewsPage.objects.live().count() == 1
    migration.publish(batch)
    assert PublicationRecord.objects.filter(batch=batch.decision).count() == 3


def test_a_page_that_cannot_be_published_is_told_and_stops_no_other(folder, place, approver, monkeypatch, caplog):
    batch = approved(laid(folder, place), approver)
    interrupted_at(monkeypatch, gate, "decide", 2, RuntimeError)
    migration.publish(batch)
    assert states(batch) == [ItemState.PUBLISHED, ItemState.FAILED, ItemState.PUBLISHED]
    assert batch.items.get(state=ItemState.FAILED).reason == "hết điện"
    assert factories.fresh(batch).state == State.DONE
    assert "could not be published" in caplog.text


def test_publishing_again_changes_nothing(folder, place, approver):
    batch = moved(folder, place, approver)
    before = everything()
    migration.publish(batch)
    migration.publish_decided()
    assert everything() == before


def test_the_worker_publishes_what_was_decided(folder, place, approver):
    approved(laid(folder, place), approver)
    assert "publish moved articles" in due.run_due(timezone.now())
    assert NewsPage.objects.live().count() == 3


def test_a_run_of_the_worker_ends_in_time_and_the_next_goes_on(folder, place, approver, monkeypatch):
    batch = approved(laid(folder, place), approver)
    with monkeypatch.context() as patched:
        patched.setattr(migration, "TIME_OF_A_RUN", -1)
        migration.publish_decided()
    assert states(batch) == [ItemState.WAITING] * 3
    migration.publish_decided()
    assert states(batch) == [ItemState.PUBLISHED] * 3


def publish_command(**options) -> str:
    out = io.StringIO()
    with translation.override("en"):
        call_command("publish_migration", stdout=out, **options)
    return out.getvalue()


def test_the_command_publishes_at_once(folder, place, approver):
    batch = approved(laid(folder, place), approver)
    assert "3 published, 0 to be submitted singly, 0 failed" in publish_command(batch=batch.decision)
    assert factories.fresh(batch).state == State.DONE
    assert "No batch waits" in publish_command()


def test_the_command_leaves_what_nobody_decided_about_alone(folder, place):
    batch = laid(folder, place)
    assert "No batch waits" in publish_command(batch=batch.decision)
    assert not NewsPage.objects.live().exists()


def test_the_interrupted_command_goes_on_at_the_next_run(folder, place, approver, monkeypatch):
    batch = approved(laid(folder, place), approver)
    with monkeypatch.context() as patched, pytest.raises(CommandError, match="Interrupted") as failure:
        interrupted_at(patched, gate, "decide", 2)
        publish_command()
    assert failure.value.returncode == 130
    assert NewsPage.objects.live().count() == 1
    publish_command()
    assert states(batch) == [ItemState.PUBLISHED] * 3


def test_a_page_costs_the_same_whatever_was_published_before(folder, place, approver):
    def cost(first: int) -> int:
        write_many(folder, 4, first=first)
        run(folder, **place)
        batch = approved(MigrationBatch.objects.get(state=State.WAITING), approver)
        with CaptureQueriesContext(connection) as queries:
            migration.publish(batch)
        return len(queries)

    cost(1)
    few = cost(5)
    write_many(folder, 16, first=9)
    run(folder, **place)
    migration.publish(approved(MigrationBatch.objects.get(state=State.WAITING), approver))
    assert cost(25) == few


# What readers get


def _articles_in(content: dict) -> list:
    return [content.get("lead"), *content.get("latest", [])]


def test_a_moved_article_of_yesterday_is_not_among_the_newest_of_the_front_page(folder, place, home, approver):
    yesterday = timezone.localtime() - timedelta(days=1)
    write(folder, 1, date=f"{yesterday:%d.%m.%Y %H:%M}12")
    moved(folder, place, approver, count=0)
    assert article(1).live
    shown = [block for band in front_page(home, timezone.now())["bands"] for block in band.main]
    assert article(1) not in [page for block in shown for page in _articles_in(block.content)]
    assert CatalogueEntry.objects.get(page=article(1).pk).is_migrated


def test_a_moved_article_stands_in_the_list_of_its_section(folder, place, section, approver, client):
    moved(folder, place, approver)
    assert article(2).title in client.get(section.get_url()).content.decode()


def test_moved_articles_bring_nothing_into_the_ticker(folder, place, approver, client, section):
    moved(folder, place, approver)
    ticker = ticker_at(timezone.now(), "vi")
    assert (ticker.urgent, ticker.current) == ([], [])
    assert not AnnouncementPage.objects.exists()
    assert "Lịch nghỉ Tết" not in client.get(section.get_url()).content.decode()


def test_old_addresses_lead_to_the_articles_and_tell_nothing_before(folder, place, approver, client):
    batch = laid(folder, place)
    assert client.get("/tin/chi-tiet/2/").status_code == 404
    batch = approved(batch, approver)
    assert client.get("/tin/chi-tiet/2/").status_code == 404
    migration.publish(batch)
    response = client.get("/tin/chi-tiet/2/")
    assert (response.status_code, response["Location"]) == (301, article(2).get_url())
    assert client.get("/tin/chi-tiet/2", follow=True).redirect_chain[-1][0] == article(2).get_url()
    assert article(2).title in client.get(article(2).get_url()).content.decode()


# The screens


def screen(batch: MigrationBatch, **query) -> str:
    return reverse("moving_in:batch", args=[batch.pk], query=query)


def shown_on(response) -> dict:
    """Return what the form of the decision carries."""
    return {"shown": re.search(r'name="shown" value="([0-9a-f]{64})"', response.content.decode())[1]}


def test_an_approver_goes_from_the_menu_through_the_sample_to_the_decision(folder, place, approver, client):
    batch = laid(folder, place)
    client.force_login(approver)
    assert reverse("moving_in:batches") in client.get(reverse("wagtailadmin_home")).content.decode()
    assert screen(batch) in client.get(reverse("moving_in:batches")).content.decode()
    html = client.get(screen(batch)).content.decode()
    assert html.count("Khai mạc hội thi số") == 6
    for item in batch.items.sample():
        assert item.content_hash[:12] in html and item.file_name in html
        response = client.post(reverse("moving_in:open", args=[item.page_id]), follow=True)
        assert response.redirect_chain == [(reverse("moving_in:draft", args=[item.page_id]), 302)]
        assert f"hội thi số {int(item.file_name[:5])}" in response.content.decode()
    data = shown_on(client.get(screen(batch))) | {"comment": "Đã xem mẫu."}
    response = client.post(reverse("moving_in:decide", args=[batch.pk]), data)
    assert response.url == screen(batch)
    batch = factories.fresh(batch)
    assert (batch.state, batch.decided_by, batch.reason) == (State.PUBLISHING, approver, "Đã xem mẫu.")
    assert approver.get_full_name() in client.get(screen(batch)).content.decode()


def test_the_form_of_approval_is_there_for_who_may_approve_alone(folder, place, approver, second_approver, client):
    batch = opened(laid(folder, place), approver)
    address = reverse("moving_in:decide", args=[batch.pk])
    for user, may in ((approver, True), (second_approver, False)):
        client.force_login(user)
        assert (address in client.get(screen(batch)).content.decode()) == may


def test_a_draft_is_shown_as_it_was_laid(folder, place, approver, colleague, client):
    laid(folder, place)
    factories.edit(article(1), colleague, summary="Sửa sau khi trình.")
    client.force_login(approver)
    html = client.get(reverse("moving_in:draft", args=[article(1).pk])).content.decode()
    assert "Sáng nay, hội thi số 1" in html
    assert "Sửa sau khi trình." not in html


def test_a_decision_about_an_old_screen_is_refused(folder, place, approver, colleague, client):
    batch = opened(laid(folder, place), approver)
    client.force_login(approver)
    data = shown_on(client.get(screen(batch)))
    factories.edit(article(1), colleague, summary="Khác.")
    response = client.post(reverse("moving_in:decide", args=[batch.pk]), data, follow=True)
    assert factories.fresh(batch).state == State.WAITING
    assert response.status_code == 200
    assert client.post(reverse("moving_in:decide", args=[batch.pk]), {}).status_code == 422


def test_a_batch_is_declined_on_its_screen(folder, place, approver, client):
    batch = laid(folder, place)
    client.force_login(approver)
    address = reverse("moving_in:decline", args=[batch.pk])
    assert client.post(address, {"reason": " "}).status_code == 422
    assert factories.fresh(batch).state == State.WAITING
    assert client.post(address, {"reason": "Sai ngày."}).url == screen(batch)
    assert factories.fresh(batch).state == State.DECLINED
    assert "Sai ngày." in client.get(screen(batch)).content.decode()


def test_articles_with_warnings_are_shown_with_them_and_alone_when_asked_for(folder, place, approver, client):
    write(folder, 9, title="KHAI MẠC HỘI THI LẦN CHÍN")
    batch = laid(folder, place)
    client.force_login(approver)
    html = client.get(screen(batch)).content.decode()
    assert "The title is written in capitals." in html
    assert article(1).title in html
    html = client.get(screen(batch, show="warnings")).content.decode()
    articles = html[html.index('id="articles') :]
    assert "The title is written in capitals." in articles
    assert article(1).title not in articles


def test_long_batches_are_shown_page_by_page(folder, place, approver, client, monkeypatch):
    monkeypatch.setattr("newsroom.views.PER_PAGE", 2)
    batch = laid(folder, place)
    client.force_login(approver)
    assert len(client.get(screen(batch)).context["items"].object_list) == 2
    assert len(client.get(screen(batch, p=2)).context["items"].object_list) == 1
    for page in ("99", "x", "-1", "\0"):
        assert client.get(screen(batch, p=page)).status_code == 200


def test_the_screen_costs_the_same_at_three_and_at_thirty_articles(folder, place, approver, client):
    client.force_login(approver)

    def cost(batch: MigrationBatch) -> int:
        client.get(screen(batch))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(screen(batch)).status_code == 200
        return len(queries)

    few = cost(laid(folder, place))
    MigrationBatch.objects.update(state=State.DECLINED)
    write_many(folder, 27, first=4)
    run(folder, **place)
    assert cost(MigrationBatch.objects.get(state=State.WAITING)) == few


def addresses(batch: MigrationBatch) -> list[tuple[str, str, dict]]:
    """Return every address of the screens: method, address, data."""
    page = batch.items.first().page_id
    decision = {"shown": batch.items.publishable().digest()}
    return [
        ("get", reverse("moving_in:batches"), {}),
        ("get", screen(batch), {}),
        ("get", reverse("moving_in:draft", args=[page]), {}),
        ("post", reverse("moving_in:open", args=[page]), {}),
        ("post", reverse("moving_in:decide", args=[batch.pk]), decision),
        ("post", reverse("moving_in:decline", args=[batch.pk]), {"reason": "Không"}),
    ]


@pytest.mark.parametrize("who", ["drafter", "colleague", "stranger", "administrator", "reader", "anonymous"])
def test_nobody_but_approvers_comes_to_the_screens(who, request, folder, place, client):
    batch = laid(folder, place)
    if who == "reader":
        client.force_login(factories.UserFactory())
    elif who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    before = everything()
    for method, address, data in addresses(batch):
        response = getattr(client, method)(address, data)
        assert response.status_code in {302, 403, 404}, address
        assert "Khai mạc hội thi" not in response.content.decode()
        if response.status_code == 302:
            home = reverse("wagtailadmin_home") if who not in {"reader", "anonymous"} else reverse("wagtailadmin_login")
            assert response.url.partition("?")[0] == home
    assert everything() == before
    assert factories.fresh(batch).state == State.WAITING


def test_a_member_of_another_department_sees_nothing_of_a_batch(folder, place, stranger, client):
    batch = laid(folder, place)
    client.force_login(stranger)
    assert reverse("moving_in:batches") not in client.get(reverse("wagtailadmin_home")).content.decode()
    page = batch.items.first().page_id
    assert client.post(reverse("moving_in:open", args=[page])).status_code == 404
    assert client.get(reverse("moving_in:draft", args=[page])).status_code == 404


@pytest.mark.parametrize("who", ["approver", "superuser"])
def test_approvers_come_to_every_screen(who, request, folder, place, client):
    batch = laid(folder, place)
    client.force_login(request.getfixturevalue(who))
    for method, address, data in addresses(batch):
        assert getattr(client, method)(address, data, follow=True).status_code == 200


def test_state_changes_by_post_alone(folder, place, approver, client):
    batch = opened(laid(folder, place), approver)
    client.force_login(approver)
    before = everything()
    for method, address, data in addresses(batch):
        if method == "post":
            assert client.get(address, data).status_code == 405
    assert everything() == before
    assert factories.fresh(batch).state == State.WAITING


def test_numbers_without_a_batch_are_not_found(home, approver, client):
    client.force_login(approver)
    assert client.get(reverse("moving_in:batch", args=[987654])).status_code == 404
    for name in ("decide", "decline", "open"):
        assert client.post(reverse(f"moving_in:{name}", args=[987654]), {"shown": "x"}).status_code == 404


def test_the_menu_tells_approvers_how_many_wait_while_there_are_batches(folder, place, approver, drafter, client):
    client.force_login(approver)
    home, address = reverse("wagtailadmin_home"), reverse("moving_in:batches")
    assert address not in client.get(home).content.decode()
    batch = laid(folder, place)
    assert "(1)" in client.get(home).content.decode()
    migration.decline(batch, approver, "Không")
    html = client.get(home).content.decode()
    assert address in html and "(1)" not in html
    client.force_login(drafter)
    assert address not in client.get(home).content.decode()


PUPIL = "\nEm Lò Văn Bình, sinh ngày 12/3/2010, học sinh lớp 5A, đạt giải Nhất.\n"


def test_what_holds_pupils_data_is_submitted_singly(folder, place):
    write(folder, 1)
    write(folder, 2, more=PUPIL)
    run(folder, **place)
    (item,) = MigrationItem.objects.filter(state=ItemState.SINGLY)
    assert item.page_id == article(2).pk
    assert item.warnings
    assert not any("Lò Văn Bình" in warning for warning in item.warnings)


def test_pupils_data_found_after_the_decision_leaves_it(folder, place, approver):
    batch = approved(laid(folder, place), approver)
    page = article(2)
    content = page.latest_revision.as_object()
    content.summary = PUPIL.strip()
    # As it would be where the detector, or the words of a file, were not known when the batch was laid.
    revision = page.latest_revision
    revision.content = content.serializable_data() | {"pk": page.pk}
    revision.save(update_fields=["content"])
    batch.items.filter(page=page).update(content_hash=content_hash(page.latest_revision.as_object()))
    migration.publish(batch)
    assert not factories.fresh(page).live
    assert factories.fresh(article(1)).live
    assert states(batch).count(ItemState.SINGLY) == 1
