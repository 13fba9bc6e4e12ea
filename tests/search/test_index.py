"""What the index finds, in which order, and what it counts: on the database of the run, and in OpenSearch's words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.index import base, get_index, vectors
from search.index.base import Count, Filters, Tier
from search.index.opensearch import OpenSearchIndex
from search.models import SearchEntry
from search.queries import parse
from tests.pages.builders import committed
from tests.search.opensearch_server import opensearch
from tests.search.rows import SHOWN, make

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["database", "opensearch"])
def index(request):
    """The index of the database, and the one that asks a server."""
    if request.param == "database":
        yield get_index()
        return
    with opensearch() as url:
        index = OpenSearchIndex(url)
        index.make()
        yield index


def titles(found) -> list[str]:
    return [hit.title for hit in found.hits]


def test_better_hits_come_first_and_the_newest_of_equal_ones(index):
    make(
        ("Tệp", "Xem tệp."),
        file_text="Hội thi giáo viên dạy giỏi",
        listed_at=SHOWN + timedelta(days=90),
        index=index,
    )
    make(
        ("Không dấu", "Hoi thi giao vien"),
        ("Rời", "Giáo dục mầm non, hội thao; viên chức dự thi"),
        ("Liền", "Khai mạc Hội thi giáo viên"),
        "hoi thi giao vien",
        "Giáo viên dự hội trại và thi nấu ăn",
        "Hội thi giáo viên cấp tỉnh",
        "Hội thi giáo viên cấp huyện",
        index=index,
    )
    assert titles(index.find(parse("hội thi giáo viên"), "vi")) == [
        "Hội thi giáo viên cấp tỉnh",
        "Hội thi giáo viên cấp huyện",
        "Giáo viên dự hội trại và thi nấu ăn",
        "hoi thi giao vien",
        "Liền",
        "Rời",
        "Không dấu",
        "Tệp",
    ]


def test_number_of_a_document_comes_before_its_parts(index):
    make(
        ("Năm 2022 có 42 trường", "Năm 2022 về 42 trường."),
        ("Nghị định mới", "Theo Nghị định 42/2022/NĐ-CP."),
        "Phổ biến Nghị định 42/2022/NĐ-CP",
        index=index,
    )
    assert titles(index.find(parse("42/2022"), "vi")) == [
        "Phổ biến Nghị định 42/2022/NĐ-CP",
        "Nghị định mới",
        "Năm 2022 có 42 trường",
    ]


def test_number_with_another_authority_is_another_number(index):
    make(("Hai văn bản", "Số 155/QĐ-UBND và số 12/QĐ-SGDĐT."), ("Đúng số", "Số 155/QĐ-SGDĐT."), index=index)
    best, other = index.find(parse("155/QD-SGDDT"), "vi").hits
    assert (best.title, best.tier, other.tier) == ("Đúng số", Tier.NUMBER, Tier.BODY_EXACT)


def test_words_with_accents_come_before_other_words_with_the_same_letters(index):
    make("Diễn biến dịch bệnh", "Điện Biên mùa hoa", index=index)
    assert titles(index.find(parse("Điện Biên"), "vi")) == ["Điện Biên mùa hoa", "Diễn biến dịch bệnh"]
    assert titles(index.find(parse("dien bien"), "vi")) == ["Diễn biến dịch bệnh", "Điện Biên mùa hoa"]


def test_quoted_words_stand_one_behind_the_other(index):
    make(
        ("Rời", "học kỳ sinh động; học sinh khá; sinh giỏi một con"),
        ("Liền", "Chọn học sinh giỏi."),
        ("Qua ranh giới học sinh", "giỏi"),
        index=index,
    )
    assert titles(index.find(parse('"học sinh giỏi"'), "vi")) == ["Liền"]
    assert titles(index.find(parse('"hoc sinh"'), "vi")) == ["Qua ranh giới học sinh", "Rời", "Liền"]


def test_minus_words_and_phrases_are_left_out(index):
    make("Thi giáo viên", "Thi học sinh giỏi", ("Thi chạy", "Có học sinh"), index=index)
    assert titles(index.find(parse("thi -giỏi"), "vi")) == ["Thi giáo viên", "Thi chạy"]
    assert titles(index.find(parse('thi -"học sinh"'), "vi")) == ["Thi giáo viên"]
    assert index.find(parse("-thi"), "vi").total == 0


def test_words_of_files_find_their_page_and_come_along(index):
    make(("Kế hoạch", "Xem tệp."), file_text="Danh mục sách giáo khoa", index=index)
    [hit] = index.find(parse("sách giáo khoa"), "vi").hits
    assert (hit.tier, hit.text, hit.file_text) == (Tier.FILES, "Xem tệp.", "Danh mục sách giáo khoa")
    assert index.find(parse('"sách giáo khoa" kế hoạch'), "vi").total == 1
    assert index.find(parse("kế hoạch"), "vi").hits[0].file_text == ""


def test_languages_are_apart(index):
    make("Robotics", index=index)
    make("Robotics at school", language="en", index=index)
    assert titles(index.find(parse("robotics"), "vi")) == ["Robotics"]
    assert titles(index.find(parse("robotics"), "en")) == ["Robotics at school"]


def test_filters_combine_and_facets_see_past_their_own(index):
    make("Thi một", "Thi hai", index=index)
    make("Thi ba", "Thi bốn", kind="eventpage", listed_at=datetime(2025, 3, 1, tzinfo=UTC), index=index)
    make("Thi năm", kind="eventpage", listed_at=datetime(2022, 8, 1, tzinfo=UTC), index=index)
    found = index.find(parse("thi"), "vi", Filters(kind="eventpage", school_year=2024))
    assert titles(found) == ["Thi ba", "Thi bốn"]
    assert found.total == 2
    assert found.facets["kind"] == [Count("eventpage", 2), Count("newspage", 2)]
    assert found.facets["school_year"] == [Count(2024, 2), Count(2022, 1)]
    assert found.facets["section"] == []


def test_days_of_the_filter_are_days_of_viet_nam(index):
    make("Thi sớm", listed_at=datetime(2024, 9, 9, 17, 30, tzinfo=UTC), index=index)
    make("Thi muộn", listed_at=datetime(2024, 9, 10, 17, 30, tzinfo=UTC), index=index)
    day = date(2024, 9, 10)
    assert titles(index.find(parse("thi"), "vi", Filters(since=day, until=day))) == ["Thi sớm"]
    assert titles(index.find(parse("thi"), "vi", Filters(since=date.min, until=date.max))) == ["Thi muộn", "Thi sớm"]


def test_school_year_begins_on_the_first_of_august(index):
    make("Thi hè", listed_at=datetime(2024, 7, 31, 16, 59, tzinfo=UTC), index=index)
    make("Thi thu", listed_at=datetime(2024, 7, 31, 17, tzinfo=UTC), index=index)
    assert {hit.title: hit.school_year for hit in index.find(parse("thi"), "vi").hits} == {
        "Thi hè": 2023,
        "Thi thu": 2024,
    }


def test_filters_that_no_row_has_find_nothing(index):
    make("Thi", index=index)
    for filters in (Filters(kind="x' | 'y"), Filters(kind="\x00"), Filters(section=10**30), Filters(department=-1)):
        assert index.find(parse("thi"), "vi", filters).total == 0


def test_order_by_date_knows_no_tier(index):
    make(("Mới", "Có thi."), "Thi", index=index)
    assert titles(index.find(parse("thi"), "vi")) == ["Thi", "Mới"]
    assert titles(index.find(parse("thi"), "vi", sort="date")) == ["Mới", "Thi"]


def test_pages_of_results_do_not_overlap_and_end(index):
    make(*(f"Thi {number}" for number in range(base.PER_PAGE + 1)), index=index)
    first, second = (index.find(parse("thi"), "vi", page=page) for page in (1, 2))
    assert (first.pages, first.total) == (2, base.PER_PAGE + 1)
    assert titles(first) + titles(second) == [f"Thi {number}" for number in range(base.PER_PAGE + 1)]
    for page in (0, -1, 3, 10**9):
        assert index.find(parse("thi"), "vi", page=page).hits == []


def test_row_that_is_taken_away_is_not_found(index):
    first, second = make("Thi một", "Thi hai", index=index)
    with committed():
        index.take_away([first])
    assert titles(index.find(parse("thi"), "vi")) == ["Thi hai"]
    assert set(index.holding("thi")) == {second}


def test_row_that_is_written_again_has_its_new_words_alone(index):
    [pk] = make("Thi cũ", index=index)
    entry = SearchEntry.objects.select_related("locale").get(pk=pk)
    entry.title, entry.folded = "Thi mới", " thi moi "
    with committed():
        index.write([entry])
    assert index.find(parse("cũ"), "vi").total == 0
    assert titles(index.find(parse("mới"), "vi")) == ["Thi mới"]


def test_suggestions_continue_what_is_typed_sections_first(index):
    make("Tuyển sinh lớp 10", "Sinh hoạt hè", "Tuyển dụng", index=index)
    make("Tuyển sinh", kind="newsindexpage", listed_at=SHOWN - timedelta(days=900), index=index)
    assert [found.title for found in index.suggest("tuyen si", "vi")] == ["Tuyển sinh", "Tuyển sinh lớp 10"]
    assert [found.title for found in index.suggest("Tuyển", "vi")] == ["Tuyển sinh", "Tuyển sinh lớp 10", "Tuyển dụng"]
    for nothing in ("", "t", "  ", "%%", "tuyển x", "\x00", "'" * 500):
        assert index.suggest(nothing, "vi") == []


def test_near_spelling_is_of_words_that_are_there(index):
    make("Tuyển sinh đầu cấp", index=index)
    assert index.near(parse("tuyen sing"), "vi") == "tuyen sinh"
    assert index.near(parse("zzzzqqqq"), "vi") is None


def test_fewer_words_are_parts_that_a_page_has_word_for_word(index):
    make("Bếp ăn bán trú", "Bán lẻ", index=index)
    make("Cơm trưa bán trú", language="en", index=index)
    assert index.fewer(parse("com ban tru"), "vi") == ["ban tru"]
    assert index.fewer(parse("cơm trưa"), "vi") == []


def test_a_spelling_that_finds_nothing_costs_one_look():
    make("Tuyển sinh", "Trường học")
    with CaptureQueriesContext(connection) as captured:
        assert get_index().near(parse("tuyển hocc"), "vi") is None
    assert sum(" MATCH " in query["sql"] or " @@ " in query["sql"] for query in captured) == 1


def test_rare_and_odd_words_are_no_syntax(index):
    make("Thi", index=index)
    for text in (
        "thi' & 'x",
        "thi:*",
        "thi | x",
        "!x & thi",
        '"',
        "thi\x00",
        "\\",
        "NEAR(thi x)",
        "thi*",
        "^thi",
        "=thi",
    ):
        index.find(parse(text), "vi")
    assert titles(index.find(parse("^=@#_thi:*"), "vi")) == ["Thi"]


@pytest.fixture
def narrow_window(monkeypatch):
    """As few rows count as many."""
    monkeypatch.setattr(vectors, "CAP", 4)
    monkeypatch.setattr(vectors, "WINDOW", 6)


def monthly(count: int, *more: str, **fields) -> None:
    """Write a row for each month back from October 2025."""
    for number in range(count):
        month = 2025 * 12 + 9 - number
        listed_at = datetime(month // 12, month % 12 + 1, 15, tzinfo=UTC)
        make(f"Thi tháng {number}", *more, listed_at=listed_at, **fields)


def test_very_many_hits_are_counted_to_the_cap_and_the_newest_come_first(narrow_window):
    monthly(40)
    found = get_index().find(parse("thi"), "vi")
    assert (found.total, found.is_capped) == (4, True)
    assert titles(found) == [f"Thi tháng {number}" for number in range(4)]
    assert found.facets["kind"][0] == Count("newspage", 4, True)
    # Of older years one month is looked into, so none of them is missing from the filters.
    assert {count.value for count in found.facets["school_year"]} == {2025, 2024, 2023, 2022, 2021}
    assert all(count.is_capped for count in found.facets["school_year"])


def test_few_hits_among_many_rows_are_counted_in_all(narrow_window):
    monthly(40)
    make("Thi hiếm", "Thi hiếm nữa", listed_at=datetime(2019, 5, 1, tzinfo=UTC))
    found = get_index().find(parse("hiếm"), "vi")
    assert (titles(found), found.total, found.is_capped) == (["Thi hiếm", "Thi hiếm nữa"], 2, False)
    assert found.facets["school_year"] == [Count(2018, 2)]


def test_better_hit_that_is_old_stands_before_newer_ones(narrow_window):
    monthly(40, ("Tin", "Có thi."))
    make("Xổ số", "Thi thể thao", listed_at=datetime(2018, 5, 1, tzinfo=UTC))
    monthly(9, ("Tin", "Thể dục, thi thao trường."))
    found = get_index().find(parse("thi thể thao"), "vi")
    assert titles(found)[0] == "Thi thể thao"
    assert found.is_capped


def test_row_of_a_month_that_was_empty_is_found_at_once(narrow_window):
    monthly(40)
    get_index().find(parse("thi"), "vi")
    assert cache.get("search:months:vi")
    make("Thi mới nhất", listed_at=datetime(2026, 2, 1, tzinfo=UTC))
    assert titles(get_index().find(parse("thi"), "vi"))[0] == "Thi mới nhất"


def test_days_long_ago_are_asked_for_among_very_many_rows(narrow_window):
    monthly(40)
    span = Filters(since=date(2023, 1, 15), until=date(2023, 3, 15))
    found = get_index().find(parse("thi"), "vi", span)
    assert titles(found) == ["Thi tháng 31", "Thi tháng 32", "Thi tháng 33"]
    assert (found.total, found.is_capped) == (3, False)
    assert get_index().find(parse("thi"), "vi", Filters(since=date(2023, 1, 15))).is_capped
    for since, until in ((date(2031, 1, 1), None), (date(2024, 1, 1), date(2023, 1, 1)), (None, date(1950, 1, 1))):
        assert get_index().find(parse("thi"), "vi", Filters(since=since, until=until)).total == 0


def test_what_is_shown_for_very_many_hits_is_read_by_few_statements(narrow_window, django_assert_max_num_queries):
    monthly(40)
    get_index().find(parse("thi"), "vi")
    with django_assert_max_num_queries(12):
        get_index().find(parse("thi"), "vi")
