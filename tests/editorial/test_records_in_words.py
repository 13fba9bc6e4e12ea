"""Administrative records say names, days and yes or no: no keys, no dates as software writes them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, PageViewRestriction, Site

from cms.editorial.models import AdministrativeRecord, InspectionTerm
from cms.editorial.story.records import shown
from tests import factories


@pytest.fixture(autouse=True)
def in_vietnamese():
    with translation.override("vi"):
        yield


def changes_of(model: str) -> dict[str, str]:
    """Return what stands in the newest record of `model` now, by the name of each field."""
    record = AdministrativeRecord.objects.filter(model=model).first()
    return {change.name: change.after for change in shown([record])[0].changes}


def test_people_and_days_are_written_as_people_write_them(administrator):
    person = factories.UserFactory(last_name="Lò Thị", first_name="Ân")
    InspectionTerm.objects.create(
        user=person,
        granted_by=administrator,
        valid_from=datetime.date(2026, 11, 1),
        valid_until=datetime.date(2026, 11, 30),
    )
    said = changes_of("editorial.inspectionterm")
    assert "Lò Thị Ân" in said.values()
    assert str(administrator) in said.values()
    assert {"01/11/2026", "30/11/2026"} <= {*said.values()}
    assert not any("2026-" in value or value.isdigit() for value in said.values())
    # The time of the record stands beside it.
    assert len(said) == 4


def test_yes_and_no(home):
    site = Site.objects.get()
    site.is_default_site = False
    site.save()
    assert [*changes_of("wagtailcore.site").values()] == ["Không"]


def test_pages_are_called_by_their_titles_and_choices_by_their_words(section):
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    said = changes_of("wagtailcore.pageviewrestriction")
    assert section.title in said.values()
    assert "login" not in said.values()


def test_a_move_says_between_which_pages(section, drafter, approver):
    public = factories.published(section, drafter, by=approver)
    above = section.get_parent()
    public.move(above, pos="last-child")
    (row,) = shown([AdministrativeRecord.objects.first()])
    assert (row.changes[0].before, row.changes[0].after) == (section.title, above.title)


def test_what_is_gone_is_said_to_be_gone_and_rubbish_stays_readable(home):
    def record(**fields):
        return AdministrativeRecord.objects.create(action="change", object_pk="1", label="x", after=fields, **kind)

    kind = {"model": "wagtailcore.site"}
    gone = record(root_page="999999")
    rubbish = record(root_page="abc", hostname={"a": 1}, port=None, no_such_field="7")
    kind = {"model": "no.such"}
    unknown = record(anything="chữ")
    texts = [[change.after for change in row.changes] for row in shown([gone, rubbish, unknown])]
    assert texts == [["không còn"], ["không còn", "{'a': 1}", "–", "7"], ["chữ"]]


def test_what_is_written_in_english_is_marked_so(home):
    record = AdministrativeRecord.objects.create(
        action="change", model="home.sitesettings", object_pk="1", label="x", after={"agency_name_en": "Department"}
    )
    assert shown([record])[0].changes[0].language == "en"


def test_many_records_cost_as_many_queries_as_few(client, administrator, section):
    client.force_login(administrator)

    def queries(number: int) -> int:
        for _count in range(number):
            PageViewRestriction.objects.create(page=section, restriction_type="login").delete()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("administrative_records")).status_code == 200
        return len(captured)

    few = queries(2)
    assert queries(20) <= few


def test_the_root_of_the_tree_has_a_vietnamese_name(home):
    assert Page.objects.get(depth=1).get_admin_display_title() == "Cây trang"


def test_what_only_follows_from_the_name_is_left_out(department):
    department.name = "Phòng Giáo dục Thường xuyên và Nghề nghiệp"
    department.save()
    assert [*changes_of("editorial.department").values()] == [department.name]
