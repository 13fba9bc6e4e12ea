"""Due work: those who can decide are reminded of what waits. The page's history keeps each reminder, and says what is
due: nobody is reminded twice.
"""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState, get_page_models

from cms.editorial import gate, submissions
from cms.editorial.notices.composing import tell
from cms.editorial.notices.people import approver_ids, deciders_at

ACTION = "portal.reminded"

URGENT_PAUSE = timedelta(minutes=15)
URGENT_REMINDERS = 4
# An ordinary page is left in peace for so many working days, and then asked about once a day, not before this hour.
WORKING_DAYS = 2
MORNING = 7
FRIDAY = 4


def remind(now: datetime | None = None) -> int:
    """Remind of every page that has waited long enough at `now`; return how many mails that made."""
    now = now or timezone.now()
    urgent = [model for model in get_page_models() if getattr(model, "is_urgent", False)]
    types = ContentType.objects.get_for_models(*urgent).values()
    waits_urgently = Q(started_at__lte=now - URGENT_PAUSE, workflow_state__content_type__in=types)
    waits_long = Q(started_at__lte=now - timedelta(days=WORKING_DAYS))
    waiting = TaskState.objects.filter(
        waits_urgently | waits_long,
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
    )
    pages = waiting.order_by("started_at").values_list("workflow_state__object_id", flat=True)
    return sum(_remind_of(int(pk), now) for pk in list(pages))


@transaction.atomic
def _remind_of(page_pk: int, now: datetime) -> int:
    gate.lock(page_pk)
    page = Page.objects.filter(pk=page_pk).first()
    state = page and page.current_workflow_task_state
    if not state:
        return 0
    entries = PageLogEntry.objects.filter(page_id=page_pk, action=ACTION, timestamp__gte=state.started_at)
    reminders = list(entries.order_by("timestamp").values_list("timestamp", flat=True))
    is_due, event = _is_due, "submitted"
    if page.get_latest_revision_as_object().is_urgent:
        is_due, event = _is_urgently_due, "urgent_reminder"
    if not is_due(state.started_at, reminders, now):
        return 0
    page = page.specific
    change = submissions.change_in(state.workflow_state, page)
    people = _asked(event, state, page)
    log(page, ACTION, revision=state.revision, timestamp=now, data={"task": state.task.name})
    return tell(event, sorted(people), page=page, since=state.started_at, change=change, reminder=True)


def _asked(event: str, state: TaskState, page) -> set[int]:
    """Return who is reminded: of an urgent page every approver, those with a hand in it too, who can call another."""
    people = deciders_at(state, page)
    return people | approver_ids() if event == "urgent_reminder" else people


def _is_urgently_due(started_at: datetime, reminders: list[datetime], now: datetime) -> bool:
    last = reminders[-1] if reminders else started_at
    return len(reminders) < URGENT_REMINDERS and now - last >= URGENT_PAUSE


def _is_due(started_at: datetime, reminders: list[datetime], now: datetime) -> bool:
    """On working days, once in each, in daytime."""
    today = timezone.localtime(now)
    if today.weekday() > FRIDAY or today.hour < MORNING:
        return False
    if reminders and timezone.localtime(reminders[-1]).date() >= today.date():
        return False
    return now > in_working_days(started_at, WORKING_DAYS)


def in_working_days(moment: datetime, days: int) -> datetime:
    """Return the same time of day so many working days later (Monday to Friday, as in Viet Nam's offices)."""
    moment = timezone.localtime(moment)
    while days:
        moment += timedelta(days=1)
        days -= moment.weekday() <= FRIDAY
    return moment
