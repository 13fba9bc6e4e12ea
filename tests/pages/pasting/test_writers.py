"""What Word, LibreOffice, Google Docs and browsers put on the clipboard keeps headings, lists, links and tables."""

import unicodedata

import pytest

from cms.pages.pasting.pasted import read_pasted
from tests.pages.pasting.article import ARTICLE, Heading, Listing, Picture, Words, paragraph
from tests.pages.pasting.clipboards import WRITERS
from tests.pages.pasting.word import WORD_FOOT, WORD_HEAD, word

EVERY_WRITER = pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)


def blocks(html: str) -> list:
    return read_pasted(html).blocks


def in_word(body: str) -> str:
    return WORD_HEAD % {"font": "Times New Roman"} + body + WORD_FOOT


@EVERY_WRITER
def test_an_article_is_the_same_from_every_writer(write):
    assert [kind for kind, _value in blocks(write())] == [
        *("heading", "paragraph", "heading", "paragraph", "picture", "heading", "table", "paragraph")
    ]


@EVERY_WRITER
def test_headings_become_heading_blocks_of_two_levels(write):
    headings = [value for kind, value in blocks(write()) if kind == "heading"]
    assert headings == [
        {"text": "Tuần lễ học tập suốt đời ở Vân Khê", "level": "h2"},
        {"text": "Việc của mỗi trường", "level": "h3"},
        {"text": "Số người học", "level": "h3"},
    ]


@EVERY_WRITER
def test_bold_italic_and_links_stay_and_nothing_else(write):
    assert blocks(write())[1][1] == (
        "<p>Sáng 05/10, xã Mây Trắng mở <b>Tuần lễ học tập suốt đời</b> với <i>hơn 300 người</i> tham dự, theo "
        '<a href="https://vankhe.example/ke-hoach">kế hoạch đã công bố</a>.</p>'
    )


@EVERY_WRITER
def test_lists_are_lists_with_what_is_nested_in_them(write):
    assert blocks(write())[3][1] == (
        "<ul><li>Mở thư viện cả ngày thứ Bảy<ul><li>có góc đọc cho trẻ nhỏ</li></ul></li>"
        "<li>Nhận sách tặng đến 17 giờ</li></ul><p>Thứ tự trong ngày:</p>"
        "<ol><li>Đón khách</li><li>Khai mạc</li><li>Tham quan</li></ol>"
    )


@EVERY_WRITER
def test_a_table_becomes_a_table_whose_first_row_is_a_header(write):
    table = blocks(write())[6][1]
    assert table["data"] == [["Trường", "Số lớp", "Học viên"], ["Suối Mây", "4", "112"], ["Đồi Thông", "3", "85"]]
    assert table["table_header_choice"] == "row"


@EVERY_WRITER
def test_text_that_was_decomposed_is_composed(write):
    decomposed = unicodedata.normalize("NFD", write())
    assert blocks(decomposed) == blocks(write())


def test_a_list_counted_with_letters_keeps_its_letters():
    listing = Listing(True, ((1, "Hồ sơ đăng ký"), (1, "Bản sao học bạ")), markers=("a)", "b)"))
    assert blocks(word([paragraph("Gồm:"), listing])) == [
        ("paragraph", "<p>Gồm:</p><p>a) Hồ sơ đăng ký</p><p>b) Bản sao học bạ</p>")
    ]


def test_a_list_that_goes_on_after_a_paragraph_keeps_its_number():
    pieces = [
        Listing(True, ((1, "Đón khách"), (1, "Khai mạc"))),
        paragraph("Đại biểu nghỉ giải lao."),
        Listing(True, ((1, "Tham quan"),), markers=("3.",)),
    ]
    assert blocks(word(pieces))[0][1] == (
        "<ol><li>Đón khách</li><li>Khai mạc</li></ol><p>Đại biểu nghỉ giải lao.</p><p>3. Tham quan</p>"
    )


def test_numbers_of_several_parts_stay_words():
    listing = Listing(True, ((1, "Mục tiêu"), (2, "Mục tiêu chung")), markers=("1.", "1.1."))
    assert blocks(word([listing]))[0][1] == "<p>1. Mục tiêu</p><p>1.1. Mục tiêu chung</p>"


