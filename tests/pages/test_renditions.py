"""The worker makes every size in which a picture is shown, before a reader asks for it."""

import re
from itertools import product

import pytest

from cms.media.models import CustomRendition
from cms.pages import renditions
from cms.settings.env import BASE_DIR
from tests import factories

pytestmark = pytest.mark.django_db

TAG = re.compile(r"{% (?:picture|image) \S+ (.*?) (?:as full|class=|sizes=|alt=)")


def sizes_in_templates() -> set[str]:
    """Return the filter of every picture that a public template shows."""
    found = set()
    for template in BASE_DIR.glob("templates/**/*.html"):
        for tag in TAG.findall(template.read_text()):
            choices = [re.sub(r"^(.*?)\{(.*?)\}$", r"\1|\2", part) for part in tag.split()]
            found.update("|".join(parts) for parts in product(*map(_expand, choices)))
    return found


def _expand(part: str) -> list[str]:
    name, _bar, values = part.partition("|")
    return [name + value for value in values.split(",")] if values else [name]


def test_every_size_of_the_templates_is_made_ahead():
    assert sizes_in_templates() == renditions.ALL


def test_the_worker_makes_what_a_published_page_shows(section, drafter, approver):
    body = [
        ("image", {"image": factories.picture("Một", file=factories.picture_file(size=(1600, 1000)))}),
        ("gallery", {"images": [{"image": factories.picture("Hai")}, {"image": factories.picture("Ba")}]}),
    ]
    page = factories.published(section, drafter, by=approver, page=factories.news(body=body))
    assert not CustomRendition.objects.exists()
    renditions.make_missing()
    made = set(CustomRendition.objects.values_list("filter_spec", flat=True))
    assert made == {*renditions.CARD, *renditions.LEAD, *renditions.PICTURE_LARGE, *renditions.GALLERY}
    assert factories.fresh(page).entry.renditions_made


def test_reading_a_page_then_makes_nothing_more(section, drafter, approver, client):
    body = [("image", {"image": factories.picture(file=factories.picture_file(size=(1600, 1000)))})]
    page = factories.published(section, drafter, by=approver, page=factories.news(body=body))
    renditions.make_missing()
    made = CustomRendition.objects.count()
    for address in (page.url, section.url, "/"):
        assert client.get(address).status_code == 200
    assert CustomRendition.objects.count() == made


def test_drafts_get_no_renditions(section, drafter):
    factories.draft(section, drafter, factories.news(cover=factories.picture()))
    renditions.make_missing()
    assert not CustomRendition.objects.exists()
