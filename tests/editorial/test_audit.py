"""The audit finds what is public without an approval of exactly that, by whatever way it came there."""

import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.editorial import audit, drafts
from cms.editorial.models import PublicationAudit
from newsroom.models import NewsPage
from tests import factories
from tests.support import write_past_the_gate


@pytest.fixture
def public(section, drafter, approver):
    return factories.published(section, drafter, by=approver)


def faults() -> list[str]:
    return [fault for _pk, _title, fault in audit.run().findings]


def test_a_site_that_went_the_approved_way_has_no_findings(public, drafter, approver):
    factories.edit(public, drafter, title="Bản nháp sau đó")
    assert audit.run().findings == []


def test_a_changed_row_is_found(public):
    write_past_the_gate("UPDATE newsroom_newspage SET summary = %s WHERE page_ptr_id = %s", "Sửa lén", public.pk)
    assert len(faults()) == 1


def test_a_draft_put_up_by_a_raw_write_is_found(section, drafter):
    page = factories.draft(section, drafter)
    write_past_the_gate("UPDATE wagtailcore_page SET live = %s WHERE id = %s", True, page.pk)
    assert len(faults()) == 1


def test_a_page_put_back_by_a_raw_write_is_found(public):
    public.unpublish()
    write_past_the_gate("UPDATE wagtailcore_page SET live = %s WHERE id = %s", True, public.pk)
    assert len(faults()) == 1


def test_an_approved_update_that_waits_for_its_time_is_no_fault(public, drafter, approver):
    later = timezone.now() + timezone.timedelta(days=1)
    factories.edit(public, drafter, title="Bản của ngày mai", go_live_at=later)
    drafts.submit(factories.fresh(public), drafter)
    drafts.approve(factories.fresh(public), approver)
    assert factories.fresh(public).title != "Bản của ngày mai"
    assert audit.run().findings == []


def test_the_command_lists_findings_and_ends_with_status_1(public):
    out = io.StringIO()
    call_command("audit_publication", stdout=out)
    assert str(audit.public_pages().count()) in out.getvalue()
    write_past_the_gate("UPDATE wagtailcore_page SET title = %s WHERE id = %s", "Sửa lén", public.pk)
    with pytest.raises(CommandError):
        call_command("audit_publication", stdout=out)
    assert "Sửa lén" in out.getvalue()


def test_administrators_hear_of_findings_by_mail_and_on_their_dashboard(client, public, administrator, drafter):
    write_past_the_gate("UPDATE wagtailcore_page SET title = %s WHERE id = %s", "Sửa lén", public.pk)
    mail.outbox.clear()
    audit.nightly()
    assert [message.to for message in mail.outbox] == [[administrator.email]]
    assert "Sửa lén" in mail.outbox[0].body
    for user, sees in ((administrator, True), (drafter, False)):
        client.force_login(user)
        dashboard = client.get(reverse("wagtailadmin_home")).content.decode()
        assert ('id="audit' in dashboard) is sees


def test_nothing_is_sent_where_nothing_was_found(public, administrator):
    mail.outbox.clear()
    audit.nightly()
    assert mail.outbox == []


def test_an_interrupted_audit_is_taken_up_where_it_stopped(public, monkeypatch):
    monkeypatch.setattr(audit, "BATCH", 2)

    def stop(count):
        if count:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit.run(advance=stop)
    finished = audit.run()
    assert PublicationAudit.objects.count() == 1
    assert finished.pages == audit.public_pages().count()


def test_reading_the_records_costs_the_same_queries_at_3_and_at_12_pages(section, drafter, approver):
    def cost() -> int:
        pages = list(NewsPage.objects.live())
        with CaptureQueriesContext(connection) as queries:
            list(audit.faults_of(pages))
        return sum(
            "editorial_publicationrecord" in query["sql"] or "wagtailcore_revision" in query["sql"] for query in queries
        )

    for number in range(3):
        factories.published(section, drafter, by=approver, page=factories.news(f"Tin {number}"))
    few = cost()
    for number in range(3, 12):
        factories.published(section, drafter, by=approver, page=factories.news(f"Tin {number}"))
    assert cost() == few
