"""A batch is decided once, by an approver with no hand in it, who opened the sample."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.management import CommandError
from django.utils import translation

from cms.editorial import drafts
from cms.editorial.four_eyes import NotFourEyes
from cms.editorial.models import FileContribution, PublicationRecord
from cms.media.models import CustomImage
from newsroom import migration
from newsroom.importer.laying import SAMPLE_SIZE
from newsroom.importer.loading import Loader
from newsroom.models import (
    MigrationBatch,
    MigrationItem,
    NewsPage,
    SampleOpening,
)
from tests import factories
from tests.newsroom.migration_batches import (
    ItemState,
    State,
    approved,
    article,
    interrupted_at,
    laid,
    moved,
    opened,
    run,
    save_picture,
    states,
    write,
    write_many,
)

pytestmark = pytest.mark.django_db


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
