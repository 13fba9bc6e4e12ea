"""What holds for every text: folding, slugs, order and NFC never fail, never lose a letter, and settle at once."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cms.text.capitals import is_in_capitals, sentence_case, uncertain
from cms.text.folding import fold
from cms.text.nfc import nfc
from cms.text.slugs import MAX_LENGTH, slugify
from cms.text.sorting import person_sort_key, sort_key
from cms.text.syllables import is_syllable

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
MARKS = "\u0300\u0309\u0303\u0301\u0323"
VIETNAMESE = st.text(st.sampled_from(LETTERS + LETTERS.upper() + MARKS + "0123456789 .,-–/“”'&\t\n\u00a0"))
TEXTS = st.one_of(st.text(), VIETNAMESE)


def letters_of(text: str) -> str:
    """Return the Latin letters and ASCII digits of `text` without marks, told letter by letter and not by folding."""
    bare = [unicodedata.normalize("NFD", letter)[0] for letter in nfc(text)]
    return "".join("d" if letter in "đĐ" else letter.lower() for letter in bare if letter in "đĐ" or _counts(letter))


def _counts(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


@given(TEXTS)
def test_nfc_settles_and_loses_nothing(text):
    assert nfc(nfc(text)) == nfc(text)
    assert unicodedata.normalize("NFD", nfc(text)) == unicodedata.normalize("NFD", text)


@given(TEXTS)
def test_folding_settles(text):
    assert fold(fold(text)) == fold(text)
    assert re.fullmatch(r"(?:[0-9a-z]+(?: [0-9a-z]+)*)?", fold(text))


@given(TEXTS, st.sampled_from(["NFC", "NFD"]))
def test_folding_is_the_same_composed_and_decomposed(text, form):
    assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(VIETNAMESE)
def test_folding_loses_no_letter_and_no_digit(text):
    assert fold(text).replace(" ", "") == letters_of(text)


@given(TEXTS)
def test_slug_is_ascii_and_settles(text):
    slug = slugify(text)
    assert re.fullmatch(r"(?:[0-9a-z]+(?:-[0-9a-z]+)*)?", slug)
    assert len(slug) <= MAX_LENGTH
    assert slugify(slug) == slug
    assert slugify(nfc(text)) == slugify(unicodedata.normalize("NFD", text)) == slug


@given(VIETNAMESE)
def test_slug_that_fits_holds_every_letter_and_a_longer_one_whole_words(text):
    words = fold(text).split()
    slug = slugify(text)
    if len("-".join(words)) <= MAX_LENGTH:
        assert slug.replace("-", "") == letters_of(text)
    elif len(words[0]) <= MAX_LENGTH:
        kept = slug.split("-")
        assert kept == words[: len(kept)]
        assert len("-".join(words[: len(kept) + 1])) > MAX_LENGTH
    else:
        assert slug == words[0][:MAX_LENGTH]


@given(TEXTS, TEXTS)
def test_keys_of_order_are_digits_and_the_same_composed_and_decomposed(first, second):
    for key in (sort_key(first), person_sort_key(first, second)):
        assert key == "" or (key.isascii() and key.isdigit())
    assert sort_key(unicodedata.normalize("NFD", first)) == sort_key(nfc(first))


@given(TEXTS)
def test_sentence_case_changes_no_letter_but_its_case(text):
    changed = sentence_case(text)
    assert changed.upper() == nfc(text).upper() or nfc(text) == changed
    assert sentence_case(changed) == changed or changed.upper() == changed
    assert isinstance(is_in_capitals(text), bool)
    assert all(word in changed for word in uncertain(text))


@given(TEXTS)
def test_any_word_may_be_asked_about(text):
    assert is_syllable(text) == is_syllable(unicodedata.normalize("NFD", text))
