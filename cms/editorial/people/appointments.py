"""Who became an approver, and by whose hand: for a while the one does not approve what the other had a hand in."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context

from cms.editorial.models.people import Appointment

# How long a new approver decides nothing that the one who appointed them had a hand in.
BOUND = timedelta(days=30)

# What makes approvers of accounts when it is set: of the account itself, and of the members of a task's groups.
FLAGS = {"user": {"is_superuser", "is_active"}, "foureyestask": {"active"}}


def appointed_recently_by(user, now: datetime) -> set[int]:
    """Return the ids of the people who made `user` an approver less than BOUND before `now`."""
    return {row.appointed_by_id for row in _recent(user, now)}


def binding(user, people: Iterable[int | None], now: datetime) -> Appointment | None:
    """Return the newest appointment of `user` by one of `people` that binds at `now`, None where there is none."""
    return (
        _recent(user, now).filter(appointed_by__in={pk for pk in people if pk}).select_related("appointed_by").first()
    )


def bound_by(people: Iterable[int | None], now: datetime) -> set[int]:
    """Return the ids of the accounts that one of `people` made approvers lately."""
    rows = Appointment.objects.filter(appointed_by__in={pk for pk in people if pk}, created_at__gt=now - BOUND)
    return set(rows.values_list("user_id", flat=True))


def why_bound(appointment: Appointment) -> str:
    """Return what the new approver reads of it, with the day from which they decide freely."""
    message = _(
        "%(name)s made you an approver on %(date)s; until %(until)s somebody else approves what they had a hand in."
    )
    days = (appointment.created_at, appointment.created_at + BOUND)
    date, until = (date_format(timezone.localtime(day), "d/m/Y") for day in days)
    return message % {"name": appointment.appointed_by, "date": date, "until": until}


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready()."""
    from cms.editorial.models import FourEyesTask

    for model in (get_user_model().groups.through, FourEyesTask.groups.through):
        m2m_changed.connect(_related, sender=model, dispatch_uid=f"appointments.related.{model._meta.label_lower}")
    for model in (get_user_model(), FourEyesTask):
        pre_save.connect(_before, sender=model, dispatch_uid=f"appointments.before.{model._meta.label_lower}")
        post_save.connect(_saved, sender=model, dispatch_uid=f"appointments.saved.{model._meta.label_lower}")


def approvers() -> set[int]:
    """Return the ids of all active accounts that decide about pages, superusers included."""
    from cms.editorial import models

    superusers = get_user_model().objects.filter(is_active=True, is_superuser=True)
    return {person.pk for person in (*models.approvers(), *superusers)}


def _recent(user, now: datetime):
    rows = Appointment.objects.filter(user_id=user.pk, created_at__gt=now - BOUND)
    return rows.exclude(appointed_by=None).exclude(appointed_by=user.pk)


def _appoint(people: set[int]) -> None:
    """Write a row for each of `people`, in the name of whoever's request is running; tell all approvers."""
    from cms.editorial import notices

    actor = get_active_log_context().user
    actor = actor if actor and actor.is_authenticated else None
    for person in get_user_model()._default_manager.filter(pk__in=people).order_by("pk"):
        Appointment.objects.create(user=person, appointed_by=actor)
        if actor:
            notices.tell("appointed", notices.approver_ids(), actor=actor, subject_person=person)


def _related(instance, action, **kwargs):
    """An account joined groups, a group took in accounts, or a task got other groups."""
    if action == "pre_add":
        instance._approvers_before = approvers()
    elif action == "post_add":
        _appoint(approvers() - instance.__dict__.pop("_approvers_before", set()))


def _before(sender, instance, raw=False, update_fields=None, **kwargs):
    """Keep who is an approver before a row is saved that may make somebody one."""
    if not raw and _opens(sender, instance, update_fields):
        instance._approvers_before = approvers()


def _saved(instance, raw=False, **kwargs):
    if not raw and "_approvers_before" in instance.__dict__:
        _appoint(approvers() - instance.__dict__.pop("_approvers_before"))


def _opens(sender, instance, update_fields) -> bool:
    """Whether saving `instance` sets a flag that is not set in the database."""
    flags = FLAGS[sender._meta.model_name]
    if update_fields is not None and not flags & {*update_fields}:
        return False
    stored = {} if instance._state.adding else sender._base_manager.filter(pk=instance.pk).values(*flags).first()
    return any(getattr(instance, flag) and not (stored or {}).get(flag) for flag in flags)
