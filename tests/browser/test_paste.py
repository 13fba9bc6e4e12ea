"""Pasting into the editor, truly: the browser's own paste event with what Word and others put on the clipboard."""

import json
import re
import time
import unicodedata

import pytest
from playwright.sync_api import Page, expect

from tests.pages.pasting.article import ARTICLE, Heading, Picture, Words, paragraph
from tests.pages.pasting.browsers import google_docs
from tests.pages.pasting.clipboards import WRITERS
from tests.pages.pasting.word import word
from tests.photographs import photograph

WITHOUT_PICTURES = [piece for piece in ARTICLE if not isinstance(piece, Picture)]
EDITABLE = ".public-DraftEditor-content"
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  return document.activeElement.dispatchEvent(event);
}"""
LONGEST_WAIT = 10  # seconds
BODY = """() => document.getElementById("body-root").rootBlock.children.map((child) => {
  const state = child.block.widget?.input?.draftailEditor?.getEditorState();
  const lines = state?.getCurrentContent().getBlocksAsArray().map((line) => line.getText());
  return [child.type, lines ?? (child.type === "heading" ? child.block.getValue().text : child.block.getValue())];
})"""
APPEND = """(type) => {
  const stream = document.getElementById("body-root").rootBlock;
  const value = stream.blockDef.initialChildStates[type];
  stream.insert({ type, value, id: crypto.randomUUID() }, stream.children.length, { animate: false });
}"""
# The lines of a notice: their words, kind and styles.
NOTICE = """() => {
  const block = document.getElementById("body-root").rootBlock.children.find((child) => child.type === "notice").block;
  const state = block.childBlocks.text.widget.input.draftailEditor.getEditorState();
  const { blocks } = window.DraftJS.convertToRaw(state.getCurrentContent());
  return blocks.map(({ text, type, inlineStyleRanges }) => [text, type, inlineStyleRanges.map(({ style }) => style)]);
}"""
# The autosave of an article without a title, and an address that a test takes away.
NOT_SAVED = r"console: Failed to load resource.*\((?:.*/admin/pages/add/.*|.*/admin/paste/)\)"


def paste(page: Page, html: str, text: str = "chữ không định dạng") -> None:
    page.evaluate(PASTE, [html, text])


def body(page: Page) -> list[tuple[str, object]]:
    """Return what stands in the editor's blocks: the lines of paragraphs, the words of headings, else the value."""
    return [tuple(block) for block in page.evaluate(BODY)]


def wait_for(page: Page, kinds: list[str]) -> None:
    """Wait until the body is made of blocks of these kinds. The admin's policy forbids Playwright's own way (eval)."""
    deadline = time.monotonic() + LONGEST_WAIT
    while [kind for kind, _value in body(page)] != kinds and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert [kind for kind, _value in body(page)] == kinds


@pytest.fixture
def editor(new_page, log_in, watcher) -> Page:
    """The form of a new article, the caret between the sentences of its first paragraph."""
    watcher.allow(NOT_SAVED)
    page = new_page()
    log_in(page, "soan1.gdth")
    page.goto(_add_address(page))
    page.locator(EDITABLE).first.click()
    page.keyboard.type("Câu trước. Câu sau.")
    for _letter in " Câu sau.":
        page.keyboard.press("ArrowLeft")
    return page


def _add_address(page: Page) -> str:
    return page.locator(".portal-compose a", has_text=re.compile("Tin hoạt động|Soạn tin")).first.get_attribute("href")


SPLIT = ["paragraph", "heading", "paragraph", "heading", "paragraph", "heading", "table", "paragraph", "paragraph"]


def test_an_article_from_any_writer_becomes_blocks_where_the_caret_was_and_is_undone_by_ctrl_z(editor):
    for write in WRITERS.values():
        paste(editor, write(WITHOUT_PICTURES))
        wait_for(editor, SPLIT)
        found = body(editor)
        assert (found[0], found[-1]) == (("paragraph", ["Câu trước."]), ("paragraph", ["Câu sau."]))
        assert [words for kind, words in found if kind == "heading"] == [
            *("Tuần lễ học tập suốt đời ở Vân Khê", "Việc của mỗi trường", "Số người học")
        ]
        assert found[6][1]["data"][1] == ["Suối Mây", "4", "112"]
        expect(editor.locator(".portal-paste")).to_contain_text("Đã dán, có 3 đề mục, 1 bảng.")
        # The caret stands at the end of what was pasted; what is written there is undone first.
        pasted = editor.locator(f"{EDITABLE}:visible").nth(3)
        expect(pasted).to_be_focused()
        editor.keyboard.type("!")
        expect(pasted).to_have_text("Các lớp tiếp tục đến hết tháng 12.!")
        editor.keyboard.press("Control+z")
        expect(pasted).to_have_text("Các lớp tiếp tục đến hết tháng 12.")
        editor.keyboard.press("Control+z")
        wait_for(editor, ["paragraph"])
        assert body(editor) == [("paragraph", ["Câu trước. Câu sau."])]
        expect(editor.locator(EDITABLE).first).to_be_focused()


