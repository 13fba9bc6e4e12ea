import unicodedata

import pytest

from cms.text.slugs import slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đại hội Giáo dục", "dai-hoi-giao-duc"),
        ("Kế hoạch 114/KH-UBND", "ke-hoach-114-kh-ubnd"),
        ("Nghị định về Đường Nguyễn Huệ", "nghi-dinh-ve-duong-nguyen-hue"),
        ("  “Thầy & trò” … ", "thay-tro"),
        ("教育", ""),
        ("", ""),
    ],
)
def test_slug_is_ascii_words_joined_by_hyphens(title, slug):
    assert slugify(title) == slug
    assert slugify(unicodedata.normalize("NFD", title)) == slug


def test_long_title_is_cut_at_a_word():
    title = "HỘI NGHỊ TỔNG KẾT NĂM HỌC VÀ TRIỂN KHAI NHIỆM VỤ TRỌNG TÂM CỦA NGÀNH GIÁO DỤC TRÊN ĐỊA BÀN TỈNH"
    slug = slugify(title)
    assert slug == "hoi-nghi-tong-ket-nam-hoc-va-trien-khai-nhiem-vu-trong-tam-cua-nganh-giao-duc"
    assert len(slug) <= 80


def test_slug_that_fits_exactly_keeps_its_last_word():
    assert slugify("một hai ba", max_length=10) == "mot-hai-ba"
    assert slugify("một hai ba", max_length=9) == "mot-hai"


def test_only_a_first_word_longer_than_the_limit_is_cut():
    assert slugify("x" * 100 + " hai") == "x" * 80
