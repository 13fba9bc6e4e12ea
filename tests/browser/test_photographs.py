"""Many pictures at once, in a real editor: chosen, dropped, described, put where the editor was; on a telephone too."""

import base64
import io
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe
from tests.photographs import photograph

DIALOG = "dialog.portal-photographs"
IN_DIALOG = f"""async () => {{
  const found = await axe.run("{DIALOG}", {{ resultTypes: ["violations"] }});
  return found.violations.flatMap(rule => rule.nodes.map(node => `${{rule.id}}: ${{node.target.join(" ")}}`));
}}"""
DROP = """([selector, files]) => {
  const data = new DataTransfer();
  for (const [name, content] of files) {
    data.items.add(new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], name));
  }
  const options = { dataTransfer: data, bubbles: true, cancelable: true };
  document.querySelector(selector).dispatchEvent(new DragEvent("drop", options));
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Photographs as people have them: a JPEG, one of a telephone, one that was cut off, and a drawing."""
    folder = tmp_path_factory.mktemp("photographs")
    first = photograph(1, (1200, 800)).read()
    (folder / "Lễ khai giảng.jpg").write_bytes(first)
    (folder / "hong.jpg").write_bytes(first[: len(first) // 3])
    Image.open(io.BytesIO(first)).rotate(90, expand=True).save(folder / "IMG_2034.HEIC", "HEIF")
    Image.new("RGB", (300, 200), "teal").save(folder / "Sơ đồ.png")
    return folder


@pytest.fixture
def editor(new_page, log_in, watcher) -> Callable[..., Page]:
    """`editor(width=360)` opens the form of a new article as a drafter."""
    # What is refused on purpose, and drafts without a title that save themselves
    watcher.allow("status of 400")

    def open_editor(width: int = 1280) -> Page:
        page = new_page(width=width)
        log_in(page, "soan1.gdtx")
        page.goto(page.locator(".portal-compose a").first.get_attribute("href"))
        # Drafts save themselves, and no two pages of a section have one address.
        page.locator("[name=title]").fill(f"Trường THCS Suối Mây mở thư viện {secrets.token_hex(4)}")
        return page

    return open_editor


def choose(page: Page, *files: Path) -> Locator:
    """Choose files in the dialog; return it when all of them are there or refused."""
    dialog = page.locator(DIALOG)
    dialog.locator("input[type=file]").set_input_files(files)
    expect(dialog.locator("progress:visible")).to_have_count(0, timeout=30_000)
    return dialog


def blocks(page: Page) -> list[dict]:
    return page.evaluate("document.getElementById('body-root').rootBlock.getState()")


def content_of(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def put_in(dialog: Locator) -> None:
    dialog.get_by_role("button", name="Đưa vào bài").click()
    expect(dialog).to_have_count(0)


def test_pictures_chosen_between_blocks_stand_there_with_their_words_and_are_saved(editor, folder):
    page = editor()
    page.locator(".c-sf-add-button:visible").first.click()
    page.get_by_role("option", name="Thêm nhiều ảnh").click()
    dialog = choose(page, folder / "Lễ khai giảng.jpg", folder / "hong.jpg", folder / "IMG_2034.HEIC")
    cards = dialog.locator(".portal-photographs__card")
    expect(cards).to_have_count(3)
    expect(cards.nth(1).locator("[data-error]")).to_contain_text("bị hỏng")
    expect(dialog.locator("[data-summary]")).to_have_text("Đã tải lên 2/3 ảnh")
    cards.nth(0).get_by_label("Chú thích").fill("Cô trò  trong lễ khai giảng")
    cards.nth(0).get_by_label("Văn bản thay thế").fill("Học sinh xếp hàng trên sân trường")
    cards.nth(2).get_by_label("Nguồn ảnh").fill("Lò Thị Đào")
    dialog.get_by_label("Nguồn ảnh chung").fill("Trường THCS Suối Mây")
    put_in(dialog)
    assert [block["type"] for block in blocks(page)] == ["image", "image", "paragraph"]
    page.locator("button.action-save").first.evaluate("button => button.click()")
    page.wait_for_url("**/edit/")
    first, second, *_empty_paragraph = blocks(page)
    assert first["value"]["caption"] == "Cô trò trong lễ khai giảng"
    assert first["value"]["alt_text"] == "Học sinh xếp hàng trên sân trường"
    assert first["value"]["credit"] == "Trường THCS Suối Mây"
    assert (second["value"]["caption"], second["value"]["credit"]) == ("", "Lò Thị Đào")
    # The library has the words, too.
    assert first["value"]["image"]["title"] == "Cô trò trong lễ khai giảng"


def test_gallery_on_a_telephone_grows_by_its_own_button(editor, folder):
    page = editor(width=360)
    page.locator(".portal-photographs-button:visible").last.click()
    dialog = choose(page, folder / "Lễ khai giảng.jpg", folder / "Sơ đồ.png", folder / "hong.jpg")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert dialog.evaluate("element => element.scrollWidth - element.clientWidth") == 0
    # It brings axe into the page.
    axe.violations(page, colour_only=True)
    assert not page.evaluate(IN_DIALOG)
    assert not [target for target in axe.small_targets(page) if "portal-photographs" in target]
    dialog.get_by_label("Xếp cạnh nhau").check()
    put_in(dialog)
    page.locator("[data-streamfield-list-container]").locator("..").locator(".portal-photographs-button").click()
    put_in(choose(page, folder / "IMG_2034.HEIC"))
    [gallery] = [block for block in blocks(page) if block["type"] == "gallery"]
    titles = [item["value"]["image"]["title"] for item in gallery["value"]["images"]]
    assert titles == ["Lễ khai giảng", "Sơ đồ", "IMG_2034"]


def test_dropped_picture_that_got_lost_is_sent_again_and_closing_asks(editor, folder, watcher):
    watcher.allow("ERR_FAILED")
    page = editor()
    page.locator(".portal-photographs-button:visible").last.click()
    dialog = page.locator(DIALOG)
    dialog.wait_for()
    page.route("**/photographs/upload/", lambda route: route.abort(), times=1)
    page.evaluate(DROP, [f"{DIALOG} [data-drop]", [["Sơ đồ.png", content_of(folder / "Sơ đồ.png")]]])
    expect(dialog.locator("[data-error]")).to_contain_text("chưa tải lên được")
    expect(dialog.get_by_role("button", name="Đưa vào bài")).to_be_disabled()
    dialog.get_by_role("button", name="Thử lại").click()
    expect(dialog.get_by_role("button", name="Đưa vào bài")).to_be_enabled()
    page.once("dialog", lambda question: question.dismiss())
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Bỏ ảnh này").click()
    expect(dialog.locator(".portal-photographs__card")).to_have_count(0)
    expect(dialog.get_by_role("button", name="Đưa vào bài")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert [block["type"] for block in blocks(page)] == ["paragraph"]


def test_other_scripts_open_it_behind_the_block_they_name_and_a_gallery_has_no_empty_place(editor, folder):
    page = editor()
    page.locator(".c-sf-add-button:visible").last.click()
    page.get_by_role("option", name="Bộ ảnh").click()
    page.evaluate(
        """content => {
          const file = new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], "anh.png");
          const after = document.querySelector(".public-DraftEditor-content");
          window.putIn = window.portal.photographs.open({ after, files: [file], message: "Đoạn dán có <1> ảnh." });
        }""",
        content_of(folder / "Sơ đồ.png"),
    )
    dialog = page.locator(DIALOG)
    expect(dialog.locator("[data-message]")).to_have_text("Đoạn dán có <1> ảnh.")
    expect(dialog.get_by_role("button", name="Đưa vào bài")).to_be_enabled()
    put_in(dialog)
    assert page.evaluate("window.putIn") == 1
    page.locator("[data-streamfield-list-container]").locator("..").locator(".portal-photographs-button").click()
    put_in(choose(page, folder / "Sơ đồ.png", folder / "IMG_2034.HEIC"))
    assert [block["type"] for block in blocks(page)] == ["paragraph", "image", "gallery"]
    titles = [item["value"]["image"]["title"] for item in blocks(page)[-1]["value"]["images"]]
    assert titles == ["Sơ đồ", "IMG_2034"]
