"""Publishing on one person's word: flagged until another one agrees or takes it down, and counted."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from cms.editorial import audit, desk, drafts, emergency
from cms.editorial.four_eyes import ChangedMeanwhile, Shown
from cms.editorial.models import PublicationRecord
from tests import factories
from tests.support import shown

REASON = "Bão số 9: mai học sinh nghỉ học"


@pytest.fixture
def writer(department):
    """An approver who drafts too."""
    user = factories.approver()
    user.groups.add(department.group)
    return factories.fresh(user)


@pytest.fixture
def forced(section, writer):
    page = factories.draft(section, writer)
    emergency.force(page, writer, REASON, Shown.of(page))
    return factories.fresh(page)


def test_an_approver_publishes_alone_with_a_reason_through_the_screen(client, section, writer):
    page = factories.draft(section, writer)
    client.force_login(writer)
    screen = client.get(reverse("force_publication", args=[page.pk]))
    assert screen.status_code == 200
    client.post(reverse("force_publication", args=[page.pk]), {"reason": REASON} | shown(page))
    page = factories.fresh(page)
    assert page.live
    record = PublicationRecord.objects.newest_of(page.pk)
    assert (record.route, record.approver, record.reason) == ("forced", writer, REASON)


@pytest.mark.parametrize("reason", ["", "   ", "gấp"])
def test_an_emergency_needs_a_reason_of_some_words(client, section, writer, reason):
    page = factories.draft(section, writer)
    client.force_login(writer)
    client.post(reverse("force_publication", args=[page.pk]), {"reason": reason} | shown(page))
    with pytest.raises(PermissionDenied):
        emergency.force(page, writer, reason, Shown.of(page))
    assert not factories.fresh(page).live


@pytest.mark.parametrize("who", ["drafter", "colleague", "stranger", "administrator"])
def test_who_is_no_approver_forces_nothing(client, request, who, section, drafter):
    page = factories.draft(section, drafter)
    client.force_login(request.getfixturevalue(who))
    client.post(reverse("force_publication", args=[page.pk]), {"reason": REASON} | shown(page))
    with pytest.raises(PermissionDenied):
        emergency.force(page, request.getfixturevalue(who), REASON, Shown.of(page))
    assert not factories.fresh(page).live


def test_nobody_forces_without_signing_in(client, section, drafter):
    page = factories.draft(section, drafter)
    response = client.post(reverse("force_publication", args=[page.pk]), {"reason": REASON} | shown(page))
    assert response.url.startswith(reverse("wagtailadmin_login"))
    assert not factories.fresh(page).live


def test_what_changed_since_the_screen_was_opened_is_not_forced(section, writer, colleague):
    page = factories.draft(section, writer)
    seen = Shown.of(page)
    factories.edit(page, colleague, title="Sửa sau khi mở")
    with pytest.raises(ChangedMeanwhile):
        emergency.force(page, writer, REASON, seen)
    assert not factories.fresh(page).live


def test_a_draft_that_is_not_complete_is_not_forced(client, section, writer):
    page = factories.draft(section, writer)
    latest = page.get_latest_revision_as_object()
    latest.title = ""
    latest.save_revision(user=writer, clean=False)
    client.force_login(writer)
    response = client.post(reverse("force_publication", args=[page.pk]), {"reason": REASON} | shown(page))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not factories.fresh(page).live


@pytest.mark.parametrize("who", ["drafter", "stranger", "writer", "approver", "administrator"])
def test_every_dashboard_shows_what_was_forced(client, request, who, forced):
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert REASON in page
    assert forced.title in page


def test_an_approver_without_a_hand_in_it_confirms(client, forced, approver, writer):
    client.force_login(approver)
    assert REASON in client.get(reverse("confirm_emergency", args=[forced.pk])).content.decode()
    client.post(reverse("confirm_emergency", args=[forced.pk]), {"comment": "Đồng ý"})
    record = PublicationRecord.objects.newest_of(forced.pk)
    assert (record.route, record.approver, record.submitter) == ("confirmation", approver, writer)
    assert desk.emergencies(approver) == []
    assert factories.fresh(forced).live
    assert not list(audit.faults_of([factories.fresh(forced)]))


@pytest.mark.parametrize("who", ["writer", "drafter", "stranger", "administrator"])
def test_nobody_else_confirms(client, request, who, forced):
    user = request.getfixturevalue(who)
    client.force_login(user)
    client.post(reverse("confirm_emergency", args=[forced.pk]), {})
    with pytest.raises(PermissionDenied):
        emergency.confirm(forced, user)
    assert PublicationRecord.objects.newest_of(forced.pk).route == "forced"


def test_an_approver_who_wrote_in_it_does_not_confirm(section, writer, second_approver, department):
    second_approver.groups.add(department.group)
    co_author = factories.fresh(second_approver)
    page = factories.edit(factories.draft(section, writer), co_author, title="Cùng viết")
    emergency.force(page, writer, REASON, Shown.of(page))
    with pytest.raises(PermissionDenied):
        emergency.confirm(page, co_author)


def test_taking_it_down_takes_it_off_the_dashboards(forced, approver):
    forced.unpublish(user=approver)
    assert desk.emergencies(approver) == []
    with pytest.raises(PermissionDenied):
        emergency.confirm(forced, approver)


def test_an_approved_edit_settles_it(forced, drafter, approver):
    factories.edit(forced, drafter, summary="Bổ sung")
    drafts.submit(factories.fresh(forced), drafter)
    drafts.approve(factories.fresh(forced), approver)
    assert desk.emergencies(approver) == []


def test_emergencies_are_counted_also_when_they_are_settled(forced, approver):
    emergency.confirm(forced, approver)
    assert desk.emergencies_of(timezone.localdate().year) == 1
    assert desk.emergencies_of(timezone.localdate().year - 1) == 0


def test_the_editor_flags_a_page_that_stands_on_one_word(client, forced, drafter, writer):
    for user, leads_on in ((drafter, False), (writer, True)):
        client.force_login(user)
        screen = client.get(reverse("wagtailadmin_pages:edit", args=[forced.pk])).content.decode()
        assert writer.get_full_name() in screen
        assert (reverse("confirm_emergency", args=[forced.pk]) in screen) is leads_on


@pytest.mark.parametrize("page_id", [1, 999_999])
def test_a_page_that_does_not_exist_is_not_found(client, approver, page_id):
    client.force_login(approver)
    assert client.get(reverse("force_publication", args=[page_id])).status_code == 404
