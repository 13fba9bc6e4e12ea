import pytest

from cms.text.numerals import letters_of_web_list, letters_of_word_list, roman_numeral


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (1994, "mcmxciv"), (3999, "mmmcmxcix")],
)
def test_roman_numerals(number, numeral):
    assert roman_numeral(number) == numeral


@pytest.mark.parametrize(("number", "web", "word"), [(1, "a", "a"), (26, "z", "z"), (27, "aa", "aa"), (28, "ab", "bb")])
def test_word_and_the_web_count_on_in_letters_each_in_its_own_way(number, web, word):
    assert letters_of_web_list(number) == web
    assert letters_of_word_list(number) == word


def test_letters_of_the_web_begin_a_third_place_behind_zz():
    assert letters_of_web_list(26 + 26 * 26 + 1) == "aaa"
