"""Every search box of the admin finds without accents, also those of Wagtail's own lists that no index serves."""

import inspect
import unicodedata

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, resolve, reverse
from taggit.models import Tag
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets import AdminTagWidget
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.log_actions import log
from wagtail.models import Site, Task, Workflow
from wagtail.search import index

from cms.media.models import CustomDocument, CustomImage
from cms.operations.admin_search.lists import FoldedList
from tests import factories

NAME = "Bồi dưỡng nhà giáo"
TYPED = ["bồi dưỡng", "boi duong", "BOI DUO", unicodedata.normalize("NFD", "bồi dưỡng"), "nhà", "giao boi"]
UNLIKE = ["dường phố", "oi duong", "!!!", "%", "' OR 1=1 --"]


def task():
    Task.objects.create(name=NAME)


def workflow():
    Workflow.objects.create(name=NAME)


def pick():
    query = Query.objects.create(query_string=NAME.lower())
    SearchPromotion.objects.create(query=query, page=Site.objects.get().root_page)


BOXES = {
    "wagtailadmin_workflows:index": workflow,
    "wagtailadmin_workflows:task_index": task,
    "wagtailadmin_workflows:task_chooser_results": task,
    "wagtailsearchpromotions:index": pick,
}


@pytest.mark.parametrize("name", BOXES)
def test_lists_and_choosers_fold(client, home, superuser, name):
    BOXES[name]()
    client.force_login(superuser)

    def found(typed: str) -> bool:
        response = client.get(reverse(name), {"q": typed})
        assert response.status_code == 200
        # What was typed stands on the screen too.
        return NAME.lower() in response.content.decode().lower()

    assert [typed for typed in TYPED if not found(typed)] == []
    assert [typed for typed in UNLIKE if found(typed)] == []


def test_tasks_are_found_on_every_page_of_the_chooser(client, home, superuser):
    for number in range(12):
        Task.objects.create(name=f"Bồi dưỡng {number:02}")
    client.force_login(superuser)
    address = reverse("wagtailadmin_workflows:task_chooser_results")
    second = client.get(address, {"q": "boi duong", "p": 2}).content.decode()
    assert "Bồi dưỡng 11" in second
    assert "Bồi dưỡng 09" not in second


def test_the_history_of_the_site_is_looked_through_by_name(client, section, drafter, superuser):
    # Kept by two models: what was done to pages, and to everything else.
    factories.draft(section, drafter, factories.news(f"{NAME}: Đợt 155/QĐ-SGDĐT"))
    log(Tag.objects.create(name="Đà Nẵng"), "wagtail.edit", user=superuser)
    client.force_login(superuser)

    def found(typed: str) -> list[str]:
        response = client.get(reverse("wagtailadmin_reports:site_history_results"), {"label": typed})
        return [entry.label for entry in response.context["object_list"]]

    for typed in [*TYPED, "155/qđ-sgd", "dot 155"]:
        assert set(found(typed)) == {f"{NAME}: Đợt 155/QĐ-SGDĐT"}, typed
    assert found("da nang") == found("ĐÀ") == found(unicodedata.normalize("NFD", "Đà Nẵng")) == ["Đà Nẵng"]
    for typed in ["dường phố", "!!!", "%", "_", "' OR 1=1 --"]:
        assert found(typed) == [], typed


def proposed(client, term: str) -> list[str]:
    return client.get(reverse("wagtailadmin_tag_autocomplete"), {"term": term}).json()


def test_tags_are_proposed(client, drafter):
    for name in (NAME, "Đà Nẵng", "Đá bóng"):
        Tag.objects.create(name=name, slug=name)
    client.force_login(drafter)
    for typed in TYPED:
        assert proposed(client, typed) == [NAME], typed
    assert sorted(proposed(client, "da")) == sorted(["Đà Nẵng", "Đá bóng"])
    for typed in [*UNLIKE, ""]:
        assert proposed(client, typed) == [], typed


def test_as_many_tags_are_proposed_as_upstream_does_in_one_query(client, drafter):
    for number in range(15):
        Tag.objects.create(name=f"Đội tuyển {number}", slug=f"doi-{number}")
    client.force_login(drafter)
    with CaptureQueriesContext(connection) as captured:
        assert len(proposed(client, "doi")) == 10
    assert len([query for query in captured if "taggit_tag" in query["sql"]]) == 1


def test_tags_are_proposed_to_those_who_may_enter_the_admin(client, home):
    assert client.get(reverse("wagtailadmin_tag_autocomplete"), {"term": "a"}).status_code == 302


@pytest.mark.parametrize("model", [CustomImage, CustomDocument])
def test_fields_of_tags_ask_for_the_proposed(model):
    field = AdminTagWidget(tag_model=model._meta.get_field("tags").related_model)
    address = field.get_context("tags", None, {})["widget"]["attrs"]["data-w-tag-url-value"]
    assert resolve(address).route.endswith("proposed-tags/")


def lists(patterns, above: str = ""):
    """Yield (address, view) for every list of Wagtail's kind below these patterns."""
    for pattern in patterns:
        address = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from lists(pattern.url_patterns, address)
            continue
        view = inspect.unwrap(pattern.callback)
        if issubclass(getattr(view, "view_class", object), BaseListingView):
            yield address, view.view_class(**view.view_initkwargs)


def test_every_list_with_a_search_box_folds():
    searched = {}
    for address, view in lists(get_resolver().url_patterns):
        if address.startswith("admin/") and view.is_searchable:
            is_indexed = view.model is not None and index.class_is_indexed(view.model)
            searched[address] = is_indexed or type(view).search_queryset is FoldedList.search_queryset
    assert len(searched) > 10
    assert [address for address, folds in searched.items() if not folds] == []
