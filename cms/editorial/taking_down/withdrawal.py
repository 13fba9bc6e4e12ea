"""Taking down ("Gỡ"): at once, by an approver, with a reason on record and a fixed phrase for readers.

However a page is taken down, a record and a `Withdrawal` of it are written: `taken_down` is called for each. What
waits in review stays there; approved, it puts the page up again, and is decided about by somebody who wrote neither
what was public nor the update.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Page

from cms.editorial import gate, notices
from cms.editorial.four_eyes import NotFourEyes
from cms.editorial.models import Withdrawal
from cms.editorial.review.warnings import ReviewWarning
from cms.text.dates import format_datetime

Kind, Notice = Withdrawal.Kind, Withdrawal.Notice

SHORTEST_REASON = 5
LONGEST_REASON = 1000
# What a person may say; the clock says the other one.
CHOSEN = (Kind.MISTAKE, Kind.OUTDATED, Kind.REQUEST, Kind.MERGED)


@dataclass(frozen=True)
class Said:
    """Why a page is being taken down, by whom, and what its address says then."""

    user: object
    kind: str
    reason: str = ""
    notice: str = Notice.GONE
    target: UUID | None = None


_said: ContextVar[Said | None] = ContextVar("said", default=None)


def current(page) -> Withdrawal | None:
    """Return why `page` is down, None while it is public and where it never was."""
    return None if page.live else Withdrawal.objects.filter(record__page_pk=page.pk).order_by("-record_id").first()


def why_not(page, user) -> str:
    """Return in words why `user` may not take `page` down now, '' where they may."""
    if not page.live:
        return _("“%(title)s” is not public: there is nothing to take down.") % {
            "title": page.get_admin_display_title()
        }
    if not page.permissions_for_user(user).can_unpublish():
        return _("Only the approvers take a page down. Tell one of them what is wrong with it.")
    return ""


@transaction.atomic
def withdraw(page, user, kind, reason, notice=Notice.GONE, target=None, with_descendants=False) -> Withdrawal:
    """Take `page` down in the name of `user`, with what is public below it if asked; return its withdrawal.

    `reason` stays on record and is not public. `target` is the public page that a merged one leads to. Raises
    NotFourEyes, with the words to show, for who may not, without a reason, and for a target that cannot be one.
    """
    gate.lock(page.pk)
    page = page.specific_class.objects.get(pk=page.pk)
    said = Said(user, kind, (reason or "").strip(), notice, _permanent_id(page, kind, target))
    if refusal := why_not(page, user) or _fault(said):
        raise NotFourEyes(refusal)
    below = public_below(page).reverse().values_list("pk", flat=True) if with_descendants else []
    heard = notices.approver_ids()
    for pk in [*below, page.pk]:
        heard |= _take_down(pk, said)
    notices.tell("withdrawn", heard, page=page, actor=user, reason=said.reason)
    page.refresh_from_db()
    return current(page)


def warn(page) -> list[ReviewWarning]:
    """Tell who reads a draft that its approval puts up again what was taken down, and why it was."""
    row = current(page)
    if row is None:
        return []
    words = _("This page was taken down on %(date)s: %(kind)s. %(reason)s Once approved, it is public again.")
    facts = {
        "date": format_datetime(row.record.created_at),
        "kind": row.get_kind_display(),
        "reason": row.record.reason,
    }
    return [ReviewWarning("taken-down-before", words % facts, subject=str(row.pk))]


def public_below(page):
    """Return the public pages below `page`, from the top."""
    return page.get_descendants().live().order_by("path")


def taken_down(page) -> None:
    """Write down why `page` has just been taken down. Called for every way that leads there.

    Without a word of anybody (a script, the API) the kind is a mistake, of which readers see nothing but that the
    page is gone; what ended by the clock says so.
    """
    said = _said.get()
    if said is None:
        user = get_active_log_context().user
        said = Said(user, Kind.ENDED, notice=Notice.ENDED) if page.expired else Said(user, Kind.MISTAKE)
    record = gate.record_withdrawal(page, said.user, said.reason, was_public=True)
    Withdrawal.objects.create(record=record, kind=said.kind, notice=said.notice, target=said.target)


def _take_down(pk: int, said: Said) -> set[int]:
    """Take one page down; return the ids of those who had to do with it."""
    gate.lock(pk)
    page = Page.objects.get(pk=pk).specific
    with _because(said):
        page.unpublish(user=said.user, log_action=False)
    data = {"reason": said.reason, "kind": said.kind, "notice": said.notice}
    log(page, "portal.withdrawn", user=said.user, data=data)
    return notices.participants(page)


@contextmanager
def _because(said: Said) -> Iterator[None]:
    token = _said.set(said)
    try:
        yield
    finally:
        _said.reset(token)


def _fault(said: Said) -> str:
    """Return in words what is missing or wrong in what was said, '' where nothing is."""
    if said.kind not in CHOSEN or said.notice not in Notice.values:
        return _("Choose why it is taken down, and what its address says.")
    if not SHORTEST_REASON <= len(said.reason) <= LONGEST_REASON or "\0" in said.reason:
        return _("Say in some words why it is taken down.")
    return ""


def _permanent_id(page, kind, target: Page | None) -> UUID | None:
    """Return the permanent id of the page that a merged one leads to, None for every other kind."""
    if kind != Kind.MERGED:
        return None
    if target is None:
        raise NotFourEyes(_("Name the public page that it was merged into."))
    # A restriction hides a page as well as taking it down does.
    if not target.live or target.get_view_restrictions().exists():
        raise NotFourEyes(_("The page that it was merged into must be public itself."))
    if target.pk == page.pk or target.is_descendant_of(page):
        raise NotFourEyes(_("A page is merged into another one: not into itself, nor into one below it."))
    return target.specific.public_id
