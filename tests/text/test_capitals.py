"""Titles all in capitals, and how they are written instead."""

import unicodedata

import pytest

from cms.text.capitals import is_in_capitals, sentence_case, uncertain

TITLES = {
    "HỘI NGHỊ TỔNG KẾT NĂM HỌC 2025-2026 CỦA CÁC CƠ SỞ GDTX": "Hội nghị tổng kết năm học 2025-2026 của các cơ sở GDTX",
    "KẾ HOẠCH SỐ 114/KH-UBND CỦA UBND TỈNH VÂN KHÊ": "Kế hoạch số 114/KH-UBND của UBND tỉnh Vân Khê",
    "SỞ GD&ĐT TẬP HUẤN CHƯƠNG TRÌNH GDPT 2018": "Sở GD&ĐT tập huấn chương trình GDPT 2018",
    "ĐẠI HỘI CÔNG ĐOÀN LẦN THỨ XVI, NHIỆM KỲ 2025 - 2030": "Đại hội công đoàn lần thứ XVI, nhiệm kỳ 2025 - 2030",
    "LỊCH KIỂM TRA HỌC KỲ I VÀ HỌC KỲ II LỚP 9A": "Lịch kiểm tra học kỳ I và học kỳ II lớp 9A",
    "HĐND THÔNG QUA NGHỊ QUYẾT 29-NQ/TW": "HĐND thông qua nghị quyết 29-NQ/TW",
    "THÔNG TƯ 22/2021/TT-BGDĐT VỀ HỌC SINH THCS, THPT": "Thông tư 22/2021/TT-BGDĐT về học sinh THCS, THPT",
    "CHÚC MỪNG NGÀY NHÀ GIÁO VIỆT NAM 20/11": "Chúc mừng ngày Nhà giáo Việt Nam 20/11",
    "SỞ GIÁO DỤC VÀ ĐÀO TẠO: LỊCH NGHỈ TẾT NGUYÊN ĐÁN": "Sở Giáo dục và Đào tạo: lịch nghỉ tết Nguyên đán",
    "CUỘC THI “TÌM HIỂU LỊCH SỬ ĐẢNG” NĂM 2026": "Cuộc thi “Tìm hiểu lịch sử Đảng” năm 2026",
    "AN TOÀN TRƯỜNG HỌC. PHÒNG, CHỐNG ĐUỐI NƯỚC!": "An toàn trường học. Phòng, chống đuối nước!",
    "VI PHẠM QUY CHẾ; XI MĂNG VÀ AI ĐÓ": "Vi phạm quy chế; xi măng và AI đó",
    "BẾ MẠC HỘI KHOẺ PHÙ ĐỔNG LẦN THỨ XI": "Bế mạc Hội khoẻ Phù Đổng lần thứ XI",
    "NGÀY HỘI STEM VÀ CHUYỂN ĐỔI SỐ": "Ngày hội STEM và chuyển đổi số",
    "TP HỒ CHÍ MINH, HÀ NỘI VÀ LẠNG SƠN": "TP Hồ Chí Minh, Hà Nội và Lạng Sơn",
    "XÃ HỘI HÓA GIÁO DỤC": "Xã hội hóa giáo dục",
    "  – HOÀ NHẠC, HÒA BÌNH –  ": "  – Hoà nhạc, hòa bình –  ",
    "HỌC KỲ I, KHỐI A, NHÓM B1": "Học kỳ I, khối A, nhóm B1",
}


@pytest.mark.parametrize(("title", "written"), TITLES.items())
def test_title_in_capitals_becomes_a_sentence(title, written):
    assert sentence_case(title) == written
    assert sentence_case(unicodedata.normalize("NFD", title)) == written
    assert sentence_case(written) == written


@pytest.mark.parametrize(
    ("title", "written", "names"),
    [
        ("HỌC SINH HUYỆN MƯỜNG THÀNH THI VẼ", "Học sinh huyện Mường Thành thi vẽ", ["Mường Thành"]),
        ("THẦY NGUYỄN VĂN AN VÀ LỚP HỌC TRÊN CAO", "Thầy Nguyễn Văn An và lớp học trên cao", ["Nguyễn Văn An"]),
        (
            "TRƯỜNG THPT CHUYÊN LÊ HỒNG PHONG ĐÓN BẰNG KHEN",
            "Trường THPT chuyên Lê Hồng Phong đón Bằng khen",
            ["Lê Hồng Phong"],
        ),
        ("VƯỜN RAU CỦA TRƯỜNG MẦM NON HOA SIM", "Vườn rau của Trường Mầm non Hoa Sim", ["Hoa Sim"]),
        ("CÁC TRƯỜNG MẦM NON TRONG TỈNH DẠY TIẾNG VIỆT", "Các trường mầm non trong tỉnh dạy tiếng Việt", []),
        ("HỆ THỐNG QUẢN LÝ VĂN BẢN", "Hệ thống quản lý văn bản", []),
        ("CÁC TRƯỜNG THPT TRÊN ĐỊA BÀN TỈNH NĂM 2026", "Các trường THPT trên địa bàn tỉnh năm 2026", []),
        ("TIN VỀ CUỘC THI VIOLYMPIC", "Tin về cuộc thi VIOLYMPIC", ["VIOLYMPIC"]),
    ],
)
def test_names_that_are_guessed_are_told(title, written, names):
    assert sentence_case(title) == written
    assert uncertain(title) == names


def test_names_can_be_added_by_who_knows_them():
    assert sentence_case("NGÀY HỘI Ở VÂN KHÊ", known={"Vân Khê"}) == "Ngày hội ở Vân Khê"
    assert uncertain("NGÀY HỘI Ở VÂN KHÊ", known={"Vân Khê"}) == []


@pytest.mark.parametrize("title", ["Hội nghị", "UBND TỈNH Vân Khê", "GDTX", "THPT, THCS", "2026", "", "XVI", "HỌP"])
def test_other_titles_are_not_called_capitals(title):
    assert not is_in_capitals(title)
    assert is_in_capitals("HỌP GIAO BAN")


@pytest.mark.parametrize("title", ["Hội nghị", "GDTX", "", "Kế hoạch 114/KH-UBND"])
def test_title_with_small_letters_or_abbreviations_alone_stays(title):
    assert sentence_case(title) == title
