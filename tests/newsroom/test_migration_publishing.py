"""What was decided is published page by page, once, and only as it was laid."""

import io
import json
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from cms.editorial import drafts, gate
from cms.editorial.content_hash import content_hash
from cms.editorial.models import Contribution, PublicationRecord
from cms.media.words import keeping
from cms.operations import due
from cms.pages.models import CatalogueEntry
from newsroom import migration
from newsroom.models import (
    MigrationBatch,
    MigrationItem,
    NewsPage,
)
from tests import factories
from tests.editorial import pupils
from tests.newsroom.migration_batches import (
    PUPIL,
    ItemState,
    State,
    approved,
    article,
    everything,
    interrupted_at,
    laid,
    moved,
    run,
    states,
    write_many,
)

pytestmark = pytest.mark.django_db


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


def test_an_article_whose_file_is_being_read_waits_for_the_next_run(folder, place, approver, monkeypatch):
    batch = approved(laid(folder, place), approver)
    page = article(2)
    revision = page.latest_revision
    document = pupils.list_of_pupils(is_read=False, age=timedelta(0))
    link = f'<p><a linktype="document" id="{document.pk}">Danh sách</a></p>'
    body = json.dumps([{"type": "paragraph", "value": link, "id": "a"}])
    revision.content = {**revision.content, "body": body}
    revision.save(update_fields=["content"])
    batch.items.filter(page=page).update(content_hash=content_hash(page.latest_revision.as_object()))
    migration.publish(batch)
    assert states(batch).count(ItemState.WAITING) == 1
    assert not factories.fresh(page).live
    keeping.keep(document)
    migration.publish(batch)
    assert states(batch).count(ItemState.SINGLY) == 1
    assert not factories.fresh(page).live
