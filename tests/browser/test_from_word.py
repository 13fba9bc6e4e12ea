"""An article with three photographs goes from a Word file to the approvers: what it takes is counted."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.word_article import CAPTIONS, LEAD, TITLE, article

MOST_CLICKS = 15
# In the window of the operating system: the file, and the button that opens it.
CLICKS_IN_THE_FILE_DIALOG = 2
# Milliseconds
SAVED_BY_ITSELF = 4000

SENT_AS = "Tổ chức lớp tập huấn hướng dẫn học viên làm dự án và dạy học theo nhóm nhỏ năm học 2026 - 2027"

ALT_TEXTS = (
    "Một người phụ nữ áo dài xanh nói trước micro",
    "Năm người đứng quanh tờ giấy lớn dán trên tường",
    "Hai người ngồi xổm bên luống rau, một người chỉ tay",
)


@pytest.fixture
def word_file(tmp_path) -> Path:
    path = tmp_path / "Tập huấn dự án.docx"
    path.write_bytes(article())
    return path


def count_clicks(context: BrowserContext) -> list[str]:
    """Return the list that from now on receives what is pressed, on whatever page."""
    pressed: list[str] = []
    context.expose_binding("pressedOn", lambda _source, what: pressed.append(what))
    context.add_init_script(
        "addEventListener('pointerdown', event => event.isTrusted && pressedOn("
        "`${event.target.tagName} ${(event.target.innerText || event.target.name || '').slice(0, 40)}`), true)"
    )
    return pressed


def write_alternative_texts(page: Page) -> None:
    fields = page.locator("[name$='-value-alt_text']")
    expect(fields).to_have_count(len(ALT_TEXTS))
    for number, words in enumerate(ALT_TEXTS):
        fields.nth(number).click()
        page.keyboard.type(words)


def test_an_article_with_three_photographs_is_sent_within_fifteen_clicks(new_page, log_in, word_file):
    page = new_page()
    log_in(page, "soan1.gdtx")
    pressed = count_clicks(page.context)
    page.reload()

    page.locator(".portal-compose").get_by_text("Soạn từ tệp Word").click()
    page.locator(".portal-compose").get_by_role("link", name="Tin hoạt động").locator("visible=true").click()
    with page.expect_file_chooser() as chooser:
        page.locator("[name=file]").click()
    chooser.value.set_files(word_file)
    page.get_by_role("button", name="Tạo bản nháp").click()

    expect(page.locator("[name=title]")).to_have_value(" ".join(TITLE))
    expect(page.locator("[name=summary]")).to_have_value(LEAD)
    expect(page.locator("[name=author_name]")).to_have_value("Lường Thị Hiền")
    expect(page.locator("[name=author_unit]")).to_have_value("Phòng GDTX-GDCN")
    captions = page.locator("[name$='-value-caption']")
    assert [captions.nth(number).input_value() for number in range(3)] == [*CAPTIONS]
    write_alternative_texts(page)
    send(page)

    print(f"{len(pressed)} in the browser and {CLICKS_IN_THE_FILE_DIALOG} in the file dialog: {pressed}")
    assert len(pressed) + CLICKS_IN_THE_FILE_DIALOG <= MOST_CLICKS
    page.goto("/admin/")
    assert SENT_AS in page.locator("#submitted-section").inner_text()


def send(page: Page) -> None:
    """Press the button that sends, and have the title in capitals put right before it goes."""
    # Longer than anybody needs who has typed: a saving under way would be refused once the form is sent.
    page.wait_for_timeout(SAVED_BY_ITSELF)
    page.locator("footer [name=action-submit]").first.click()
    page.wait_for_url("**/send/")
    page.locator("button[name=mend]").click()
    expect(page.locator("button[name=mend]")).to_have_count(0)
    page.locator(".portal-review__actions button[type=submit]:not([name])").click()
    page.wait_for_url(lambda address: not address.endswith("/send/"))


def test_a_wrong_file_is_told_on_a_telephone(new_page, log_in, watcher, tmp_path):
    watcher.allow(r"status of 400.*/from-word/")
    page = new_page(width=360)
    log_in(page, "soan1.gdtx")
    page.locator(".portal-compose").get_by_text("Soạn từ tệp Word").click()
    page.locator(".portal-compose").get_by_role("link", name="Tin hoạt động").locator("visible=true").click()
    old = tmp_path / "bai.docx"
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000))
    page.locator("[name=file]").set_input_files(old)
    page.get_by_role("button", name="Tạo bản nháp").click()
    expect(page.get_by_text("Đây là tệp Word kiểu cũ")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
