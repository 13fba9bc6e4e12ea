"""Pages of the old portals as text in, articles as plain data out."""

import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cms.text.dates import VIETNAM_TIME
from newsroom.importer.articles import Heading, ImagePlace, PageLine, Paragraph, Unreadable
from newsroom.importer.decoding import decode
from newsroom.importer.old_portal import parse

PAGES = Path(__file__).parent / "old_portal_pages"
LABELLED = (PAGES / "labelled.txt").read_text(encoding="utf-8")
PLAIN = (PAGES / "plain.txt").read_text(encoding="utf-8")

TITLE = "Khai mạc hội thi giáo viên dạy giỏi"
FIRST = "Sáng nay, hội thi khai mạc tại Trường THCS Suối Mây với 86 thầy cô dự thi."
SECOND = "Hội thi kéo dài ba ngày và tổng kết vào thứ Sáu."


def page(*lines: str, title: str = TITLE, fields: str = "09.10.2020 14:29730 đã xem") -> str:
    return "\n\n".join([title, fields, *lines])


def texts(article) -> list[str]:
    return [item.caption if isinstance(item, ImagePlace) else item.text for item in article.body]


# The labelled page


def test_labelled_page_gives_title_in_capitals_as_it_is():
    assert parse(LABELLED).title == (
        "NGÀY HỘI ĐỌC SÁCH VÀ CHUYỂN ĐỔI SỐ TRONG CÁC TRUNG TÂM HỌC TẬP CỘNG ĐỒNG NĂM HỌC 2017 - 2018"
    )


def test_glued_labelled_fields_come_apart():
    article = parse(LABELLED)
    assert article.views == 1284
    assert article.shown_at == datetime(2018, 3, 7, 1, 5, tzinfo=UTC)
    assert article.shown_at.tzinfo == VIETNAM_TIME
    assert article.poster == "Quản trị-Phòng GDTX-GDCN"


def test_ticker_line_before_the_article_comes_apart_at_its_signs():
    assert parse(LABELLED).ticker == (
        PageLine(
            1,
            "Sở GDĐT Hà Lam phối hợp với Đài Phát thanh và Truyền hình tỉnh mở chuyên mục “Mỗi tuần một cuốn "
            "sách” từ tháng 3.",
        ),
        PageLine(1, "Ngày 05/3/2018 khai mạc Hội khỏe Phù Đổng cấp tỉnh tại Nhà thi đấu Bãi Dâu."),
    )


def test_cut_off_breadcrumb_label_is_no_short_title():
    assert parse(LABELLED).short_title == ""


def test_paragraphs_and_picture_places_keep_their_order():
    kinds = [type(item) for item in parse(LABELLED).body]
    assert kinds == [Paragraph, ImagePlace, Paragraph, ImagePlace, ImagePlace, Paragraph, Paragraph]


def test_picture_address_with_raw_spaces_keeps_them_and_takes_the_next_line_as_caption():
    pictures = [item for item in parse(LABELLED).body if isinstance(item, ImagePlace)]
    folder = "http://sogdhalam.example/tinymce/source/sogd_gdtx"
    assert pictures == [
        ImagePlace(
            f"{folder}/ngay hoi 1.jpeg",
            "Bà Đặng Thu Hường - Phó Giám đốc Sở GDĐT tỉnh Hà Lam phát biểu khai mạc Ngày hội",
        ),
        ImagePlace(
            f"{folder}/ngay hoi 2.jpeg",
            "Ông Vi Văn Pảo - Giám đốc Trung tâm học tập cộng đồng xã Nà Phiêng giới thiệu tủ sách lưu động "
            "trên lưng ngựa",
        ),
        ImagePlace(f"{folder}/ngay hoi 3.jpeg", "Học viên lớp xóa mù chữ xã Khau Trang đọc thơ tại Ngày hội"),
    ]


def test_no_break_spaces_vanish_as_indentation_and_become_blanks_within_text():
    article = parse(LABELLED)
    assert article.body[0].text.startswith("Thực hiện kế hoạch")
    assert "chia sẻ về cách đưa sách" in article.body[2].text
    assert not any("\u00a0" in text for text in texts(article))


