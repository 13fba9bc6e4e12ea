"""Tables of the body where editors meet them: the menu on a cell, and two versions beside each other."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.admin.compare import get_comparison_class_for_block

from cms.pages.blocks import PortalTableBlock
from tests.factories import draft, edit, news

BEFORE = {
    "first_row_is_table_header": True,
    "first_col_is_header": False,
    "table_caption": "Chỉ tiêu",
    "data": [["Trường", "Chỉ tiêu"], ["THPT Suối Mây", "320"], ["THPT <b>Đồi</b>", None]],
}
AFTER = BEFORE | {"data": [["Trường", "Chỉ tiêu"], ["THPT Khe Trúc", "90"], ["THPT Suối Mây", "350"]]}


def compare(before, after):
    block = PortalTableBlock()
    return get_comparison_class_for_block(block)(block, True, True, before, after)


@pytest.mark.parametrize(
    "rubbish",
    [
        *(
            "",
            "{",
            "5",
            '"a"',
            "[]",
            "null",
            '{"data": 5}',
            '{"data": [5]}',
            '{"data": [[{}]]}',
            r'{"data": [["\u0000"]]}',
            '{"cell": [5]}',
        ),
        *('{"mergeCells": [{"row": 0}]}', '{"mergeCells": true}', '{"table_caption": {}}', "[" * 100_000),
    ],
)
def test_what_no_grid_sends_is_an_empty_table(rubbish):
    block = PortalTableBlock()
    value = block.clean(block.value_from_datadict({"t": rubbish}, {}, "t"))
    assert value is None
    assert block.render(value) == ""


def test_what_the_grid_sends_is_taken_as_it_is():
    merged = [{"row": 1, "col": 0, "rowspan": 1, "colspan": 2, "removed": False}]
    sent = BEFORE | {"cell": [{"row": 0, "col": 1, "className": "htCenter"}], "mergeCells": merged}
    sent |= {"table_header_choice": "row"}
    block = PortalTableBlock()
    assert block.value_from_datadict({"t": json.dumps(sent)}, {}, "t") == sent
    assert block.value_from_datadict({"t": json.dumps({"data": [], "cell": None})}, {}, "t") is not None


def test_a_table_is_shown_as_a_table():
    html = compare(BEFORE, BEFORE).htmlvalue(BEFORE)
    assert "<caption>Chỉ tiêu</caption>" in html
    assert "<tr><td>THPT Suối Mây</td><td>320</td></tr>" in html
    assert "{" not in html
    assert "None" not in html


def test_what_people_wrote_stays_words():
    for html in (compare(BEFORE, AFTER).htmldiff(), compare(BEFORE, BEFORE).htmlvalue(BEFORE)):
        assert "<b>" not in html
        assert "&lt;b&gt;" in html


def test_a_changed_cell_says_what_changed():
    html = compare(BEFORE, BEFORE | {"data": [*BEFORE["data"][:1], ["THPT Suối Mây", "350"]]}).htmldiff()
    assert '<span class="deletion">320</span><span class="addition">350</span>' in html
    assert "<td>THPT Suối Mây</td>" in html


def test_a_row_that_was_put_in_leaves_the_others_as_they_were():
    html = compare(BEFORE, BEFORE | {"data": [BEFORE["data"][0], ["Mới", "1"], *BEFORE["data"][1:]]}).htmldiff()
    assert "<tr><td>Trường</td><td>Chỉ tiêu</td></tr>" in html
    assert "<tr><td>THPT Suối Mây</td><td>320</td></tr>" in html
    assert '<span class="addition">Mới</span>' in html


def test_cells_that_were_merged_are_told():
    merged = BEFORE | {"mergeCells": [{"row": 1, "col": 0, "rowspan": 2, "colspan": 1}]}
    assert "</table><p>" in compare(BEFORE, merged).htmldiff()
    assert "<p>" not in compare(merged, merged).htmldiff()


def test_tables_without_anything_are_no_error():
    for empty in (None, {}, {"data": None}, {"data": []}, {"data": [[None]]}):
        assert compare(empty, AFTER).htmldiff()
        assert compare(BEFORE, empty).htmldiff()
        assert compare(empty, empty).htmlvalue(empty)


def test_the_comparison_of_two_versions_shows_no_python(client, section, drafter):
    page = draft(section, drafter, news("Bài có bảng", body=[("table", BEFORE)]))
    edit(page, drafter, body=[("table", AFTER)])
    client.force_login(drafter)
    html = client.get(f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/").content.decode()
    assert "portal-table-compared" in html
    assert "first_row_is_table_header" not in html


def test_who_says_nothing_of_the_headers_is_told_what_to_do():
    with translation.override("en"), pytest.raises(ValidationError, match="Say which cells are headers"):
        PortalTableBlock().clean({"data": [["1"]], "table_header_choice": ""})


def test_the_menu_of_a_cell_is_in_the_language_of_who_asks():
    items = PortalTableBlock().table_options["contextMenu"]["items"]
    for language, words in (("vi", "Xóa dòng"), ("en", "Remove the row")):
        with translation.override(language):
            assert str(items["remove_row"]["name"]) == words
