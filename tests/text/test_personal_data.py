"""Which text holds pupils' data, and which does not. All people are invented."""

import time
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import home.sample
from cms.text.personal_data import Finding, Kind, find_pupils_data, names_pupils

BIRTH_DATE, SCORE, IDENTITY, TELEPHONE = Kind

FOUND = {
    "Em Nguyễn Văn An (sinh ngày 12/3/2010), học sinh lớp 9A, đoạt giải Nhất.": [BIRTH_DATE],
    "Cháu Trần Bảo Ngọc sinh ngày 5 tháng 6 năm 2020, lớp mẫu giáo 5 tuổi.": [BIRTH_DATE],
    "Lễ trao học bổng cho GIÀNG A PÁO, học sinh lớp 5B, SN 2015": [BIRTH_DATE],
    "Em Lò Thị Mai, học sinh lớp 12A1 Trường THPT số 2, đạt 28,5 điểm.": [SCORE],
    "Các thí sinh cao điểm: Nguyễn Văn An (9,5 điểm), Trần Thị Bích (9,25 điểm).": [SCORE],
    "Học sinh Vàng Thị Dợ: Toán 8,75; Ngữ văn 7,5.": [SCORE],
    "1. Em Nguyễn Văn An, 12/3/2012, lớp 6A, Trường THCS Suối Mây": [BIRTH_DATE],
    "2. Trần Thị Bích - 05/09/2012 - 6B": [BIRTH_DATE],
    "Thầy Nguyễn Văn Hùng, sinh năm 1970, dìu em Lò Văn Bình, sinh năm 2012.": [BIRTH_DATE],
    "Gọi cô Lê Thị Lan 0912345678, hoặc phụ huynh em Trần Văn Nam 0987654321.": [TELEPHONE],
    "Em Hoàng Văn Thái có điểm trung bình các môn là 9,1.": [SCORE],
    "Thí sinh Giàng A Páo có căn cước công dân số 014 205 001 234.": [IDENTITY],
    "Hồ sơ của bà Lê Thị Bình, CMND 123456789, đã đủ.": [IDENTITY],
    "Mã định danh của cháu Nông Thị Hoa là 011212345678, lớp 1B.": [IDENTITY],
    "Phụ huynh em Trần Thị Bích, số điện thoại 0912 345 678, đã nhận giấy.": [TELEPHONE],
    "Cháu Ngọc Anh sinh năm 2018, đang theo mẹ.": [BIRTH_DATE],
    "Bé Bảo Nam (lớp mầm), sinh ngày 3/4/2020, bị lạc ở chợ.": [BIRTH_DATE],
    "Lò Văn Bình (lớp 9A): 9,5": [SCORE],
    "Kết quả: Nguyễn Văn An (9A): 9,5; Trần Thị Bích (lớp 9B, Trường THCS Suối Mây): 9 điểm.": [SCORE],
    "Lo Van Binh, born 12 March 2015, is a pupil of Suoi May School.": [BIRTH_DATE],
    "The student Vàng A Dơ (born on March 3rd, 2013) comes from Suối Mây.": [BIRTH_DATE],
    "Full name: Nguyen Thi Mai, date of birth 12/03/2015.": [BIRTH_DATE],
    "Student Lò Văn Bình scored 9.5 in mathematics.": [SCORE],
    "Nguyen Thi Mai, a student of class 9A, has a GPA of 9.1; her phone is 0912345678.": [SCORE, TELEPHONE],
    "Student Lo Van Binh, citizen ID number 014205001234": [IDENTITY],
    "Em Lường Văn Tủa, sinh năm 2009, đạt 27 điểm, điện thoại 0912345678.": [BIRTH_DATE, SCORE, TELEPHONE],
}

