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

LONG = "HỘI NGHỊ TỔNG KẾT NĂM HỌC VÀ TRIỂN KHAI NHIỆM VỤ NĂM HỌC MỚI CỦA CÁC CƠ SỞ GIÁO DỤC THƯỜNG XUYÊN"
SLUGS = {
    "Đại hội Giáo dục": "dai-hoi-giao-duc",
    normalize("NFD", "Đại hội Giáo dục"): "dai-hoi-giao-duc",
    "ĐỔI MỚI Ở ĐIỆN BIÊN": "doi-moi-o-dien-bien",
    "Kế hoạch 114/KH-UBND": "ke-hoach-114-kh-ubnd",
    "  «Dạy tốt – Học tốt»: 20/11…  ": "day-tot-hoc-tot-20-11",
    "ước ƯỚC ỷ ỡ ẵ ậ ợ ữ": "uoc-uoc-y-o-a-a-o-u",
    LONG: "hoi-nghi-tong-ket-nam-hoc-va-trien-khai-nhiem-vu-nam-hoc-moi-cua-cac-co-so-giao",
    "a" * 100: "a" * 80,
}


def test_server_makes_the_slug_of_whole_folded_words(home, section, drafter):
    for title, slug in SLUGS.items():
        page = draft(section, drafter, news(title))
        assert page.slug == slug
        assert len(page.slug) <= 80
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


@pytest.mark.parametrize("title", [*SLUGS, *(normalize("NFD", title) for title in SLUGS), f"{'từ ' * 60}"])
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
