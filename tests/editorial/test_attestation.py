"""After a restore or an upgrade two people write the records anew that no longer fit."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.editorial import attestation, audit
from cms.editorial.models import PublicationRecord
from tests import factories
from tests.support import write_past_the_gate


@pytest.fixture
def restored(section, drafter, approver):
    """A public page whose record fits no longer."""
    page = factories.published(section, drafter, by=approver)
    write_past_the_gate("UPDATE newsroom_newspage SET summary = %s WHERE page_ptr_id = %s", "Thêm", page.pk)
    return page


def test_two_people_attest_what_is_public(restored, approver, administrator):
    out = io.StringIO()
    call_command(
        "attest_publication", route="restore", by="quantri", witness="duyet1", reason="Khôi phục ngày 1/12", stdout=out
    )
    assert "1" in out.getvalue()
    record = PublicationRecord.objects.newest_of(restored.pk)
    assert (record.route, record.submitter, record.approver) == ("restore", administrator, approver)
    assert audit.run().findings == []


def test_running_it_again_writes_nothing(restored, approver, administrator):
    assert attestation.attest("restore", approver, administrator, "Khôi phục") == 1
    assert attestation.attest("restore", approver, administrator, "Khôi phục") == 0


def test_what_waits_for_its_time_is_attested_too(section, drafter, approver, administrator, monkeypatch):
    later = timezone.now() + timezone.timedelta(hours=1)
    page = factories.published(section, drafter, by=approver, page=factories.news(go_live_at=later))
    revision = page.latest_revision
    revision.content = {**revision.content, "summary": "Thêm"}
    revision.save(update_fields=["content"])
    attestation.attest("upgrade", approver, administrator, "Bản 2")
    monkeypatch.setattr(timezone, "now", lambda: later + timezone.timedelta(hours=1))
    call_command("publish_scheduled")
    assert factories.fresh(page).live


def test_one_person_attests_nothing(restored, approver):
    with pytest.raises(PermissionDenied):
        attestation.attest("restore", approver, approver, "Khôi phục")
    with pytest.raises(CommandError):
        call_command("attest_publication", route="restore", by="khong-co", witness="duyet1", reason="x")


def test_a_reason_is_needed(restored, approver, administrator):
    with pytest.raises(PermissionDenied):
        attestation.attest("restore", approver, administrator, "  ")
