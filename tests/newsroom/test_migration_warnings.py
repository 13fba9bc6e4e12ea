"""What a person should look at goes out of a batch singly, with a warning."""

import pytest
from django.core import mail
from django.core.management import CommandError

from cms.editorial import drafts
from cms.pages.models import OldAddress
from newsroom import migration
from newsroom.importer.loading import Loader
from newsroom.models import (
    MigrationBatch,
    MigrationItem,
    NewsPage,
)
from tests import factories
from tests.newsroom.migration_batches import (
    PUPIL,
    ItemState,
    State,
    approved,
    article,
    interrupted_at,
    laid,
    run,
    save_picture,
    states,
    write,
    write_many,
)

pytestmark = pytest.mark.django_db

WARNINGS = {
    "The title is written in capitals.": {"title": "KHAI MẠC HỘI THI GIÁO VIÊN DẠY GIỎI"},
    "The date 01/02/1989 is older than any portal.": {"date": "01.02.1989 08:0012"},
    "1 picture is missing.": {"more": "\nhttp://cu.example/anh/mot.jpeg\n\nCô Hoa phát biểu\n"},
    "left out: Cổng của trường": {"title": "Cổng của trường\n\nKhai mạc hội thi"},
}


def test_an_ordinary_article_has_no_warnings(folder, place):
    write(folder, 1, more="\nTin tức khác\n\nMột bài khác của trường\n")
    run(folder, **place)
    assert MigrationItem.objects.get().warnings == []


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


def test_what_holds_pupils_data_is_submitted_singly(folder, place):
    write(folder, 1)
    write(folder, 2, more=PUPIL)
    run(folder, **place)
    (item,) = MigrationItem.objects.filter(state=ItemState.SINGLY)
    assert item.page_id == article(2).pk
    assert item.warnings
    assert not any("Lò Văn Bình" in warning for warning in item.warnings)
