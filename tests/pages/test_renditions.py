"""The worker makes every size in which a picture is shown, before a reader asks for it."""

import re

import pytest

from cms.media.models import CustomRendition
from cms.pages import renditions
from cms.settings.env import BASE_DIR
from tests import factories
from tests.pages.builders import announcement, changed, public, small_picture

pytestmark = pytest.mark.django_db

TAG = re.compile(r'{% responsive \S+ "(\w+)"|use="(\w+)"')


def made() -> set[str]:
    return set(CustomRendition.objects.values_list("filter_spec", flat=True))


def test_templates_show_pictures_in_the_uses_of_the_table_alone():
    templates = [template.read_text() for template in BASE_DIR.glob("templates/**/*.html")]
    public_ones = [text for text in templates if "wagtailadmin" not in text]
    used = {name for text in public_ones for found in TAG.findall(text) for name in found if name}
    assert {"lead", "card", "text", "gallery", "full", "emblem"} <= used <= renditions.USES.keys()
    assert not [text for text in public_ones if re.search(r"{% (image|picture|srcset_image) ", text)]


def test_the_worker_makes_what_a_published_page_shows(section, drafter, approver):
    one = factories.picture("Một", file=factories.picture_file(size=(1600, 1000)))
    two, three, four = factories.picture("Hai"), small_picture("Ba"), small_picture("Bốn")
    body = [
        ("image", {"image": one}),
        ("gallery", {"images": [{"image": two}, {"image": three}]}),
        ("video", {"address": "https://youtu.be/dQw4w9WgXc_", "title": "Phóng sự", "poster": four}),
    ]
    page = factories.published(section, drafter, by=approver, page=factories.news(body=body))
    assert not CustomRendition.objects.exists()
    renditions.make_missing()
    assert {rendition.image_id: set() for rendition in CustomRendition.objects.all()}.keys() == {
        image.pk for image in (one, two, three, four)
    }
    assert set(one.renditions.values_list("filter_spec", flat=True)) == {
        *renditions.filters(one, "lead", "card", "text", "full")
    }
    assert set(two.renditions.values_list("filter_spec", flat=True)) == {*renditions.filters(two, "gallery", "full")}
    assert set(four.renditions.values_list("filter_spec", flat=True)) == {*renditions.filters(four, "text")}
    assert factories.fresh(page).entry.renditions_made


def test_reading_a_page_then_makes_nothing_more(section, department, client):
    body = [
        ("image", {"image": factories.picture(file=factories.picture_file(size=(1600, 1000)))}),
        ("gallery", {"images": [{"image": small_picture()}, {"image": small_picture()}]}),
    ]
    page = public(section, factories.news(cover=small_picture(), body=body, department=department))
    renditions.make_missing()
    before = made()
    for address in (page.url, section.url, "/"):
        assert client.get(address).status_code == 200
    assert made() == before


def test_what_is_changed_later_is_made_too(announcements, department, drafter, approver):
    page = public(announcements, announcement(department=department))
    renditions.make_missing()
    changed(page, drafter, approver, body=[("image", {"image": small_picture()})])
    renditions.make_missing()
    assert made()


def test_what_other_packages_show_on_their_pages_is_made(section, monkeypatch):
    image = small_picture()
    monkeypatch.setattr(renditions, "_registered", [])
    renditions.register(lambda page: [(image, ("strip",))] if page.pk == section.pk else [])
    renditions.make(section)
    assert made() == {*renditions.filters(image, "strip")}


def test_a_run_of_the_worker_ends_in_time_and_the_next_goes_on(section, department, monkeypatch):
    for number in range(2):
        body = [("image", {"image": small_picture()})]
        public(section, factories.news(f"Tin {number}", body=body, department=department))
    with monkeypatch.context() as patch:
        patch.setattr(renditions, "RUN", -renditions.RUN)
        renditions.make_missing()
    assert not made()
    renditions.make_missing()
    assert made()


def test_drafts_get_no_renditions(section, drafter):
    factories.draft(section, drafter, factories.news(cover=factories.picture()))
    renditions.make_missing()
    assert not CustomRendition.objects.exists()