NOTHING = [
    "",
    "Ngày 20/11/2026, thầy giáo Nguyễn Văn An, giáo viên Trường THPT Lê Lợi, nhận bằng khen.",
    "Ông Trần Văn Bình, sinh năm 1970, Giám đốc Sở Giáo dục và Đào tạo.",
    "Kỳ thi có 27 điểm thi với 540 học sinh, do ông Nguyễn Văn An phụ trách.",
    "Điểm trường Nà Phặc có 25 học sinh, cô giáo Lò Thị Mai phụ trách lớp 1.",
    "Đường dây nóng: 0912345678, gặp cô Lê Thị Bình để đăng ký cho học sinh lớp 1.",
    "Kế hoạch số 114/KH-UBND ngày 12/3/2010 do Phó Chủ tịch Nguyễn Văn An ký, áp dụng cho học sinh lớp 9.",
    "Em Nguyễn Văn An, học sinh lớp 5B, đoạt giải Nhất cuộc thi vẽ tranh ngày 12/3/2026.",
    "Năm học 2025-2026 có 12.500 học sinh; điểm trung bình môn Toán toàn tỉnh là 6,5.",
    "Trường THPT Nguyễn Huệ có điểm trung bình 6,75 với 200 thí sinh.",
    "Học sinh Trường Tiểu học Lê Văn Tám đạt 9,5 điểm phần thi tập thể.",
    "Thành phố Hồ Chí Minh có 95 điểm cầu, 1.200 học sinh theo dõi.",
    "Tài khoản của Quỹ Khuyến học: 1020123456789, liên hệ bà Đỗ Thị Lan.",
    "Nhà giáo Hà Văn Tuấn sinh năm 1962 tại Vân Khê, dạy học sinh lớp 12 suốt ba mươi năm.",
    "Danh sách trúng tuyển gồm 35 học sinh lớp 9, điểm chuẩn 32,5.",
    "Bộ trưởng Nguyễn Văn An nói học sinh không nên chỉ học để đạt 10 điểm.",
    "Câu 2 (4 điểm). Học sinh lớp 12 nêu cảm nhận về bài thơ của Lò Văn An (2 điểm).",
    "Môn Toán: 3 giải Nhất; môn Vật lí: 2 giải Nhất; ông Nguyễn Văn An khen 86 học sinh.",
    "Chị Nguyễn Thị Hoa, phụ huynh em Trần Văn Nam, lớp 1A, cho biết bữa ăn 25.000đ.",
    "Bài thơ của Nguyễn Du ra đề 2 điểm cho học sinh khối 9; tác giả Nguyễn Du được hỏi nhiều nhất.",
    "Ông Lý Văn Sơn, thương binh, sinh năm 1949, trò chuyện với học sinh Trường THCS Lê Lợi.",
    "Vận động viên Nguyễn Thị Thu Hà (SN 1996) giao lưu với học sinh.",
    "Cựu học sinh Trần Đức Anh, sinh năm 1991, hiện là tiến sĩ.",
    "Ảnh: em Lò Thị Mai, 12/3/2026, tại lễ khai giảng lớp học bơi.",
    "Trẻ em Vân Khê sinh năm 2018 được tiêm; các cháu sinh năm 2019 chờ đợt sau.",
    "Em Lò Thị Mai (lớp 9A): 2 giải. Cô Nguyễn Thị Hoa (lớp 9A): 35 học sinh.",
    "Mr. Nguyen Van An, born on 12 March 1970, told students that 9.5 points are enough.",
    "Students of Nguyen Thi Minh Khai High School had an average score of 6.5.",
    "Van Khe Province has 12,500 students; Ho Chi Minh City has 95 schools whose pupils score 7.5.",
    "President Ho Chi Minh was born on 19 May 1890. Pupils recited 12 poems.",
    "Teacher Lò Thị Mai scored the papers of 35 students: 6.5 on average.",
]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Đơn của mẹ em Lò Văn Bình", True),
        ("Danh sách kèm theo\nPhụ huynh Lò Văn Bình đồng ý", True),
        ("Quyết định số 12/QĐ-SGDĐT ngày 02/3/2026 do Phó Giám đốc Lê Thị Hằng ký", False),
        ("Danh sách học sinh Trường THPT Nguyễn Du, tệp đính kèm số 1", False),
        ("Là tên nhân vật trong truyện", False),
    ],
)
def test_a_pupil_is_named_with_or_without_data(text, named):
    assert names_pupils(text) is named


@pytest.mark.parametrize(("text", "kinds"), FOUND.items())
def test_what_stands_beside_a_pupils_name_is_found(text, kinds):
    assert [finding.kind for finding in find_pupils_data(text)] == kinds
    assert find_pupils_data(unicodedata.normalize("NFD", text)) == find_pupils_data(text)


@pytest.mark.parametrize("text", NOTHING)
def test_ordinary_news_is_left_in_peace(text):
    assert find_pupils_data(text) == []


