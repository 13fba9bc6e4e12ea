"""Domain fixtures: a founded site with two departments and one person in each role."""

import pytest

from cms.editorial.models import Department
from home.models import HomePage
from newsroom.models import AnnouncementIndexPage, NewsIndexPage
from tests import factories


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


@pytest.fixture
def department(home) -> Department:
    """GDTX-GDCN, which may post to every first section."""
    department = factories.DepartmentFactory(
        name="Phòng Giáo dục thường xuyên – Giáo dục chuyên nghiệp", short_name="GDTX-GDCN"
    )
    department.sections.set(home.get_children())
    return department


@pytest.fixture
def other_department(home) -> Department:
    """GDTrH, which may post to every first section too."""
    department = factories.DepartmentFactory(name="Phòng Giáo dục Trung học", short_name="GDTrH")
    department.sections.set(home.get_children())
    return department


@pytest.fixture
def drafter(department):
    return factories.member_of(department, username="soan1.gdtx")


@pytest.fixture
def colleague(department):
    return factories.member_of(department, username="soan2.gdtx")


@pytest.fixture
def stranger(other_department):
    """A drafter of another department."""
    return factories.member_of(other_department, username="soan1.gdth")


@pytest.fixture
def approver(home):
    return factories.approver(username="duyet1")


@pytest.fixture
def second_approver(home):
    return factories.approver(username="duyet2")


@pytest.fixture
def administrator(home):
    return factories.administrator(username="quantri")


@pytest.fixture
def superuser(home):
    return factories.UserFactory(username="toan-quyen", superuser=True)
