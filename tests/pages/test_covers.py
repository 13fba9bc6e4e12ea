"""The cover of a page: chosen, or else the first picture of its text."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import edit, fresh, news, picture
from tests.pages.builders import changed, public, small_picture, statements, take_down

MISSING = ("image", {"caption": "Chưa có ảnh"})


def shown(client, section) -> list[list[str]]:
    """Return, for each card of the section's list, the addresses of its pictures."""
    soup = BeautifulSoup(client.get(section.url).content, "html.parser")
    return [[image["src"] for image in card.select("img")] for card in soup.select("article.teaser")]


def rendition_of(image) -> str:
    return fresh(image).get_rendition("fill-320x213|bgcolor-ffffff|format-jpeg").url


@pytest.fixture
def pictures():
    return [picture("Một", description="Mô tả một"), picture("Hai", description="Mô tả hai")]


def test_chosen_cover_wins_over_pictures_of_the_text(client, section, department, pictures):
    body = [("image", {"image": pictures[1], "alt_text": "Trong bài"})]
    page = public(section, news(cover=pictures[0], cover_alt="Ảnh bìa", body=body, department=department))
    assert page.cover_image == pictures[0]
    assert page.cover_alt_text == "Ảnh bìa"
    assert shown(client, section) == [[rendition_of(pictures[0])]]


def test_cover_without_words_of_its_own_is_described_as_the_picture_is(section, department, pictures):
    page = public(section, news(cover=pictures[0], department=department))
    assert page.cover_alt_text == "Mô tả một"


@pytest.mark.parametrize(
    "around",
    [
        lambda image: [MISSING, ("image", {"image": image, "alt_text": "Trong bài"})],
        lambda image: [("gallery", {"images": [{"caption": "Trống"}, {"image": image, "alt_text": "Trong bài"}]})],
    ],
    ids=["image", "gallery"],
)
def test_first_picture_of_the_text_stands_in_for_a_cover(client, section, department, pictures, around):
    body = [*around(pictures[1]), ("image", {"image": pictures[0], "alt_text": "Sau"})]
    page = public(section, news(body=body, department=department))
    assert page.cover_image == pictures[1]
    assert page.cover_alt_text == "Trong bài"
    assert shown(client, section) == [[rendition_of(pictures[1])]]


def test_page_without_any_picture_has_no_cover(client, section, department):
    page = public(section, news(body=[MISSING], department=department))
    assert page.cover_image is None
    assert page.cover_alt_text == ""
    assert shown(client, section) == [[]]


def test_list_shows_the_new_cover_once_it_is_approved(client, section, drafter, approver, department, pictures):
    page = public(section, news(cover=pictures[0], department=department))
    edit(page, drafter, cover=pictures[1])
    assert shown(client, section) == [[rendition_of(pictures[0])]]
    changed(page, drafter, approver, cover=None, body=[("image", {"image": pictures[1]})])
    assert shown(client, section) == [[rendition_of(pictures[1])]]


def test_deleting_the_picture_leaves_the_page(client, section, drafter, approver, department, pictures):
    page = public(section, news(cover=pictures[0], department=department))
    take_down(page)
    pictures[0].delete()
    page = changed(page, drafter, approver, title="Tin còn lại")
    assert client.get(page.url).status_code == 200
    assert fresh(page).cover_image is None
    assert shown(client, section) == [[]]


def test_covers_taken_from_the_text_cost_the_list_no_queries(client, section, department):
    for number in range(2):
        body = [("image", {"image": small_picture()})]
        public(section, news(f"Tin {number}", body=body, department=department))
    few = statements(client, section.url)
    for number in range(2, 12):
        body = [("image", {"image": small_picture()})]
        public(section, news(f"Tin {number}", body=body, department=department))
    many = statements(client, section.url)
    assert len(shown(client, section)) == 12
    assert len(many) == len(few), "\n".join(many)