def test_finding_says_which_line_and_shows_the_place():
    text = "Tin hoạt động\n\nEm Lò Thị Mai, học sinh lớp 12A1, đạt 28,5 điểm."
    assert find_pupils_data(text) == [Finding(SCORE, 3, "Lò Thị Mai, học sinh lớp 12A1, đạt 28,5 điểm")]


def test_line_feeds_alone_are_counted():
    text = "Một\r\nHai\u2028Ba\vBốn\x85Năm\nEm Lò Thị Mai\u2028học sinh lớp 5.\rEm Lò Thị Mai đạt 9,5 điểm."
    assert [finding.line for finding in find_pupils_data(text)] == [3]


def test_long_excerpt_is_cut():
    text = f"Em Lò Thị Mai, học sinh {'rất chăm chỉ ' * 20}, đạt 28,5 điểm."
    assert len(find_pupils_data(text)[0].excerpt) == 80


def kinds_of_rows(*rows: str) -> dict[int, list[Kind]]:
    found: dict[int, list[Kind]] = {}
    for finding in find_pupils_data("\n".join(rows)):
        found.setdefault(finding.line, []).append(finding.kind)
    return found


def test_rows_below_a_header_are_read_by_their_columns():
    assert kinds_of_rows(
        "DANH SÁCH HỌC SINH LỚP 9A\t\t\t\t\t",
        "STT\tHọ và tên\tNgày sinh\tLớp\tToán\tNgữ văn",
        "1\tNguyễn Văn An\t12/03/2010\t9A\t8,5\t7",
        "2\tH'Hen Niê\t2010-04-02\t9A\t\t",
        "3\tVắng mặt\t\t\t\t",
        "4\tLò Thị Mai\t04/5/10\t9A\t\t",
    ) == {3: [BIRTH_DATE, SCORE], 4: [BIRTH_DATE], 6: [BIRTH_DATE]}


def test_what_nobody_sees_hides_nothing():
    assert find_pupils_data("Em Lò\u200b Văn Bì\u00adnh, sinh năm 2012, học sinh lớp 5A.")
    assert names_pupils("Đơn của em Lò\ufeff Văn Bình")


def test_name_in_two_columns_and_header_in_two_rows():
    assert kinds_of_rows(
        "SBD\tHọ và tên đệm\tTên\tNăm sinh\tĐiểm\t",
        "\t\t\t\tToán\tAnh",
        "0012\tLò Thị\tMai\t2011\t9,25\t10",
    ) == {3: [BIRTH_DATE, SCORE]}


def test_identity_and_telephone_numbers_in_columns():
    assert kinds_of_rows("Họ tên học sinh\tLớp\tSố CCCD\tSĐT phụ huynh", "Vàng A Dơ\t6C\t011212345678\t0912345678") == {
        2: [IDENTITY, TELEPHONE]
    }


def test_rows_without_a_header_need_a_class_or_a_word_of_pupils():
    row = "1\tNguyễn Văn An\t12/03/2010\t8,5\t7,25"
    assert kinds_of_rows(row) == {}
    assert kinds_of_rows("Kết quả thi của học sinh khối 9", row) == {2: [BIRTH_DATE, SCORE]}
    assert kinds_of_rows("1\tNguyễn Văn An\t12/03/2010\t9A1") == {1: [BIRTH_DATE]}
    assert kinds_of_rows("1\tNguyễn Văn An\t014205001234") == {1: [IDENTITY]}


def test_rows_of_a_printed_table_are_known_by_the_header_above():
    assert kinds_of_rows(
        "KẾT QUẢ THI HỌC SINH GIỎI",
        "STT Họ và tên Ngày sinh Lớp Toán Văn",
        "1 Nguyễn Thị Hoa 05/06/2011 8A 7,75 8,0",
        "2 BÙI VĂN NAM 15/06/2011 8A 6,5 9,0",
    ) == {3: [BIRTH_DATE, SCORE], 4: [BIRTH_DATE, SCORE]}


def test_form_of_one_value_a_line_belongs_to_the_name_above():
    assert kinds_of_rows(
        "Họ và tên học sinh: Vàng A Dơ",
        "Ngày sinh: 02/09/2012",
        "Số định danh cá nhân: 011212345678",
        "Điểm trung bình: 8,5",
    ) == {2: [BIRTH_DATE], 3: [IDENTITY], 4: [SCORE]}


