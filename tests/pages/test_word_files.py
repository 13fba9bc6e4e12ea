"""What Word writes becomes an article: each part where readers and editors expect it."""

import io
import unicodedata

import pytest

from cms.pages.composing.article import Article, read_article
from cms.pages.composing.html import blocks_of_pieces
from cms.pages.composing.reading import read_html
from cms.pages.composing.word import read_word
from tests.word_files import WordDocument, paragraph, run, table, word_file

LEAD = "Sáng nay, hai mươi trường trong tỉnh cùng mở thư viện xanh cho học sinh."
TEXT = "Mỗi thư viện có hơn một nghìn cuốn sách do phụ huynh và cựu học sinh gửi tặng trong mùa hè vừa qua."
MORE = "Nhà trường mở cửa thư viện cả ngày thứ Bảy để học sinh ở xa có thể đến đọc và mượn sách về nhà."


def article_of(*body: str, **options) -> Article:
    return read_article(read_html(read_word(io.BytesIO(word_file(*body))).html), **options)


def blocks_of(*body: str) -> list:
    """Return the blocks of an article with a title, a summary and then `body`."""
    return blocks_of_pieces(article_of(paragraph("Tiêu đề"), paragraph(LEAD, bold=True), *body).body)


def test_first_line_is_the_title_and_a_bold_first_paragraph_the_summary():
    article = article_of(paragraph("Mở thư viện xanh"), paragraph(LEAD, bold=True), paragraph(TEXT))
    assert (article.title, article.summary) == ("Mở thư viện xanh", LEAD)
    assert blocks_of_pieces(article.body) == [("paragraph", f"<p>{TEXT}</p>")]


def test_title_in_two_centred_lines_is_one():
    lines = [
        paragraph(text, align="center", bold=True) for text in ("TỔ CHỨC NGÀY HỘI ĐỌC SÁCH", "NĂM HỌC 2026 - 2027")
    ]
    assert article_of(*lines, paragraph(TEXT)).title == "TỔ CHỨC NGÀY HỘI ĐỌC SÁCH NĂM HỌC 2026 - 2027"


def test_style_of_a_title_is_found_below_a_letterhead():
    article = article_of(
        paragraph("PHÒNG GDTX-GDCN", align="center"), paragraph("Mở thư viện", style="Tiu"), paragraph(TEXT)
    )
    assert article.title == "Mở thư viện"
    assert "PHÒNG GDTX-GDCN" in str(article.body)


def test_labels_of_title_and_summary_are_left_out():
    article = article_of(paragraph("Tiêu đề: Mở thư viện"), paragraph(f"Sapo: {LEAD}"), paragraph(TEXT))
    assert (article.title, article.summary) == ("Mở thư viện", LEAD)


def test_text_that_begins_with_a_long_paragraph_has_no_title():
    article = article_of(paragraph(TEXT), paragraph(MORE))
    assert article.title == ""
    assert blocks_of_pieces(article.body) == [("paragraph", f"<p>{TEXT}</p><p>{MORE}</p>")]


def test_page_without_a_field_for_the_summary_keeps_it_in_the_text():
    article = article_of(paragraph("Thông báo"), paragraph(LEAD, bold=True), paragraph(TEXT), takes_summary=False)
    assert article.summary == ""
    assert LEAD in blocks_of_pieces(article.body)[0][1]


def test_headings_are_known_by_style_and_by_their_look():
    blocks = blocks_of(paragraph(TEXT), paragraph("Kết quả", style="u1"), paragraph(MORE))
    assert ("heading", {"text": "Kết quả", "level": "h2"}) in blocks
    blocks = blocks_of(paragraph(TEXT), paragraph("Kết quả bước đầu", bold=True), paragraph(MORE))
    assert ("heading", {"text": "Kết quả bước đầu", "level": "h2"}) in blocks
    blocks = blocks_of(paragraph(TEXT), paragraph("KẾT QUẢ BƯỚC ĐẦU"), paragraph(MORE))
    assert ("heading", {"text": "KẾT QUẢ BƯỚC ĐẦU", "level": "h2"}) in blocks


def test_bold_line_at_the_end_is_no_heading():
    assert blocks_of(paragraph(TEXT), paragraph("Hẹn gặp lại mùa sau", bold=True))[0][0] == "paragraph"


def test_list_that_counts_from_one_stays_a_list():
    blocks = blocks_of(paragraph(TEXT), *(paragraph(text, numbers=(2, 0)) for text in ("sách", "truyện", "báo")))
    assert blocks[-1][1].endswith("<ol><li>sách</li><li>truyện</li><li>báo</li></ol>")


