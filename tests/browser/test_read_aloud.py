"""A page read aloud. Chromium without a window has no voices: the browser's side is played by a script."""

import pytest
from playwright.sync_api import Page, expect

ARTICLE = "/tin-hoat-dong/kiem-tra-dot-xuat-bep-an-ban-tru-tai-38-truong-mam-non-tieu-hoc/"
LONGEST_PIECE = 200

# A browser whose voices come when the test says so, and which speaks a piece until the test says that it is over.
BROWSER = """
window.voices = [];
window.spoken = [];
window.saying = null;
const listeners = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => window.voices,
  addEventListener: (name, heard) => name === "voiceschanged" && listeners.push(heard),
  speak: (said) => {
    window.saying = said;
    window.spoken.push({ text: said.text, lang: said.lang, voice: said.voice && said.voice.name });
  },
  cancel: () => {
    const cut = window.saying;
    window.saying = null;
    cut?.onerror?.({ error: "interrupted" });
    window.sessionStorage.setItem("silenced", Number(window.sessionStorage.getItem("silenced")) + 1);
  },
} });
window.voicesCome = (...names) => {
  window.voices = names.map((name) => ({ name, lang: name.slice(0, 5), localService: !name.endsWith("online") }));
  listeners.forEach((heard) => heard());
};
window.pieceEnds = () => { const said = window.saying; window.saying = null; said.onend(); };
"""


@pytest.fixture
def article(page) -> Page:
    """An article in that browser, without any voice yet."""
    page.add_init_script(BROWSER)
    page.goto(ARTICLE)
    return page


def voices_come(page: Page, *names: str) -> None:
    page.evaluate("(names) => voicesCome(...names)", list(names))


def toggle(page: Page):
    return page.locator("[data-read-toggle]")


def label(page: Page) -> str:
    return page.locator("[data-read-label]").text_content()


def saying(page: Page) -> str | None:
    return page.evaluate("window.saying && window.saying.text")


def listen_to_the_end(page: Page) -> list[str]:
    while saying(page):
        page.evaluate("pieceEnds()")
    return [said["text"] for said in page.evaluate("window.spoken")]


def test_listening_is_offered_only_where_there_is_a_voice_of_the_pages_language(article):
    expect(toggle(article)).to_be_hidden()
    voices_come(article, "en-GB", "fr-FR")
    expect(toggle(article)).to_be_hidden()
    before = article.locator("h1").bounding_box(), article.locator(".body").bounding_box()
    voices_come(article, "en-GB", "vi_VN")
    expect(toggle(article)).to_be_visible()
    assert (article.locator("h1").bounding_box(), article.locator(".body").bounding_box()) == before


def test_english_page_wants_an_english_voice(page):
    page.add_init_script(BROWSER)
    page.goto("/en/")
    page.locator("main a[href^='/en/']").first.click()
    page.goto(page.locator("a.main-menu__link[href^='/en/'], .main-menu a[href^='/en/']").first.get_attribute("href"))
    voices_come(page, "vi-VN")
    expect(toggle(page)).to_be_hidden()
    voices_come(page, "vi-VN", "en-GB")
    expect(toggle(page)).to_be_visible()


def test_title_summary_and_paragraphs_are_read_in_their_order_and_nothing_else(article):
    voices_come(article, "vi-VN online", "vi-VN")
    toggle(article).click()
    spoken = listen_to_the_end(article)
    assert spoken[0] == article.locator("h1").text_content()
    assert all(len(text) <= LONGEST_PIECE for text in spoken)
    assert {said["voice"] for said in article.evaluate("window.spoken")} == {"vi-VN"}
    shown = article.locator("h1, .lead, .body :is(h2, h3, h4, p, li)").all_text_contents()
    assert " ".join(" ".join(spoken).split()) == " ".join(" ".join(shown).split())
    expect(article.locator("[data-read-status]")).to_have_text(
        article.locator("[data-read-status]").get_attribute("data-read-status")
    )
    assert label(article) == toggle(article).get_attribute("data-idle")


def test_pause_goes_on_with_the_sentence_that_it_broke_off(article):
    voices_come(article, "vi-VN")
    toggle(article).click()
    article.evaluate("pieceEnds()")
    broken_off = saying(article)
    assert label(article) == toggle(article).get_attribute("data-speaking")
    expect(article.locator("[data-being-read]")).to_have_count(1)

    toggle(article).press("Enter")
    assert saying(article) is None
    assert label(article) == toggle(article).get_attribute("data-paused")
    toggle(article).press("Enter")
    assert saying(article) == broken_off


def test_stop_ends_it_and_the_next_time_begins_with_the_title(article):
    voices_come(article, "vi-VN")
    stop = article.locator("[data-read-stop]")
    expect(stop).to_be_hidden()
    toggle(article).click()
    article.evaluate("pieceEnds()")
    stop.click()
    assert saying(article) is None
    expect(stop).to_be_hidden()
    expect(toggle(article)).to_be_focused()
    expect(article.locator("[data-being-read]")).to_have_count(0)
    toggle(article).click()
    assert saying(article) == article.locator("h1").text_content()


def test_leaving_the_page_silences_it(article):
    voices_come(article, "vi-VN")
    toggle(article).click()
    article.evaluate("sessionStorage.removeItem('silenced')")
    article.goto("/tim-kiem/")
    assert article.evaluate("sessionStorage.getItem('silenced')")


def test_a_voice_that_fails_ends_the_reading(article):
    voices_come(article, "vi-VN")
    toggle(article).click()
    article.evaluate("saying.onerror({ error: 'network' })")
    assert label(article) == toggle(article).get_attribute("data-idle")
    expect(article.locator("[data-being-read]")).to_have_count(0)
