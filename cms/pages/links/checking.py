"""The work of the worker: notes the links of pages that were saved, looks at those that are due, forgets the unused."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.editorial.models import BinnedDraft
from cms.pages.links import asking, inside
from cms.pages.links.asking import Answer
from cms.pages.links.finding import host_of, links_of
from cms.pages.models import CatalogueEntry, Link, LinkUse
from cms.pages.models.links import hash_of

logger = logging.getLogger(__name__)

State = Link.State

# How many pages one run notes and for how long it begins another; how many links it looks at, and of one host.
PAGES = 300
RUN = timedelta(seconds=15)
OWN_LINKS = 500
OTHERS_LINKS = 60
OF_ONE_HOST = 5

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# When a link is looked at again.
AGAIN = {State.WORKS: 30 * DAY, State.UNCLEAR: 7 * DAY, State.MISSING: DAY, State.INTERNAL: 7 * DAY}
AGAIN_OWN = DAY
# After the first, second and third time without an answer; then daily.
AGAIN_SILENT = (HOUR, 6 * HOUR, DAY)
# A host that was away for a night is not told of.
SILENT_FOR, SILENT_TIMES = DAY, 3
# Where so many hosts are asked and none answers, it is our own network that is away.
OUTAGE = 3

GONE = {404, 410}
REASONS = {
    asking.INTERNAL: State.INTERNAL,
    asking.INVALID: State.MISSING,
    asking.UNCLEAR: State.UNCLEAR,
}


def note_pages() -> None:
    """Note the links of pages that were saved since. A killed run is taken up where it stopped."""
    stop = time.monotonic() + RUN.total_seconds()
    for entry in CatalogueEntry.objects.filter(links_due=True).order_by("-page_id").select_related("page")[:PAGES]:
        if time.monotonic() > stop:
            return
        try:
            note(entry)
        except Exception:
            # Others do not wait for one page.
            logger.exception("The links of page %s could not be noted", entry.pk)


@transaction.atomic
def note(entry: CatalogueEntry) -> None:
    """Note what one page links to, in public and in its draft."""
    # First: whoever saves it meanwhile sets the mark again.
    CatalogueEntry.objects.filter(pk=entry.pk).update(links_due=False)
    page = Page.objects.filter(pk=entry.pk).first()
    if page is None:
        return
    page = page.specific
    wanted = {(link.address, True) for link in links_of(page)} if page.live else set()
    if _has_draft(page):
        wanted |= {(link.address, False) for link in links_of(page.get_latest_revision_as_object())}
    ids = _ids_of({address for address, _is_public in wanted})
    uses = {(ids[address], is_public) for address, is_public in wanted}
    stored = {
        (link, is_public): pk
        for pk, link, is_public in LinkUse.objects.filter(page=page).values_list("pk", "link", "is_public")
    }
    LinkUse.objects.filter(pk__in=[stored[use] for use in stored.keys() - uses]).delete()
    LinkUse.objects.bulk_create(
        [LinkUse(page_id=page.pk, link_id=link, is_public=is_public) for link, is_public in uses - stored.keys()]
    )


def _has_draft(page: Page) -> bool:
    if page.live:
        return page.has_unpublished_changes
    return page.latest_revision_id is not None and not BinnedDraft.objects.filter(page_id=page.pk).exists()


def _ids_of(addresses: Iterable[str]) -> dict[str, int]:
    """Return the ids of the links with these addresses; those that are new are made, and due at once."""
    hashes = {hash_of(address): address for address in addresses}
    known = set(Link.objects.filter(address_hash__in=hashes).values_list("address_hash", flat=True))
    Link.objects.bulk_create(
        [
            Link(address=address, address_hash=key, host=host_of(address)[:255])
            for key, address in hashes.items()
            if key not in known
        ],
        ignore_conflicts=True,
    )
    return dict(Link.objects.filter(address_hash__in=hashes).values_list("address", "pk"))


def check_due(ask_all: Callable[[Iterable[str]], dict[str, Answer]] = asking.ask_all) -> None:
    """Look at the links whose time has come."""
    now = timezone.now()
    own = list(_due(now).filter(host="")[:OWN_LINKS])
    states = inside.states_of(link.address for link in own)
    for link in own:
        _keep(link, states[link.address], None, now, now + AGAIN_OWN)
    links = {link.address: link for link in _some_of_each_host(_due(now).exclude(host=""))}
    answers = ask_all(links)
    hosts = {links[address].host for address in answers}
    if len(hosts) >= OUTAGE and all(answer.reason == asking.SILENT for answer in answers.values()):
        Link.objects.filter(pk__in=[links[address].pk for address in answers]).update(next_check_at=now + HOUR)
        return
    for address, answer in answers.items():
        settle(links[address], answer, timezone.now())


def settle(link: Link, answer: Answer, now: datetime) -> None:
    """Note what came of one question, and when to ask again."""
    if answer.reason == asking.SILENT:
        _settle_silent(link, now)
        return
    state = REASONS.get(answer.reason) or _state_of(answer.status)
    again = AGAIN[state]
    if state == State.MISSING and link.failing_since and now - link.failing_since > 7 * DAY:
        again = 7 * DAY
    link.failures = 0
    _keep(link, state, answer.status, now, now + again)


def forget_unused() -> None:
    """Delete the links that no page has any more."""
    Link.objects.exclude(_is_used()).delete()


def _due(now: datetime) -> QuerySet:
    return Link.objects.due(now).filter(_is_used())


def _is_used() -> Exists:
    return Exists(LinkUse.objects.filter(link=OuterRef("pk")))


def _some_of_each_host(links: QuerySet) -> list[Link]:
    """Return those that have waited longest, few of each host: others' servers are not ours to load."""
    counted: Counter[str] = Counter()
    chosen = []
    for link in links[: 20 * OTHERS_LINKS]:
        counted[link.host] += 1
        if counted[link.host] <= OF_ONE_HOST:
            chosen.append(link)
    return chosen[:OTHERS_LINKS]


def _state_of(status: int | None) -> Link.State:
    if status in GONE:
        return State.MISSING
    return State.WORKS if status and status < 400 else State.UNCLEAR


def _settle_silent(link: Link, now: datetime) -> None:
    link.failures += 1
    since = link.failing_since or now
    is_silent = link.failures >= SILENT_TIMES and now - since >= SILENT_FOR
    again = AGAIN_SILENT[min(link.failures, len(AGAIN_SILENT)) - 1]
    link.failing_since = since
    _keep(link, State.SILENT if is_silent else link.state, None, now, now + again)


def _keep(link: Link, state: Link.State, status: int | None, now: datetime, again: datetime) -> None:
    if state in Link.BROKEN:
        link.failing_since = link.failing_since or now
    elif not link.failures:
        link.failing_since = None
    link.state, link.status_code, link.checked_at, link.next_check_at = state, status, now, again
    link.save(update_fields=["state", "status_code", "failures", "failing_since", "checked_at", "next_check_at"])