def test_numbers_across_paragraphs_are_written_out_as_word_shows_them():
    blocks = blocks_of(
        paragraph("Chuẩn bị", numbers=(2, 0), bold=True),
        paragraph(TEXT),
        paragraph("Kết quả", numbers=(2, 0), bold=True),
        paragraph(MORE),
    )
    assert [value["text"] for kind, value in blocks if kind == "heading"] == ["1. Chuẩn bị", "2. Kết quả"]


def test_roman_numbers_and_letters_are_written_out():
    blocks = blocks_of(
        paragraph(TEXT),
        paragraph("một", numbers=(3, 0)),
        paragraph("hai", numbers=(3, 0)),
        paragraph("mục", numbers=(2, 0)),
        paragraph("ý", numbers=(2, 1)),
    )
    assert blocks[-1][1].endswith("<p>I. một</p><p>II. hai</p><p>1. mục</p><p>a) ý</p>")


def test_numbers_that_word_counts_in_a_table_are_there():
    rows = [
        ["STT", "Trường"],
        [paragraph("", numbers=(2, 0)), "Suối Mây"],
        [paragraph("", numbers=(2, 0)), "Đồi Thông"],
    ]
    blocks = blocks_of(paragraph(TEXT), table(rows), paragraph(MORE))
    [value] = [value for kind, value in blocks if kind == "table"]
    assert value["data"] == [["STT", "Trường"], ["1.", "Suối Mây"], ["2.", "Đồi Thông"]]
    assert value["first_row_is_table_header"]


def test_line_above_a_table_that_names_it_becomes_its_caption():
    rows = [["Trường", "Chỉ tiêu"], ["Suối Mây", "320"]]
    blocks = blocks_of(paragraph(TEXT), paragraph("Bảng 1. Chỉ tiêu tuyển sinh"), table(rows), paragraph(MORE))
    assert [value["table_caption"] for kind, value in blocks if kind == "table"] == ["Bảng 1. Chỉ tiêu tuyển sinh"]


CAPTIONS = {
    "styled": {"style": "Chuthich"},
    "centred": {"align": "center"},
    "italic": {"italic": True},
    "plain": {},
}


@pytest.mark.parametrize("look", CAPTIONS.values(), ids=CAPTIONS)
def test_line_below_a_picture_becomes_its_caption(look):
    document = WordDocument()
    body = (
        paragraph("Tiêu đề"),
        paragraph(LEAD, bold=True),
        paragraph(TEXT),
        paragraph(document.picture(b"x", alt="Học sinh đọc sách"), align="center"),
        paragraph("Học sinh Trường THCS Suối Mây đọc sách", **look),
        paragraph(MORE),
    )
    word = read_word(io.BytesIO(document.file(*body)))
    blocks = blocks_of_pieces(read_article(read_html(word.html)).body)
    assert blocks[1] == (
        "picture",
        {"source": "1", "alt_text": "Học sinh đọc sách", "caption": "Học sinh Trường THCS Suối Mây đọc sách"},
    )
    assert word.pictures["1"]() == b"x"


def test_paragraph_below_a_picture_stays_text():
    document = WordDocument()
    picture = paragraph(document.picture(b"x"))
    word = read_word(io.BytesIO(document.file(paragraph("Tiêu đề"), paragraph(TEXT), picture, paragraph(MORE))))
    blocks = blocks_of_pieces(read_article(read_html(word.html)).body)
    assert ("picture", {"source": "1", "alt_text": "", "caption": ""}) in blocks
    assert MORE in blocks[-1][1]


SIGN_OFFS = {
    "at the right": [paragraph("Lò Thị Mai, Phòng GDTX-GDCN", align="right")],
    "with a label": [paragraph("Tin, ảnh: Lò Thị Mai, Phòng GDTX-GDCN")],
    "in two lines": [paragraph("Lò Thị Mai", align="right"), paragraph("Phòng GDTX-GDCN", align="right")],
    "in one paragraph of two lines": [paragraph("Lò Thị Mai\nPhòng GDTX-GDCN", align="right")],
    "far in": [paragraph("Lò Thị Mai - Phòng GDTX-GDCN", indent=5000)],
    "behind blanks": [paragraph(f"{' ' * 40}Lò Thị Mai, Phòng GDTX-GDCN")],
}


@pytest.mark.parametrize("lines", SIGN_OFFS.values(), ids=SIGN_OFFS)
def test_name_and_unit_at_the_end_are_the_author(lines):
    article = article_of(paragraph("Tiêu đề"), paragraph(LEAD, bold=True), paragraph(TEXT), *lines)
    assert (article.author_name, article.author_unit) == ("Lò Thị Mai", "Phòng GDTX-GDCN")
    assert "Lò Thị Mai" not in str(article.body)


