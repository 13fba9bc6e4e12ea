"""Snippets: pieces of the original text, with what was looked for marked in it."""

import html
import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.folding import fold
from search import snippets
from search.queries import parse
from search.snippets import ELLIPSIS, LENGTH, marked, snippet

pytestmark = pytest.mark.no_database

LETTERS = "aàảãáạăâbcdđeêghiklmnoôơpqrstuưvxyẠỘƯĐ 0123456789-/.,;:<>&\"'“”\n\t\u0301\u0323"
TEXTS = st.text(st.sampled_from(LETTERS) | st.characters(exclude_categories=["Cs"]), max_size=600)
QUERIES = st.text(st.sampled_from(LETTERS), max_size=40)
LONG = "Một câu mở đầu không có gì. " * 40


def shown(markup: str) -> str:
    """Return the text of a piece of HTML that holds marks alone."""
    return html.unescape(re.sub("</?mark>", "", markup))


def marks(markup: str) -> list[str]:
    return [html.unescape(found) for found in re.findall("<mark>(.*?)</mark>", markup, re.DOTALL)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("boi duong", "Lớp bồi dưỡng giáo viên", ["bồi dưỡng"]),
        ("bồi dưỡng", "Lớp BỒI  DƯỠNG giáo viên", ["BỒI  DƯỠNG"]),
        ("giáo bồi", "Lớp bồi dưỡng giáo viên", ["bồi", "giáo"]),
        ("điện biên", "Diễn biến ở Điện Biên", ["Điện Biên"]),
        ("dien bien", "Diễn biến ở Điện Biên", ["Diễn biến", "Điện Biên"]),
        ("điện", "Chỉ có diễn biến", ["diễn"]),
        ("hoà nhạc", "Đêm hòa nhạc", ["hòa nhạc"]),
        ("114/kh-ubnd", "Kế hoạch số 114/KH-UBND ngày 5", ["114/KH-UBND"]),
        ("155/qd-sgddt", "Quyết định 155/QĐ-SGDĐT", ["155/QĐ-SGDĐT"]),
        ("thi", "Thị trấn thi đua; thích thi.", ["thi", "thi"]),
        ("thi", "thích", []),
        ('"thi đua"', "Thi đua yêu nước, đua nhau thi", ["Thi đua"]),
        ("thi -đua", "Thi đua", ["Thi"]),
        ("nguyễn huệ", unicodedata.normalize("NFD", "Phố Nguyễn Huệ"), [unicodedata.normalize("NFD", "Nguyễn Huệ")]),
        ("", "Không có gì", []),
        ("%", "100% giấy", []),
    ],
)
def test_words_are_marked_in_the_text_as_it_was_written(query, text, expected):
    assert marks(marked(text, parse(query))) == expected
    assert marks(snippet(text, parse(query)).html) == expected
    assert snippet(text, parse(query)).has_hits == bool(expected)


def test_short_text_is_shown_whole():
    assert snippet("Lớp học.", parse("học")).html == "Lớp <mark>học</mark>."


def test_text_without_hits_is_shown_from_its_beginning():
    found = snippet(LONG, parse("zzz"))
    assert LONG.startswith(found.html.removesuffix(ELLIPSIS))
    assert LENGTH / 2 < len(found.html) <= LENGTH + 1
    assert not found.has_hits


def test_snippet_shows_where_most_of_the_words_stand():
    text = f"Bồi thường. {LONG} Giáo viên dự lớp bồi dưỡng hè. {LONG}"
    found = snippet(text, parse("bồi dưỡng giáo viên")).html
    assert marks(found) == ["Giáo viên", "bồi dưỡng"]
    assert found.startswith(ELLIPSIS)
    assert found.endswith(ELLIPSIS)


def test_accents_of_the_title_count_below_it():
    assert marks(snippet("Nộp trực tuyến", parse("tuyển sinh"), title="Tuyển sinh lớp 10").html) == []
    assert marks(snippet("Nộp trực tuyến", parse("tuyển sinh"), title="Lớp 10").html) == ["tuyến"]


def test_words_in_a_row_are_a_better_place_than_words_apart():
    text = f"Biên bản về điện. {LONG} Ở Điện Biên có mưa. {LONG}"
    assert marks(snippet(text, parse("điện biên")).html) == ["Điện Biên"]


def test_hit_far_down_is_found_where_the_text_has_it_as_typed():
    text = LONG * 100 + "Kết quả kỳ thi chọn học sinh giỏi." + LONG
    assert marks(snippet(text, parse("kỳ thi chọn")).html) == ["kỳ thi chọn"]


def test_snippet_begins_and_ends_between_words():
    text = LONG + "Ở Điện Biên có mưa. " + LONG
    piece = shown(snippet(text, parse("điện biên")).html).strip(ELLIPSIS)
    at = text.index(piece)
    assert text[at - 1].isspace()
    assert text[at + len(piece)].isspace()


def test_what_the_text_says_is_never_markup():
    found = snippet("<script>alert('thi')</script> & thi", parse("thi script")).html
    plain = "&lt;script&gt;alert(&#x27;thi&#x27;)&lt;/script&gt; &amp; thi"
    assert found == plain.replace("script", "<mark>script</mark>").replace("thi", "<mark>thi</mark>")


def test_text_without_a_single_space_is_cut_all_the_same():
    assert len(snippet("a" * 50_000, parse("thi")).html) <= LENGTH + 1
    assert len(snippet("á" * 5 + "-thi-" + "ạ" * 50_000, parse("thi")).html) <= 2 * LENGTH


@given(TEXTS, QUERIES)
def test_no_letter_is_lost_and_none_is_added(text, query):
    assert shown(marked(text, parse(query))) == text
    piece = shown(snippet(text, parse(query), 60).html)
    assert piece.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS) in text or piece in text


@given(TEXTS, QUERIES)
def test_nothing_but_marks_is_markup(text, query):
    markup = snippet(text, parse(query), 60).html
    assert "<" not in re.sub("</?mark>", "", markup)
    assert re.sub("[^<]*(<mark>|</mark>)[^<]*", r"\1", markup).count("<mark><mark>") == 0
    assert markup.count("<mark>") == markup.count("</mark>")


@given(TEXTS, QUERIES)
def test_what_is_marked_holds_words_that_were_looked_for(text, query):
    wanted = {word.folded for term in parse(query).wanted for word in term.words}
    for found in marks(marked(text, parse(query))):
        assert set(fold(found).split()) <= wanted
        assert fold(found)


def test_every_letter_that_folds_is_known():
    table, signs = snippets._letters(), map(chr, range(0x80, sys.maxunicode + 1))
    assert {ord(sign): folded for sign in signs if (folded := fold(sign))} == {
        code: folded for code, folded in table.items() if code >= 0x80 and folded != snippets.MARK
    }
