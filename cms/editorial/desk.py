"""What waits for whom: the lists of the dashboard. Each costs the same number of queries at 3 and at 30 rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from cms.editorial.models import Contribution, Department, FourEyesTask, PublicationRecord, is_approver
from cms.editorial.models.departments import department_ids_of
from cms.editorial.scheduling import scheduled_page_ids

ROWS = 20


@dataclass(frozen=True)
class Row:
    """One page on the dashboard. `since` is when it came into this state; `note` the reason it was returned for."""

    page: Page
    section: str
    department: str
    author: str
    since: datetime
    note: str = ""

    @property
    def title(self) -> str:
        return self.page.get_admin_display_title()

    @property
    def url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @property
    def kind(self) -> str:
        return str(self.page._meta.verbose_name)


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
    note: str = ""


def to_approve(user) -> list[Row]:
    """Return what waits for a decision that `user` may take, the oldest first."""
    tasks = [task for task in FourEyesTask.objects.filter(active=True) if task.may_review(user)]
    states = TaskState.objects.filter(task__in=tasks, status=TaskState.STATUS_IN_PROGRESS)
    own = set(Contribution.objects.open().filter(user=user).values_list("page_id", flat=True))
    states = states.exclude(workflow_state__requested_by=user)
    rows = states.order_by("started_at").values_list("workflow_state__object_id", "started_at")
    entries = [Entry(int(pk), since) for pk, since in rows if int(pk) not in own]
    return _rows(entries[:ROWS])


def returned(user) -> list[Row]:
    """Return what came back to `user` or to a colleague of the department, the newest first."""
    return _rows(_in_review(user, WorkflowState.STATUS_NEEDS_CHANGES))


def submitted(user) -> list[Row]:
    """Return what `user` or a colleague of the department sent and what is not decided yet, the newest first."""
    return _rows(_in_review(user, WorkflowState.STATUS_IN_PROGRESS))


def drafts(user) -> list[Row]:
    """Return the drafts that `user` began and did not send, the newest first."""
    active = WorkflowState.objects.active().values_list("object_id", flat=True)
    elsewhere = scheduled_page_ids().union(int(pk) for pk in active)
    pages = Page.objects.filter(owner=user, has_unpublished_changes=True).exclude(pk__in=elsewhere)
    rows = pages.order_by("-latest_revision_created_at")
    return _rows([Entry(pk, since) for pk, since in rows.values_list("pk", "latest_revision_created_at")[:ROWS]])


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


def _in_review(user, status: str) -> list[Entry]:
    """Return the pages in this state of review that `user` or a colleague submitted."""
    colleagues = get_user_model().objects.filter(groups__department__in=department_ids_of(user)).values("pk")
    states = (
        WorkflowState.objects.filter(status=status)
        .filter(requested_by__in={user.pk, *[row["pk"] for row in colleagues]})
        .order_by("-current_task_state__started_at")
        .values_list(
            "object_id",
            "current_task_state__started_at",
            "current_task_state__finished_at",
            "current_task_state__comment",
        )
    )
    return [Entry(int(pk), finished or started, comment) for pk, started, finished, comment in states[:ROWS]]


def _rows(entries: Iterable[Entry]) -> list[Row]:
    """Return the rows of these pages in their order; pages that are gone are left out."""
    entries = list(entries)
    pages = {page.pk: page for page in Page.objects.filter(pk__in=[entry.page_id for entry in entries]).specific()}
    above = {page.path[: -Page.steplen] for page in pages.values()}
    parents = dict(Page.objects.filter(path__in=above).values_list("path", "title"))
    departments = Department.objects.in_bulk({page.department_id for page in pages.values() if page.department_id})
    authors = get_user_model().objects.in_bulk({page.owner_id for page in pages.values() if page.owner_id})
    rows = []
    for entry in entries:
        page = pages.get(entry.page_id)
        if page:
            rows.append(
                Row(
                    page=page,
                    section=parents.get(page.path[: -Page.steplen], ""),
                    department=str(departments[page.department_id].short_name) if page.department_id else "",
                    author=str(authors.get(page.owner_id, "")),
                    since=entry.since,
                    note=entry.note,
                )
            )
    return rows
