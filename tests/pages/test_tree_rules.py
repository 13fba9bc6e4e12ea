"""Which page may stand below which: what the admin's add screen offers and refuses."""

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models

from events.models import EventIndexPage, EventPage
from home.models import ContactPage, HomePage, InfoPage
from newsroom.models import AnnouncementIndexPage, AnnouncementPage, NewsIndexPage, NewsPage, TopicIndexPage, TopicPage
from tests.factories import fresh, news
from tests.pages.builders import announcement, event, public
from tests.support import delete_past_the_gate

TYPES = [
    HomePage,
    InfoPage,
    ContactPage,
    NewsIndexPage,
    NewsPage,
    AnnouncementIndexPage,
    AnnouncementPage,
    EventIndexPage,
    EventPage,
    TopicIndexPage,
    TopicPage,
]

# What may be added below each kind of page. A front page has one of some.
ALLOWED = {
    "root": set(),
    "front page": {InfoPage, NewsIndexPage},
    "front page without sections": {
        InfoPage,
        ContactPage,
        NewsIndexPage,
        AnnouncementIndexPage,
        EventIndexPage,
        TopicIndexPage,
    },
    "information page": {InfoPage},
    "contact page": set(),
    "news section": {NewsIndexPage, NewsPage},
    "nested news section": {NewsIndexPage, NewsPage},
    "news article": set(),
    "announcements": {AnnouncementPage},
    "announcement": set(),
    "events": {EventPage},
    "event": set(),
    "topics": {TopicPage},
    "topic": set(),
}


@pytest.fixture
def places(home, section, announcements, department) -> dict[str, Page]:
    """One page of every kind, by its name in the table."""
    events = EventIndexPage.objects.get()
    return {
        "root": Page.objects.get(depth=1),
        "front page": home,
        "front page without sections": HomePage.objects.get(locale__language_code="en"),
        "information page": public(home, InfoPage(title="Giới thiệu")),
        "contact page": public(home, ContactPage(title="Liên hệ")),
        "news section": section,
        "nested news section": public(section, NewsIndexPage(title="Tin khối trung học")),
        "news article": public(section, news(department=department)),
        "announcements": announcements,
        "announcement": public(announcements, announcement(department=department)),
        "events": events,
        "event": public(events, event(department=department)),
        "topics": TopicIndexPage.objects.get(),
        "topic": public(TopicIndexPage.objects.get(), TopicPage(title="Tuyển sinh lớp 10")),
    }


def add_screen(client, model, parent):
    """Return the status of the add screen: 200 with a form, 302 back to the dashboard where it is refused."""
    address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    return client.get(address).status_code


def test_table_names_every_page_type_of_the_portal():
    ours = {model for model in get_page_models() if model is not Page}
    assert ours == set(TYPES)


def test_every_page_type_declares_its_rules():
    for model in TYPES:
        assert model.parent_page_types, model
        assert "subpage_types" in vars(model), model


def test_add_screen_offers_what_the_table_allows_and_refuses_the_rest(client, superuser, places):
    client.force_login(superuser)
    offered = {
        name: {model for model in TYPES if add_screen(client, model, fresh(parent)) == 200}
        for name, parent in places.items()
    }
    assert offered == ALLOWED


def test_refused_add_screen_makes_nothing_when_it_is_posted_to(client, superuser, places):
    client.force_login(superuser)
    parent = places["news article"]
    address = reverse("wagtailadmin_pages:add", args=["newsroom", "newspage", parent.pk])
    before = Page.objects.count()
    response = client.post(address, {"title": "Tin trong tin", "slug": "tin-trong-tin"})
    assert response.status_code == 302
    assert Page.objects.count() == before


def test_third_front_page_is_refused_and_a_missing_one_can_be_added(client, superuser, home):
    client.force_login(superuser)
    root = Page.objects.get(depth=1)
    assert add_screen(client, HomePage, root) == 302
    delete_past_the_gate(HomePage.objects.get(locale__language_code="en"))
    assert add_screen(client, HomePage, fresh(root)) == 200


@pytest.mark.parametrize("model", [AnnouncementIndexPage, EventIndexPage, TopicIndexPage])
def test_front_page_has_one_archive_of_each_kind(client, superuser, home, model):
    client.force_login(superuser)
    assert add_screen(client, model, home) == 302
    delete_past_the_gate(model.objects.child_of(home).get())
    assert add_screen(client, model, fresh(home)) == 200
