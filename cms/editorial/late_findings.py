"""Tells people of pupils' data that was found in a file after its page was approved.

The words of a file are read some time after it was uploaded. Nobody is asked anew (`cms.editorial.clearance`): the
approvers hear of it and act, and where a page still waits for its hour, who had to do with it too.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.editorial import notices
from cms.editorial.audit import standing_record
from cms.editorial.clearance import covers
from cms.editorial.content_hash import used_files
from cms.editorial.models import PublicationRecord

# How long after a publication its approvers hear of what is found in its files. What has been public for longer is
# looked through for the first time, as after an upgrade: a mail for each page would drown what is new.
TOLD_FOR = timedelta(days=7)


def tell_of_public(page_ids: Iterable[int]) -> int:
    """Tell the approvers of pages among these, public of late, in which data was found after that; return how many.

    They look, and take it down.
    """
    told = 0
    new = Page.objects.filter(pk__in=[*page_ids], live=True, last_published_at__gte=timezone.now() - TOLD_FOR)
    for page in new.specific():
        records = list(PublicationRecord.objects.filter(page_pk=page.pk).order_by("-pk"))
        standing = standing_record(records, has_update_waiting=page.approved_schedule)
        if not covers(standing.pupils_data if standing else {}, page):
            told += bool(notices.tell("pupils_data_late", notices.approver_ids(), page=page))
    return told


def tell_of_scheduled(file) -> int:
    """Tell of each page that waits for its hour and shows `file`, in which data was found since; return how many.

    The gate will keep it down. The approvers and who had to do with it hear it while there is time for a basis and
    another approval.
    """
    told = 0
    kind = ContentType.objects.get_for_model(file).pk
    for revision in Revision.page_revisions.filter(approved_go_live_at__isnull=False):
        content = revision.as_object()
        record = PublicationRecord.objects.newest_of(content.pk)
        # The reference index gives ids as text.
        shows = str(file.pk) in map(str, used_files(content).get(kind, ()))
        if shows and not covers(record.pupils_data if record else {}, content):
            told += bool(_tell_who_had_to_do(content, record))
    return told


def _tell_who_had_to_do(content, record) -> int:
    """Lead the approvers to the review, the others to the editor."""
    page, approvers = Page.objects.get(pk=content.pk), notices.approver_ids()
    people = notices.participants(page) | set(record.contributors if record else ()) - {None}
    edits = reverse("wagtailadmin_pages:edit", args=[page.pk])
    told = notices.tell("pupils_data_scheduled", sorted(approvers), page=page)
    return told + notices.tell("pupils_data_scheduled", sorted(people - approvers), url=edits, page=page)
