"""Founding a portal: front pages, first sections and roles, on the word of two people."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Page, Site, Workflow

from cms.editorial.gate import decide
from cms.editorial.models import DepartmentHeadTask, FourEyesTask, PublicationRecord
from cms.editorial.roles import ROLES, WORKFLOWS
from cms.pages.models import CatalogueEntry
from home.founding import SECTIONS, found_site
from home.models import HomePage
from tests.factories import UserFactory, fresh
from tests.founded import forget_founding
from tests.support import delete_past_the_gate


@pytest.fixture(autouse=True)
def not_founded(request, db):
    """Most tests begin before the founding; those that stand on it name it."""
    if not {"home", "section"} & {*request.fixturenames}:
        forget_founding()


@pytest.fixture
def founder(db):
    return UserFactory(username="sang-lap", last_name="Lò Thị", first_name="An")


@pytest.fixture
def confirmer(db):
    return UserFactory(username="xac-nhan", last_name="Trần Văn", first_name="Bình")


def state() -> dict:
    """Return what founding makes, as it is now."""
    return {
        "pages": list(Page.objects.values_list("pk", "url_path", "title", "live", "latest_revision_id")),
        "sites": list(Site.objects.values()),
        "records": PublicationRecord.objects.count(),
        "groups": sorted(Group.objects.values_list("name", flat=True)),
        "workflows": list(Workflow.objects.values_list("pk", "name", "active")),
        "permissions": {group.name: group.permissions.count() for group in Group.objects.all()},
    }


def test_founding_makes_front_pages_sections_and_site(client, founder, confirmer):
    home = found_site(founder, confirmer)
    english = HomePage.objects.get(locale__language_code="en")
    assert home.locale.language_code == "vi"
    assert english.translation_key == home.translation_key
    sections = [(type(page.specific), page.title, page.slug, page.show_in_menus) for page in home.get_children()]
    assert sections == list(SECTIONS)
    assert all(page.live for page in home.get_children())
    assert Site.objects.get().root_page_id == home.pk
    for address in ("/", "/en/", "/tin-hoat-dong/", "/thong-bao/", "/su-kien/", "/dong-su-kien/"):
        assert client.get(address).status_code == 200


def test_every_public_page_of_a_new_site_is_on_record_with_two_people(founder, confirmer):
    found_site(founder, confirmer)
    public_ids = set(CatalogueEntry.objects.filter(is_public=True).values_list("public_id", flat=True))
    records = PublicationRecord.objects.all()
    assert {record.public_id for record in records} == public_ids
    assert len(public_ids) == 2 + len(SECTIONS)
    assert {(record.submitter, record.approver, record.route) for record in records} == {
        (founder, confirmer, PublicationRecord.Route.FOUNDING)
    }


def test_founding_again_changes_nothing(founder, confirmer):
    home = found_site(founder, confirmer)
    before = state()
    again = found_site(confirmer, UserFactory(), title="Tên khác", title_en="Another")
    assert again == home
    assert state() == before


def test_founding_again_leaves_what_editors_did(founder, confirmer):
    home = found_site(founder, confirmer)
    section = home.get_children().first().specific
    section.title, section.slug = "Hoạt động của ngành", "hoat-dong"
    decide(section.save_revision(), approver=confirmer, submitter=founder, route=PublicationRecord.Route.FOUNDING)
    Site.objects.update(hostname="sgddt.example", site_name="Tên riêng")
    before = state()
    found_site(founder, confirmer)
    assert state() == before


def test_founding_completes_what_is_missing(founder, confirmer):
    home = found_site(founder, confirmer)
    delete_past_the_gate(HomePage.objects.get(locale__language_code="en"))
    delete_past_the_gate(home.get_children().get(slug="su-kien"))
    found_site(founder, confirmer)
    assert HomePage.objects.get(locale__language_code="en").translation_key == home.translation_key
    assert home.get_children().filter(slug="su-kien", live=True).exists()


def test_one_person_cannot_found_a_site(founder):
    with pytest.raises(PermissionDenied):
        found_site(founder, founder)
    assert not HomePage.objects.exists()
    assert not Site.objects.exists()


def test_front_pages_of_both_languages_ask_the_head_and_then_the_approvers(founder, confirmer):
    home = found_site(founder, confirmer)
    homes = HomePage.objects.all()
    assert (
        {page.locale.language_code for page in homes}
        == {"vi", "en"}
        == set(Locale.objects.values_list("language_code", flat=True))
    )
    for page in [*homes, *home.get_children()]:
        workflow = page.get_workflow()
        assert (workflow.name, workflow.active) == ("Duyệt tin", True)
        assert [type(task.specific) for task in workflow.tasks] == [DepartmentHeadTask, FourEyesTask]


def test_new_site_has_the_groups_of_the_roles_and_none_of_wagtails_samples(founder, confirmer):
    found_site(founder, confirmer)
    assert set(Group.objects.values_list("name", flat=True)) == {role.group for role in ROLES if role.group}
    assert not Page.objects.filter(title__startswith="Welcome").exists()
    assert {workflow.name for workflow in Workflow.objects.all()} == {*WORKFLOWS}


def test_command_founds_the_site_in_the_names_of_two_accounts(founder, confirmer):
    out = io.StringIO()
    call_command("found_site", founder="SANG-LAP", confirmer="xac-nhan", stdout=out)
    assert HomePage.objects.count() == 2
    assert "Trang chủ" in out.getvalue()
    record = PublicationRecord.objects.first()
    assert (record.submitter, record.approver) == (founder, confirmer)


@pytest.mark.parametrize(
    ("first", "second"),
    [("sang-lap", "sang-lap"), ("sang-lap", "SANG-LAP"), ("khong-co", "sang-lap"), ("nghi", "sang-lap")],
)
def test_command_refuses_one_person_as_both_and_people_without_an_active_account(founder, first, second):
    UserFactory(username="nghi", is_active=False)
    with pytest.raises(CommandError):
        call_command("found_site", founder=first, confirmer=second)
    assert not HomePage.objects.exists()


def test_department_may_post_in_the_translation_of_its_section(section, department, drafter):
    english = HomePage.objects.get(locale__language_code="en")
    translated = section.copy_for_translation(english.locale)
    assert translated.get_parent().pk == english.pk
    assert fresh(translated).permissions_for_user(fresh(drafter)).can_add_subpage()


def test_the_site_stands_at_the_address_of_the_settings(home):
    assert home.full_url == "http://testserver/"