def test_indented_sign_off_is_the_author_and_no_paragraph():
    article = parse(LABELLED)
    assert (article.author_name, article.author_unit) == ("Lường Thị Bích", "Phòng GDTX - GDCN")
    assert not any("Lường Thị Bích" in text for text in texts(article))


def test_indented_first_paragraph_stays_in_the_text():
    article = parse(LABELLED)
    assert article.summary == ""
    assert article.body[0].text.endswith("24 trung tâm đã về dự.")


# The plain page


def test_glued_plain_fields_come_apart_after_two_digits_of_minutes():
    article = parse(PLAIN)
    assert article.shown_at == datetime(2018, 9, 12, 9, 5, tzinfo=VIETNAM_TIME)
    assert article.views == 617
    assert article.poster == ""


def test_short_lead_at_the_margin_is_the_summary_and_not_repeated_in_the_text():
    article = parse(PLAIN)
    assert article.summary.startswith("Ngày 11/09/2018, Sở GDĐT tỉnh Đồng Sơn")
    assert article.body[0].text.startswith("Tham dự Hội thảo")
    assert article.summary not in texts(article)


def test_captions_whose_pictures_were_not_saved_are_picture_places_without_address():
    assert parse(PLAIN).body[3:] == (
        ImagePlace("", "Ông Phan Hữu Lộc, Phó Giám đốc Sở GDĐT - Chủ trì Hội thảo phát biểu kết luận"),
        ImagePlace("", "Đại biểu tham dự Hội thảo tại điểm cầu Trường THPT Bến Gỗ"),
        ImagePlace("", "Giáo viên Trường THPT Rừng Thông trình bày tiết học ngoài trời"),
    )


def test_other_news_heading_with_nothing_under_it_is_passed_over():
    article = parse(PLAIN)
    assert "Tin tức khác" not in texts(article)
    assert article.left_out == ()
    assert (article.author_name, article.author_unit) == ("", "")


@pytest.mark.parametrize("source", [LABELLED, PLAIN])
def test_every_word_of_the_page_is_somewhere_in_the_article_once(source):
    article = parse(source)
    kept = " ".join([article.title, article.summary, *texts(article), article.author_name, article.author_unit])
    below_the_fields = source[source.index("\n", source.index("xem")) :]
    for line in below_the_fields.splitlines():
        words = " ".join(line.split())
        if words and not words.startswith("http") and words != "Tin tức khác":
            text = words.replace("Lường Thị Bích, Phòng", "Lường Thị Bích Phòng")
            assert kept.count(text) == 1, words


# Fields


@pytest.mark.parametrize(
    ("fields", "moment", "views"),
    [
        ("09.10.2020 14:29730 đã xem", (2020, 10, 9, 14, 29), 730),
        ("09.10.2020 14:291.234.567 đã xem", (2020, 10, 9, 14, 29), 1234567),
        ("9/1/2020 7:05 12 lượt xem", (2020, 1, 9, 7, 5), 12),
        ("09-10-2020 14:29", (2020, 10, 9, 14, 29), None),
        ("09.10.2020 14:29 đã xem", (2020, 10, 9, 14, 29), None),
        ("09.10.2020", (2020, 10, 9, 0, 0), None),
        ("09.10.2020 730 đã xem", (2020, 10, 9, 0, 0), 730),
        ("Số lượt xem496;Thời gian20.11.2019-13:43;Người đăngQuản trị", (2019, 11, 20, 13, 43), 496),
        ("Số lượt xem;Thời gian20.11.2019-13:43;Người đăng", (2019, 11, 20, 13, 43), None),
        ("Thời gian: 20/11/2019 13:43; Số lượt xem: 1.496", (2019, 11, 20, 13, 43), 1496),
        ("Thời gian20.11.2019-13:43", (2019, 11, 20, 13, 43), None),
        ("Số lượt xem: 7\nThời gian: 20.11.2019 - 13:43\nNgười đăng: Quản trị", (2019, 11, 20, 13, 43), 7),
    ],
)
def test_fields_in_all_their_ways_of_writing(fields, moment, views):
    article = parse(page(FIRST, SECOND, fields=fields))
    assert article.shown_at == datetime(*moment, tzinfo=VIETNAM_TIME)
    assert article.views == views
    assert texts(article) == [SECOND]


