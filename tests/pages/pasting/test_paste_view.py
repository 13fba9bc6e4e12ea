"""The address that answers the editor's script: for people of the admin, by POST, and it keeps nothing."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages.pasting.article import Heading, Picture, Words, paragraph
from tests.pages.pasting.word import word

HTML = word([Heading(1, "Kết quả"), paragraph("Đã có ", Words("ba lớp", is_bold=True), " mở cửa.")])


@pytest.fixture
def address() -> str:
    return reverse("paste")


@pytest.fixture
def post(client, drafter, address):
    client.force_login(drafter)

    def send(question, **more):
        body = question if isinstance(question, (str, bytes)) else json.dumps(question)
        return client.post(address, body, **{"content_type": "application/json"} | more)

    return send


def states(answer) -> list:
    return [(block["type"], block["value"]) for block in answer.json()["blocks"]]


def test_it_answers_with_the_states_of_blocks(post):
    (_kind, heading), (kind, paragraph_state) = states(post({"html": HTML, "text": "Kết quả"}))
    assert (heading, kind) == ({"text": "Kết quả", "level": ["h2"]}, "paragraph")
    (line,) = json.loads(paragraph_state)["blocks"]
    assert line["text"] == "Đã có ba lớp mở cửa."
    assert line["inlineStyleRanges"] == [{"offset": 6, "length": 6, "style": "BOLD"}]


def test_every_block_has_an_id_of_its_own(post):
    ids = {block["id"] for block in post({"html": HTML, "text": ""}).json()["blocks"]}
    assert len(ids) == 2 and None not in ids


def test_it_says_what_was_pasted(post):
    answer = post({"html": word(), "text": ""}).json()
    assert answer["said"] == "Đã dán, có 3 đề mục, 1 bảng."
    assert "1 ảnh" in answer["said_of_pictures"]


def test_a_picture_leaves_its_place_and_its_caption(post):
    pieces = [
        paragraph("Mở đầu."),
        Picture(),
        paragraph("Đoạn dài kết thúc bằng dấu chấm."),
        Picture(alt="A group of people Description automatically generated"),
        paragraph(Words("Trao sách cho học sinh", is_italic=True)),
    ]
    answer = post({"html": word(pieces), "text": ""})
    assert answer.json()["pictures"] == [{"behind": 1, "has_block": False}, {"behind": 2, "has_block": True}]
    kind, value = states(answer)[2]
    assert (kind, value["caption"], value["alt_text"]) == ("image", "Trao sách cho học sinh", None)


def test_old_text_comes_twice(post):
    answer = post({"html": word([paragraph("Häc sinh vïng cao.")], font=".VnTime"), "text": ""}).json()
    assert answer["old"]["after"] == "Học sinh vùng cao."
    texts = [json.loads(found["blocks"][0]["value"])["blocks"][0]["text"] for found in (answer, answer["old"])]
    assert texts == ["Häc sinh vïng cao.", "Học sinh vùng cao."]


def test_words_without_html_become_paragraphs(post):
    ((kind, value),) = states(post({"html": "", "text": "Một <b>\r\n\r\nHai"}))
    assert (kind, [line["text"] for line in json.loads(value)["blocks"]]) == ("paragraph", ["Một <b>", "Hai"])


def test_a_line_comes_back_as_a_line(post):
    assert post({"html": "", "text": "Một\nHai", "line": True}).json() == {"text": "Một Hai", "old": None}


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"x"',
        b'{"html": 3, "text": ""}',
        b'{"html": "", "text": null}',
        b"[" * 100_000,
    ],
)
def test_rubbish_is_refused_in_words(post, rubbish):
    reply = post(rubbish)
    assert (reply.status_code, reply.json()["message"]) == (400, "Không đọc được nội dung vừa dán.")


def test_what_a_form_sends_is_refused_in_words(post, client, address):
    for reply in (client.post(address, {"html": "a", "text": ""}), post("html=a", content_type="text/plain")):
        assert (reply.status_code, reply.json()["message"]) == (400, "Không đọc được nội dung vừa dán.")


def test_very_many_lines_of_mere_text_are_refused_with_a_way_out(post):
    assert post({"html": "", "text": "a\n" * 100_000}).status_code == 413


@pytest.mark.parametrize("html", ["x" * 2_000_001, "x" * 3_000_000, "<p>" * 60_001])
def test_what_is_too_long_is_refused_with_a_way_out(post, html):
    reply = post({"html": html, "text": ""})
    assert reply.status_code == 413
    assert "Soạn từ tệp Word" in reply.json()["message"]


def test_the_end_of_very_many_blocks_is_left_out_and_said(post):
    answer = post({"html": "<h2>a</h2><p>b.</p>" * 400, "text": ""}).json()
    assert len(answer["blocks"]) == 500
    assert answer["cut"]


def test_it_asks_and_stores_nothing(post, django_assert_num_queries, drafter):
    # Session and person: whatever was pasted.
    with django_assert_num_queries(5):
        post({"html": HTML, "text": ""})
    with django_assert_num_queries(5):
        post({"html": word() * 10, "text": ""})


def test_get_is_not_allowed(client, drafter, address):
    client.force_login(drafter)
    assert client.get(address).status_code == 405


def test_nobody_is_sent_to_sign_in(client, address):
    reply = client.post(address, "{}", content_type="application/json")
    assert reply.status_code == 302 and "login" in reply["Location"]


def test_another_site_cannot_ask(drafter, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(drafter)
    assert client.post(address, "{}", content_type="application/json").status_code == 403
