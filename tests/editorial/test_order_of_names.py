"""Lists of people, departments and pages stand in the order of the Vietnamese alphabet; people by given name."""

import random

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.editorial.models import Department
from cms.editorial.people.handing_over import HEADSHIP, estate_of
from tests.factories import DepartmentFactory, UserFactory, draft, news

PEOPLE = [("Vũ", "An"), ("Bùi", "Ăn"), ("Lê", "Ân"), ("Đỗ", "Dung"), ("Bùi", "Đào"), ("An", "Yến"), ("Bùi", "Yến")]
OFFICES = ["Phòng An", "Phòng Ăn", "Phòng Ân", "Phòng Dân", "Phòng Đài", "Phòng Em", "Phòng Yên"]


@pytest.fixture
def people(home):
    for last_name, first_name in random.sample(PEOPLE, len(PEOPLE)):
        UserFactory(last_name=last_name, first_name=first_name)
    return [" ".join(names) for names in PEOPLE]


@pytest.fixture
def offices(home):
    return [DepartmentFactory(name=name) for name in random.sample(OFFICES, len(OFFICES))]


def of(names: list[str], known: list[str]) -> list[str]:
    return [name for name in names if name in known]


def test_people_stand_by_given_name(people):
    assert of([user.get_full_name() for user in get_user_model().objects.all()], people) == people


def test_people_stand_by_given_name_in_the_admin(client, people, superuser):
    client.force_login(superuser)
    for query, expected in ({}, people), ({"ordering": "name"}, people), ({"ordering": "-name"}, people[::-1]):
        page = BeautifulSoup(client.get(reverse("wagtailusers_users:index"), query).content, "html.parser")
        shown = [" ".join(cell.get_text(" ").split()) for cell in page.select("td.title, td.name")]
        names = [name for cell in shown for name in people if cell.startswith(name)]
        assert names == expected, query


def test_headships_that_are_handed_over_stand_in_order(offices):
    person = UserFactory()
    for office in offices:
        office.heads.add(person)
    headed = [group.department.name for group in estate_of(person).groups if group.kind == HEADSHIP]
    assert headed == OFFICES


def test_departments_stand_in_order_also_when_one_is_renamed(offices):
    assert of([office.name for office in Department.objects.all()], OFFICES) == OFFICES
    renamed = Department.objects.get(name="Phòng Yên")
    renamed.name = "Phòng Ăn Uống"
    renamed.save(update_fields=["name"])
    names = [office.name for office in Department.objects.all() if office.name.startswith("Phòng Ă")]
    assert names[-1] == "Phòng Ăn Uống"


def test_the_explorer_orders_titles_by_the_alphabet(client, section, drafter):
    for title in random.sample(OFFICES, len(OFFICES)):
        draft(section, drafter, news(title))
    client.force_login(drafter)
    for ordering, expected in (("title", OFFICES), ("-title", OFFICES[::-1])):
        address = reverse("wagtailadmin_explore", args=[section.pk])
        shown = [page.title for page in client.get(address, {"ordering": ordering}).context["pages"]]
        assert of(shown, OFFICES) == expected
