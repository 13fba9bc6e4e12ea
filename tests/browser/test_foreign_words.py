"""What the search for foreign words takes for Vietnamese, and what it does not."""

import pytest

from tests.browser.foreign_words import foreign_words

ENGLISH = [
    "Edit",
    "Save draft",
    "Page",
    "No",
    "Go to",
    "Publishing…",
    "Are you sure you want to delete this page?",
    "You do not have permission to access this area.",
    "1 minute ago",
    "Title",
    "Sign in",
    "Insert row above",
    "None",
    "Search",
    "Actions",
    "Close",
    "EDIT",
    "OK, got it",
    "Đã lưu as draft",
    "Trang 1 of 3",
    "Status",
    "Undo",
    "Log in",
]
VIETNAMESE = [
    "Trang",
    "Trang 1 trong 3",
    "In trang",
    "Soạn tin",
    "Tin hoạt động",
    "Sao lưu",
    "Khung bên",
    "Con dao, quả cam, hoa mai, khoai lang, xe hoa, quyển sách",
    "Nghe đọc bài, nghiêng, nghỉ, gian, giang, khoang, quang, xoang, thuyền, ngoan",
    "20/11/2026 13:43",
    "Dung lượng tối đa: 30,0 MB. Định dạng: JPG, PNG, HEIC.",
    "Kế hoạch 114/KH-UBND của UBND tỉnh, chương II",
    "soan1.gdtx@vankhe.example",
    "ke-hoach.pdf",
    "https://sgddt.example.gov.vn/tin/",
    "Đã chọn %(objects)s trang",
    "Phòng GDTX-GDCN",
    "Nguồn tin RSS",
    "Tie\u0302\u0301ng Vie\u0323\u0302t",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_found(text):
    assert foreign_words(text)


@pytest.mark.parametrize("text", VIETNAMESE)
def test_vietnamese_is_not(text):
    assert foreign_words(text) == ()


def test_a_title_that_is_english_is_left_out_and_nothing_beside_it():
    assert foreign_words("About the Department", ["About the Department"]) == ()
    assert foreign_words("Edit About the Department", ["About the Department"]) == ("Edit",)
