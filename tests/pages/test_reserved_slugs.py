"""No page directly below a front page takes the address of a view."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from cms.editorial import drafts
from cms.pages.reserved import reserved_slugs
from home.models import HomePage, InfoPage
from newsroom.models import NewsPage
from tests.factories import fresh, news
from tests.pages.builders import public
from tests.support import add_address, news_form


@pytest.mark.parametrize("slug", ["admin", "documents", "files", "p", "static", "media", "en", "vi", "_util"])
def test_fixed_addresses_are_taken_in_every_language(slug):
    assert slug in reserved_slugs("vi") & reserved_slugs("en")


@pytest.mark.parametrize("name", ["search", "site_map", "archive", "most_read", "departments"])
def test_address_of_each_list_is_taken_in_its_own_language(name):
    for language, front in (("vi", "/"), ("en", "/en/")):
        with translation.override(language):
            slug = reverse(name).removeprefix(front).strip("/")
        assert slug in reserved_slugs(language)


def test_addresses_of_pages_are_free():
    assert not {"tin-hoat-dong", "thong-bao", "su-kien", "gioi-thieu", "home"} & reserved_slugs("vi")


@pytest.mark.parametrize("slug", ["admin", "p", "en"])
def test_draft_below_the_front_page_is_refused_such_a_slug(administrator, home, slug):
    with pytest.raises(ValidationError) as refusal:
        drafts.create_draft(home, InfoPage(title="Trang", slug=slug), administrator)
    assert "slug" in refusal.value.message_dict


def test_page_elsewhere_may_have_it(section, drafter):
    page = drafts.create_draft(section, news("Tin", slug="admin"), drafter)
    assert page.slug == "admin"


def test_slug_made_of_a_title_keeps_clear_of_them(home, administrator):
    english = HomePage.objects.get(locale__language_code="en")
    page = drafts.create_draft(english, InfoPage(title="Admin", locale=english.locale), administrator)
    assert page.slug == "admin-2"


def test_form_says_which_address_is_taken(client, home, administrator):
    client.force_login(administrator)
    data = news_form(title="Trang") | {"slug": "admin"}
    response = client.post(add_address(home, InfoPage), data)
    assert "admin" in str(response.context["form"].errors["slug"])


def test_renaming_a_page_into_one_is_refused(home, administrator):
    page = drafts.create_draft(home, InfoPage(title="Trang"), administrator)
    latest = fresh(page).get_latest_revision_as_object()
    latest.slug = "admin"
    with pytest.raises(ValidationError):
        drafts.save_draft(latest, administrator)


def test_form_of_an_article_takes_any_slug_of_its_section(client, section, drafter):
    client.force_login(drafter)
    client.post(add_address(section, NewsPage), news_form() | {"slug": "admin"})
    assert NewsPage.objects.get().slug == "admin"


def test_page_does_not_move_to_the_address_of_a_view(client, home, superuser):
    above = public(home, InfoPage(title="Giới thiệu"))
    page = public(above, InfoPage(title="Trang", slug="p"))
    client.force_login(superuser)
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk]))
    assert fresh(page).url == "/gioi-thieu/p/"
