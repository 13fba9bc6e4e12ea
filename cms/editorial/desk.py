"""What waits for whom: the lists of the dashboard. Each costs the same number of queries at 3 and at 3,000 pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.editorial.models import Contribution, Department, FourEyesTask, Proposal, PublicationRecord, is_approver
from cms.editorial.models.departments import department_ids_of
from cms.editorial.models.tasks import headed_department_ids
from cms.editorial.people.appointments import appointed_recently_by

ROWS = 20
# How far the dashboard looks ahead.
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """One page on the dashboard. `since` is when it came into this state, or will; `reason` why it was returned.

    `note` says what else there is to know; `step` is where it is; `screen` the name of the address it leads to.
    """

    page: Page
    section: str
    department: str
    author: str
    since: datetime
    reason: str = ""
    note: str = ""
    step: str = ""
    screen: str = "wagtailadmin_pages:edit"

    @property
    def title(self) -> str:
        return self.page.get_admin_display_title()

    @property
    def url(self) -> str:
        return reverse(self.screen, args=[self.page.pk])

    @property
    def kind(self) -> str:
        return str(self.page._meta.verbose_name)


class Rows(list):
    """The first rows of a list, and how many there are in all."""

    total = 0


@dataclass(frozen=True)
class Emergency:
    """A public page that stands on one person's word, its record, and where `user` goes from it."""

    page: Page
    record: PublicationRecord
    url: str


@dataclass(frozen=True)
class Entry:
    """What a list knows of a page before the page is read."""

    page_id: int
    since: datetime
    reason: str = ""
    note: str = ""
    step: str = ""


# Called with a condition on pages (a queryset of their ids), from when and until when; answer with (page id, when).
Ending = Callable[[QuerySet, datetime, datetime], Iterable[tuple[int, datetime]]]
_endings: list[Ending] = []


def register_ending(ending: Ending) -> None:
    """Let the dashboard know of pages that end by a date of their own; called from AppConfig.ready()."""
    if ending not in _endings:
        _endings.append(ending)


def to_approve(user) -> Rows:
    """Return what waits for a decision that `user` may take, the oldest first."""
    states = _waiting_for(user)
    rows = states.order_by("started_at").values_list("page_pk", "started_at", "task__name")
    return _rows([Entry(pk, since, step=step) for pk, since, step in rows[:ROWS]], states.count(), "review")


def _waiting_for(user) -> QuerySet:
    """Return the steps (TaskState, with `page_pk`) that `user` may take and had no hand in.

    Nor had who made `user` an approver lately.
    """
    hands = {user.pk, *appointed_recently_by(user, timezone.now())}
    approvals = FourEyesTask.objects.filter(active=True)
    if not user.is_superuser:
        approvals = approvals.filter(groups__in=user.groups.all())
    asked = Q(task__in=approvals.values("pk")) | Q(headtaskstate__department__in=headed_department_ids(user))
    decided = TaskState.objects.filter(
        workflow_state=OuterRef("workflow_state"),
        revision=OuterRef("revision"),
        status=TaskState.STATUS_APPROVED,
        finished_by=user,
    )
    return (
        TaskState.objects.filter(asked, status=TaskState.STATUS_IN_PROGRESS)
        .exclude(workflow_state__requested_by__in=hands)
        .annotate(page_pk=Cast("workflow_state__object_id", BigIntegerField()))
        .exclude(page_pk__in=Contribution.objects.open().filter(user__in=hands).values("page_id"))
        .exclude(Exists(decided))
    )


def returned(user) -> Rows:
    """Return what came back to `user` or to a colleague of the department, the newest first."""
    return _in_review(user, WorkflowState.STATUS_NEEDS_CHANGES, "wagtailadmin_pages:edit")


def submitted(user) -> Rows:
    """Return what `user` or a colleague of the department sent and what is not decided yet, the newest first."""
    return _in_review(user, WorkflowState.STATUS_IN_PROGRESS, "review")


def drafts(user) -> Rows:
    """Return the drafts that `user` began and did not send, the newest first."""
    active = WorkflowState.objects.active().values(page_pk=Cast("object_id", BigIntegerField()))
    pages = Page.objects.filter(owner=user, has_unpublished_changes=True, binned=None)
    pages = pages.exclude(pk__in=active).exclude(pk__in=_scheduled().values("page_pk"))
    rows = pages.order_by("-latest_revision_created_at").values_list("pk", "latest_revision_created_at")
    return _rows([Entry(pk, since) for pk, since in rows[:ROWS]], pages.count())


