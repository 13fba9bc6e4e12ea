"""The rows follow what is public: in the transaction that changes it, or within minutes where much comes back."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from cms.media.models import CustomDocument
from cms.media.words import keeping
from newsroom.models import NewsIndexPage
from search import following, rows
from search.index import get_index
from search.models import SearchEntry
from search.queries import parse
from tests.factories import fresh, news
from tests.media import office_files as files
from tests.pages.builders import changed, committed, move, public, restrict, take_down


@pytest.fixture
def write(section, department):
    def write(title: str, place=section, **fields):
        return public(place, news(title, department=department, **fields))

    return write


@pytest.fixture
def article(write):
    return write("Tuyển sinh lớp 10")


def found(text: str) -> list[str]:
    return [hit.title for hit in get_index().find(parse(text), "vi").hits]


def test_row_says_what_is_filtered_by_and_holds_the_original_words(article, section, department):
    row = SearchEntry.objects.get(page_id=article.pk)
    assert (row.kind, row.section_id, row.department_id) == ("newspage", section.pk, department.pk)
    assert row.listed_at == article.first_published_at
    assert row.title == "Tuyển sinh lớp 10"
    assert row.folded.startswith(" tuyen sinh lop 10 \n ")


def test_page_that_is_taken_down_is_gone_with_the_transaction(article):
    with transaction.atomic():
        fresh(article).unpublish()
        assert found("tuyển sinh") == []
    assert not SearchEntry.objects.filter(page_id=article.pk).exists()


def test_taking_down_that_is_rolled_back_leaves_the_page_in_the_index(article):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        fresh(article).unpublish()
        raise ZeroDivisionError
    assert found("tuyển sinh") == ["Tuyển sinh lớp 10"]


def test_page_that_moves_is_filtered_by_its_new_section(article, home):
    archive = public(home, NewsIndexPage(title="Lưu trữ"))
    move(article, archive)
    [hit] = get_index().find(parse("tuyển sinh"), "vi").hits
    assert hit.section_id == archive.pk
    assert get_index().find(parse("tuyển sinh"), "vi").facets["section"][0].value == archive.pk


def test_page_that_moves_into_a_private_section_is_gone(article, home):
    archive = public(home, NewsIndexPage(title="Lưu trữ"))
    restrict(archive)
    move(article, archive)
    assert found("tuyển sinh") == []


def test_of_a_section_that_opens_again_the_newest_are_there_at_once_and_the_worker_writes_the_others(
    write, section, monkeypatch
):
    monkeypatch.setattr(rows, "AT_ONCE", 2)
    for number in range(3):
        write(f"Thi {number}")
    restriction = restrict(section)
    assert found("thi") == []
    with committed():
        restriction.delete()
    assert len(found("thi")) < 3
    following.write_missing()
    assert found("thi") == ["Thi 2", "Thi 1", "Thi 0"]


def test_page_that_cannot_be_read_keeps_no_other_waiting(write, section, monkeypatch, caplog):
    broken, well = write("Thi hỏng"), write("Thi lành")
    with committed():
        get_index().take_away([broken.pk, well.pk])
    read = type(broken).search_text
    monkeypatch.setattr(type(broken), "search_text", lambda page: 1 / (page.pk - broken.pk) and read(page))
    following.write_missing()
    assert found("thi") == ["Thi lành"]
    assert str(broken.pk) in caplog.text


def test_words_of_an_attachment_find_the_page_as_soon_as_the_worker_has_read_it(section, department):
    content = ContentFile(files.docx("Danh mục sách giáo khoa lớp 6"), "danh-muc.docx")
    document = CustomDocument.objects.create(title="Danh mục", file=content)
    page = news("Chọn sách", department=department)
    page.attachments = [type(page).attachments.rel.related_model(document=document)]
    public(section, page)
    assert found("sách giáo khoa") == []
    assert found("danh mục") == ["Chọn sách"]
    keeping.keep(document)
    assert found("sách giáo khoa") == ["Chọn sách"]


def test_new_words_take_the_place_of_the_old_ones(article, drafter, approver):
    changed(article, drafter, approver, title="Lịch thi", body=[("paragraph", "<p>Đổi.</p>")])
    assert (found("lịch thi"), found("tuyển sinh")) == (["Lịch thi"], [])


def test_everything_is_written_anew_and_what_is_not_public_goes(article, capsys):
    SearchEntry.objects.filter(page_id=article.pk).update(title="Cũ", folded="cu")
    call_command("rebuild_search")
    assert found("tuyển sinh") == ["Tuyển sinh lớp 10"]
    assert not rows.missing().exists()
    assert str(SearchEntry.objects.count()) in capsys.readouterr().out


def test_interrupted_run_is_taken_up_where_it_stopped(write, monkeypatch):
    pages = [write(f"Thi {number}") for number in range(3)]
    following.outdate_all()
    monkeypatch.setattr(following, "BATCH", 1)
    done = SearchEntry.objects.filter(version=rows.VERSION)
    with pytest.raises(KeyboardInterrupt):
        following.write_missing(_stop_after(2))
    assert done.count() == 2
    written = set(done.values_list("page_id", flat=True))
    seen = []
    monkeypatch.setattr(rows, "pages_of", _noting(rows.pages_of, seen))
    call_command("rebuild_search")
    assert not written & set(seen)
    assert found("thi") == [page.title for page in reversed(pages)]


def _stop_after(count: int):
    """Return what is told of the progress, and ends the run as a Ctrl-C does."""
    told = []

    def advance(number: int) -> None:
        told.append(number)
        if len(told) == count:
            raise KeyboardInterrupt

    return advance


def _noting(function, seen: list):
    def noting(entries):
        seen.extend(entry.page_id for entry in entries)
        return function(entries)

    return noting


def test_command_says_that_something_could_not_be_written(article, monkeypatch):
    monkeypatch.setattr(type(article), "search_text", lambda page: 1 / 0)
    with pytest.raises(CommandError):
        call_command("rebuild_search")


def test_rows_of_an_older_version_are_written_again_by_the_worker(article, monkeypatch):
    monkeypatch.setattr(rows, "VERSION", rows.VERSION + 1)
    following.write_missing()
    assert SearchEntry.objects.get(page_id=article.pk).version == rows.VERSION


def test_vocabulary_forgets_words_that_no_page_has_any_more(article):
    assert get_index().known({"tuyen", "khong"}).keys() == {"tuyen"}
    take_down(article)
    following.tidy()
    assert not get_index().known({"tuyen"})


def test_rows_that_have_lost_their_page_go_in_the_night(article):
    article.entry.is_public = False
    article.entry.save()
    following.tidy()
    assert found("tuyển sinh") == []
