import pytest

from cms.text.legacy import detect_legacy_encoding

TCVN3 = [
    "B¶o Th¾ng",
    "Së Gi¸o dôc vµ §µo t¹o tæ chøc héi nghÞ tæng kÕt n¨m häc",
    "Ngµy 12/3, c¸c tr­êng trung häc ®· tham gia",
]
VNI = [
    "Vieät Nam ñaát nöôùc",
    "Sôû Giaùo duïc vaø Ñaøo taïo toå chöùc hoäi nghò toång keát naêm hoïc",
    "HOÄI NGHÒ TOÅNG KEÁT NAÊM HOÏC",
]
UNICODE = [
    "",
    "Sở Giáo dục và Đào tạo tổ chức hội nghị tổng kết năm học",
    "Khoá học hoá học, toà nhà đoàn thể, loã xoã",
    "“Dạy tốt – học tốt” © 2026 · diện tích 120 m², nhiệt độ 30 °C, «nhịp cầu»",
    "Ông Raphaël Gaëtan và bà Noëlle kể chuyện naïve cho học sinh",
    "Kế hoạch 114/KH-UBND, Microsoft® Office™, ½ số lớp",
    "Plain ASCII words and nothing else",
    "Số lượt xem496;Thời gian20.11.2019-13:43;Người đăngQuản trị-Phòng GDTX-GDCN",
    "TRƯỜNG THPT CHUYÊN ĐÓN ĐOÀN CÔNG TÁC CỦA BỘ; ÔNG, BÀ ĐỀU DỰ",
    "Ngµy một chữ sai giữa những chữ đúng trong một câu tiếng Việt dài",
]


@pytest.mark.parametrize("text", TCVN3)
def test_tcvn3_text_is_recognised(text):
    assert detect_legacy_encoding(text) == "TCVN3"


@pytest.mark.parametrize("text", VNI)
def test_vni_text_is_recognised(text):
    assert detect_legacy_encoding(text) == "VNI"


@pytest.mark.parametrize("text", UNICODE)
def test_unicode_text_is_left_in_peace(text):
    assert detect_legacy_encoding(text) is None


def test_legacy_paragraphs_within_a_unicode_page_are_recognised_one_by_one():
    assert detect_legacy_encoding(f"{TCVN3[1]}\nHội nghị") == "TCVN3"
