"""Handing over: what waits with a person goes to colleagues, and the account is deactivated, all at once.

It changes who looks after a page, never who wrote it: contributors stay contributors, and whoever receives a page has
no hand in it.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, TaskState, WorkflowState

from cms.editorial import administration, gate
from cms.editorial.models import BinnedDraft, Department, HeadTaskState
from cms.editorial.roles import ADMINISTRATORS
from cms.text.sorting import sort_key

DRAFTS, WAITING, HEADSHIP = "drafts", "waiting", "head"


@dataclass
class Group:
    """What goes to one colleague together: pages of one department, or the headship of it."""

    kind: str
    department: Department | None
    pages: list[Page] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of its field in the form."""
        return f"{self.kind}-{self.department.pk if self.department else 0}"

    def receivers(self, person) -> QuerySet:
        """Return who may take it over: active members of the department; administrators where there is none."""
        people = get_user_model()._default_manager.filter(is_active=True).exclude(pk=person.pk)
        if self.department:
            return people.filter(groups=self.department.group_id)
        return people.filter(groups__name=ADMINISTRATORS)


@dataclass(frozen=True)
class Estate:
    """What a person leaves behind. `steps` wait for this head alone; they go on when nobody can take them."""

    groups: list[Group]
    steps: list[Page]

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.steps


def estate_of(person) -> Estate:
    """Return what waits with `person`. The number of queries grows with page types and departments, not with pages."""
    headed = sorted(Department.objects.filter(heads=person).select_related("group"), key=_place)
    waiting = _waiting(person)
    drafts = Page.objects.filter(owner=person, live=False, depth__gt=1).exclude(pk__in=[page.pk for page in waiting])
    drafts = drafts.exclude(pk__in=BinnedDraft.objects.values("page"))
    groups = [*_by_department(DRAFTS, drafts.specific()), *_by_department(WAITING, waiting)]
    groups += [Group(HEADSHIP, department) for department in headed]
    return Estate(groups, _steps_for_alone(person, headed))


def refuse(actor, person) -> None:
    """Raise PermissionDenied unless `actor` may deactivate the account of `person`: as on the form of accounts."""
    if not actor.is_active or not actor.has_perm("accounts.change_user") or actor.pk == person.pk:
        raise PermissionDenied(_("Administrators deactivate the accounts of others."))
    if person.is_superuser and not actor.is_superuser:
        raise PermissionDenied(_("Administrators deactivate the accounts of others."))


@transaction.atomic
def hand_over(person, actor, choices: dict[str, object]) -> int:
    """Give what `person` leaves behind to the people in `choices` ({name of group: account}); return how many pages.

    What is not in `choices` goes to nobody. Then the account is deactivated, and steps that nobody can take any more go
    on. Raises PermissionDenied for who may not, ValidationError for somebody who may not receive a group.
    """
    from cms.editorial import notices, steps

    refuse(actor, person)
    estate = estate_of(person)
    for pk in sorted(page.pk for group in estate.groups for page in group.pages):
        gate.lock(pk)
    received = defaultdict(list)
    for group in estate.groups:
        receiver = choices.get(group.name)
        if receiver and not group.receivers(person).filter(pk=receiver.pk).exists():
            raise ValidationError(_("%(name)s cannot take this over.") % {"name": receiver})
        if group.kind == HEADSHIP:
            _pass_headship(group.department, person, receiver)
        elif receiver:
            _give(group.pages, person, receiver, actor)
        if receiver:
            received[receiver.pk] += [page.get_admin_display_title() for page in group.pages] or [str(group.department)]
    person.is_active = False
    person.save(update_fields=["is_active"])
    log(person, "wagtail.edit", user=actor)
    steps.pass_on_all()
    for pk, titles in received.items():
        notices.tell("handed_over", [pk], actor=actor, subject_person=person, lines=titles)
    return sum(len(group.pages) for group in estate.groups if choices.get(group.name))


def _waiting(person) -> list[Page]:
    """Return the pages that `person` sent and that are not decided, or came back to them."""
    states = WorkflowState.objects.filter(
        requested_by=person, status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]
    )
    ids = [int(pk) for pk in states.values_list("object_id", flat=True)]
    return list(Page.objects.filter(pk__in=ids).order_by("pk").specific())


def _by_department(kind: str, pages) -> list[Group]:
    found = defaultdict(list)
    for page in pages:
        found[page.department_id].append(page)
    departments = Department.objects.select_related("group").in_bulk([pk for pk in found if pk])
    groups = [Group(kind, departments.get(pk), found[pk]) for pk in found]
    return sorted(groups, key=lambda group: _place(group.department))


def _place(department: Department | None) -> str:
    """Return the key of a department's place in a list; what belongs to none comes first."""
    return sort_key(department.name) if department else ""


def _steps_for_alone(person, headed: list[Department]) -> list[Page]:
    """Return the pages that wait for a head, where `person` is the only active one."""
    alone = [one.pk for one in headed if not one.heads.filter(is_active=True).exclude(pk=person.pk).exists()]
    states = HeadTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, department__in=alone)
    ids = [int(pk) for pk in states.values_list("workflow_state__object_id", flat=True)]
    return list(Page.objects.filter(pk__in=ids).order_by("pk"))


def _give(pages: list[Page], person, receiver, actor) -> None:
    """Make `receiver` the owner of `pages`. Not a save: nobody's hand is in it, and what is public stays as it is."""
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(owner=receiver)
    for page in pages:
        page.owner = receiver
        data = {"from": str(person), "to": str(receiver), "to_id": receiver.pk}
        log(page, "portal.handed_over", user=actor, data=data)


def _pass_headship(department: Department, person, receiver) -> None:
    before = sorted(str(head) for head in department.heads.all())
    if receiver:
        department.heads.add(receiver)
    department.heads.remove(person)
    after = sorted(str(head) for head in department.heads.all())
    administration.record("change", department, {"heads": before}, {"heads": after})
