"""Text in fonts older than Unicode is recognised on the clipboard, and offered converted beside what it was."""

import pytest

from cms.pages.pasting.pasted import read_line, read_pasted
from tests.pages.pasting.article import Heading, paragraph
from tests.pages.pasting.libreoffice import libreoffice
from tests.pages.pasting.word import word

TCVN3 = [Heading(1, "KÕ ho¹ch n¨m häc"), paragraph("Häc sinh vïng cao ®­îc tÆng s¸ch.")]
VNI = [paragraph("Hoïc sinh vuøng cao ñöôïc taëng saùch.")]


def test_the_style_sheet_of_word_tells_of_an_old_font():
    pasted = read_pasted(word(TCVN3, font=".VnTime"))
    assert pasted.encoding == "TCVN3"
    assert pasted.converted == [
        ("heading", {"text": "Kế hoạch năm học", "level": "h2"}),
        ("paragraph", "<p>Học sinh vùng cao được tặng sách.</p>"),
    ]


def test_what_was_copied_is_kept_beside_it():
    pasted = read_pasted(word(TCVN3, font=".VnTime"))
    assert pasted.blocks[0] == ("heading", {"text": "KÕ ho¹ch n¨m häc", "level": "h2"})
    assert pasted.before.startswith("KÕ ho¹ch n¨m häc")
    assert pasted.after == "Kế hoạch năm học Học sinh vùng cao được tặng sách."


def test_a_font_element_of_libreoffice_tells_as_well():
    pasted = read_pasted(libreoffice(VNI, font="VNI-Times"))
    assert (pasted.encoding, pasted.converted) == (
        "VNI",
        [("paragraph", "<p>Học sinh vùng cao được tặng sách.</p>")],
    )


def test_a_font_of_capitals_makes_capitals():
    html = "<p><span style='font-family:\".VnTimeH\"'>së gi¸o dôc</span></p><p>Năm học mới bắt đầu.</p>"
    assert read_pasted(html).converted[0][1]["text"] == "SỞ GIÁO DỤC"


def test_letters_alone_tell_where_no_font_is_named():
    pasted = read_pasted("<p>B¶o Th¾ng më líp xãa mï ch÷ cho ng­êi lín.</p>")
    assert pasted.encoding == "TCVN3"
    assert "Bảo Thắng mở lớp xóa mù chữ cho người lớn." in pasted.converted[0][1]


@pytest.mark.parametrize(
    "html",
    [
        word(),
        word(font=".VnTime"),
        "<p>Café Müller mở lớp «tiếng Pháp» © 2026, rộng 40 m².</p>",
        "<p style='font-family:\".VnTime\"'>Nam 2026</p>",
    ],
)
def test_unicode_text_is_not_taken_for_old_text(html):
    assert read_pasted(html).encoding == ""


def test_a_line_is_offered_converted():
    line = read_line(word(TCVN3[1:], font=".VnTime"), "Häc sinh vïng cao ®­îc tÆng s¸ch.\r\n")
    assert (line.encoding, line.converted) == ("TCVN3", "Học sinh vùng cao được tặng sách.")
    assert line.text == "Häc sinh vïng cao ®­îc tÆng s¸ch."


def test_a_line_without_html_is_recognised_by_its_letters():
    assert read_line("", "Hoïc sinh vuøng cao\nñöôïc taëng saùch").converted == "Học sinh vùng cao được tặng sách"


def test_a_line_of_unicode_loses_its_line_breaks_alone():
    assert read_line("", " Dòng một\r\n\r\n dòng\thai ").text == "Dòng một dòng hai"
