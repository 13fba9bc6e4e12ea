"""Rows and queries are taken apart into the same lexemes, and no lexeme can become syntax of a database."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.words import words_of
from search.index import lexemes
from search.index.asking import question
from search.index.base import Filters, Tier
from search.index.lexemes import all_of, any_of, lexemes_of, lexemes_of_filters, school_year, side_by_side
from search.index.opensearch import clause
from search.index.postgresql import PostgresIndex
from search.index.sqlite import SqliteIndex
from search.queries import parse

pytestmark = pytest.mark.no_database


def test_words_stand_folded_and_as_spelt_in_title_text_and_files():
    found = lexemes_of("Hoà nhạc", "hòa 12", "Nhạc cụ")
    assert found == {
        *("hoa", "=hòa", "nhac", "=nhạc", "hoa_nhac"),
        *("^hoa", "^=hòa", "^nhac", "^=nhạc", "^hoa_nhac"),
        *("12", "hoa_12"),
        *("@cu", "@nhac_cu"),
    }


def test_behind_a_number_three_words_stand_together():
    assert "114_kh_ubnd" in lexemes_of("", "Kế hoạch 114/KH-UBND ngày", "")
    assert "ke_hoach_114" not in lexemes_of("", "Kế hoạch 114/KH-UBND ngày", "")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("học", ["hoc"]),
        ("học sinh giỏi", ["hoc_sinh", "sinh_gioi"]),
        ("114/KH-UBND", ["114_kh_ubnd"]),
        ("42/2022/NĐ-CP", ["42_2022_nd", "2022_nd_cp"]),
        ("số 42/2022", ["so_42", "42_2022"]),
    ],
)
def test_words_side_by_side_are_asked_for_by_as_few_lexemes_as_say_the_most(text, joined):
    assert side_by_side(words_of(text)) == joined


@given(st.text(max_size=80))
def test_what_is_asked_side_by_side_is_in_the_lexemes_of_a_text_that_holds_it(text):
    words = words_of(text)
    assert set(side_by_side(words)) <= lexemes_of("", f"Trước {text} sau", "") if words else True


def test_page_of_any_length_fits_in_a_row_and_keeps_its_title(monkeypatch):
    monkeypatch.setattr(lexemes, "MOST_BYTES", 300)
    found = lexemes_of("Tiêu đề", " ".join(f"tu{number}" for number in range(1000)), "")
    assert sum(len(lexeme.encode()) for lexeme in found) <= 300
    assert {"^tieu", "^=tiêu", "^tieu_de"} <= found
    assert lexemes_of("", "a" * 100, "") == set()


def test_school_year_is_counted_from_august():
    assert [school_year(day) for day in (date(2024, 7, 31), date(2024, 8, 1), datetime(2025, 1, 1, tzinfo=UTC))] == [
        2023,
        2024,
        2024,
    ]


def test_filter_from_an_address_is_a_plain_lexeme():
    assert lexemes_of_filters("vi", Filters(kind="newspage", section=3)) == ["#lvi", "#knewspage", "#s3"]
    for value in ("a b", "x' | 'y", '"', "", "é", "a" * 500, "\x00", "a&b"):
        assert lexemes_of_filters("vi", Filters(kind=value)) == ["#lvi", "#k?"]


def test_expressions_are_written_as_each_index_reads_them():
    asked = all_of([any_of(["giao", "@giao"]), "#lvi", *question(parse("thi -gian")).every.parts[-1:]])
    assert PostgresIndex().matches(asked)[1] == "(('giao' | '@giao') & '#lvi' & !(('gian' | '@gian')))"
    assert SqliteIndex().matches(asked)[1] == '((("giao" OR "@giao") AND "#lvi") NOT ((("gian" OR "@gian"))))'
    assert clause(asked)["bool"]["filter"][0] == {
        "bool": {"should": [{"term": {"lexemes": "giao"}}, {"term": {"lexemes": "@giao"}}]}
    }


def test_quotation_marks_of_a_lexeme_stay_within_it():
    assert PostgresIndex().matches(all_of(["a'b\\c"]))[1] == "('a''b\\\\c')"
    assert SqliteIndex().matches(all_of(['a"b']))[1] == '("a""b")'


def test_one_word_without_accents_is_asked_for_in_three_places():
    assert [tier for tier, _expression in question(parse("thi")).tiers] == [
        Tier.TITLE_EXACT,
        Tier.BODY_EXACT,
        Tier.FILES,
    ]


def test_number_is_asked_for_as_a_number_first():
    tiers = [tier for tier, _expression in question(parse("155/QĐ-SGDĐT tuyển dụng")).tiers]
    assert tiers == sorted(tiers)
    assert tiers[:2] == [Tier.NUMBER_IN_TITLE, Tier.NUMBER]


@given(st.text(max_size=120))
def test_whatever_is_typed_makes_expressions_that_can_be_written(text):
    query = parse(text)
    if query:
        for _tier, expression in question(query).tiers:
            written = PostgresIndex().matches(expression)[1]
            assert written.count("(") == written.count(")")
            assert SqliteIndex().matches(expression)[1]
            assert clause(expression)