def test_rows_in_english_are_read_by_their_columns():
    assert kinds_of_rows(
        "No\tFull name\tDate of birth\tClass\tMaths\tEnglish",
        "1\tLo Van Binh\t12/03/2012\t8A\t9.5\t8",
    ) == {2: [BIRTH_DATE, SCORE]}


def test_form_in_english_is_read_line_by_line():
    assert kinds_of_rows("Student's name: Lo Van Binh", "Date of birth: 12 March 2012", "Average score: 9.5") == {
        2: [BIRTH_DATE],
        3: [SCORE],
    }


@pytest.mark.parametrize(
    "rows",
    [
        ["Full name: Nguyen Van An", "Date of birth: 12/5/1975", "Position: Director"],
        ["Name\tPosition\tPhone", "Nguyen Van An\tDirector\t0912345678"],
        ["School\tStudents\tAverage", "Le Loi High School\t540\t6.5"],
        ["Họ và tên\tChức vụ\tĐiện thoại", "Nguyễn Văn An\tTrưởng phòng\t0912345678"],
        ["Họ và tên\tNgày sinh\tChức vụ", "Nguyễn Văn An\t12/03/1975\tTrưởng phòng"],
        ["DANH SÁCH CÁN BỘ COI THI", "STT\tHọ và tên\tNăm sinh\tĐơn vị", "1\tTrần Thị Bích\t1980\tPhòng Chính trị"],
        ["Ngày\tNgười trực", "20/11/2026\tNguyễn Văn An", "21/11/2026\tTrần Thị Bích"],
        [
            "Số, ký hiệu\tNgày ban hành\tNgười ký\tTrích yếu",
            "114/KH-SGDĐT\t12/03/2019\tNguyễn Văn An\tVề thi học sinh giỏi",
        ],
        ["Trường\tSố học sinh\tĐiểm trung bình", "THPT Lê Lợi\t540\t6,5", "THPT Nguyễn Huệ\t610\t6,75"],
        ["Họ và tên: .....................", "Ngày sinh: ....................."],
        ["Họ và tên: Nguyễn Văn An", "Ngày sinh: 12/5/1975", "Chức vụ: Giám đốc"],
        ["Thứ Hai\t8 giờ\tHọp giao ban, đồng chí Nguyễn Văn An chủ trì", "Thứ Ba\t7,5\t8,5"],
    ],
)
def test_tables_of_the_office_are_left_in_peace(rows):
    assert kinds_of_rows(*rows) == {}


def texts_of(value):
    """Yield every text of a TOML value; a list of texts is a row of a table too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item)
    elif isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            yield "\t".join(value)
        for item in value:
            yield from texts_of(item)


def test_nothing_is_found_in_the_sample_site():
    content = sorted((Path(home.sample.__file__).parent / "content").glob("*.toml"))
    assert len(content) > 10
    for path in content:
        text = "\n".join(texts_of(tomllib.loads(path.read_text(encoding="utf-8"))))
        assert find_pupils_data(text) == [], path.name


SAID = """Em|học sinh|Nguyễn Văn An|LÒ THỊ MAI|sinh ngày|12/3/2010|điểm|9,5|CCCD|014205001234|Họ và tên|Ngày sinh|Lớp|9A
|:|.|thầy|0912345678|\x00|Ý|\t|\n"""
WORDS = st.sampled_from(SAID.split("|"))


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("\t".join)))
def test_any_text_is_read_without_error_and_twice_alike(text):
    found = find_pupils_data(text)
    assert found == find_pupils_data(text)
    assert all(1 <= finding.line <= text.count("\n") + 1 for finding in found)


@pytest.mark.parametrize(
    "piece",
    [
        "Nguyễn ",
        "9",
        "A1 ",
        "Em Lò Thị Mai, điểm ",
        "\t",
        "0 ",
        "lớp 9A, sinh ngày ",
        "em An Bình ",
        "Nguyen Van An, ",
        "student born ",
        "score ",
    ],
)
def test_long_hostile_lines_are_read_in_little_time(piece):
    # Of the processor's time: others may be at work on the machine.
    started = time.process_time()
    find_pupils_data(piece * (30_000 // len(piece)))
    assert time.process_time() - started < 3
