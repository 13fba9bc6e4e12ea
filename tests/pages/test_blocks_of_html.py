"""HTML of any origin becomes blocks: what readers need stays, the rest goes, nothing raises."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.pages.composing.html import blocks_of_html


def kinds(html: str) -> list[str]:
    return [kind for kind, _value in blocks_of_html(html)]


def only(html: str):
    """Return the value of the one block that `html` makes."""
    [(_kind, value)] = blocks_of_html(html)
    return value


def test_paragraphs_and_lists_side_by_side_share_one_block():
    html = "<p>Một</p><ul><li>hai<ul><li>ba</li></ul></li></ul><p>Bốn</p>"
    assert only(html) == "<p>Một</p><ul><li>hai<ul><li>ba</li></ul></li></ul><p>Bốn</p>"


def test_bold_italic_and_links_stay_however_they_are_written():
    assert only("<p><strong>a</strong> <em>b</em></p>") == "<p><b>a</b> <i>b</i></p>"
    assert only('<p><span style="font-weight:700">a</span></p>') == "<p><b>a</b></p>"
    assert only('<b style="font-weight:normal"><p>a</p></b>') == "<p>a</p>"
    assert only('<p><a href="https://vidu.vn/?a=1&amp;b=2">c</a></p>') == (
        '<p><a href="https://vidu.vn/?a=1&amp;b=2">c</a></p>'
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///C:/a.docx", "#_ftn1", "/relative", ""]
)
def test_link_that_leads_nowhere_safe_becomes_its_words(address):
    assert only(f'<p><a href="{address}">chữ</a></p>') == "<p>chữ</p>"


def test_fonts_colours_comments_and_code_are_lost():
    html = (
        "<head><title>x</title></head><!--[if mso]><p>y</p><![endif]--><style>p{}</style><script>alert(1)</script>"
        '<p class="MsoNormal" style="color:red;mso-x:y"><font face="Arial" onclick="z">Chữ<o:p></o:p></font></p>'
        '<p style="display:none">ẩn</p><iframe src="https://vidu.vn"></iframe>'
    )
    assert only(html) == "<p>Chữ</p>"


def test_what_looks_like_a_tag_in_the_words_stays_words():
    assert only("<p>a &lt;script&gt; b &amp; c</p>") == "<p>a &lt;script&gt; b &amp; c</p>"


def test_headings_become_two_levels_the_highest_first():
    html = "<h2>Phần</h2><p>a</p><h4>Mục</h4><p>b</p>"
    headings = [value for kind, value in blocks_of_html(html) if kind == "heading"]
    assert headings == [{"text": "Phần", "level": "h2"}, {"text": "Mục", "level": "h3"}]


def test_heading_longer_than_headings_are_becomes_a_paragraph():
    assert kinds(f"<h1>{'chữ ' * 60}</h1>") == ["paragraph"]


def test_table_keeps_its_cells_and_knows_its_header_row():
    value = only("<table><tr><td>STT</td><td>Trường</td></tr><tr><td>1</td><td>Suối Mây</td></tr></table>")
    assert value["data"] == [["STT", "Trường"], ["1", "Suối Mây"]]
    assert value["first_row_is_table_header"] and value["table_header_choice"] == "row"


def test_table_of_figures_alone_has_no_header_row():
    value = only("<table><tr><td>1</td><td>An</td></tr><tr><td>2</td><td>Bình</td></tr></table>")
    assert not value["first_row_is_table_header"] and value["table_header_choice"] == "neither"


def test_cells_across_several_places_stay_merged():
    html = (
        "<table><tr><td rowspan=2>Lớp</td><td colspan=2>Học kỳ</td></tr><tr><td>I</td><td>II</td></tr>"
        "<tr><td>6A</td><td>30</td><td>31</td></tr></table>"
    )
    value = only(html)
    assert value["data"] == [["Lớp", "Học kỳ", ""], ["", "I", "II"], ["6A", "30", "31"]]
    assert value["mergeCells"] == [
        {"row": 0, "col": 0, "rowspan": 2, "colspan": 1},
        {"row": 0, "col": 1, "rowspan": 1, "colspan": 2},
    ]
    assert value["cell"] == [{"row": 1, "col": 0, "hidden": True}, {"row": 0, "col": 2, "hidden": True}]


def test_merged_cells_end_where_the_table_or_another_cell_does():
    html = (
        "<table><tr><td rowspan=9>A</td><td>1</td></tr><tr><td>2</td></tr><tr></tr><tr><td colspan=9>B</td></tr>"
        "<tr><td rowspan=2>C</td><td rowspan=2>D</td></tr><tr></tr></table>"
    )
    value = only(html)
    width = len(value["data"][0])
    taken = [
        (merged["row"] + below, merged["col"] + beside)
        for merged in value["mergeCells"]
        for below in range(merged["rowspan"])
        for beside in range(merged["colspan"])
    ]
    assert len(taken) == len(set(taken))
    assert all(row < len(value["data"]) and column < width for row, column in taken)
    assert sorted(word for row in value["data"] for word in row if word) == ["1", "2", "A", "B", "C", "D"]


def test_first_row_across_the_whole_table_says_what_it_is_about():
    html = (
        "<table><tr><td colspan=2>Chỉ tiêu năm 2026</td></tr><tr><td>Trường</td><td>Số</td></tr>"
        "<tr><td>Suối Mây</td><td>5</td></tr></table>"
    )
    value = only(html)
    assert value["table_caption"] == "Chỉ tiêu năm 2026"
    assert value["data"] == [["Trường", "Số"], ["Suối Mây", "5"]]


def test_table_of_one_cell_is_no_table():
    assert only("<table><tr><td><p>Một khung chữ</p></td></tr></table>") == "<p>Một khung chữ</p>"


def test_pictures_laid_out_in_a_table_come_with_the_words_below_them():
    html = "<table><tr><td><img src=1></td><td><img src=2></td></tr><tr><td>Một</td><td>Hai</td></tr></table>"
    blocks = blocks_of_html(html)
    assert [kind for kind, _value in blocks] == ["picture", "paragraph", "picture", "paragraph"]
    assert blocks[1][1] == "<p>Một</p>"


def test_picture_says_where_it_stood_and_splits_no_sentence():
    blocks = blocks_of_html('<p>Trước <img src="a.png" alt="Sân trường"> sau</p>')
    assert blocks == [
        ("paragraph", "<p>Trước sau</p>"),
        ("picture", {"source": "a.png", "alt_text": "Sân trường", "caption": ""}),
    ]


def test_line_breaks_stay_and_two_in_a_row_part_paragraphs():
    assert only("<div>Một<br>hai<br><br>Ba</div>") == "<p>Một<br/>hai</p><p>Ba</p>"


def test_decomposed_letters_are_composed_everywhere():
    title = unicodedata.normalize("NFD", "Giáo dục")
    html = f"<h2>{title}</h2><p>{title}</p><table><tr><td>{title}</td><td>{title}</td></tr></table><img alt='{title}'>"
    stored = json.dumps(blocks_of_html(html), ensure_ascii=False)
    assert stored == unicodedata.normalize("NFC", stored)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<table>",
        "<ul><ul><ul>",
        "<div>" * 5000 + "sâu" + "</div>" * 5000,
        "<ul><li>" * 3000 + "sâu",
        "<table><tr><td>" * 500 + "sâu",
        "<table><tr><td colspan=999999999999 rowspan=-3>a</td><td>b</td></tr></table>",
        "<b><i><p>a</b></i></p>",
        "\0<p>\0</p>",
    ],
)
def test_broken_html_raises_nothing(html):
    assert ("sâu" in html) == ("sâu" in json.dumps(blocks_of_html(html), ensure_ascii=False))


TAGS = st.sampled_from(["p", "b", "ul", "ol", "li", "h1", "h3", "table", "tr", "td", "div", "a", "span", "br", "img"])
SCRAPS = st.lists(
    st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.text("aăđ &<>\"'\n", max_size=5)), max_size=40
)


@settings(deadline=None, max_examples=60)
@given(SCRAPS.map("".join))
def test_what_was_made_of_any_scraps_of_html_is_made_of_itself_again(html):
    blocks = blocks_of_html(html)
    json.dumps(blocks)
    paragraphs = "".join(value for kind, value in blocks if kind == "paragraph")
    assert "".join(value for kind, value in blocks_of_html(paragraphs) if kind == "paragraph") == paragraphs
