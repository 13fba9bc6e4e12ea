"""The approval sheet: on one page who decided what about what readers see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.editorial import drafts, emergency
from cms.editorial.four_eyes import Shown
from cms.editorial.models import Change, PublicationRecord
from cms.editorial.story.sheet import sheet_of
from cms.pages.models import PageCorrection
from home.models import SiteSettings
from tests import factories

pytestmark = pytest.mark.django_db


def address(page) -> str:
    return reverse("approval_sheet", args=[page.pk])


@pytest.fixture
def page(section, department, drafter, colleague, approver):
    """An article that the head of the department approved, and then an approver."""
    department.heads.add(colleague)
    page = factories.submitted(section, drafter, factories.news("Tin có phiếu"))
    drafts.approve(page, colleague, comment="Đúng số liệu")
    drafts.approve(factories.fresh(page), approver, comment="Rõ ràng")
    return factories.fresh(page)


def test_the_sheet_says_who_decided_when_and_about_what(client, page, drafter, colleague, approver, department):
    settings = SiteSettings.for_site(Site.objects.get())
    settings.agency_name, settings.parent_agency = "Sở Giáo dục và Đào tạo Mường Xa", "UBND tỉnh Mường Xa"
    settings.save()
    client.force_login(drafter)
    text = client.get(address(page)).content.decode()
    record = PublicationRecord.objects.newest_of(page.pk)
    for words in (
        "Sở Giáo dục và Đào tạo Mường Xa",
        "UBND tỉnh Mường Xa",
        "Tin có phiếu",
        str(page.public_id),
        page.full_url,
        department.name,
        str(drafter),
        str(colleague),
        "Đúng số liệu",
        str(approver),
        "Rõ ràng",
        record.content_hash[:16],
    ):
        assert words in text, words
    assert [row.who for row in sheet_of(page).rows] == [
        str(person) for person in (drafter, drafter, colleague, approver)
    ]


def test_it_needs_no_admin_around_it_and_no_inline_script(client, page, drafter):
    client.force_login(drafter)
    text = client.get(address(page)).content.decode()
    assert 'class="wrapper"' not in text
    assert "<script>" not in text
    assert "style=" not in text
    assert reverse("wagtailadmin_pages:history", args=[page.pk]) in text


def test_a_page_that_was_never_public_has_a_message_instead(client, section, drafter, approver):
    draft = factories.draft(section, drafter)
    waiting = factories.published(
        section, drafter, by=approver, page=factories.news("Hẹn", go_live_at=timezone.now() + timedelta(days=1))
    )
    client.force_login(drafter)
    for page in (draft, waiting):
        response = client.get(address(page))
        assert response.status_code == 200
        assert response.context["sheet"] is None


def test_an_emergency_is_flagged_until_it_is_confirmed(section, drafter, approver, second_approver):
    page = factories.draft(section, drafter)
    emergency.force(page, approver, "Bão số 9: mai học sinh nghỉ học", Shown.of(page))
    sheet = sheet_of(factories.fresh(page))
    assert sheet.unconfirmed
    assert sheet.rows[-1].words == "Bão số 9: mai học sinh nghỉ học"
    emergency.confirm(factories.fresh(page), second_approver, "Đồng ý")
    sheet = sheet_of(factories.fresh(page))
    assert not sheet.unconfirmed
    assert (sheet.rows[-1].who, sheet.rows[-1].words) == (str(second_approver), "Đồng ý")


def test_a_withdrawal_stands_on_it_and_the_version_that_was_public(page, drafter, approver):
    page.unpublish(user=approver)
    factories.edit(page, drafter, title="Bản chưa ai duyệt")
    sheet = sheet_of(factories.fresh(page))
    assert sheet.withdrawal
    assert sheet.version.title == "Tin có phiếu"


def test_corrections_stand_on_it_with_their_dates(client, page, drafter, colleague, approver):
    latest = page.get_latest_revision_as_object()
    latest.corrections = [PageCorrection(note="Con số đúng là 12.", noted_on=timezone.localdate())]
    drafts.save_draft(latest, drafter)
    drafts.submit(factories.fresh(page), drafter, change=Change.CORRECTION)
    drafts.approve(factories.fresh(page), colleague)
    drafts.approve(factories.fresh(page), approver)
    sheet = sheet_of(factories.fresh(page))
    assert [correction.note for correction in sheet.corrections] == ["Con số đúng là 12."]
    assert len(sheet.versions) == 2
    client.force_login(drafter)
    assert "Con số đúng là 12." in client.get(address(page)).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("drafter", 200), ("colleague", 200), ("stranger", 404), ("approver", 200), ("administrator", 200)],
)
def test_who_reads_the_sheet(client, request, who, status, page):
    client.force_login(request.getfixturevalue(who))
    assert client.get(address(page)).status_code == status
    assert client.post(address(page)).status_code in {404, 405}


def test_the_anonymous_are_sent_to_the_sign_in(client, page):
    assert client.get(address(page)).status_code == 302


def test_numbers_that_name_nothing_are_not_found(client, superuser):
    client.force_login(superuser)
    for number in (0, 1, 987654, 2**63, 10**30):
        assert client.get(f"/admin/approval-sheet/{number}/").status_code == 404
