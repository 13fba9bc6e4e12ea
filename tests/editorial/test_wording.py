"""A wording is found as readers see it, through tags and entities, and put right without a trace of harm."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import get_text_for_indexing

from cms.editorial import wording
from cms.pages.models import PageAttachment
from cms.text.nfc import nfc
from newsroom.models import NewsPage
from tests import factories

# Letters of the old wording, of the new one, and of what stands around: no two of them share any.
olds = st.text("abâđ", min_size=1, max_size=4)
news = st.text("xyẽ&<", max_size=4)
others = st.text("mno <>&\"'", max_size=12)
inline = st.sampled_from(["b", "i", "strong", 'a href="ab"', 'span title="a > b"'])


def page_with(*blocks, **fields) -> NewsPage:
    page = NewsPage(title=fields.pop("title", "Tin"), **fields)
    page.body = list(blocks)
    return page


def body_of(page) -> list:
    return page.body.get_prep_value()


def paragraphs(*texts: str) -> NewsPage:
    return page_with(*(("paragraph", text) for text in texts))


FOUND = {
    "plain": "<p>Khai giảng năm học mới</p>",
    "inline tags": "<p>Khai <b>giảng <i>n</i>ăm</b> học mới</p>",
    "a link": '<p><a href="https://x.example/?a=1&amp;b=2">Khai giảng</a> năm học</p>',
    "a no-break space": "<p>Khai&nbsp;giảng năm\u00a0học</p>",
    "an entity by number": "<p>Khai gi&#7843;ng năm học</p>",
    "a line break": "<p>Khai giảng<br/>năm học</p>",
    "decomposed": "<p>Khai gia\u0309ng na\u0306m ho\u0323c</p>",
    "a comment": "<p>Khai <!-- năm --> giảng năm học</p>",
}
NOT_FOUND = {
    "other tones": "<p>Khai giang năm học</p>",
    "other case": "<p>KHAI GIẢNG NĂM HỌC</p>",
    "two paragraphs": "<p>Khai giảng</p><p>năm học</p>",
    "two list items": "<ul><li>Khai giảng</li><li>năm học</li></ul>",
    "an attribute": '<p><a href="/" title="Khai giảng năm học">đây</a></p>',
}


@pytest.mark.parametrize("case", FOUND)
def test_a_wording_is_found_in_rich_text_as_readers_see_it(case):
    assert [place.count for place in wording.find(paragraphs(FOUND[case]), "Khai giảng năm học")] == [1]


@pytest.mark.parametrize("case", NOT_FOUND)
def test_what_readers_see_otherwise_is_not_found(case):
    assert wording.find(paragraphs(NOT_FOUND[case]), "Khai giảng năm học") == []


def test_new_words_stand_where_the_first_letter_stood_and_the_tags_stay():
    page = paragraphs('<p>Ngày <b>12/9, các <a href="/x/">trường</a></b> khai giảng</p>')
    assert wording.replace(page, "12/9, các trường", "15/9 & các") == 1
    assert page.body[0].value.source == '<p>Ngày <b>15/9 &amp; các<a href="/x/"></a></b> khai giảng</p>'


def test_a_letter_is_not_found_in_the_same_letter_with_a_mark():
    # The letter and the mark have no composed form.
    page = page_with(title="m\u0323\u0301 và m\u0301n")
    assert wording.find(page, "n")[0].count == 1
    assert wording.find(page_with(title="q\u0301"), "q") == []


def test_a_place_says_where_it_is_how_often_and_what_stands_around():
    page = page_with(
        ("paragraph", "<p>Không có gì</p>"),
        ("heading", {"text": "Tuyển sinh 320 học sinh, thêm 320 <em>", "level": "h2"}),
    )
    (place,) = wording.find(page, "320")
    assert (place.field, place.count) == ("body", 2)
    assert place.excerpt == "Tuyển sinh 320 học sinh, thêm 320 <em>"
    assert place.marked == "Tuyển sinh <mark>320</mark> học sinh, thêm 320 &lt;em&gt;"


def test_a_long_text_is_cut_around_the_wording():
    (place,) = wording.find(page_with(summary="chữ " * 100 + "sai đây" + " chữ" * 100), "sai đây")
    assert place.excerpt.startswith("…") and place.excerpt.endswith("…") and len(place.excerpt) < 140
    assert place.excerpt[place.start : place.end] == "sai đây"


def test_every_kind_of_text_of_a_page_is_looked_at(db):
    page = page_with(
        ("paragraph", "<p>lỗi</p>"),
        ("heading", {"text": "lỗi", "level": "h2"}),
        ("image", {"image": None, "alt_text": "lỗi", "caption": "lỗi", "credit": "lỗi", "old_address": "lỗi"}),
        ("gallery", {"title": "lỗi", "images": [{"image": None, "alt_text": "lỗi", "caption": "lỗi"}] * 2}),
        ("quote", {"text": "lỗi", "attribution": "lỗi"}),
        ("table", {"data": [["lỗi", None], ["x", "lỗi"]], "table_caption": "lỗi"}),
        ("documents", {"title": "lỗi", "documents": []}),
        ("video", {"address": "https://youtu.be/aaaaaaaaaaa", "title": "lỗi"}),
        ("notice", {"level": "info", "title": "lỗi", "text": "<p>lỗi</p>"}),
        title="lỗi",
        summary="lỗi",
        short_title="lỗi",
        seo_title="lỗi",
        search_description="lỗi",
        cover_alt="lỗi",
        cover_caption="lỗi",
        author_name="lỗi",
        source_name="lỗi",
    )
    page.attachments = [PageAttachment(document=factories.document(), label="lỗi")]
    places = wording.find(page, "lỗi")
    assert {place.field for place in places} == {
        "title", "summary", "short_title", "seo_title", "search_description", "cover_alt", "cover_caption",
        "author_name", "source_name", "body", "attachments",
    }  # fmt: skip
    before = len([place for place in places if place.field == "body"])
    assert before == 2 + 3 + 5 + 2 + 3 + 1 + 1 + 2
    assert wording.replace(page, "lỗi", "đúng") == sum(place.count for place in places)
    assert wording.find(page, "lỗi") == []
    # What no reader sees stays.
    assert body_of(page)[2]["value"]["old_address"] == "lỗi"


def test_blocks_and_their_items_keep_their_ids_and_what_was_not_meant_stays():
    page = page_with(("paragraph", '<p data-block-key="k">Sai</p>'), ("heading", {"text": "Giữ", "level": "h3"}))
    before = body_of(page)
    wording.replace(page, "Sai", "Đúng")
    after = body_of(page)
    assert [block["id"] for block in after] == [block["id"] for block in before]
    assert after[0]["value"] == '<p data-block-key="k">Đúng</p>'
    assert after[1] == before[1]


def test_corrections_of_the_past_are_never_changed(section, drafter, approver):
    page = factories.published(section, drafter, approver)
    latest = page.get_latest_revision_as_object()
    latest.corrections.create(note="Sửa 320 thành 350", noted_on="2025-11-20")
    assert wording.find(latest, "320") == []
    assert wording.replace(latest, "320", "1") == 0


@pytest.mark.parametrize("nothing", ["", "   ", "\n", "\u00a0"])
def test_an_empty_wording_is_nowhere(nothing):
    page = paragraphs("<p>Có   chữ</p>")
    assert wording.find(page, nothing) == []
    assert wording.replace(page, nothing, "x") == 0


class Balance(HTMLParser):
    """Which tags are opened and closed, with their attributes."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.tags: list = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_endtag(self, tag):
        self.tags.append(f"/{tag}")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def rich_texts(draw, old: str) -> str:
    """A well-formed text of paragraphs in which `old` stands, whole or with tags and entities between its letters."""
    made = ""
    for _number in range(draw(st.integers(1, 3))):
        made += "<p>" + escaped(draw(others))
        for letter in old:
            tag = draw(st.none() | inline)
            letter = draw(st.sampled_from([letter, f"&#{ord(letter)};"]))
            made += f"<{tag}>{letter}</{tag.split()[0]}>" if tag else letter
        made += escaped(draw(others)) + "</p>"
    return made


@given(st.data(), olds, news)
def test_after_a_replacement_the_old_words_are_gone_and_nothing_else_has_changed(data, old, new):
    text = data.draw(rich_texts(old))
    page = page_with(("paragraph", text), title=f"m{old}n", summary="mno")
    places = wording.find(page, old)
    count = wording.replace(page, old, new)
    assert count == sum(place.count for place in places) == 1 + text.count("<p>")
    assert wording.find(page, old) == []
    after = page.body[0].value.source
    assert Balance(after).tags == Balance(text).tags
    strip = str.maketrans("", "", nfc(old) + nfc(new) + " \n")
    assert get_text_for_indexing(after).translate(strip) == get_text_for_indexing(text).translate(strip)
    assert (page.title, page.summary) == (f"m{nfc(new)}n", "mno")


@given(st.text(max_size=60), st.text(max_size=5), st.text(max_size=5))
def test_whatever_is_written_nothing_is_raised_and_tags_stay(text, old, new):
    page = page_with(("paragraph", f"<p>{text}</p>"), title=text)
    wording.find(page, old)
    tags = Balance(f"<p>{escaped(text)}</p>").tags
    safe = page_with(("paragraph", f"<p>{escaped(text)}</p>"))
    wording.replace(safe, old, new)
    assert Balance(safe.body[0].value.source).tags == tags
    wording.replace(page, old, new)
    wording.scrub(text, [old], new)