def test_last_sentence_is_no_sign_off():
    article = article_of(
        paragraph("Tiêu đề"), paragraph(LEAD, bold=True), paragraph(TEXT), paragraph("Hết giờ đọc sách.")
    )
    assert article.author_name == ""
    assert "Hết giờ đọc sách." in str(article.body)


def test_no_word_of_the_file_is_lost():
    body = [
        paragraph("Tiêu đề"),
        paragraph(LEAD, bold=True),
        paragraph("một ", run("hai", bold=True), run(" ba")),
        paragraph("Kết quả", style="u2"),
        paragraph("bốn", numbers=(1, 0)),
        table([["năm", "sáu"], ["bảy", "tám"]]),
        paragraph("Lò Thị Mai", align="right"),
    ]
    article = article_of(*body)
    told = f"{article.title} {article.summary} {blocks_of_pieces(article.body)} {article.author_name}"
    for word in ("Tiêu đề", LEAD, "một", "hai", "ba", "Kết quả", "bốn", "năm", "sáu", "bảy", "tám", "Lò Thị Mai"):
        assert word in told


def test_decomposed_letters_are_composed():
    article = article_of(*(paragraph(unicodedata.normalize("NFD", text)) for text in ("Tiêu đề", TEXT, MORE)))
    assert unicodedata.is_normalized("NFC", f"{article}")
    assert article.title == "Tiêu đề"


def test_letters_of_a_tcvn3_font_are_recognised_and_converted_only_when_asked():
    file = word_file(
        paragraph("tr­êng thpt suèi m©y", font=".VnTimeH"),
        paragraph("Khai gi¶ng n¨m häc míi", style="Cu"),
        paragraph("Chữ Unicode ở giữa", font="Arial"),
    )
    as_it_is, converted = (read_word(io.BytesIO(file), converts=converts) for converts in (False, True))
    assert as_it_is.encodings == converted.encodings == {"TCVN3"}
    assert "Khai gi¶ng n¨m häc míi" in as_it_is.html
    for words in ("TRƯỜNG THPT SUỐI MÂY", "Khai giảng năm học mới", "Chữ Unicode ở giữa"):
        assert words in converted.html


def test_letters_of_a_vni_font_are_converted_though_word_parts_them():
    runs = [run("Khai gia", font="VNI-Times"), run("ûng naêm ho", font="VNI-Times"), run("ïc môùi", font="VNI-Times")]
    converted = read_word(io.BytesIO(word_file(paragraph(*runs))), converts=True)
    assert converted.encodings == {"VNI"}
    assert "Khai giảng năm học mới" in converted.html


def test_soft_hyphen_is_a_letter_of_tcvn3_and_nothing_elsewhere():
    parts = "<w:t>Tr</w:t><w:softHyphen/><w:t>êng</w:t>"
    for font, words in ((".VnTime", "Trường"), ("Arial", "Trêng")):
        look = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
        word = read_word(io.BytesIO(word_file(paragraph(f"<w:r>{look}{parts}</w:r>"))), converts=True)
        assert word.html == f"<p>{words}</p>"


def test_letters_without_their_font_are_recognised_by_themselves():
    file = word_file(paragraph("Héi th¶o vÒ gi¸o dôc ë tØnh miÒn nói", font="Arial"))
    assert read_word(io.BytesIO(file)).encodings == {"TCVN3"}


def test_unicode_text_in_an_old_font_is_left_alone():
    file = word_file(paragraph("Khai giảng năm học mới", font=".VnTime"))
    assert not read_word(io.BytesIO(file)).encodings


def test_hidden_letters_and_comments_do_not_come_along_and_tracked_changes_count_as_made():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>mật</w:t></w:r>"
    changes = f'<w:ins w:id="1" w:author="a">{run("thêm")}</w:ins><w:del w:id="2" w:author="a">{run("bớt")}</w:del>'
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    html = read_word(io.BytesIO(word_file(paragraph("Chữ ", hidden, changes, comment)))).html
    assert html == "<p>Chữ thêm</p>"


def test_numbers_that_word_counts_in_captions_come_along():
    field = f'<w:fldSimple w:instr=" SEQ Hình ">{run("3")}</w:fldSimple>'
    assert "Hình 3. Sân trường" in read_word(io.BytesIO(word_file(paragraph("Hình ", field, run(". Sân trường"))))).html


def test_what_does_not_come_along_is_noticed():
    document = WordDocument()
    file = document.file(paragraph("Công thức", "<m:oMath/>"), paragraph(document.picture(b"x", cropped=True)))
    assert read_word(io.BytesIO(file)).lost == {"formulas", "cropped"}
