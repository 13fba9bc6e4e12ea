"""What was public of a page, by each of its publication records, and whether what is kept of it is still the same."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision

from cms.editorial.content_hash import content_hash, used_files
from cms.editorial.models import Erasure, FileContribution, PublicationRecord

Route = PublicationRecord.Route

# Decisions that put nothing up: a confirmation is about what is public already.
NO_VERSION = (Route.WITHDRAWAL, Route.CONFIRMATION)
WENT_LIVE = ("wagtail.publish", "wagtail.publish.scheduled")


@dataclass(frozen=True)
class PublicVersion:
    """One version that was approved: `public_from` is when readers saw it first, None while they have not."""

    record: PublicationRecord
    title: str
    public_from: datetime | None
    go_live_at: datetime | None

    @property
    def is_kept(self) -> bool:
        """Whether its revision is still there."""
        return bool(self.title)


@dataclass(frozen=True)
class Check:
    """Whether what is kept has the hash of its record; where not, `reason` says what is known of why."""

    intact: bool
    reason: str = ""


def versions_of(page_pks) -> dict[int, list[PublicVersion]]:
    """Return {page id: its versions, the newest first}. The same number of queries whatever the number of pages."""
    records = PublicationRecord.objects.filter(page_pk__in=page_pks).exclude(route__in=NO_VERSION)
    records = list(records.select_related("approver", "submitter").order_by("-pk"))
    wanted = {record.revision_pk for record in records} - {None}
    facts = Revision.page_revisions.filter(pk__in=wanted).values_list("pk", "content__title", "content__go_live_at")
    kept = {pk: (title, _moment(go_live_at)) for pk, title, go_live_at in facts}
    went_live = PageLogEntry.objects.filter(revision__in=wanted, action__in=WENT_LIVE).order_by("-timestamp")
    logged = dict(went_live.values_list("revision_id", "timestamp"))
    live = set(Page.objects.filter(live_revision__in=wanted).values_list("live_revision_id", flat=True))
    found = {pk: [] for pk in page_pks}
    for record in records:
        title, go_live_at = kept.get(record.revision_pk, ("", None))
        seen = record.created_at
        if go_live_at and go_live_at > seen:
            seen = logged.get(record.revision_pk) or (go_live_at if record.revision_pk in live else None)
        found[record.page_pk].append(PublicVersion(record, title, seen, go_live_at))
    return found


def version_of(record: PublicationRecord) -> PublicVersion | None:
    """Return the version that `record` put up, None for a decision that put nothing up."""
    versions = versions_of([record.page_pk])[record.page_pk]
    return next((version for version in versions if version.record == record), None)


def public_before(versions: list[PublicVersion]) -> list[PublicVersion]:
    """Leave out what no reader has seen: what waits for its time, or lost its approval before it came."""
    return [version for version in versions if version.public_from]


def content_of(record: PublicationRecord) -> Page | None:
    """Return the page as `record` made it public, None where its revision is not kept any more."""
    pages = Q(object_id=str(record.page_pk), pk=record.revision_pk)
    revision = Revision.page_revisions.filter(pages).first()
    return revision.as_object() if revision else None


def check(record: PublicationRecord, content: Page | None) -> Check:
    """Compare what is kept with what was approved."""
    if content is None:
        return Check(False, _("This version is not kept any more."))
    if content_hash(content) == record.content_hash:
        return Check(True)
    return Check(False, " ".join(_reasons(record, content)))


def _reasons(record: PublicationRecord, content: Page) -> list[str]:
    """Return what was done after `record` that changes a hash."""
    reasons = []
    erased = Erasure.objects.filter(page_pk=record.page_pk, state=Erasure.State.DONE)
    if erased.filter(decided_at__gte=record.created_at).exists():
        reasons.append(_("Personal data was erased from it afterwards."))
    files = Q(pk__in=[])
    for content_type_id, ids in used_files(content).items():
        files |= Q(content_type_id=content_type_id, object_pk__in=ids)
    if FileContribution.objects.filter(files, created_at__gte=record.created_at).exists():
        reasons.append(_("The words of a picture or document in it were changed afterwards."))
    return reasons or [_("No reason is on record: a file it uses may be gone, or the software changed.")]


def _moment(text: str | None) -> datetime | None:
    """Return a time as revisions keep it; None where there is none."""
    moment = parse_datetime(text) if text else None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment
