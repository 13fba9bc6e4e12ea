"""Nobody approves while a file is being read: what it holds is known some minutes after it came."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.editorial import clearance, drafts, emergency
from cms.editorial.clearance import NotCleared
from cms.editorial.four_eyes import Shown
from cms.editorial.models import PublicationRecord
from cms.media.words import keeping
from tests import factories
from tests.editorial import pupils
from tests.support import post_edit, workflow_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def unread(section, drafter):
    """An article that waits, with a file which was uploaded a moment ago."""
    document = pupils.list_of_pupils(is_read=False, age=timedelta(seconds=20))
    return factories.submitted(section, drafter, pupils.with_a_file(document))


def now_passes(monkeypatch) -> None:
    now = timezone.now() + timedelta(minutes=6)
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_nobody_approves_while_a_file_is_being_read(unread, approver, superuser, client, monkeypatch):
    for person in (approver, superuser):
        with pytest.raises(NotCleared, match="Kết quả"):
            drafts.approve(factories.fresh(unread), person)
    state = factories.fresh(unread).current_workflow_task_state
    with pytest.raises(NotCleared):
        state.specific.approve(user=approver)
    client.force_login(approver)
    workflow_action(client, unread, "approve", comment="")
    post_edit(client, unread, **{"action-workflow-action": "true", "workflow-action-name": "approve"})
    screen = client.get(reverse("review", args=[unread.pk])).content.decode()
    assert clearance.held(unread.get_latest_revision_as_object()) in unescape(screen)
    assert 'data-review-opens="approve"' not in screen
    assert not pupils.is_public(unread)


def test_the_review_screen_says_why_nobody_approves_yet_and_keeps_what_was_typed(unread, approver, client):
    client.force_login(approver)
    shown = Shown.of(unread)
    step = unread.current_workflow_task_state.pk
    data = {"step": step, "shown_revision": shown.revision_pk, "shown_hash": shown.content_hash, "comment": "Đồng ý"}
    refused = client.post(reverse("review_approve", args=[unread.pk]), data)
    assert refused.status_code == 409
    assert "Đồng ý" in refused.content.decode()
    assert not pupils.is_public(unread)


def test_nobody_publishes_in_an_emergency_while_a_file_is_being_read(unread, approver, monkeypatch):
    with pytest.raises(NotCleared, match="Kết quả"):
        emergency.force(unread, approver, "Bão đổ bộ đêm nay", Shown.of(unread))
    now_passes(monkeypatch)
    emergency.force(unread, approver, "Bão đổ bộ đêm nay", Shown.of(unread))
    assert pupils.is_public(unread)


def test_the_screen_of_an_emergency_keeps_the_reason_that_was_typed(unread, approver, client):
    client.force_login(approver)
    shown = Shown.of(unread)
    data = {"reason": "Bão đổ bộ đêm nay", "shown_revision": shown.revision_pk, "shown_hash": shown.content_hash}
    refused = client.post(reverse("force_publication", args=[unread.pk]), data)
    assert refused.status_code == 409
    assert "Bão đổ bộ đêm nay" in refused.content.decode()
    assert clearance.held(unread.get_latest_revision_as_object()) in unescape(refused.content.decode())
    assert not pupils.is_public(unread)


def test_what_is_approved_for_a_later_hour_waits_for_its_file_too(section, drafter, approver):
    document = pupils.list_of_pupils(is_read=False, age=timedelta(0))
    later = timezone.now() + timedelta(hours=1)
    page = factories.submitted(section, drafter, pupils.with_a_file(document, go_live_at=later))
    with pytest.raises(NotCleared):
        drafts.approve(page, approver)
    assert not PublicationRecord.objects.filter(page_pk=page.pk).exists()


def test_a_file_that_stays_unread_stops_nobody(unread, approver, monkeypatch):
    now_passes(monkeypatch)
    drafts.approve(factories.fresh(unread), approver)
    assert pupils.is_public(unread)


def test_what_a_file_held_that_was_read_meanwhile_asks_for_the_tick(unread, drafter, approver):
    keeping.read_waiting()
    with pytest.raises(NotCleared):
        drafts.approve(factories.fresh(unread), approver)
    pupils.give(unread, drafter)
    pupils.approve(unread, approver)
    assert pupils.is_public(unread)
