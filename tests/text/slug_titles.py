"""Titles as editors write them, and the slug that each gets: asked of the server, and typed in a real browser."""

from unicodedata import normalize

_LONG = (
    "Hội nghị tổng kết năm học và triển khai phương hướng, nhiệm vụ trọng tâm của ngành giáo dục và đào tạo trên địa "
    "bàn toàn tỉnh trong giai đoạn mới, gắn với chuyển đổi số và xây dựng trường học vui"
)

_COMPOSED = {
    # Every letter
    "Đại hội Giáo dục": "dai-hoi-giao-duc",
    "Đường lên đỉnh Đá Đen": "duong-len-dinh-da-den",
    "ăắằẳẵặ âấầẩẫậ": "aaaaaa-aaaaaa",
    "êếềểễệ eéèẻẽẹ": "eeeeee-eeeeee",
    "ôốồổỗộ ơớờởỡợ oóòỏõọ": "oooooo-oooooo-oooooo",
    "ưứừửữự uúùủũụ": "uuuuuu-uuuuuu",
    "iíìỉĩị yýỳỷỹỵ": "iiiiii-yyyyyy",
    "ĂẮẰẲẴẶ ÂẤẦẨẪẬ ĐĐ": "aaaaaa-aaaaaa-dd",
    "ÊẾỀỂỄỆ ÔỐỒỔỖỘ ƠỚỜỞỠỢ ƯỨỪỬỮỰ": "eeeeee-oooooo-oooooo-uuuuuu",
    "ÍÌỈĨỊ ÝỲỶỸỴ": "iiiii-yyyyy",
    # Capitals
    "HỘI NGHỊ TỔNG KẾT NĂM HỌC": "hoi-nghi-tong-ket-nam-hoc",
    "THƯ CHÚC MỪNG NGÀY NHÀ GIÁO VIỆT NAM 20/11": "thu-chuc-mung-ngay-nha-giao-viet-nam-20-11",
    "UBND TỈNH VÂN KHÊ": "ubnd-tinh-van-khe",
    "GDTX-GDCN": "gdtx-gdcn",
    "ĐỔI MỚI Ở ĐIỆN BIÊN": "doi-moi-o-dien-bien",
    "Sở GD&ĐT": "so-gd-dt",
    "STEM và AI": "stem-va-ai",
    # Numbers of documents, dates, years
    "Kế hoạch 114/KH-UBND": "ke-hoach-114-kh-ubnd",
    "Quyết định số 155/QĐ-SGDĐT": "quyet-dinh-so-155-qd-sgddt",
    "Thông tư 22/2021/TT-BGDĐT": "thong-tu-22-2021-tt-bgddt",
    "Nghị quyết 29-NQ/TW": "nghi-quyet-29-nq-tw",
    "Năm học 2025–2026": "nam-hoc-2025-2026",
    "Ngày 20.11.2026": "ngay-20-11-2026",
    "20/11": "20-11",
    "1.234.567 đồng": "1-234-567-dong",
    "Tăng 12,5%": "tang-12-5",
    "Lớp 10A1, 11A2": "lop-10a1-11a2",
    "Đợt 2 (bổ sung)": "dot-2-bo-sung",
    # Quotation marks and other signs
    "“Dạy tốt – Học tốt”": "day-tot-hoc-tot",
    "«Thầy & trò»": "thay-tro",
    "'Ngày hội' \"đọc sách\"": "ngay-hoi-doc-sach",
    "Tuổi trẻ: sống đẹp!": "tuoi-tre-song-dep",
    "Học để làm gì?": "hoc-de-lam-gi",
    "Trường học… hạnh phúc": "truong-hoc-hanh-phuc",
    "A/B_C\\D|E": "a-b-c-d-e",
    "  khoảng   trắng  ": "khoang-trang",
    "không\u00a0ngắt\u202fdòng": "khong-ngat-dong",
    "gạch—dài–ngắn-nối": "gach-dai-ngan-noi",
    "--- đầu và cuối ---": "dau-va-cuoi",
    "email@vidu.example": "email-vidu-example",
    "https://vidu.example/tin?x=1": "https-vidu-example-tin-x-1",
    "C++ và C#": "c-va-c",
    "H'Hen Niê": "h-hen-nie",
    "30 °C, 120 m²": "30-c-120-m",
    "Giá 50.000đ": "gia-50-000d",
    "<b>Tin</b> &amp; bài": "b-tin-b-amp-bai",
    # Old and new placement of tones, and other languages
    "hoà nhạc": "hoa-nhac",
    "hòa nhạc": "hoa-nhac",
    "Thuỷ lợi, thủy sản": "thuy-loi-thuy-san",
    "Café, façade, naïve, Zürich": "cafe-facade-naive-zurich",
    "教育 và 학교": "va",
    "Ω mega": "mega",
    "🎉 Chúc mừng 🎉": "chuc-mung",
    # Lengths: 200 characters, a word that ends at the eightieth, one that passes it, one long word
    _LONG: "hoi-nghi-tong-ket-nam-hoc-va-trien-khai-phuong-huong-nhiem-vu-trong-tam-cua",
    _LONG.upper(): "hoi-nghi-tong-ket-nam-hoc-va-trien-khai-phuong-huong-nhiem-vu-trong-tam-cua",
    "mười " * 40: "-".join(["muoi"] * 16),
    "ba " * 66 + "b": "-".join(["ba"] * 27),
    "x" * 79 + " đ": "x" * 79,
    "x" * 78 + " đ": "x" * 78 + "-d",
    "ữ" * 200: "u" * 80,
    "Đ" * 81: "d" * 80,
    "từ " + "ư" * 100: "tu",
}

# As a Mac and some keyboards send them: every mark behind its letter.
_DECOMPOSED = {normalize("NFD", title): slug for title, slug in _COMPOSED.items() if normalize("NFD", title) != title}

TITLES = _COMPOSED | _DECOMPOSED
