"""What was approved for a later hour goes up with its tick, and stays down where its hour finds something new."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from cms.editorial import clearance, drafts
from cms.editorial.models import PublicationRecord
from cms.editorial.review import warnings
from cms.media.words import keeping
from tests import factories
from tests.editorial import pupils

pytestmark = pytest.mark.django_db


def test_what_waits_for_its_hour_goes_up_with_its_tick(section, drafter, approver, monkeypatch):
    later = timezone.now() + timedelta(hours=1)
    page = pupils.public(section, drafter, approver, pupils.article(go_live_at=later))
    assert not page.live
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(hours=1))
    call_command("publish_scheduled")
    assert pupils.is_public(page)


def test_what_a_file_turned_out_to_hold_keeps_down_what_waits_for_its_hour(section, drafter, approver, monkeypatch):
    document = pupils.list_of_pupils(is_read=False)
    later = timezone.now() + timedelta(hours=1)
    page = factories.published(section, drafter, by=approver, page=pupils.with_a_file(document, go_live_at=later))
    keeping.keep(document)
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(hours=1))
    call_command("publish_scheduled")
    assert not pupils.is_public(page)
    assert PublicationRecord.objects.newest_of(page.pk).route == "withdrawal"
    reason = clearance.uncovered(factories.fresh(page))
    assert [reason in message.body for message in mail.outbox if message.to == [drafter.email]][-1]


def test_what_was_approved_before_anybody_ticked_stays_down_and_has_a_way_out(
    section, drafter, approver, second_approver, monkeypatch
):
    later = timezone.now() + timedelta(hours=1)
    with monkeypatch.context() as before_the_upgrade:
        before_the_upgrade.setattr(warnings, "demands", lambda page: [])
        page = factories.published(section, drafter, by=approver, page=pupils.article(go_live_at=later))
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(hours=1))
    call_command("publish_scheduled")
    assert not pupils.is_public(page)
    page = factories.edit(page, drafter, go_live_at=None)
    drafts.submit(page, drafter)
    pupils.give(page, drafter)
    pupils.approve(page, second_approver)
    assert pupils.is_public(page)