def test_what_was_pasted_is_saved_as_it_was_copied(editor, site):
    editor.locator("[name=title]").fill("Tuần lễ học tập suốt đời dán từ Word")
    editor.locator(EDITABLE).first.click()
    paste(editor, word(WITHOUT_PICTURES))
    expect(editor.locator(".portal-paste")).to_contain_text("Đã dán")
    editor.locator("footer [data-w-dropdown-target=toggle]").first.click()
    with editor.expect_navigation():
        editor.locator("footer").get_by_text("Lưu bản nháp").first.click()
    stored = site.manage(
        "shell",
        "--verbosity",
        "0",
        "--command",
        "from newsroom.models import NewsPage; import json;"
        "page = NewsPage.objects.filter(title='Tuần lễ học tập suốt đời dán từ Word').last();"
        "print(json.dumps(page.get_latest_revision_as_object().body.get_prep_value()))",
    )
    blocks = json.loads(stored.splitlines()[-1])
    kinds = [block["type"] for block in blocks]
    assert kinds.count("heading") == 3 and kinds.count("table") == 1
    texts = [block["value"] for block in blocks if block["type"] == "paragraph"]
    assert any("<b>Tuần lễ học tập suốt đời</b>" in text for text in texts)
    assert any('href="https://vankhe.example/ke-hoach"' in text for text in texts)
    assert any(re.search("<li[^>]*>có góc đọc cho trẻ nhỏ</li></ul>", text) for text in texts)


def test_a_short_paste_stays_in_its_paragraph(editor):
    paste(editor, "<p>và <b>thêm</b> vài chữ</p>", "và thêm vài chữ")
    expect(editor.locator(EDITABLE).first).to_have_text("Câu trước.và thêm vài chữ Câu sau.")
    assert [kind for kind, _value in body(editor)] == ["paragraph"]


def test_several_paragraphs_stay_in_their_block_and_are_undone_as_one(editor):
    paste(editor, google_docs([paragraph("Một."), paragraph(Words("Hai.", is_bold=True))]))
    expect(editor.locator(EDITABLE).first).to_contain_text("Hai.")
    editor.wait_for_timeout(400)
    assert body(editor) == [("paragraph", ["Câu trước.Một.", "Hai. Câu sau."])]
    editor.keyboard.press("Control+z")
    expect(editor.locator(EDITABLE).first).to_have_text("Câu trước. Câu sau.")


def test_a_paste_that_fails_leaves_the_words_and_what_was_there(editor):
    editor.route("**/admin/paste/", lambda route: route.abort())
    paste(editor, word(WITHOUT_PICTURES), "Dòng một\r\nDòng hai")
    expect(editor.locator(".portal-paste")).to_contain_text("chỉ dán phần chữ")
    editor.wait_for_timeout(400)
    assert body(editor) == [("paragraph", ["Câu trước.Dòng một", "Dòng hai Câu sau."])]


def test_edits_after_a_paste_are_not_undone_unasked(editor):
    paste(editor, word([Heading(1, "Đề mục"), paragraph("Đoạn dán.")]))
    wait_for(editor, ["paragraph", "heading", "paragraph", "paragraph"])
    expect(editor.locator(EDITABLE).nth(1)).to_be_focused()
    editor.keyboard.type(" Viết thêm.")
    bar = editor.locator(".portal-paste")
    bar.get_by_role("button", name="Bỏ phần vừa dán").click()
    expect(bar).to_contain_text("Bạn đã sửa phần vừa dán")
    bar.get_by_role("button", name="Không bỏ").click()
    assert ("heading", "Đề mục") in body(editor)