def test_evening_hour_in_viet_nam_is_the_same_day_in_utc_and_morning_the_day_before():
    early = parse(page(FIRST, SECOND, fields="09.10.2020 05:30")).shown_at
    assert early.astimezone(UTC) == datetime(2020, 10, 8, 22, 30, tzinfo=UTC)


def test_paragraphs_that_begin_with_a_label_or_a_date_are_text():
    lines = [
        "Thời gian: từ 8 giờ ngày 20/11, tại hội trường lớn.",
        "Người đăng ký dự thi nộp hồ sơ tại văn phòng.",
        "09/10/2020, hội thi bế mạc trong tiếng hát của học trò.",
    ]
    assert texts(parse(page(FIRST, *lines))) == lines


# Header


def test_poster_keeps_the_old_portals_words():
    fields = "Số lượt xem1;Thời gian20.11.2019-13:43;Người đăngBiên tập viên – Văn phòng Sở; Tổ tin học"
    assert parse(page(FIRST, fields=fields)).poster == "Biên tập viên – Văn phòng Sở; Tổ tin học"


@pytest.mark.parametrize(
    ("crumbs", "short_title"),
    [
        ("1. Trang chủ\n2. Tin hoạt động\n3. Hội thi giáo viên dạy giỏi", "Hội thi giáo viên dạy giỏi"),
        ("Trang chủ » Tin hoạt động » Hội thi giáo viên dạy giỏi", "Hội thi giáo viên dạy giỏi"),
        ("1. Trang chủ\n2. Tin hoạt động\n3. KHAI MAC HOI THI GIAO V...", ""),
        ("1. Trang chủ\n2. Tin hoạt động\n3. Hoi thi giao vien day gioi", ""),
        (f"1. Trang chủ\n2. Tin hoạt động\n3. {TITLE}", ""),
        ("1. Trang chủ\n2. Tin tức\n3. Tin hoạt động", ""),
        ("1. Trang chủ", ""),
    ],
)
def test_breadcrumb_label_is_a_short_title_only_if_it_is_a_shorter_title(crumbs, short_title):
    article = parse(f"{crumbs}\n\n\n{page(FIRST, SECOND)}")
    assert article.title == TITLE
    assert article.short_title == short_title
    assert article.left_out == ()


@pytest.mark.parametrize(
    "line",
    [
        "https://cu.example/tin/chi-tiet?id=12",
        "URL: https://cu.example/tin/chi-tiet?id=12",
        "Địa chỉ: https://cu.example/tin/chi-tiet?id=12",
    ],
)
def test_old_address_is_taken_from_above_the_article_or_below_it(line):
    address = "https://cu.example/tin/chi-tiet?id=12"
    above = parse(f"{line}\n\n{page(FIRST, SECOND)}")
    below = parse(page(FIRST, SECOND, "Tin tức khác", line))
    assert above.old_address == below.old_address == address
    assert above.title == below.title == TITLE
    assert above.left_out == below.left_out == ()


def test_address_that_is_none_is_told_as_left_out():
    article = parse(f"http://[cu.example/tin\n\n{page(FIRST, SECOND)}")
    assert article.old_address == ""
    assert article.left_out == (PageLine(1, "http://[cu.example/tin"),)


def test_address_within_the_text_is_text():
    line = "https://cu.example/van-ban/114.html"
    article = parse(page(FIRST, line, SECOND))
    assert article.old_address == ""
    assert texts(article) == [line, SECOND]


def test_title_in_capitals_may_run_over_two_lines():
    title = "KHAI MẠC HỘI THI GIÁO VIÊN DẠY GIỎI\nCẤP TỈNH NĂM HỌC 2020 - 2021"
    assert parse(page(FIRST, title=title)).title == title.replace("\n", " ")


def test_title_repeated_above_the_text_stands_once():
    article = parse(f"{TITLE}\n{page(TITLE, FIRST, SECOND)}")
    assert article.title == TITLE
    assert (article.summary, texts(article)) == (FIRST, [SECOND])
    assert article.left_out == ()


