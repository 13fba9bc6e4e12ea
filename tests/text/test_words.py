"""The words of a text, folded and with accents: the same that folding finds, with one place for the tone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.folding import fold
from cms.text.words import words_of

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
MARKS = "\u0300\u0309\u0303\u0301\u0323"
VIETNAMESE = st.text(st.sampled_from(LETTERS + LETTERS.upper() + MARKS + "0123456789 .,-–/“”'&\t\n\u00a0"))
TEXTS = st.one_of(st.text(), VIETNAMESE)


def exact(text: str) -> list[str]:
    return [word.exact for word in words_of(text)]


@given(TEXTS)
def test_words_are_those_of_folding(text):
    assert " ".join(word.folded for word in words_of(text)) == fold(text)


@given(TEXTS)
def test_accented_words_fold_to_the_folded_ones(text):
    assert [fold(word.exact) for word in words_of(text)] == [word.folded for word in words_of(text)]


@given(TEXTS)
def test_accented_words_are_the_same_composed_and_decomposed(text):
    assert exact(unicodedata.normalize("NFC", text)) == exact(unicodedata.normalize("NFD", text))


@given(TEXTS)
def test_accented_words_settle(text):
    assert exact(" ".join(exact(text))) == exact(text)


@given(TEXTS)
def test_places_of_words_cut_them_out_of_the_text(text):
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(text)
        assert fold(text[word.start : word.end]) == word.folded
        end = word.end


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("quý", "qúy"), ("HOÀ BÌNH", "hòa bình"), ("già", "gìa")],
)
def test_tone_may_stand_on_either_vowel(one, other):
    assert exact(one) == exact(other)
    assert exact(unicodedata.normalize("NFD", one)) == exact(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoa", "hoà"), ("bồi", "bơi"), ("đường", "dưỡng"), ("dao", "đao"), ("tin", "tín"), ("năm", "nấm"), ("c1", "c2")],
)
def test_words_with_other_accents_are_others(one, other):
    assert exact(one) != exact(other)


def test_numbers_of_documents_are_words_one_behind_the_other():
    assert [word.folded for word in words_of("Kế hoạch 114/KH-UBND")] == ["ke", "hoach", "114", "kh", "ubnd"]
