"""What is found in a file after its page was approved is told to who can act, once, and while it is new."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from cms.editorial import drafts, late_findings
from cms.media.words import keeping
from tests import factories
from tests.editorial import pupils
from tests.support import write_past_the_gate

pytestmark = pytest.mark.django_db


def test_what_waits_for_its_hour_is_told_of_as_soon_as_its_file_is_read(section, drafter, approver, second_approver):
    document = pupils.list_of_pupils(is_read=False)
    later = timezone.now() + timedelta(days=1)
    page = factories.published(section, drafter, by=approver, page=pupils.with_a_file(document, go_live_at=later))
    other = factories.published(
        section, drafter, by=approver, page=pupils.article(title="Bài khác", go_live_at=later + timedelta(days=1))
    )
    mail.outbox.clear()
    keeping.keep(document)
    subject = gettext("It will not go live as it is: %(title)s") % {"title": page.title}
    assert {message.subject for message in mail.outbox} == {subject}
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        person.email for person in (drafter, approver, second_approver)
    )
    (to_drafter,) = [message.body for message in mail.outbox if message.to == [drafter.email]]
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in to_drafter
    assert other.title not in to_drafter
    mail.outbox.clear()
    keeping.keep(document)
    assert not mail.outbox


def test_an_update_that_waits_for_its_hour_is_told_of_too(section, drafter, approver, second_approver):
    document = pupils.list_of_pupils(is_read=False)
    page = factories.published(section, drafter, by=approver, page=factories.news(summary="Tóm tắt."))
    later = timezone.now() + timedelta(days=1)
    page = factories.edit(page, drafter, body=pupils.with_a_file(document).body, go_live_at=later)
    drafts.submit(page, drafter)
    factories.approve(page, second_approver)
    mail.outbox.clear()
    keeping.keep(document)
    subject = gettext("It will not go live as it is: %(title)s") % {"title": page.title}
    assert [message.subject for message in mail.outbox if message.to == [approver.email]] == [subject]


def test_what_a_public_file_turned_out_to_hold_is_told_to_the_approvers(section, drafter, approver):
    document = pupils.list_of_pupils(is_read=False)
    page = factories.published(section, drafter, by=approver, page=pupils.with_a_file(document))
    ticked = pupils.public(section, drafter, approver)
    keeping.keep(document)
    subject = gettext("Look at it at once: %(title)s") % {"title": page.title}
    assert [message.subject for message in mail.outbox if message.to == [approver.email]].count(subject) == 1
    assert late_findings.tell_of_public([ticked.pk]) == 0


def test_what_has_been_public_for_long_sends_no_mail_when_its_file_is_read_first(section, drafter, approver):
    document = pupils.list_of_pupils(is_read=False)
    page = factories.published(section, drafter, by=approver, page=pupils.with_a_file(document))
    long_ago = timezone.now() - late_findings.TOLD_FOR - timedelta(hours=1)
    write_past_the_gate("UPDATE wagtailcore_page SET last_published_at = %s WHERE id = %s", long_ago, page.pk)
    mail.outbox.clear()
    keeping.keep(document)
    assert not mail.outbox