def test_stored_content_of_a_revision_is_scrubbed_and_stays_readable(section, drafter):
    page = factories.draft(section, drafter, factories.news("Em Lò Văn An đoạt giải", summary="An, số 0912 345 678"))
    page = factories.edit(
        page, drafter, body=[("paragraph", "<p>Em <b>Lò&nbsp;Văn</b> An, <a href='tel:0912'>đây</a></p>")]
    )
    content, count = wording.scrub(page.latest_revision.content, ["Lò Văn An", "0912 345 678"], "[đã xóa]")
    assert count >= 4
    assert "Lò" not in json.dumps(content, ensure_ascii=False)
    page.latest_revision.content = content
    read = page.latest_revision.as_object()
    assert read.title == "Em [đã xóa] đoạt giải"
    assert read.summary == "An, số [đã xóa]"
    assert "[đã xóa]" in read.body[0].value.source


def test_words_in_tags_are_scrubbed_where_readers_meet_them_and_kinds_and_times_stay():
    stored = {
        "body": json.dumps(
            [{"type": "paragraph", "id": "paragraph", "value": '<p><a href="mailto:an@x.vn">paragraph</a></p>'}]
        ),
        "at": "2025-11-20T08:00:00Z",
    }
    scrubbed, count = wording.scrub(stored, ["an@x.vn", "paragraph", "2025-11"], "[x]")
    (block,) = json.loads(scrubbed["body"])
    assert block == {"type": "paragraph", "id": "paragraph", "value": '<p><a href="mailto:[x]">[x]</a></p>'}
    assert (scrubbed["at"], count) == (stored["at"], 2)


def test_a_longer_passage_goes_before_one_that_is_part_of_it():
    assert wording.scrub("Lò Văn An và An", ["An", "Lò Văn An"], "[x]") == ("[x] và [x]", 2)


def test_content_without_the_passages_comes_back_as_it_was():
    stored = {"body": '[{"type": "paragraph",  "value": "x"}]', "rows": [1, None, True, "[không phải JSON"]}
    assert wording.scrub(stored, ["y"], "[x]") == (stored, 0)
