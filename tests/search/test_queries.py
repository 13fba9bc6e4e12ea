"""What a reader typed becomes words, phrases, numbers and minus words; whatever it is, it never fails."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.folding import fold
from search.queries import MAX_LENGTH, MAX_TERMS, MAX_WORDS, Kind, Query, Term, parse

SIGNS = "'\"*():&|!<->“”«»„-–—/.,;%_\\\x00\u0301\ud800 \t\n"
TYPED = st.text(st.sampled_from("aăâdđeouươy019 số QĐKH" + SIGNS), max_size=60)
RUBBISH = st.one_of(st.text(), TYPED, st.text(st.characters(categories=["Cs", "Cc", "Mn", "Po", "Sm"])))


def folded(terms: tuple[Term, ...]) -> list[str]:
    return [" ".join(term.folded) for term in terms]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(term.kind.value, " ".join(term.exact)) for term in parse(text).wanted]


@given(RUBBISH)
def test_anything_is_taken_apart_within_bounds(text):
    query = parse(text)
    terms = query.wanted + query.unwanted
    assert len(terms) <= MAX_TERMS
    assert sum(len(term.words) for term in terms) <= MAX_WORDS
    assert len(query.text) <= MAX_LENGTH
    assert bool(query) == bool(query.wanted)
    query.text.encode()
    for term in terms:
        assert term.needed
        assert (term.kind is Kind.WORD) == (len(term.words) == 1)
        assert all(word.folded.isascii() and word.folded.isalnum() for word in term.words)


@given(RUBBISH)
def test_words_looked_for_are_words_that_were_typed(text):
    query = parse(text)
    assert set(" ".join(folded(query.wanted + query.unwanted)).split()) <= set(fold(text).split())


@given(st.lists(st.text(st.sampled_from("aăâbdđeêghoôơuưy0123456789"), min_size=1, max_size=6), max_size=MAX_TERMS))
def test_no_word_is_lost(words):
    query = parse(" ".join(words))
    assert set(" ".join(folded(query.wanted)).split()) == set(fold(" ".join(words)).split())


@given(RUBBISH)
def test_a_query_that_was_understood_is_understood_again(text):
    typed = parse(text).text
    assert parse(typed) == parse(text)


@given(st.text(st.sampled_from('aăâdđeouươy019 -"“”/QĐ\u0301\u0300'), max_size=60))
def test_composed_and_decomposed_are_one_query(text):
    composed, decomposed = (parse(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert composed == decomposed


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("114/KH-UBND", "114 kh ubnd"),
        ("114 / KH-UBND", "114 kh ubnd"),
        ("155/QD-SGDDT", "155 qd sgddt"),
        ("42/2022", "42 2022"),
        ("số 42/2022/NĐ-CP", "42 2022 nd cp"),
        ("Số: 7/TB", "7 tb"),
        ("so 12", "so 12"),
        ("(số 12)", "so 12"),
        ("GDTX-GDCN", "gdtx gdcn"),
        ("GD&ĐT", "gd dt"),
        ("2025–2026", "2025 2026"),
        ("12 QĐ", "12 qd"),
    ],
)
def test_numbers_and_abbreviations_are_recognised(typed, code):
    [term] = parse(typed).wanted
    assert (term.kind, " ".join(term.folded)) == (Kind.CODE, code)


def test_number_of_a_document_is_needed_without_the_word_for_number():
    [term] = parse("số 12").wanted
    assert [word.folded for word in term.needed] == ["12"]
    assert [word.folded for word in parse("công văn số 12").words] == ["cong", "van", "12"]


@pytest.mark.parametrize("typed", ['"thi cử"', "“thi cử”", "«thi cử»", "„thi cử“", "” thi, cử “"])
def test_quoted_words_are_a_phrase(typed):
    assert kinds(typed) == [("phrase", "thi cử")]


def test_quotation_mark_left_open_changes_nothing():
    assert kinds('"thi cử') == kinds("thi cử") == [("word", "thi"), ("word", "cử")]


def test_words_with_a_minus_are_unwanted():
    query = parse('tuyển sinh -đại -"lớp 10" -GDTX-GDCN')
    assert folded(query.wanted) == ["tuyen", "sinh"]
    assert folded(query.unwanted) == ["dai", "lop 10", "gdtx gdcn"]


@pytest.mark.parametrize("typed", ["thi - cử", "thi– cử", "thi -- cử", "thi -, cử"])
def test_dash_between_words_is_no_minus(typed):
    assert folded(parse(typed).unwanted) == []
    assert folded(parse(typed).wanted) == ["thi", "cu"]


def test_years_with_a_crooked_dash_are_both_wanted():
    assert folded(parse("năm học 2025 -2026").wanted) == ["nam", "hoc", "2025", "2026"]
    assert folded(parse("năm học -2026").unwanted) == ["2026"]


def test_minus_words_alone_look_for_nothing():
    assert not parse("-hè -thi")


def test_words_apart_stay_apart():
    assert kinds("c1 c2, c3") == [("word", "c1"), ("word", "c2"), ("word", "c3")]


def test_word_said_twice_counts_once_but_other_accents_are_kept():
    assert kinds("hoà hòa hoa") == [("word", "hòa"), ("word", "hoa")]


def test_long_queries_are_cut_and_not_thrown_away():
    assert len(parse(" ".join(map(str, range(5000)))).wanted) == MAX_TERMS
    [phrase] = parse(f'"{" ".join(map(str, range(60)))}"').wanted
    assert len(phrase.words) == MAX_WORDS
    [word] = parse("a" * 10_000).wanted
    assert len(word.words[0].folded) == MAX_LENGTH


@pytest.mark.parametrize(
    "typed", ["", "   ", "\x00", "\ud800", "!?…", "\u0301\u0309", "'\"*():&|!<->", '""', "教育", "%_"]
)
def test_without_words_there_is_nothing_to_look_for(typed):
    assert parse(typed).wanted == parse(typed).unwanted == ()
    assert not parse(typed)


def test_text_of_the_query_is_kept_as_it_may_be_shown_again():
    assert parse("  hoà\x00 \ud800bình\n").text == "hoà bình"
    assert isinstance(parse("x"), Query)