def test_unknown_lines_above_the_title_and_titles_of_other_news_are_told_as_left_out():
    article = parse("Chào mừng bạn đến với cổng thông tin\n\n" + page(FIRST, SECOND, "Tin tức khác", "Tin cũ hơn"))
    assert article.title == TITLE
    assert article.left_out == (
        PageLine(1, "Chào mừng bạn đến với cổng thông tin"),
        PageLine(13, "Tin cũ hơn"),
    )


@pytest.mark.parametrize(
    "tail", ["Tin tức khác► Một ► Hai", "Tin tức khác\n► Một ► Hai", "Các tin khác:\n► Một\n► Hai"]
)
def test_ticker_may_stand_below_the_article(tail):
    article = parse(page(FIRST, SECOND, tail))
    assert [line.text for line in article.ticker] == ["Một", "Hai"]
    assert texts(article) == [SECOND]


# Text


def test_lead_that_the_first_paragraph_repeats_stands_once():
    article = parse(page(FIRST, FIRST, SECOND))
    assert (article.summary, texts(article)) == (FIRST, [SECOND])


def test_lead_that_the_first_paragraph_begins_with_is_taken_off_it():
    article = parse(page(FIRST, f"{FIRST} {SECOND}", "Ban tổ chức trao hai giải nhất."))
    assert article.summary == FIRST
    assert texts(article) == [SECOND, "Ban tổ chức trao hai giải nhất."]


def test_article_of_one_paragraph_has_no_summary():
    article = parse(page(FIRST))
    assert (article.summary, texts(article)) == ("", [FIRST])


def test_article_whose_lead_is_repeated_and_nothing_else_has_it_once():
    article = parse(page(FIRST, FIRST))
    assert (article.summary, texts(article)) == ("", [FIRST])


def test_long_first_paragraph_stays_in_the_text():
    long = "Hội thi là dịp để thầy cô gặp gỡ, học hỏi lẫn nhau. " * 12
    article = parse(page(long, SECOND))
    assert (article.summary, texts(article)) == ("", [long.strip(), SECOND])


def test_first_line_that_opens_a_list_is_no_summary():
    assert parse(page("Chương trình gồm:", "- Văn nghệ;", "- Trao giải.")).summary == ""


def test_capitals_above_a_paragraph_are_a_heading():
    article = parse(page(FIRST, "I. KẾT QUẢ ĐẠT ĐƯỢC", SECOND))
    assert article.body == (Heading("I. KẾT QUẢ ĐẠT ĐƯỢC"), Paragraph(SECOND))


def test_picture_address_may_be_relative_encoded_or_share_its_line_with_the_caption():
    article = parse(
        page(
            FIRST,
            "/tinymce/source/anh%20hoi%20thi.PNG",
            "Toàn cảnh hội thi",
            "https://cu.example/a b.jpg?v=2 Thầy cô dự thi",
            "http://cu.example/1.jpg http://cu.example/2.jpg",
            SECOND,
        )
    )
    assert article.body == (
        ImagePlace("/tinymce/source/anh%20hoi%20thi.PNG", "Toàn cảnh hội thi"),
        ImagePlace("https://cu.example/a b.jpg?v=2", "Thầy cô dự thi"),
        ImagePlace("http://cu.example/1.jpg", ""),
        ImagePlace("http://cu.example/2.jpg", ""),
        Paragraph(SECOND),
    )


def test_sentence_after_a_picture_is_a_paragraph_where_nothing_is_indented():
    article = parse(page(FIRST, "http://cu.example/1.jpg", SECOND))
    assert article.body == (ImagePlace("http://cu.example/1.jpg", ""), Paragraph(SECOND))


