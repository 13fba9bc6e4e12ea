"""The history of a page as people read it: sentences, the newest first. Data alone; the screen makes links of it.

Made of Wagtail's log, the portal's own entries in it, and the publication records, which say best what became public.
Nothing is written anew: old rows are read as they are.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from wagtail.models import PageLogEntry, Revision

from cms.editorial.models import PublicationRecord
from cms.editorial.story import sentences

# An entry of the log and a record this near to each other tell of the same deed.
SAME_DEED = timedelta(minutes=1)
# What a record tells, and what only accompanies something else.
TOLD_BY_RECORDS = {
    "wagtail.publish",
    "wagtail.publish.schedule",
    "wagtail.unpublish",
    "wagtail.unpublish.scheduled",
    "wagtail.workflow.approve",
    "portal.forced",
    "portal.confirmed",
    "portal.withdrawn",
    "portal.erased",
}
LEFT_OUT = ("wagtail.comments.", "wagtail.rename", "wagtail.reorder")
EDIT = "wagtail.edit"


@dataclass(frozen=True)
class Line:
    """One sentence. `since` is where a run of saves began; `compare` two revisions; `record` what became public."""

    when: datetime
    sentence: str
    action: str
    since: datetime | None = None
    compare: tuple[int, int] | None = None
    record: PublicationRecord | None = None


def lines_of(page) -> list[Line]:
    """Return the story of `page`, the newest first. The same number of queries whatever its length."""
    entries = list(PageLogEntry.objects.filter(page=page.pk).order_by("timestamp", "pk"))
    records = list(PublicationRecord.objects.filter(page_pk=page.pk).select_related("withdrawal").order_by("pk"))
    scheduled = {entry.revision_id for entry in entries if entry.action == "wagtail.publish.schedule"}
    entries = [entry for entry in _created_once(entries) if not _is_told(entry, records)]
    records = [record for record in records if not _is_unscheduling(record, entries)]
    people = {entry.user_id for entry in entries} | {record.approver_id for record in records}
    names = sentences.Names(get_user_model().objects.in_bulk(people - {None}))
    revisions = sorted(Revision.page_revisions.filter(object_id=str(page.pk)).values_list("pk", flat=True))
    lines = [*_of_log(entries, records, names, revisions), *_of_records(records, names, scheduled)]
    return sorted(lines, key=lambda line: line.when, reverse=True)


def _created_once(entries: list) -> list:
    """Leave out what repeats that the page was made: the tree says so, and the first save of its content again."""
    made = next((entry.pk for entry in entries if entry.action == "wagtail.create"), None)
    return [entry for entry in entries if entry.action != "wagtail.create" or entry.pk == made]


def _is_told(entry, records: Iterable[PublicationRecord]) -> bool:
    """Whether `entry` says what a record says too, or nothing that a reader of the story asks for."""
    if entry.action.startswith(LEFT_OUT):
        return True
    if entry.action not in TOLD_BY_RECORDS:
        return False
    near = (record for record in records if abs(record.created_at - entry.timestamp) < SAME_DEED)
    if entry.action == "wagtail.workflow.approve":
        # The last step is the decision itself; the approvals before it are lines of their own.
        return any((entry.user_id, entry.revision_id) == (record.approver_id, record.revision_pk) for record in near)
    return any(near)


def _is_unscheduling(record: PublicationRecord, entries) -> bool:
    """Whether a withdrawal only says that an approved version was taken off the schedule, which the log tells."""
    return record.route == PublicationRecord.Route.WITHDRAWAL and any(
        entry.action == "wagtail.schedule.cancel" and abs(record.created_at - entry.timestamp) < SAME_DEED
        for entry in entries
    )


def _of_log(entries, records, names, revisions: list[int]) -> list[Line]:
    """Return a line for each entry, one for each run of saves by one person that nothing comes between."""
    decided = [record.created_at for record in records]
    lines, run = [], []
    for entry in entries:
        joins = run and entry.action == EDIT and entry.user_id == run[-1].user_id
        if run and not (joins and _nothing_between(decided, run[-1].timestamp, entry.timestamp)):
            lines.append(_run_line(run, names, revisions))
            run = []
        if entry.action == EDIT:
            run.append(entry)
        else:
            compare = _compare([entry], revisions) if entry.action == "wagtail.revert" else None
            sentence = sentences.of_entry(entry, names)
            lines.append(Line(entry.timestamp, sentence, entry.action, compare=compare))
    return [*lines, _run_line(run, names, revisions)] if run else lines


def _nothing_between(decided: list[datetime], first: datetime, last: datetime) -> bool:
    return bisect_left(decided, first) == bisect_left(decided, last)


def _run_line(run: list, names, revisions: list[int]) -> Line:
    first, last = run[0].timestamp, run[-1].timestamp
    # Wagtail's autosave writes many entries of one visit to the form, with one uuid.
    times = len({entry.uuid or entry.pk for entry in run})
    sentence = sentences.of_saves(names.of(run[-1].user_id), times, first, last)
    return Line(last, sentence, EDIT, since=first if times > 1 else None, compare=_compare(run, revisions))


def _compare(run: list, revisions: list[int]) -> tuple[int, int] | None:
    """Return the revision before the first of `run` and that of the last; None where either is not kept."""
    saved = [entry.revision_id for entry in run if entry.revision_id]
    before = bisect_left(revisions, min(saved)) - 1 if saved else -1
    if before < 0 or saved[-1] not in revisions:
        return None
    return revisions[before], saved[-1]


def _of_records(records: list[PublicationRecord], names, scheduled: set[int]) -> list[Line]:
    lines, last = [], None
    for record in records:
        sentence = sentences.of_record(record, last, names, waits=record.revision_pk in scheduled)
        shown = record if record.lets_through else None
        lines.append(Line(record.created_at, sentence, f"record.{record.route}", record=shown))
        last = record
    return lines
