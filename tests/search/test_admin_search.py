"""The admin's own search and its choosers find with and without accents, whichever way the tone is put."""

import unicodedata

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.viewsets import viewsets
from wagtail.search import index

from cms.editorial.models import Department
from cms.media.models import CustomDocument, CustomImage
from cms.operations.admin_search.fields import FoldedValue
from cms.text.matching import matches
from newsroom.models import NewsPage
from tests import factories

TITLE = "Hoà nhạc tại Đà Nẵng theo Kế hoạch 155/QĐ-SGDĐT"
TYPED = [
    "Hoà nhạc",
    "hòa nhạc",
    "hoa nhac",
    "HÒA NHẠC",
    "Đà Nẵng",
    "da nang",
    "đa năng",
    unicodedata.normalize("NFD", "Đà Nẵng"),
    "nang da",
    "hoa nh",
    "155/QĐ-SGDĐT",
    "155/QD-SGDDT",
    "155/qd",
    "155",
]
# Of each word but the last every letter counts.
UNLIKE = ["hoa đăng", "156/QĐ-SGDĐT", "ha nang", "!!!", "%", "' OR 1=1 --", "教育"]
UPLOADS = {
    "wagtailimages:index": factories.picture,
    "wagtailimages_chooser:choose_results": factories.picture,
    "wagtaildocs:index": factories.document,
    "wagtaildocs_chooser:choose_results": factories.document,
}


def says(client, address: str, typed: str, wanted: str) -> bool:
    response = client.get(address, {"q": typed})
    assert response.status_code == 200, (address, typed)
    return wanted in response.content.decode()


@pytest.mark.parametrize("name", ["wagtailadmin_pages:search", "wagtailadmin_choose_page_search", "explorer"])
def test_pages_are_found(client, section, drafter, name):
    factories.draft(section, drafter, factories.news(TITLE))
    client.force_login(drafter)
    address = reverse("wagtailadmin_explore", args=[section.pk]) if name == "explorer" else reverse(name)
    for typed in TYPED:
        assert says(client, address, typed, TITLE), typed
    for typed in UNLIKE:
        assert not says(client, address, typed, TITLE), typed


@pytest.mark.parametrize("name", UPLOADS)
def test_pictures_and_documents_are_found(client, department, administrator, name):
    UPLOADS[name](TITLE)
    client.force_login(administrator)
    for typed in TYPED:
        assert says(client, reverse(name), typed, TITLE), typed
    for typed in UNLIKE:
        assert not says(client, reverse(name), typed, TITLE), typed


def test_tags_of_pictures_are_found(client, administrator):
    image = factories.picture("Sân trường")
    image.tags.add("Đà Nẵng")
    image.save()
    client.force_login(administrator)
    assert says(client, reverse("wagtailimages:index"), "da nang", "Sân trường")


def test_people_are_found(client, administrator):
    factories.UserFactory(last_name="Đoàn Thị", first_name="Hoà", username="hoa.doan", position="Phó Trưởng phòng")
    client.force_login(administrator)
    address = reverse("wagtailusers_users:index")
    for typed in ("Đoàn Thị Hoà", "đoàn thị hòa", "doan hoa", "hoa doan", "hoa.d", "pho truong", "DOAN", "@sgddt"):
        assert says(client, address, typed, "Đoàn Thị Hoà"), typed
    for typed in ("doãn hoàng", "oan", "!!!", "%"):
        assert not says(client, address, typed, "Đoàn Thị Hoà"), typed


def test_role_is_given_to_all_that_the_list_found(client, administrator, superuser, approver):
    person = factories.UserFactory(last_name="Đoàn Thị", first_name="Hoà")
    client.force_login(superuser)
    group = approver.groups.get()
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
    client.post(f"{address}?id=all&q=doan+hoa", {"role": group.pk})
    assert list(group.user_set.order_by("pk")) == sorted([approver, person], key=lambda user: user.pk)


@pytest.mark.parametrize("model", [Department, Group])
def test_departments_and_groups_are_found(client, department, administrator, superuser, model):
    viewset = next(viewset for viewset in viewsets.viewsets if getattr(viewset, "model", None) is model)
    address, name = reverse(viewset.get_url_name("index")), department.group.name
    client.force_login(superuser)
    for typed in ("giáo dục thường xuyên", "giao duc thuong", "chuyen nghiep", "THƯỜNG XUYÊN"):
        assert says(client, address, typed, name), typed
    assert not says(client, address, "trung học", name)


def test_searching_people_costs_as_many_queries_for_many_as_for_few(client, administrator):
    def searched() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert says(client, reverse("wagtailusers_users:index"), "lo thi", "Lò Thị")
        return len(captured)

    client.force_login(administrator)
    factories.UserFactory()
    searched()
    few = searched()
    for _number in range(12):
        factories.UserFactory()
    assert searched() == few


@pytest.mark.parametrize("model", index.get_indexed_models(), ids=lambda model: model.__name__)
def test_everything_that_the_index_knows_goes_into_it_folded(model):
    if model._meta.app_label.startswith("wagtail"):
        return  # The root of the tree, and Wagtail's own pictures and documents, which nobody has here.
    for field in [*model.get_searchable_search_fields(), *model.get_autocomplete_search_fields()]:
        assert isinstance(field, FoldedValue), field


def test_saving_a_page_does_not_look_through_the_index(section, drafter):
    page = factories.draft(section, drafter)
    with CaptureQueriesContext(connection) as captured:
        page.save()
    about_index = [query["sql"] for query in captured if "indexentry" in query["sql"].lower()]
    assert about_index
    assert not [sql for sql in about_index if "AVG(" in sql or "title_norm" in sql.partition("WHERE")[2]]


def test_words_of_a_list_are_beginnings_in_any_order():
    texts = ["Phòng Giáo dục Trung học", "GDTrH"]
    assert matches("trung phong", texts)
    assert matches("gdtrh", texts)
    assert not matches("rung", texts)
    assert not matches("", texts)
    assert not matches("…", texts)


def test_models_of_files_and_pages_are_known_to_the_index():
    known = index.get_indexed_models()
    assert {CustomImage, CustomDocument, NewsPage} <= set(known)
    assert get_user_model() not in known