def test_old_text_is_offered_converted_and_never_silently(editor):
    old = word([Heading(1, "KÕ ho¹ch"), paragraph("Häc sinh vïng cao.")], font=".VnTime")
    dialog = editor.locator("dialog.portal-paste-old")
    paste(editor, old)
    expect(dialog).to_contain_text("KÕ ho¹ch Häc sinh vïng cao.")
    expect(dialog).to_contain_text("Kế hoạch Học sinh vùng cao.")
    editor.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert body(editor) == [("paragraph", ["Câu trước. Câu sau."])]
    expect(editor.locator(EDITABLE).first).to_be_focused()
    paste(editor, old)
    dialog.get_by_role("button", name="Chuyển rồi dán").click()
    wait_for(editor, ["paragraph", "heading", "paragraph", "paragraph"])
    assert body(editor)[1:3] == [("heading", "Kế hoạch"), ("paragraph", ["Học sinh vùng cao."])]


def test_title_and_summary_take_one_line_of_composed_words(editor):
    for name in ("title", "summary"):
        field = editor.locator(f"[name={name}]")
        field.fill("Tin: ")
        field.press("End")
        paste(editor, "<h1>Khai giảng</h1><p>năm học</p>", unicodedata.normalize("NFD", "Khai giảng\r\n\r\nnăm học "))
        expect(field).to_have_value("Tin: Khai giảng năm học")
    editor.keyboard.press("Control+z")
    expect(field).to_have_value("Tin: ")


def test_old_text_in_a_title_is_offered_converted(editor):
    title = editor.locator("[name=title]")
    title.click()
    paste(editor, word([paragraph("Häc sinh vïng cao")], font=".VnTime"), "Häc sinh vïng cao")
    editor.locator("dialog.portal-paste-old").get_by_role("button", name="Chuyển rồi dán").click()
    expect(title).to_have_value("Học sinh vùng cao")


def test_text_beside_the_body_takes_what_its_editor_has_buttons_for_and_old_text_converted(editor):
    editor.evaluate(APPEND, "notice")
    notice = editor.locator(EDITABLE).last
    notice.click()
    paste(editor, word([Heading(1, "Đề mục"), paragraph(Words("Đậm", is_bold=True), Words(" thường"))]))
    expect(notice).to_contain_text("Đậm thường")
    assert editor.evaluate(NOTICE) == [["Đề mục", "unstyled", []], ["Đậm thường", "unstyled", ["BOLD"]]]
    paste(editor, word([paragraph("Häc sinh vïng cao.")], font=".VnTime"))
    editor.locator("dialog.portal-paste-old").get_by_role("button", name="Chuyển rồi dán").click()
    expect(notice).to_contain_text("Học sinh vùng cao.")
    editor.evaluate(APPEND, "quote")
    quote = editor.locator("textarea[name$='value-text']")
    quote.click()
    paste(editor, word([paragraph("Häc sinh vïng cao.")], font=".VnTime"), "Häc sinh vïng cao.")
    editor.locator("dialog.portal-paste-old").get_by_role("button", name="Chuyển rồi dán").click()
    expect(quote).to_have_value("Học sinh vùng cao.")


def test_pictures_are_asked_for_and_nothing_is_lost_without_them(editor):
    paste(editor, word())
    dialog = editor.locator("dialog[open]")
    expect(dialog).to_contain_text("Phần vừa dán có 1 ảnh")
    editor.keyboard.press("Escape")
    expect(editor.locator("dialog[open]")).to_have_count(0)
    assert [kind for kind, _value in body(editor)] == SPLIT
    expect(editor.locator(".portal-paste").get_by_role("button", name="Thêm ảnh")).to_be_visible()


def jpeg(seed: int) -> bytes:
    return photograph(seed, (400, 300)).read()


def test_pictures_go_where_they_stood_with_their_captions(editor):
    pieces = [
        paragraph("Buổi sáng, xã Mây Trắng đón khách."),
        Picture(),
        paragraph("Sau đó, mọi người thăm thư viện của trường."),
        Picture(),
        paragraph(Words("Học sinh đọc sách ở góc thư viện", is_italic=True)),
        paragraph("Buổi lễ kết thúc lúc 11 giờ."),
    ]
    paste(editor, word(pieces))
    dialog = editor.locator("dialog[open]")
    files = [{"name": f"anh-{seed}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(seed)} for seed in (1, 2)]
    dialog.locator("input[type=file]").set_input_files(files)
    put_in = dialog.locator("[data-put-in]")
    expect(put_in).to_be_enabled(timeout=20_000)
    put_in.click()
    wait_for(editor, ["paragraph", "paragraph", "image", "paragraph", "image", "paragraph", "paragraph"])
    images = [value for kind, value in body(editor) if kind == "image"]
    assert [value["caption"] for value in images] == ["", "Học sinh đọc sách ở góc thư viện"]
    assert all(value["image"] for value in images)