def coming(user, now: datetime) -> Rows:
    """Return what goes live or ends within a week, the nearest first: of the own departments, for approvers of all."""
    pages = Page.objects.all()
    if not is_approver(user):
        members = get_user_model().objects.filter(groups__department__in=department_ids_of(user))
        pages = pages.filter(owner__in=members)
    until, ids = now + SOON, pages.values("pk")
    begins = _scheduled().filter(approved_go_live_at__lte=until, page_pk__in=ids)
    entries = [
        Entry(pk, when, note=_("Goes live")) for pk, when in begins.values_list("page_pk", "approved_go_live_at")
    ]
    ends = Page.objects.filter(live=True, expire_at__gt=now, expire_at__lte=until, pk__in=ids)
    ending = [*ends.values_list("pk", "expire_at"), *(row for find in _endings for row in find(ids, now, until))]
    entries += [Entry(pk, when, note=_("Ends")) for pk, when in ending]
    entries.sort(key=lambda entry: entry.since)
    return _rows(entries[:ROWS], len(entries), "review")


def _scheduled() -> QuerySet:
    """Return the approved revisions that wait for their time, with `page_pk`."""
    waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return waiting.annotate(page_pk=Cast("object_id", BigIntegerField()))


def emergencies(user) -> list[Emergency]:
    """Return what was published in an emergency and awaits confirmation, the oldest first; everyone sees it."""
    records = {record.page_pk: record for record in PublicationRecord.objects.unconfirmed()}
    pages = Page.objects.filter(pk__in=records, live=True).in_bulk()
    decides = is_approver(user)
    return [
        Emergency(pages[pk], record, reverse("confirm_emergency", args=[pk]) if decides else pages[pk].url)
        for pk, record in sorted(records.items(), key=lambda item: item[1].pk)
        if pk in pages
    ]


def emergencies_of(year: int) -> int:
    """Return how often something was published in an emergency in a year."""
    forced = PublicationRecord.objects.filter(route=PublicationRecord.Route.FORCED)
    return forced.filter(created_at__year=year).count()


def _in_review(user, status: str, screen: str) -> Rows:
    """Return the pages in this state of review that `user` or a colleague submitted."""
    colleagues = get_user_model().objects.filter(groups__department__in=department_ids_of(user))
    states = WorkflowState.objects.filter(
        Q(requested_by=user) | Q(requested_by__in=colleagues.values("pk")), status=status
    )
    facts = states.order_by("-current_task_state__started_at").values_list(
        "object_id",
        "current_task_state__started_at",
        "current_task_state__finished_at",
        "current_task_state__comment",
        "current_task_state__task__name",
    )
    entries = [
        Entry(int(pk), finished or started, comment, step=step) for pk, started, finished, comment, step in facts[:ROWS]
    ]
    return _rows(_with_proposals(entries), states.count(), screen)


def _with_proposals(entries: list[Entry]) -> list[Entry]:
    """Say of the pages for which a reviewer proposed other words that somebody should answer."""
    proposals = Proposal.objects.open().filter(page__in=[entry.page_id for entry in entries])
    counts = dict(proposals.order_by().values_list("page").annotate(Count("pk")))
    return [
        replace(entry, note=_proposed(counts[entry.page_id])) if entry.page_id in counts else entry for entry in entries
    ]


def _proposed(count: int) -> str:
    return ngettext("%(count)d proposed wording to answer", "%(count)d proposed wordings to answer", count) % {
        "count": count
    }


def _rows(entries: Iterable[Entry], total: int, screen: str = "wagtailadmin_pages:edit") -> Rows:
    """Return the rows of these pages in their order; pages that are gone are left out."""
    entries = list(entries)
    pages = {page.pk: page for page in Page.objects.filter(pk__in=[entry.page_id for entry in entries]).specific()}
    above = {page.path[: -Page.steplen] for page in pages.values()}
    parents = dict(Page.objects.filter(path__in=above).values_list("path", "title"))
    departments = Department.objects.in_bulk({page.department_id for page in pages.values() if page.department_id})
    authors = get_user_model().objects.in_bulk({page.owner_id for page in pages.values() if page.owner_id})
    rows = Rows(
        Row(
            page=page,
            section=parents.get(page.path[: -Page.steplen], ""),
            department=str(departments[page.department_id].short_name) if page.department_id else "",
            author=str(authors.get(page.owner_id, "")),
            since=entry.since,
            reason=entry.reason,
            note=entry.note,
            step=entry.step,
            screen=screen,
        )
        for entry in entries
        if (page := pages.get(entry.page_id))
    )
    rows.total = total
    return rows
