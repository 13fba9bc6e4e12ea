"""Going live and ending by the clock: the gate looks again at that moment."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.editorial import drafts
from cms.editorial.gate import UnapprovedPublication
from cms.editorial.models import PublicationRecord
from newsroom.models import NewsPage
from tests import factories

HOUR = timezone.timedelta(hours=1)


@pytest.fixture
def scheduled(section, drafter, approver):
    """A page that was approved and waits for its time."""
    page = factories.news(go_live_at=timezone.now() + HOUR)
    return factories.published(section, drafter, by=approver, page=page)


def its_time_comes(page) -> None:
    """Let the moment come for which the page was approved, without touching what was approved."""
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=timezone.now() - HOUR)


def test_an_approved_page_waits_for_its_time(scheduled):
    call_command("publish_scheduled")
    assert not factories.fresh(scheduled).live


def test_it_goes_live_when_its_time_has_come(section, drafter, approver, monkeypatch):
    later = timezone.now() + HOUR
    page = factories.published(section, drafter, by=approver, page=factories.news(go_live_at=later))
    monkeypatch.setattr(timezone, "now", lambda: later + HOUR)
    call_command("publish_scheduled")
    assert factories.fresh(page).live


@pytest.fixture
def changed_after_approval(scheduled):
    """Its revision was changed in place after it was approved, by whatever way."""
    revision = scheduled.latest_revision
    revision.content = {**revision.content, "title": "Sửa sau khi duyệt", "go_live_at": None}
    revision.save(update_fields=["content"])
    its_time_comes(scheduled)
    return scheduled


def test_what_changed_after_its_approval_stays_down(changed_after_approval):
    call_command("publish_scheduled")
    page = factories.fresh(changed_after_approval)
    assert not page.live
    assert not page.revisions.exclude(approved_go_live_at=None).exists()
    assert PublicationRecord.objects.newest_of(page.pk).route == "withdrawal"


def test_its_people_hear_that_it_stayed_down(changed_after_approval, drafter, approver):
    mail.outbox.clear()
    call_command("publish_scheduled")
    assert {message.to[0] for message in mail.outbox} == {drafter.email, approver.email}
    assert all(reverse("wagtailadmin_pages:edit", args=[changed_after_approval.pk]) in m.body for m in mail.outbox)
    mail.outbox.clear()
    call_command("publish_scheduled")
    assert mail.outbox == []


def test_it_is_sent_for_approval_again_and_goes_live(changed_after_approval, drafter, approver):
    call_command("publish_scheduled")
    drafts.submit(factories.fresh(changed_after_approval), drafter)
    drafts.approve(factories.fresh(changed_after_approval), approver)
    assert factories.fresh(changed_after_approval).live


def test_a_picture_changed_after_the_approval_keeps_it_down(section, drafter, approver, monkeypatch):
    later = timezone.now() + HOUR
    picture = factories.picture()
    page = factories.news(go_live_at=later, cover=picture)
    page = factories.published(section, drafter, by=approver, page=page)
    picture.description = "Chú thích khác"
    picture.save()
    monkeypatch.setattr(timezone, "now", lambda: later + HOUR)
    call_command("publish_scheduled")
    assert not factories.fresh(page).live


def test_one_that_stays_down_stops_no_other(changed_after_approval, section, drafter, approver, monkeypatch):
    later = timezone.now() + HOUR
    other = factories.published(section, drafter, by=approver, page=factories.news("Tin khác", go_live_at=later))
    monkeypatch.setattr(timezone, "now", lambda: later + HOUR)
    call_command("publish_scheduled")
    assert not factories.fresh(changed_after_approval).live
    assert factories.fresh(other).live


def test_a_forged_schedule_publishes_nothing(section, drafter):
    page = factories.draft(section, drafter)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=timezone.now() - HOUR)
    call_command("publish_scheduled")
    assert not factories.fresh(page).live


def test_an_approved_page_that_was_taken_off_the_schedule_lost_its_approval(client, scheduled, approver):
    client.force_login(approver)
    address = reverse("wagtailadmin_pages:revisions_unschedule", args=[scheduled.pk, scheduled.latest_revision_id])
    client.post(address)
    page = factories.fresh(scheduled)
    assert not page.approved_schedule
    assert PublicationRecord.objects.newest_of(page.pk).approver == approver
    with pytest.raises(UnapprovedPublication):
        page.latest_revision.publish()


def test_nobody_edits_what_waits_for_its_time(scheduled, drafter, superuser):
    for user in (drafter, superuser):
        with pytest.raises(PermissionDenied):
            scheduled.get_latest_revision_as_object().save_revision(user=user)


def test_what_has_ended_is_taken_down_and_asks_for_approval_to_come_back(section, drafter, approver, monkeypatch):
    ends = timezone.now() + HOUR
    page = factories.published(section, drafter, by=approver, page=factories.news(expire_at=ends))
    monkeypatch.setattr(timezone, "now", lambda: ends + HOUR)
    call_command("publish_scheduled")
    page = factories.fresh(page)
    assert (page.live, page.expired) == (False, True)
    record = PublicationRecord.objects.newest_of(page.pk)
    assert (record.route, record.approver) == ("withdrawal", None)


def test_a_dry_run_changes_nothing(changed_after_approval, capsys):
    call_command("publish_scheduled", dryrun=True)
    assert Page.objects.get(pk=changed_after_approval.pk).approved_schedule
    assert NewsPage.objects.live().count() == 0
