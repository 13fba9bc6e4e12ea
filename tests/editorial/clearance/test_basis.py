"""What answers for pupils' data: a basis or a false alarm, in which words and from whom; it stays on record."""

import pytest

from cms.editorial import drafts
from cms.editorial.clearance import NotCleared
from cms.editorial.models import Clearance, PublicationRecord, WarningAnswer
from cms.editorial.story.sheet import sheet_of
from cms.text.nfc import nfc
from tests import factories
from tests.editorial import pupils
from tests.editorial.pupils import BASIS, OTHER_PUPIL, PUPIL, Kind

pytestmark = pytest.mark.django_db


def test_an_ordinary_article_asks_for_nothing(section, drafter, approver):
    page = factories.published(section, drafter, by=approver, page=factories.news(summary="Tóm tắt."))
    assert PublicationRecord.objects.newest_of(page.pk).pupils_data == {}
    assert not Clearance.objects.exists()


def test_without_a_basis_nobody_approves_whatever_they_tick(waiting, approver, superuser):
    for person in (approver, superuser):
        for tick in ("", pupils.demand(waiting).tick, pupils.demand(waiting).key):
            with pytest.raises(NotCleared):
                drafts.approve(factories.fresh(waiting), person, cleared=tick)
    assert not pupils.is_public(waiting)


def test_with_a_basis_and_the_tick_it_is_published_and_the_record_says_so(based, drafter, approver):
    with pytest.raises(NotCleared):
        drafts.approve(factories.fresh(based), approver)
    pupils.approve(based, approver)
    assert pupils.is_public(based)
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
    assert pupils.is_public(based)


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
    assert pupils.is_public(waiting)


def test_a_basis_that_was_changed_under_the_approver_asks_again(based, colleague, approver):
    on_screen = pupils.demand(based).tick
    pupils.give(based, colleague, Kind.FALSE_ALARM, "Là tên nhân vật trong truyện.")
    with pytest.raises(NotCleared):
        drafts.approve(factories.fresh(based), approver, cleared=on_screen)


def test_a_list_in_a_file_asks_like_a_list_in_the_text(section, drafter, approver):
    page = factories.submitted(section, drafter, pupils.with_a_file(pupils.list_of_pupils()))
    with pytest.raises(NotCleared):
        drafts.approve(page, approver)
    pupils.give(page, drafter)
    pupils.approve(page, approver)
    assert pupils.is_public(page)


def test_the_sheet_names_who_gave_the_basis_and_who_ticked(section, drafter, approver, client):
    page = pupils.public(section, drafter, approver)
    rows = [(row.who, row.words) for row in sheet_of(page).rows]
    assert (drafter.get_full_name(), BASIS) in [(who, words.split(": ")[-1]) for who, words in rows]
    assert sum(who == approver.get_full_name() for who, _words in rows) == 2
