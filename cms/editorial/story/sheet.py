"""The approval sheet ("Phiếu duyệt"): on one page, who decided what about what readers see, and when."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, TaskState

from cms.editorial.models import Change, PublicationRecord, WarningAnswer
from cms.editorial.story import versions
from cms.editorial.story.sentences import Names
from cms.editorial.story.versions import PublicVersion

Route = PublicationRecord.Route
SENT = ("wagtail.workflow.start", "wagtail.workflow.resume")


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, by whom, when, and the words that were given with it."""

    deed: str
    who: str
    when: datetime | None = None
    words: str = ""


@dataclass
class Sheet:
    """What is printed. `version` is the one that readers see, or saw last."""

    version: PublicVersion
    rows: list[Row]
    versions: list[PublicVersion]
    withdrawal: Row | None = None
    unconfirmed: bool = False
    corrections: list = field(default_factory=list)

    @property
    def record(self) -> PublicationRecord:
        return self.version.record


def sheet_of(page) -> Sheet | None:
    """Return the sheet of `page`, None where readers have never seen it. Constant queries."""
    seen = versions.public_before(versions.versions_of([page.pk])[page.pk])
    if not seen:
        return None
    version = seen[0]
    later = PublicationRecord.objects.filter(page_pk=page.pk, pk__gt=version.record.pk).order_by("pk")
    later = list(later.select_related("approver", "withdrawal"))
    confirmed = next((record for record in later if record.route == Route.CONFIRMATION), None)
    withdrawn = next((record for record in later if record.route == Route.WITHDRAWAL), None)
    content = versions.content_of(version.record)
    return Sheet(
        version=version,
        rows=[*_rows(version.record), *([_confirmation(confirmed)] if confirmed else [])],
        versions=seen,
        withdrawal=_withdrawal(withdrawn) if withdrawn and not page.live else None,
        unconfirmed=version.record.route == Route.FORCED and confirmed is None,
        corrections=list(content.corrections.order_by("noted_on")) if content else [],
    )


def _rows(record: PublicationRecord) -> list[Row]:
    people = {*record.contributors, record.submitter_id, record.approver_id}
    people |= {step.get("user") for step in record.steps}
    pupils_data = record.pupils_data
    people |= {row["user"] for rows in ("answers", "ticks") for row in pupils_data.get(rows, [])}
    names = Names(get_user_model().objects.in_bulk(people - {None}))
    rows = []
    if record.contributors:
        rows.append(Row(_("Wrote it"), ", ".join(names.of(pk) for pk in record.contributors)))
    # Who forces what nobody sent is on record as its sender too.
    if record.submitter_id and record.submitter_id != record.approver_id:
        rows.append(Row(_("Sent it for approval"), names.of(record.submitter_id), _sent_at(record)))
    rows += [_basis(answer, names) for answer in pupils_data.get("answers", [])]
    # The last of the steps is the decision.
    rows += [_step(step, names) for step in record.steps if not _is_decision(step, record)]
    said = {Change.CORRECTION: _("Approved the correction"), Change.MINOR: _("Approved the minor fix")}
    deed = said.get(record.change) or _("Approved it")
    rows += [_tick(tick, names) for tick in pupils_data.get("ticks", [])]
    if record.route != Route.APPROVAL:
        deed = _("Decided: %(route)s") % {"route": record.get_route_display()}
    return [*rows, Row(deed, names.of(record.approver_id), record.created_at, record.reason)]


def _sent_at(record: PublicationRecord) -> datetime | None:
    entries = PageLogEntry.objects.filter(page=record.page_pk, action__in=SENT, timestamp__lte=record.created_at)
    return entries.order_by("-timestamp").values_list("timestamp", flat=True).first()


def _is_decision(step: dict, record: PublicationRecord) -> bool:
    return step.get("outcome") == TaskState.STATUS_APPROVED and step.get("user") == record.approver_id


def _step(step: dict, names: Names) -> Row:
    outcomes = {TaskState.STATUS_APPROVED: _("approved"), TaskState.STATUS_SKIPPED: _("skipped")}
    outcome = outcomes.get(step.get("outcome"), str(step.get("outcome", "")))
    who = names.of(step["user"]) if step.get("user") else "–"
    at = parse_datetime(step["at"]) if step.get("at") else None
    return Row(f"{step.get('task', '')}: {outcome}", who, at, step.get("comment", ""))


def _basis(answer: dict, names: Names) -> Row:
    kind = WarningAnswer.Kind(answer["kind"]).label
    deed = _("Answered for what looks like pupils' data")
    return Row(deed, names.of(answer["user"]), parse_datetime(answer["at"]), f"{capfirst(kind)}: {answer['text']}")


def _tick(tick: dict, names: Names) -> Row:
    deed = _("Looked at what may be pupils' data, and agreed that it be public")
    return Row(deed, names.of(tick["user"]), parse_datetime(tick["at"]))


def _confirmation(record: PublicationRecord) -> Row:
    return Row(_("Confirmed the emergency"), str(record.approver), record.created_at, record.reason)


def _withdrawal(record: PublicationRecord) -> Row:
    withdrawal = getattr(record, "withdrawal", None)
    words = " – ".join(filter(None, [withdrawal.get_kind_display() if withdrawal else "", record.reason]))
    return Row(_("Taken down"), str(record.approver or _("The system")), record.created_at, words)
