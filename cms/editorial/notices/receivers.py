"""The mail of a review: who hears of each step. Takes the place of Wagtail's own.

Upstream writes to every member of a group, whoever had a hand in the page, and to the submitter alone about the end.
"""

from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected

from cms.editorial import gate, submissions
from cms.editorial.contributions import contributor_ids
from cms.editorial.models import HeadTaskState, PublicationRecord
from cms.editorial.notices.composing import tell
from cms.editorial.notices.people import approver_ids, deciders_at, participants
from cms.editorial.people.appointments import bound_by

# (signal, sender, Wagtail's dispatch_uid): see wagtail.admin.signal_handlers.
UPSTREAM = {
    "submitted": (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    "rejected": (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    "approved": (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
}


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready().

    Under Wagtail's dispatch_uids: a signal keeps one receiver of a uid, the first. So Wagtail's are not connected,
    whether its app is ready before ours or after.
    """
    for name, receiver in (("submitted", _submitted), ("rejected", _returned), ("approved", _approved)):
        signal, sender, uid = UPSTREAM[name]
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(receiver, sender=sender, dispatch_uid=uid)
    task_submitted.connect(_submitted, sender=HeadTaskState, dispatch_uid="notices.submitted_to_head")
    workflow_cancelled.connect(_cancelled, sender=WorkflowState, dispatch_uid="notices.cancelled")
    post_save.connect(_recorded, sender=PublicationRecord, dispatch_uid="notices.recorded")


def _page_of(state: WorkflowState) -> Page | None:
    """Return the page of a run as it is stored now; None for anything else that has a workflow."""
    page = Page.objects.filter(pk=state.object_id).first() if isinstance(state.content_object, Page) else None
    return page and page.specific


def _submitted(instance: TaskState, user=None, **kwargs):
    """Ask those who may decide; first of all who returned the page before, who hears what changed."""
    page = _page_of(instance.workflow_state)
    if page is None:
        return
    asked = deciders_at(instance, page)
    said = {"page": page, "actor": user, "change": submissions.change_in(instance.workflow_state, page)}
    told = set()
    returned = instance.workflow_state.task_states.filter(status=TaskState.STATUS_REJECTED, finished_by__in=asked)
    for before in returned.select_related("revision").order_by("-finished_at"):
        if before.finished_by_id not in told:
            changed = changed_fields(before.revision, page.get_latest_revision())
            tell("submitted", [before.finished_by_id], changed=changed, **said)
            told.add(before.finished_by_id)
    tell("submitted", sorted(asked - told), **said)


def changed_fields(before, after) -> list[str]:
    """Return the names, as people read them, of the fields that differ between two revisions of a page."""
    if before is None or after is None or before.pk == after.pk:
        return []
    old, new = before.as_object(), after.as_object()
    left, right = old.serializable_data(), new.serializable_data()
    names = []
    for field in [*new._meta.fields, *new._meta.many_to_many]:
        if field.editable and left.get(field.name) != right.get(field.name):
            names.append(field.verbose_name)
    for relation in get_all_child_relations(type(new)):
        name = relation.get_accessor_name()
        if name != COMMENTS_RELATION_NAME and _rows(left, name) != _rows(right, name):
            names.append(relation.related_model._meta.verbose_name_plural)
    return names


def _rows(data: dict, name: str) -> list:
    rows = data.get(name) or []
    return [{name: value for name, value in row.items() if name != "pk"} for row in rows]


def _returned(instance: WorkflowState, user=None, **kwargs):
    """Lead to the editor who corrects it; approvers, who may not edit it now, to the review."""
    page = _page_of(instance)
    if page:
        state = instance.current_task_state
        said = {"page": page, "actor": user, "reason": state.comment if state else ""}
        people = participants(page)
        approved = (people & approver_ids()) - contributor_ids(page) - {page.owner_id, instance.requested_by_id}
        tell("returned", sorted(people - approved), **said)
        tell("returned", sorted(approved), url=reverse("review", args=[page.pk]), **said)


def _approved(instance: WorkflowState, user=None, **kwargs):
    page = _page_of(instance)
    if page:
        # The publication has closed their contributions.
        record = PublicationRecord.objects.newest_of(page.pk)
        people = participants(page) | set(record.contributors if record else [])
        change = submissions.change_in(instance, page)
        tell("approved", people, page=page, actor=user, change=change, comment=record.reason if record else "")


def _cancelled(instance: WorkflowState, user=None, **kwargs):
    """Tell those who had been asked; what ends a review by publishing tells its own story."""
    page = _page_of(instance)
    state = TaskState.objects.filter(pk=instance.current_task_state_id).first()
    if page and state and state.status == TaskState.STATUS_CANCELLED and not gate.is_open_for(page.pk):
        tell("cancelled", deciders_at(state.specific, page) - {instance.requested_by_id}, page=page, actor=user)


def _recorded(instance: PublicationRecord, created: bool, raw: bool = False, **kwargs):
    """What was published in an emergency asks every other approver; everyone who took part hears of both decisions."""
    emergencies = {PublicationRecord.Route.FORCED, PublicationRecord.Route.CONFIRMATION}
    if raw or not created or instance.route not in emergencies:
        return
    page = Page.objects.filter(pk=instance.page_pk).first()
    if page is None:
        return
    people = {*instance.contributors, instance.submitter_id, page.owner_id} - {None}
    said = {"page": page, "actor": instance.approver, "reason": instance.reason}
    if instance.route == PublicationRecord.Route.CONFIRMATION:
        tell("confirmed", people, **said)
        return
    hands = {instance.approver_id, instance.submitter_id, *instance.contributors}
    may_confirm = approver_ids() - hands - bound_by(hands, timezone.now())
    tell("forced", sorted(may_confirm), url=reverse("confirm_emergency", args=[page.pk]), **said)
    tell("forced", sorted(people - may_confirm), **said)
