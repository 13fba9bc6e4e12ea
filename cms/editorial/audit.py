"""The audit: every public page against its records. Finds what came past the gate, by whatever way.

A run notes how far it is; one that was interrupted is taken up where it stopped.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page

from cms.editorial import notices
from cms.editorial.content_hash import content_hash
from cms.editorial.models import PublicationAudit, PublicationRecord
from cms.editorial.permissions import GovernedPage
from cms.editorial.scheduling import scheduled_page_ids

BATCH = 100
# An interrupted run older than this begins again: what it looked at may have changed.
TAKEN_UP_WITHIN = timedelta(hours=12)


def public_pages() -> QuerySet:
    """Return every live page below the roots, in the order of ids."""
    return Page.objects.filter(live=True, depth__gt=1).order_by("pk")


def run(advance: Callable[[int], None] = lambda count: None) -> PublicationAudit:
    """Look at every public page; return the finished audit. `advance(n)` hears of each n pages done."""
    audit = _begin_or_take_up()
    advance(audit.pages)
    while pages := list(public_pages().filter(pk__gt=audit.position)[:BATCH].specific()):
        audit.findings += [[page.pk, page.title, fault] for page, fault in faults_of(pages)]
        audit.position = pages[-1].pk
        audit.pages += len(pages)
        audit.save()
        advance(len(pages))
    audit.finished_at = timezone.now()
    audit.save()
    return audit


def nightly() -> None:
    """Run the audit, and write to the administrators if it found anything."""
    audit = run()
    if audit.findings:
        tell_administrators(audit)


def faults_of(pages: list) -> Iterator[tuple[Page, str]]:
    """Yield (page, what is wrong with it) for these public pages."""
    records = _records_of(pages)
    waiting = scheduled_page_ids()
    for page in pages:
        if not isinstance(page, GovernedPage):
            yield page, _("This type of page knows nothing of approvals.")
            continue
        standing = standing_record(records.get(page.pk, []), has_update_waiting=page.pk in waiting)
        if standing is None:
            yield page, _("It is public, and no approval stands.")
        elif standing.content_hash != content_hash(page):
            yield page, _("What is public is not what was approved.")


def standing_record(records: list[PublicationRecord], has_update_waiting: bool = False) -> PublicationRecord | None:
    """Return the record on which a public page stands; `records` are all of the page, newest first.

    A withdrawal takes back the newest approval of the content it names. An approved update that waits for its time
    is not public yet.
    """
    withdrawn = []
    for record in records:
        if not record.lets_through:
            withdrawn.append(record.content_hash)
        elif record.content_hash in withdrawn:
            withdrawn.remove(record.content_hash)
        elif has_update_waiting:
            has_update_waiting = False
        else:
            return record
    return None


def tell_administrators(audit: PublicationAudit) -> None:
    """Send one mail to everyone who may see the audit."""
    people = [person.pk for person in get_user_model().objects.filter(is_active=True) if may_see(person)]
    base = get_admin_base_url()
    lines = [
        f"{title}: {fault} {base}{reverse('wagtailadmin_pages:edit', args=[pk])}" for pk, title, fault in audit.findings
    ]
    notices.tell("audit", people, lines=lines)


def may_see(user) -> bool:
    """Whether `user` is told what the audit found: administrators and superusers."""
    return user.is_active and user.has_perm("accounts.change_user")


def _begin_or_take_up() -> PublicationAudit:
    recent = PublicationAudit.objects.filter(started_at__gte=timezone.now() - TAKEN_UP_WITHIN)
    return recent.filter(finished_at=None).first() or PublicationAudit.objects.create()


def _records_of(pages: list) -> dict[int, list[PublicationRecord]]:
    found: dict[int, list[PublicationRecord]] = {}
    for record in PublicationRecord.objects.filter(page_pk__in=[page.pk for page in pages]).order_by("-pk"):
        found.setdefault(record.page_pk, []).append(record)
    return found
