"""Inspectors ("Thanh tra"): on the days of a term they read what is or was public, its story and the records.

The group opens the admin alone; every right hangs on the term, so that it ends with its last day whatever becomes of
the group.
"""

from datetime import date

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.models import Page

from cms.editorial.models import InspectionTerm, is_approver
from cms.editorial.models.departments import department_ids_of
from cms.editorial.roles import INSPECTORS


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready()."""
    post_save.connect(_term_saved, sender=InspectionTerm, dispatch_uid="inspection.term_saved")


def is_inspector(user, today: date | None = None) -> bool:
    """Whether a term of `user` is current on the date `today` (by default now, in Viet Nam).

    Asked of the database once for each user object and day.
    """
    today = today or timezone.localdate()
    if not (user.is_authenticated and user.is_active):
        return False
    if getattr(user, "_inspects", (None, False))[0] != today:
        terms = InspectionTerm.objects.filter(user_id=user.pk, valid_from__lte=today, valid_until__gte=today)
        user._inspects = (today, terms.exists())
    return user._inspects[1]


def next_term(user, today: date) -> InspectionTerm | None:
    """Return the term of `user` that begins next after `today`."""
    return InspectionTerm.objects.filter(user_id=user.pk, valid_from__gt=today).order_by("valid_from").first()


def inspected_pages() -> QuerySet:
    """Return the pages that are or were public: what an inspector may know of."""
    return Page.objects.filter(depth__gt=1, first_published_at__isnull=False)


def only_inspects(user) -> bool:
    """Whether `user` is in the inspectors' group and has no work of their own in the admin."""
    groups = set(user.groups.values_list("name", flat=True))
    return groups == {INSPECTORS} and not is_approver(user) and not department_ids_of(user)


def end_terms() -> int:
    """Take those out of the group whose last term has ended; return how many. Due work."""
    today = timezone.localdate()
    current = InspectionTerm.objects.filter(valid_until__gte=today).values("user")
    group = Group.objects.filter(name=INSPECTORS).first()
    ended = list(group.user_set.exclude(pk__in=current)) if group else []
    if ended:
        group.user_set.remove(*ended)
    return len(ended)


def _term_saved(instance, raw=False, **kwargs):
    """The group opens the admin, where a term that is yet to begin is announced."""
    if not raw and instance.valid_until >= timezone.localdate():
        instance.user.groups.add(Group.objects.get_or_create(name=INSPECTORS)[0])
