"""Who may see what is not public: drafts, and what is not published yet of live pages.

What is live may be known to everyone in the admin. A draft is seen by members of its departments, by reviewers, and
by who holds "publish" or "change" on pages there; a draft without a department also by its owner. Nobody without
access to the admin sees any. What is in the bin is seen by nobody: the bin has a screen of its own.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.editorial.models import BinnedDraft, is_approver
from cms.editorial.models.departments import department_ids_of
from cms.pages.models import CatalogueEntry

# Permissions on pages whose holders see the drafts there: approvers and administrators have them on the root.
SEEING = frozenset({"change_page", "publish_page"})

# Joins nothing either.
NOT_IN_BIN = ~Q(pk__in=BinnedDraft.objects.values("page_id"))

_viewer: ContextVar = ContextVar("viewer", default=None)


@dataclass(frozen=True)
class _Sight:
    """What an account sees beside its own departments' drafts: all, or those below some places of the tree."""

    admin: bool
    everything: bool
    places: tuple[str, ...] = ()


def drafts_seen_by(user) -> Q:
    """Return the condition on pages whose drafts `user` may see. Joins nothing, so it needs no distinct()."""
    sight = _sight_of(user)
    if not sight.admin:
        return Q(pk__in=[])
    if sight.everything:
        return NOT_IN_BIN
    own = department_ids_of(user)
    shared = CatalogueEntry.objects.filter(Q(department__in=own) | Q(co_departments__in=own))
    nobodys = CatalogueEntry.objects.filter(department=None, co_departments=None)
    seen = Q(pk__in=shared.values("page_id")) | Q(owner_id=user.pk, pk__in=nobodys.values("page_id"))
    for path in sight.places:
        seen |= Q(path__startswith=path)
    return seen & NOT_IN_BIN


def visible_in_admin(queryset: QuerySet, user) -> QuerySet:
    """Leave out of `queryset` (of pages) what `user` may not know of: others' pages that are not live."""
    if sees_every_draft(user):
        return queryset.filter(NOT_IN_BIN)
    return queryset.filter(Q(live=True) | drafts_seen_by(user))


def may_see_draft(user, page: Page) -> bool:
    """Whether `user` may see `page` while it is not live, and what is not published yet of it while it is."""
    return Page.objects.filter(drafts_seen_by(user), pk=page.pk).exists()


def seen_among(user, pages: Iterable[Page]) -> set[int]:
    """Return the ids of those of `pages` whose drafts `user` may see. At most one query."""
    pages = list(pages)
    ids = {page.pk for page in pages}
    if sees_every_draft(user) and all(page.live for page in pages):
        # Nothing in the bin is live.
        return ids
    return set(Page.objects.filter(drafts_seen_by(user), pk__in=ids).values_list("pk", flat=True))


def uses_in_draft(user, file) -> bool:
    """Whether `file` is in a page whose draft `user` may see: one that several departments share, for example.

    By Wagtail's reference index: of a page that is not live it knows the draft as it was saved last.
    """
    references = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = [int(pk) for pk in references.values_list("object_id", flat=True)]
    return Page.objects.filter(drafts_seen_by(user), pk__in=pages, live=False).exists()


def sees_every_draft(user) -> bool:
    """Whether no draft outside the bin is hidden from `user`.

    So it is for a superuser, for a reviewer, and for who may change or take down the whole tree.
    """
    return _sight_of(user).everything


def hide_unpublished(pages: Iterable[Page], user) -> None:
    """Let the live ones of `pages` whose drafts `user` may not see look as if nothing were changed. In place."""
    seen = seen_among(user, [page for page in pages if page.live])
    for page in pages:
        if page.live and page.pk not in seen:
            page.draft_title = page.title
            page.has_unpublished_changes = False
            page.latest_revision_created_at = page.last_published_at
            # What Wagtail's annotate_approved_schedule and prefetch_workflow_states leave on listed pages.
            page._approved_schedule = False
            page._current_workflow_states = []


@contextmanager
def viewed_by(user) -> Iterator[None]:
    """Say who looks, for what Wagtail shows without knowing it (the widgets of forms)."""
    token = _viewer.set(user)
    try:
        yield
    finally:
        _viewer.reset(token)


def viewer():
    """Return who looks at the admin now, None outside it."""
    return _viewer.get()


def _sight_of(user) -> _Sight:
    """Return what `user` sees, read once per user object."""
    if not hasattr(user, "_draft_sight"):
        user._draft_sight = _read_sight(user)
    return user._draft_sight


def _read_sight(user) -> _Sight:
    if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return _Sight(admin=False, everything=False)
    if user.is_superuser or is_approver(user):
        return _Sight(admin=True, everything=True)
    held = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    places = tuple(sorted({row.page.path for row in held if row.permission.codename in SEEING}))
    return _Sight(admin=True, everything=any(len(path) == Page.steplen for path in places), places=places)
