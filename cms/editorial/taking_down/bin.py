"""The bin: where drafts go that people delete, with all below them, for 90 days.

A page in the bin is hidden everywhere else (`cms.pages.visibility`), is neither changed nor approved (`gate`), and
leaves its slug to others. `page.delete()` stays what it says: code, and the bin's own work, delete for good.
"""

import logging
from datetime import timedelta
from itertools import count

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.editorial import gate
from cms.editorial.last_line import refuse_deletion
from cms.editorial.models import BinnedDraft, is_approver

logger = logging.getLogger(__name__)

KEPT = timedelta(days=90)
# How many are deleted in one run of the worker, each in a transaction of its own.
BATCH = 20


class BinPageAction(DeletePageAction):
    """Deletion by people, by whatever screen or interface: into the bin."""

    def execute(self, skip_permission_checks=False):
        throw_away(self.page, self.user)


@transaction.atomic
def throw_away(page, user) -> int:
    """Put the draft `page` and all below it into the bin; return how many pages went.

    What waits in review is taken out of it first. Raises PermissionDenied, with the words to show, for who may not
    and where something was approved once.
    """
    gate.lock(page.pk)
    page = page.specific_class.objects.get(pk=page.pk)
    gate.refuse_binned(page)
    if user is None or not page.permissions_for_user(user).can_delete():
        raise PermissionDenied(_("Only who began a draft, and the administrators, put it into the bin."))
    going = page.get_descendants(inclusive=True).filter(binned=None)
    for pk in going.values_list("pk", flat=True):
        gate.lock(pk)
    below = list(going.specific())
    for each in below:
        refuse_deletion(each)
        state = each.current_workflow_state
        if state:
            state.cancel(user=user)
    now = timezone.now()
    BinnedDraft.objects.bulk_create(
        BinnedDraft(page_id=each.pk, top_id=page.pk, user=user, binned_at=now) for each in below
    )
    _rename(page, f"thung-rac-{page.pk}")
    log(page, "portal.binned", user=user, data={"pages": len(below)})
    return len(below)


@transaction.atomic
def take_out(page, user):
    """Take `page`, and what went into the bin with it, out again; return the page.

    It gets the slug of its draft back; where a sibling has that by now, another one, in its draft too. Raises
    PermissionDenied for who may not, and where the section above it is in the bin itself.
    """
    gate.lock(page.pk)
    row = kept_for(user).filter(pk=page.pk).first()
    if row is None:
        raise PermissionDenied(_("This is not in the bin any more, or not yours to take out."))
    page = page.specific_class.objects.get(pk=page.pk)
    if BinnedDraft.objects.filter(pk=page.get_parent().pk).exists():
        raise PermissionDenied(_("The section above it is in the bin: take that out first."))
    BinnedDraft.objects.filter(top_id=page.pk).delete()
    draft = page.get_latest_revision_as_object()
    wanted = draft.slug if page.latest_revision_id else ""
    slug = _free_slug(page, wanted)
    _rename(page, slug)
    if wanted and slug != wanted:
        draft.slug = slug
        draft.save_revision(user=user, clean=False)
    log(page, "portal.restored", user=user)
    return page


def kept_for(user) -> QuerySet[BinnedDraft]:
    """Return the rows of the pages thrown away that `user` may take out, the newest first.

    These are the drafts of one's own department; approvers and administrators take out all.
    """
    tops = BinnedDraft.objects.filter(page=F("top")).order_by("-binned_at", "-pk")
    if is_approver(user):
        return tops
    changeable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return tops.filter(page__in=changeable.values("pk"))


def empty() -> int:
    """Delete for good what was thrown away 90 days ago, the oldest first; return how many pages were.

    Each with what is below it in a transaction of its own: what is interrupted goes on the next time, and one that
    fails stops no other.
    """
    before, deleted = timezone.now() - KEPT, 0
    due = BinnedDraft.objects.filter(page=F("top"), binned_at__lt=before).order_by("binned_at", "pk")
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        try:
            deleted += _delete(pk, before)
        except Exception:
            logger.exception("Draft %s could not be deleted from the bin", pk)
            # A day later, so that it does not stand before the others.
            BinnedDraft.objects.filter(pk=pk).update(binned_at=F("binned_at") + timedelta(days=1))
    return deleted


@transaction.atomic
def _delete(pk: int, before) -> int:
    gate.lock(pk)
    if not BinnedDraft.objects.filter(pk=pk, binned_at__lt=before).exists():
        return 0
    page = Page.objects.get(pk=pk).specific
    number = page.get_descendant_count() + 1
    page.delete()
    return number


def _rename(page, slug: str) -> None:
    """Give the row of a draft another slug; addresses of what is below it follow."""
    page.slug = slug
    page.save(clean=False)


def _free_slug(page, wanted: str) -> str:
    """Return `wanted`, or one made of it or of the title, that no sibling of `page` has."""
    parent = page.get_parent()
    if not wanted:
        return page.free_slug(parent)
    if Page._slug_is_available(wanted, parent, page):
        return wanted
    return next(
        candidate
        for number in count(2)
        if Page._slug_is_available(candidate := f"{wanted[:240]}-{number}", parent, page)
    )
