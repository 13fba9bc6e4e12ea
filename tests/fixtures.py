"""Domain fixtures: a founded site with two departments and one person in each role."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from cms.editorial.models import Department
from home.models import HomePage
from newsroom.models import AnnouncementIndexPage, NewsIndexPage
from tests import factories
from tests.forgetting import forget_everything


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker) -> Iterator[Callable[[], AbstractContextManager]]:
    """What a module's fixture makes `with once():` stands for every test of the module; none changes it for another.

    As Django's setUpTestData: a transaction around the module, within which that of each test is undone. Give tests
    keys or fresh objects, not the made ones. Not for modules with transactional tests, which restore the database.
    """

    @contextmanager
    def making() -> Iterator[None]:
        forget_everything()
        with django_db_blocker.unblock():
            yield

    around = transaction.atomic()
    # As of Django's own test cases: a durable block of the code under test may stand directly within it.
    around._from_testcase = True
    with django_db_blocker.unblock():
        around.__enter__()
    yield making
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def home(db) -> HomePage:
    """The Vietnamese front page of a newly founded site."""
    return HomePage.objects.get(locale__language_code="vi")


@pytest.fixture
def section(home) -> NewsIndexPage:
    return NewsIndexPage.objects.get(slug="tin-hoat-dong")


@pytest.fixture
def announcements(home) -> AnnouncementIndexPage:
    return AnnouncementIndexPage.objects.child_of(home).get()


@pytest.fixture(scope="module")
def staff(once) -> None:
    """Have the department, its drafter and an approver made once: for modules in which most tests ask for them."""
    with once():
        of_gdtx("soan1.gdtx")
        of_approvers("duyet1")


def gdtx() -> Department:
    """Return GDTX-GDCN, which may post to every first section."""
    if department := Department.objects.filter(short_name="GDTX-GDCN").first():
        return department
    department = factories.DepartmentFactory(
        name="Phòng Giáo dục thường xuyên – Giáo dục chuyên nghiệp", short_name="GDTX-GDCN"
    )
    department.sections.set(HomePage.objects.get(locale__language_code="vi").get_children())
    return department


def of_gdtx(username: str):
    """Return the drafter of GDTX-GDCN of this name."""
    return _person(username) or factories.member_of(gdtx(), username=username)


def of_approvers(username: str):
    """Return the approver of this name."""
    return _person(username) or factories.approver(username=username)


def _person(username: str):
    """Return who was made once for the module, if anybody was."""
    return get_user_model().objects.filter(username=username).first()


@pytest.fixture
def department(home) -> Department:
    return gdtx()


@pytest.fixture
def other_department(home) -> Department:
    """GDTrH, which may post to every first section too."""
    department = factories.DepartmentFactory(name="Phòng Giáo dục Trung học", short_name="GDTrH")
    department.sections.set(home.get_children())
    return department


@pytest.fixture
def drafter(department):
    return of_gdtx("soan1.gdtx")


@pytest.fixture
def colleague(department):
    return factories.member_of(department, username="soan2.gdtx")


@pytest.fixture
def stranger(other_department):
    """A drafter of another department."""
    return factories.member_of(other_department, username="soan1.gdth")


@pytest.fixture
def approver(home):
    return of_approvers("duyet1")


@pytest.fixture
def second_approver(home):
    return factories.approver(username="duyet2")


@pytest.fixture
def administrator(home):
    return factories.administrator(username="quantri")


@pytest.fixture
def superuser(home):
    return factories.UserFactory(username="toan-quyen", superuser=True)
