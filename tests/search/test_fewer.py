"""Fewer words: which parts of a query are offered, and how little is asked for it. No database has a part in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.words import words_of
from search.fewer import MOST_OFFERED, MOST_TRIED, fewer
from search.queries import parse

PAGES = ["Bếp ăn bán trú của trường mầm non", "Cơm trưa ở lớp", "Tuyển sinh lớp 10 năm học 2026-2027"]


class Asked:
    """Stands for an index of PAGES that finds phrases, and counts what it is asked."""

    def __init__(self):
        self.times = 0

    def holds(self, query) -> bool:
        self.times += 1
        phrase = " ".join(word.folded for word in query.sequence)
        pages = (" ".join(word.folded for word in words_of(page)) for page in PAGES)
        return any(f" {phrase} " in f" {page} " for page in pages if phrase)


def offered(typed: str) -> list[str]:
    return fewer(parse(typed), Asked().holds)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("cơm bán trú", ["bán trú"]),
        ("CƠM BAN TRU", ["BAN TRU"]),
        ("bán trú mầm non", ["bán trú", "mầm non"]),
        ("trường mầm non tuyển sinh lớp 10", ["tuyển sinh lớp 10"]),
        ("cơm trú", ["cơm", "trú"]),
        ("cơm xyzzy", ["cơm"]),
        ("cơm { xyzzy", ["cơm"]),
        ("năm học 2026-2027 ngoại ngữ", ["năm học 2026-2027"]),
    ],
)
def test_the_longest_parts_that_pages_have_are_offered(typed, parts):
    assert offered(typed) == parts


@pytest.mark.parametrize("typed", ["", "cơm", "xyzzy qqq", "cơm non trú", '"cơm bán trú"', "cơm -trú", "a " * 200])
def test_nothing_is_offered_where_no_part_stands_for_itself(typed):
    assert offered(typed) == []


@given(st.text(st.sampled_from("cơmbántrúlp10-\"/%{' "), max_size=80))
def test_what_is_offered_finds_something_and_little_is_asked(typed):
    index = Asked()
    parts = fewer(parse(typed), index.holds)
    assert index.times <= MOST_TRIED
    assert len(parts) <= MOST_OFFERED
    assert all(Asked().holds(parse(part)) for part in parts)
