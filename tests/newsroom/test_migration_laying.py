"""Articles of the old portal are laid before the approvers as one batch of drafts, once, whatever interrupts it."""

import io
import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState

from newsroom.importer.laying import Layer
from newsroom.importer.loading import Loader
from newsroom.models import (
    AnnouncementPage,
    ImportedArticle,
    MigrationBatch,
    MigrationItem,
    NewsPage,
)
from tests.newsroom.migration_batches import (
    ItemState,
    State,
    article,
    everything,
    interrupted_at,
    laid,
    run,
    write,
    write_many,
)

pytestmark = pytest.mark.django_db


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
    found = {page.title for page in NewsPage.objects.autocomplete("Khai mạc hội thi")}
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
