"""Slugs that the server gives, and that the admin's JavaScript gives while a title is typed."""

import json
import re
from unicodedata import normalize

import pytest
from django.urls import reverse

from cms.pages.wagtail_hooks import PortalSlugInput
from cms.text.slugs import slugify
from newsroom.models import NewsIndexPage, NewsPage
from tests.factories import draft, news
from tests.pages.builders import public
from tests.support import create_news
from tests.text.slug_titles import TITLES


def test_server_makes_the_slug_of_whole_folded_words(section, drafter):
    assert len(TITLES) > 100
    for title, slug in TITLES.items():
        assert slugify(title) == slug
        assert len(slug) <= 80
    for title, slug in list(TITLES.items())[::6]:
        page = draft(section, drafter, news(title[:255]))
        assert page.slug == slug
        page.delete()


def test_form_without_slug_gets_the_same_one(client, section, drafter):
    client.force_login(drafter)
    create_news(client, section, title="Đại hội Giáo dục")
    assert NewsPage.objects.get().slug == "dai-hoi-giao-duc"


def test_slug_that_was_typed_is_kept(client, section, drafter):
    client.force_login(drafter)
    create_news(client, section, title="Đại hội Giáo dục", slug="dai-hoi")
    assert NewsPage.objects.get().slug == "dai-hoi"


def test_siblings_of_one_title_get_numbers(section, drafter):
    slugs = [draft(section, drafter, news("Họp giao ban")).slug for _number in range(3)]
    assert slugs == ["hop-giao-ban", "hop-giao-ban-2", "hop-giao-ban-3"]


def test_number_of_a_long_title_stays_within_eighty_characters(section, drafter):
    slugs = [draft(section, drafter, news("mười " * 16)).slug for _number in range(2)]
    assert slugs == ["-".join(["muoi"] * 16), "-".join(["muoi"] * 15) + "-2"]
    words = [draft(section, drafter, news("x" * 90)).slug for _number in range(2)]
    assert words == ["x" * 80, "x" * 78 + "-2"]


def test_slug_that_the_browser_made_of_a_taken_title_gets_a_number(client, section, drafter):
    client.force_login(drafter)
    for _number in range(2):
        create_news(client, section, title="Họp giao ban", slug="hop-giao-ban")
    assert list(NewsPage.objects.order_by("pk").values_list("slug", flat=True)) == ["hop-giao-ban", "hop-giao-ban-2"]


def test_slug_that_somebody_chose_is_refused_where_a_sibling_has_it(client, section, drafter):
    client.force_login(drafter)
    draft(section, drafter, news("Họp giao ban"))
    response = create_news(client, section, title="Họp giao ban tháng 12", slug="hop-giao-ban")
    assert "slug" in response.context["form"].errors
    assert NewsPage.objects.count() == 1


def test_pages_of_one_title_in_two_sections_have_one_slug(home, section, drafter, department):
    other = public(home, NewsIndexPage(title="Tuyển sinh"))
    department.sections.add(other)
    slugs = {draft(place, drafter, news("Họp giao ban")).slug for place in (section, other)}
    assert slugs == {"hop-giao-ban"}


def test_editing_a_title_leaves_the_address_alone(section, drafter):
    page = draft(section, drafter, news("Họp giao ban"))
    page.title = "Họp giao ban tháng 12"
    page.save()
    assert page.slug == "hop-giao-ban"


def formatters(attrs: dict) -> list:
    """Return what a slug field hands to the browser: [[pattern, flags], replacement] in turn."""
    return json.loads(attrs["data-w-slug-formatters-value"])


def typed(title: str) -> str:
    """Return what the admin's JavaScript makes of a title: the formatters in turn, then small letters."""
    for (pattern, flags), replacement in formatters(PortalSlugInput().attrs):
        assert set(flags) == set("gu")
        title = re.sub(pattern, re.sub(r"\$(\d)", r"\\\1", replacement), title)
    return title.lower()


@pytest.mark.parametrize("title", [*TITLES, "a\ufe0fb", "\u212a İ Å ĳ"])
def test_browser_makes_the_same_slug_while_the_title_is_typed(title):
    assert typed(title) == slugify(title)


def test_browser_folds_every_vietnamese_letter():
    vowels = "aăâeêioôơuưy"
    tones = "\u0300\u0309\u0303\u0301\u0323"
    letters = [normalize("NFC", vowel + tone) for vowel in vowels for tone in ("", *tones)]
    text = "".join([*letters, "đ"])
    assert re.fullmatch("[a-z]+", typed(text))
    assert typed(text.upper()) == typed(text) == slugify(text)


def test_form_hands_the_formatters_to_the_browser(client, section, drafter):
    client.force_login(drafter)
    address = reverse("wagtailadmin_pages:add", args=["newsroom", "newspage", section.pk])
    field = client.get(address).context["form"].fields["slug"]
    assert formatters(field.widget.attrs) == formatters(PortalSlugInput().attrs)