def test_caption_with_a_full_stop_is_a_caption_where_paragraphs_are_indented():
    indent = "\u00a0 " * 6
    long = "Hội thi là dịp để thầy cô gặp gỡ, học hỏi lẫn nhau và nhìn lại một năm miệt mài bên trang giáo án. " * 2
    article = parse(page(indent + long, "http://cu.example/1.jpg", "Thầy cô dự thi.", indent + SECOND))
    assert article.body[1] == ImagePlace("http://cu.example/1.jpg", "Thầy cô dự thi.")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Nông Thị Sen, Phòng Giáo dục Trung học", ("Nông Thị Sen", "Phòng Giáo dục Trung học")),
        ("Nông Thị Sen - Trường THPT Bến Gỗ", ("Nông Thị Sen", "Trường THPT Bến Gỗ")),
        ("Đoàn Thị Lụa", ("Đoàn Thị Lụa", "")),
        ("Tác giả: Thu Sen, Phòng GDTrH", ("Thu Sen", "Phòng GDTrH")),
        ("\u00a0" * 30 + "Thu Sen", ("Thu Sen", "")),
        ("\u00a0" * 30 + "Phòng Giáo dục Trung học", ("", "Phòng Giáo dục Trung học")),
        ("\t\t\t\t\tK’Sơn Lạc, Trường THCS Suối Mây", ("K’Sơn Lạc", "Trường THCS Suối Mây")),
    ],
)
def test_last_line_that_signs_is_the_author(line, author):
    article = parse(page(FIRST, SECOND, line))
    assert (article.author_name, article.author_unit) == author
    assert texts(article) == [SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "Toàn cảnh hội thi",
        "Ông Phan Hữu Lộc, Phó Giám đốc Sở GDĐT phát biểu",
        "Hội thi thành công tốt đẹp.",
        "\u00a0" * 30 + "Bến Gỗ, ngày 20 tháng 11 năm 2020",
        "Trường THPT Bến Gỗ nhận cờ thi đua",
    ],
)
def test_last_line_that_does_not_sign_stays_in_the_text(line):
    article = parse(page(FIRST, SECOND, line))
    assert (article.author_name, article.author_unit) == ("", "")
    assert texts(article)[-1] == line.strip()


def test_sign_off_above_closing_pictures_is_still_the_author():
    article = parse(page(FIRST, SECOND, "Nông Thị Sen, Phòng GDTrH", "http://cu.example/1.jpg", "Toàn cảnh"))
    assert article.author_name == "Nông Thị Sen"
    assert article.body == (Paragraph(SECOND), ImagePlace("http://cu.example/1.jpg", "Toàn cảnh"))


def test_bullets_within_the_text_are_no_ticker():
    article = parse(page(FIRST, "► Nội dung thi gồm hai vòng.", SECOND))
    assert article.ticker == ()
    assert texts(article) == ["► Nội dung thi gồm hai vòng.", SECOND]


# Pages that make no sense


BROKEN = {
    "only ticker lines": ("► Một tin\n\n► Hai tin ► Ba tin\n", 1, "ticker"),
    "no title": (f"\n\n09.10.2020 14:29730 đã xem\n\n{FIRST}", 3, "title"),
    "no date": (f"{TITLE}\n\n{FIRST}\n\n{SECOND}", 1, "date"),
    "labels without a date": (page(FIRST, fields="Số lượt xem496;Thời gian;Người đăngQuản trị"), 3, "date"),
    "date that does not exist": (page(FIRST, fields="31.02.2020 14:29730 đã xem"), 3, "31.02.2020"),
    "hour that does not exist": (page(FIRST, fields="Số lượt xem1;Thời gian20.11.2019-25:43"), 3, "25:43"),
    "views that are no number": (page(FIRST, fields="09.10.2020 14:2912.34 đã xem"), 3, "12.34"),
    "more views than can be": (page(FIRST, fields="09.10.2020 14:299999999999 đã xem"), 3, "views"),
    "endless views": (page(FIRST, fields=f"09.10.2020 14:29{'9' * 9000} đã xem"), 3, "views"),
    "no text": (page(), 3, "text"),
    "no text but the sign-off's heading": (page("Tin tức khác", "Tin cũ"), 3, "text"),
    "two articles": (f"{page(FIRST)}\n\n{page(SECOND, title='Tin thứ hai')}", 9, "second"),
    "title as long as a text": (page(FIRST, title="Rất dài " * 40), 1, "title"),
}


@pytest.mark.parametrize(("text", "line", "word"), BROKEN.values(), ids=BROKEN)
def test_page_that_makes_no_sense_is_refused_with_line_and_reason(text, line, word, settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(Unreadable) as refusal:
        parse(text)
    assert refusal.value.line == line
    assert word in refusal.value.reason


def test_decomposed_page_reads_like_the_composed_one():
    decomposed = unicodedata.normalize("NFD", LABELLED).encode()
    assert parse(decode(decomposed)) == parse(LABELLED)
