import random
import unicodedata

import pytest

from cms.text.sorting import person_sort_key, sort_key

IN_ORDER = [
    "",
    "2 buổi",
    "9",
    "An",
    "ÁN",
    "Anh",
    "Ánh",
    "Ăn",
    "Ân",
    "Ba",
    "Cam",
    "Dung",
    "Dũng",
    "Dương",
    "Đào",
    "Đức",
    "em",
    "ếch",
    "fa",
    "Ga",
    "iả",
    "Jun",
    "ky",
    "la",
    "Oanh",
    "ô",
    "ơi",
    "Phú",
    "Uyên",
    "Ưu",
    "Vân",
    "wolfram",
    "Xuân",
    "y tế",
    "zin",
]


def test_letters_follow_the_vietnamese_alphabet():
    shuffled = random.sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_tones_order_ngang_huyen_hoi_nga_sac_nang_after_all_letters():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(reversed(tones), key=sort_key) == tones
    assert sort_key("mạ") < sort_key("mai")
    assert sort_key("mạ an") < sort_key("ma ba")


def test_letter_quality_weighs_more_than_any_tone():
    words = ["tạn", "tăn", "tặn", "tân", "tận"]
    assert sorted(reversed(words), key=sort_key) == words


def test_an_earlier_syllables_tone_weighs_more_than_a_later_one():
    assert sort_key("hoa bàn") < sort_key("hòa ban")


def test_old_and_new_tone_placement_share_one_place():
    assert sort_key("hoà") == sort_key("hòa")
    assert sort_key("hòa") < sort_key("hoá")
    assert sort_key("hoà") < sort_key("hóa")


def test_capital_comes_after_small_only_where_all_else_is_equal():
    assert sort_key("an") < sort_key("An") < sort_key("AN") < sort_key("àn")


def test_composed_and_decomposed_text_have_one_key():
    for word in IN_ORDER:
        assert sort_key(unicodedata.normalize("NFD", word)) == sort_key(word)


def test_punctuation_separates_words_and_has_no_weight():
    assert sort_key("155/QĐ-SGDĐT") == sort_key("155 QĐ SGDĐT")
    assert sort_key("Tin, bài") == sort_key("  Tin bài.")


def test_a_word_alone_comes_before_the_same_word_followed_by_another():
    assert sort_key("Tin") < sort_key("Tin tức") < sort_key("Tinh")


def test_marks_of_other_languages_do_not_move_a_letter():
    assert sort_key("façade") == sort_key("facade")
    assert sort_key("Zoë") < sort_key("Zụ")


def test_letters_of_other_scripts_come_last():
    assert sort_key("zzz") < sort_key("Ωmega") < sort_key("教育")


@pytest.mark.parametrize("text", ["Đặng Thị Ưu", "教育 Ω", "114/KH-UBND"])
def test_key_is_made_of_digits_so_that_no_collation_can_reorder_it(text):
    assert sort_key(text).isascii()
    assert sort_key(text).isdigit()
    assert person_sort_key(text, text).isdigit()


def test_people_are_ordered_by_given_name_first():
    people = [
        ("Vũ Thị", "An"),
        ("Bùi Văn", "Bình"),
        ("Lê", "Bình"),
        ("Lê Văn", "Bình"),
        ("Trần Thu", "Hoa"),
        ("Đỗ Thu", "Hòa"),
        ("Phạm", "Ước"),
    ]
    shuffled = random.sample(people, len(people))
    assert sorted(shuffled, key=lambda person: person_sort_key(*person)) == people


def test_person_without_given_name_comes_first():
    assert person_sort_key("Zin", "") < person_sort_key("An", "An")


def test_text_without_letters_or_digits_has_an_empty_key():
    assert sort_key(" – ") == ""
    assert person_sort_key("", " ") == ""