def test_the_number_of_a_heading_stays_in_the_heading():
    html = in_word(
        "<h1 style='mso-list:l2 level1 lfo3'><![if !supportLists]><span style='mso-list:Ignore'>II.<span>&nbsp;&nbsp;"
        "</span></span><![endif]>Kết quả</h1>\n<p class=MsoNormal>Đã hoàn thành.</p>"
    )
    assert blocks(html)[0] == ("heading", {"text": "II. Kết quả", "level": "h2"})


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<ol start="4"><li>bốn<li>năm</ol>', "<p>4. bốn</p><p>5. năm</p>"),
        ('<ol type="a"><li>một</li><li>hai</li></ol>', "<p>a) một</p><p>b) hai</p>"),
        ('<ol type="I"><li><p>một</p><li><p>hai</p></ol>', "<p>I. một</p><p>II. hai</p>"),
        ('<ol type="a" start="27"><li>một</li><li>hai</li></ol>', "<p>aa) một</p><p>ab) hai</p>"),
        ('<ol type="i" start="50"><li>một</li></ol>', "<p>l. một</p>"),
        ('<ol><li style="list-style-type:lower-roman">một</li></ol>', "<p>i. một</p>"),
        ("<ol><li>một</li><li>hai</li></ol>", "<ol><li>một</li><li>hai</li></ol>"),
    ],
)
def test_numbers_that_the_editor_would_change_stay_words(html, expected):
    assert blocks(html) == [("paragraph", expected)]


def test_comments_and_deleted_words_of_word_are_left_out():
    html = in_word(
        "<p class=MsoNormal>Sở mở <a style='mso-comment-reference:LN_1'>năm lớp</a><span class=MsoCommentReference>"
        '<a class=msocomanchor id="_anchor_1" href="#_msocom_1">[LN1]</a></span><del cite="mailto:LN"> bảy lớp</del>'
        "<ins> mới</ins>.</p>"
        "<div style='mso-element:comment-list'><hr class=msocomoff><p class=MsoCommentText>Xem lại con số</p></div>"
    )
    assert blocks(html) == [("paragraph", "<p>Sở mở năm lớp mới.</p>")]


def test_a_line_below_a_picture_is_its_caption():
    pieces = [
        paragraph("Buổi lễ diễn ra ấm áp."),
        Picture(),
        paragraph(Words("Học sinh Trường Suối Mây nhận sách", is_italic=True)),
        paragraph("Sau buổi lễ, đoàn thăm thư viện."),
    ]
    kinds = blocks(word(pieces))
    assert [kind for kind, _value in kinds] == ["paragraph", "picture", "paragraph"]
    assert kinds[1][1]["caption"] == "Học sinh Trường Suối Mây nhận sách"


def test_only_the_copied_fragment_is_read():
    html = "<p>trước</p><!--StartFragment--><p>Giữa.</p><!--EndFragment--><p>sau</p>"
    assert blocks(html) == [("paragraph", "<p>Giữa.</p>")]


@pytest.mark.parametrize(
    "html",
    [
        *(
            "",
            "   ",
            "<",
            "<!--",
            "<![if",
            "<style",
            "<style>p{",
            "</p></p>",
            "<table><td><td><tr>",
            "\0\0",
            "&#0;&#x110000;",
        ),
        *("<li>" * 3000, "<div>" * 3000, "<b>" * 3000 + "x", "<table><tr><td>" * 300, "<!--" * 5000, "{" * 5000),
        "<p style='mso-list:l0 level1 lfo1'>",
        "<p style='mso-list:l0 level9 lfo1'><span style='mso-list:Ignore'></span></p>",
        "<ol start='99999999999'><li>x</ol>",
        "<ol start='-3' type='a'><li>x</ol>",
        "<style>@list l0:level1{mso-level-number-format:bullet;}}}{{</style><p>x</p>",
    ],
)
def test_rubbish_never_raises(html):
    read_pasted(html)


def test_a_script_does_not_come_through():
    html = '<p onclick="x()">a<script>x()</script><a href="javascript:x()">b</a><img src=x onerror=x()></p>'
    assert blocks(html) == [("paragraph", "<p>ab</p>"), ("picture", {"source": "x", "alt_text": "", "caption": ""})]


def test_all_words_of_an_article_arrive_once():
    text = str(blocks(word()))
    for piece in ARTICLE:
        if isinstance(piece, Heading):
            assert text.count(piece.text) == 1
