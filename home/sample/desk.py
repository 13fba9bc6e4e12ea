"""What happened at the approval desk of the sample site: a correction, pages taken down, proposals, the bin."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.editorial.corrections.correcting import Correction, correct
from cms.editorial.drafts import approve
from cms.editorial.models import BinnedDraft, Change, InspectionTerm, Proposal, Withdrawal
from cms.editorial.review.proposals import propose
from cms.editorial.taking_down import bin as bin_of_drafts
from cms.editorial.taking_down.withdrawal import withdraw
from home.sample.content import Content
from home.sample.pages import past_the_head

# Return the page of a key, wherever it stands.
Find = Callable[[str], Page]


def acts(content: Content, find: Find) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield what happened to the pages of `content`, in order: its name, and what to do, which is done once."""
    done_by = {
        "corrections": _correct,
        "withdrawals": _take_down,
        "proposals": _propose,
        "thrown_away": _throw_away,
    }
    for name, act in done_by.items():
        for row in content.desk[name]:
            if row["of"] in content.by_key:
                yield row["of"], partial(act, row, find)
    for row in content.desk["inspections"]:
        yield row["inspector"], partial(_grant, row)


@transaction.atomic
def _correct(row: dict, find: Find) -> None:
    page = find(row["of"])
    if page.corrections.exists():
        return
    correct(page, _person(row["author"]), Correction(Change.CORRECTION, row["old"], row["new"], row["note"]))
    page = find(row["of"])
    past_the_head(page)
    approve(find(row["of"]), _person(row["approver"]))


@transaction.atomic
def _take_down(row: dict, find: Find) -> None:
    page = find(row["of"])
    if not page.live:
        return
    target = find(row["target"]) if "target" in row else None
    notice = row.get("notice", Withdrawal.Notice.GONE)
    withdraw(page, _person(row["approver"]), row["kind"], row["reason"], notice=notice, target=target)


@transaction.atomic
def _propose(row: dict, find: Find) -> None:
    page = find(row["of"])
    if not Proposal.objects.filter(page_id=page.pk).exists():
        propose(page, _person(row["reviewer"]), row["old"], row["new"], row["comment"])


@transaction.atomic
def _throw_away(row: dict, find: Find) -> None:
    page = find(row["of"])
    if not BinnedDraft.objects.filter(pk=page.pk).exists():
        bin_of_drafts.throw_away(page, page.owner)


@transaction.atomic
def _grant(row: dict) -> None:
    person, today = _person(row["inspector"]), timezone.localdate()
    if not person.inspection_terms.exists():
        until = today + timedelta(days=row["days"])
        InspectionTerm.objects.create(user=person, valid_from=today, valid_until=until)


def _person(username: str):
    return get_user_model().objects.get(username=username)
