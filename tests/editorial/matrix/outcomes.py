"""What became of a page: the public state of everything before and after a cell, put into one word.

It asks the tables and not the gate. Whatever a table says, content that is public now and was not before stands on a
record that names exactly it and somebody who had no hand in it; else the word is HOLE, which no table may hold.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError
from django.db import transaction
from django.db.models import Max
from django.test import TestCase
from wagtail.actions.convert_alias import ConvertAliasPageError
from wagtail.models import Page, PageViewRestriction, Revision, WorkflowState

from cms.editorial.content_hash import content_hash
from cms.editorial.models import AdministrativeRecord, BinnedDraft, PublicationRecord
from tests.editorial.matrix.routes import Cell, Route
from tests.editorial.matrix.world import CONTRIBUTORS, World

# What a route may end with. Anything else is an error of ours.
REFUSALS = (PermissionDenied, ValidationError, CommandError, ConvertAliasPageError)

LEGEND = {
    ".": "nothing: turned away, or nothing to do",
    "draft": "kept as a draft of this page",
    "copy": "a draft of its own was made",
    "waits": "waits for approval",
    "back": "returned to its author",
    "recall": "taken out of review",
    "later": "approved, and waits for its hour",
    "agreed": "an emergency, confirmed by a second approver",
    "off": "taken off the schedule",
    "PUBLIC": "public, approved by somebody who had no hand in it",
    "FLAGGED": "public on an approver's word with a reason, and flagged",
    "down": "taken down",
    "gone": "deleted for good",
    "binned": "in the bin, hidden everywhere else",
    "restored": "out of the bin again",
    "moved": "public elsewhere in the tree, with an administrative record",
    "order": "among its siblings elsewhere, with the same address",
    "hidden": "restricted, with an administrative record",
    "shown": "no longer restricted, with an administrative record",
    "locked": "locked against edits",
}
COLUMNS = (
    "title",
    "slug",
    "seo_title",
    "search_description",
    "show_in_menus",
    "go_live_at",
    "expire_at",
    "first_published_at",
    "locale_id",
    "alias_of_id",
    "url_path",
)


@dataclass
class Seen:
    """The stored state. `public` holds what of a live page's row citizens could notice, by the page's number."""

    live: set[int]
    pages: set[int]
    public: dict[int, tuple]
    addresses: dict[int, str]
    paths: dict[int, str]
    latest: dict[int, int]
    locked: set[int]
    hidden: set[int]
    scheduled: set[str]
    reviews: dict[str, list]
    record: int
    administrative: int
    binned: set[int]
    hashes: dict[int, str]


def taken(world: World, before: Seen, route: Route, role: str, kind: str, state: str) -> str:
    """Have `role` take `route` with the page of this kind in this state; return what became of it. Leaves no trace."""
    cell = Cell(world, role, kind, state)
    with transaction.atomic():
        refused = _act(route, cell)
        after = look({cell.pk} if cell.pk else set(), before)
        word = outcome(world, before, after, route, role)
        transaction.set_rollback(True)
    return refused if refused and word == "." else word


def _act(route: Route, cell: Cell) -> str:
    """Take the route, with what is done after the commit. Return what it ended with if that is no refusal."""
    try:
        with TestCase.captureOnCommitCallbacks(execute=True):
            route.act(cell)
    except REFUSALS:
        pass
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def look(hashed: set[int] | None = None, known: "Seen | None" = None) -> Seen:
    """Return what is stored now. Content is hashed of the live pages in `hashed`, and of those that `known` differs in.

    Without either, of all live pages.
    """
    rows = list(Page.objects.values_list("pk", "live", "path", "latest_revision_id", "locked", *COLUMNS))
    reviews: dict[str, list] = {}
    for page, status in WorkflowState.objects.order_by("pk").values_list("object_id", "status"):
        reviews.setdefault(page, []).append(status)
    seen = Seen(
        live={row[0] for row in rows if row[1]},
        pages={row[0] for row in rows},
        public={row[0]: row[5:] for row in rows if row[1]},
        addresses={row[0]: row[-1] for row in rows},
        paths={row[0]: row[2] for row in rows},
        latest={row[0]: row[3] for row in rows},
        locked={row[0] for row in rows if row[4]},
        hidden=set(PageViewRestriction.objects.values_list("page_id", flat=True)),
        scheduled=set(Revision.objects.exclude(approved_go_live_at=None).values_list("object_id", flat=True)),
        reviews=reviews,
        record=PublicationRecord.objects.aggregate(newest=Max("pk"))["newest"] or 0,
        binned=set(BinnedDraft.objects.values_list("pk", flat=True)),
        administrative=AdministrativeRecord.objects.aggregate(newest=Max("pk"))["newest"] or 0,
        hashes={},
    )
    for pk in seen.live:
        differs = known and known.public.get(pk) != seen.public[pk]
        if known is None or differs or pk in hashed:
            seen.hashes[pk] = content_hash(Page.objects.get(pk=pk).specific)
        else:
            seen.hashes[pk] = known.hashes[pk]
    return seen


def outcome(world: World, before: Seen, after: Seen, route: Route, role: str) -> str:
    """Return the one word for the difference between `before` and `after`."""
    hands = {world.people[name] for name in (*CONTRIBUTORS, *([role] if route.writes else [])) if name in world.people}
    appeared = {pk for pk in after.live if pk not in before.live or after.hashes[pk] != before.hashes[pk]}
    if appeared:
        return min((_publication(before, after, pk, hands) for pk in appeared), key=["FLAGGED", "PUBLIC"].count)
    for pk in after.live & before.live:
        if after.public[pk] != before.public[pk]:
            pairs = zip(COLUMNS, before.public[pk], after.public[pk], strict=True)
            changed = {name for name, old, new in pairs if old != new}
            if changed != {"url_path"} or after.administrative == before.administrative:
                return f"HOLE: {changed} of a public page changed"
    return _other(before, after)


def _publication(before: Seen, after: Seen, pk: int, hands: set[int]) -> str:
    """Return the word for content that is public now and was not before."""
    record = PublicationRecord.objects.newest_of(pk)
    if record is None or record.route == "withdrawal" or record.content_hash != after.hashes[pk]:
        return "HOLE: public without an approval of this content"
    if record.pk <= before.record and str(pk) not in before.scheduled:
        return "HOLE: public on an approval that was used before"
    if record.route == "forced":
        return "FLAGGED" if len(record.reason) >= 10 else "HOLE: forced without a reason"
    return "HOLE: approved by a contributor" if record.approver_id in hands else "PUBLIC"


def _other(before: Seen, after: Seen) -> str:
    """Return the word where nothing became public."""
    if before.live - after.live:
        return "down" if before.live - after.live <= after.pages else "gone"
    if before.pages - after.pages:
        return "gone"
    if before.binned != after.binned:
        return "restored" if before.binned - after.binned else "binned"
    recorded = after.administrative > before.administrative
    if before.hidden != after.hidden:
        word = "shown" if before.hidden - after.hidden else "hidden"
        return word if recorded else f"HOLE: {word} without a record"
    if any(before.addresses[pk] != after.addresses[pk] for pk in before.pages):
        return "moved"
    if any(before.paths[pk] != after.paths[pk] for pk in before.pages):
        return "order"
    if before.scheduled != after.scheduled:
        if before.scheduled - after.scheduled:
            return "off"
        return "later" if after.record > before.record else "HOLE: on the schedule without an approval"
    if before.reviews != after.reviews:
        return _review(before, after)
    if after.pages - before.pages:
        return "copy"
    if after.record > before.record:
        words = {"confirmation": "agreed"}
        return words.get(PublicationRecord.objects.get(pk=after.record).route, "HOLE: a record of nothing")
    if before.latest != after.latest:
        return "draft"
    return "locked" if before.locked != after.locked else "."


def _review(before: Seen, after: Seen) -> str:
    for page, statuses in after.reviews.items():
        if statuses != before.reviews.get(page, []):
            return {"in_progress": "waits", "needs_changes": "back", "cancelled": "recall"}.get(
                statuses[-1], statuses[-1]
            )
    return "."
