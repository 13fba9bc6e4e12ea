"""Pupils' data: nothing that holds any becomes public without a written basis and the approver's own tick.

The detector may be wrong both ways. So a false alarm is answered like any other ("not pupils' data"), and the approver
ticks that too. A tick is for exactly this content with exactly these findings and these answers; a change of any of
them asks again. A basis is for the findings alone: a comma elsewhere does not ask the drafter anew. Who gave it does
not tick it.

Nobody approves either while the portal is about to know what a file holds (`held`): a tick that was not asked for
because the file came a minute ago would be a way round it.

The gate asks here for each record it writes and each publication it lets through (docs/decisions/0031).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from cms.editorial.content_hash import content_hash
from cms.editorial.four_eyes import NotFourEyes
from cms.editorial.models import Clearance, WarningAnswer
from cms.editorial.review import warnings
from cms.editorial.review.warnings import ReviewWarning
from cms.text.nfc import nfc
from cms.text.personal_data import find_pupils_data, names_pupils

Kind = WarningAnswer.Kind

# What answers a warning that needs a basis.
BINDING = (Kind.BASIS, Kind.FALSE_ALARM)
# A document's number with its date, or a short sentence why it is none.
SHORTEST_BASIS, LONGEST_BASIS = 8, 1000


class NotCleared(NotFourEyes):
    """Raised where pupils' data would become public without a basis, or without the tick of who approves it."""


@dataclass(frozen=True)
class Demand:
    """What a content asks for: the warnings it is about, and the answer to each (None without any).

    `key` stands for the content and what was found in it, `tick` for both with the answers.
    """

    found: tuple[tuple[ReviewWarning, WarningAnswer | None], ...]
    key: str

    @property
    def tick(self) -> str:
        return _digest([self.key, [given.pk for given in self.answers]])

    @property
    def is_answered(self) -> bool:
        return all(answer for _warning, answer in self.found)

    @property
    def answers(self) -> list[WarningAnswer]:
        return [answer for _warning, answer in self.found if answer]


def demand_of(content) -> Demand | None:
    """Return what the `content` of a page (a draft as an object) asks for, None where it asks for nothing."""
    found = warnings.demands(content)
    if not found:
        return None
    answers = WarningAnswer.objects.filter(kind__in=BINDING).newest_of(content.pk)
    pairs = tuple((warning, answers.get((warning.code, warning.digest))) for warning in found)
    return Demand(pairs, _key(content, found))


def key_of(content) -> str:
    """Return the digest of `content` and of what was found in it (64 hex digits), '' where nothing was."""
    found = warnings.demands(content)
    return _key(content, found) if found else ""


def _key(content, found: Iterable[ReviewWarning]) -> str:
    return _key_with(content_hash(content), found)


def _key_with(content_hash: str, found: Iterable[ReviewWarning]) -> str:
    return _digest([content_hash, sorted([warning.code, warning.digest] for warning in found)])


def _digest(value: list) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def answer(page, user, warning: ReviewWarning, kind: str, text: str) -> WarningAnswer:
    """Keep what `user` says to `warning` about `page`. Who may is for the caller to check.

    Raises NotCleared for a basis of no words; a warning that needs a basis takes no other kind of answer.
    """
    text = nfc(text).strip()
    if warning.needs_basis and kind not in BINDING:
        raise NotCleared(_("Say on which document this rests, or that it is not pupils' data."))
    if warning.needs_basis and len(text) < SHORTEST_BASIS:
        raise NotCleared(_("Write the number and date of the document, or why this is not pupils' data."))
    if warning.needs_basis and (find_pupils_data(text) or names_pupils(text)):
        raise NotCleared(_("This stays on record: name the document, not the pupils."))
    return WarningAnswer.objects.create(
        page_id=page.pk, code=warning.code, subject=warning.digest, kind=kind, text=text, user=user
    )


def why_not(demand: Demand | None, user, *, own_basis: bool = False) -> str:
    """Return why `user` cannot tick `demand`, '' where they can or nothing is asked. `own_basis`: they may give it."""
    if demand is None:
        return ""
    if not demand.is_answered:
        return _("It holds what looks like pupils' data, and nobody gave a basis for it: its department gives one.")
    if not own_basis and any(given.user_id == user.pk for given in demand.answers):
        return _("You gave the basis for the pupils' data in it: somebody else looks at it and ticks it.")
    return ""


def held(content) -> str:
    """Return why nobody approves `content` for some minutes, '' where nothing holds it."""
    return " ".join(warning.text for warning in warnings.holding(content))


def _refuse_held(content) -> None:
    why = held(content)
    if why:
        raise NotCleared(why)


def take(page, user, task_state: TaskState, tick: str) -> None:
    """Take the `tick` of `user` with an approval of the draft of `page`. Raises NotCleared for another one."""
    content = page.get_latest_revision_as_object()
    _refuse_held(content)
    demand = demand_of(content)
    if demand is None:
        return
    _refuse(page, demand, user, tick)
    Clearance.objects.create(task_state_id=task_state.pk, user=user, key=demand.tick)


def _refuse(page, demand: Demand, user, tick: str, *, own_basis: bool = False) -> None:
    refusal = why_not(demand, user, own_basis=own_basis)
    if not refusal and tick != demand.tick:
        title = {"title": page.get_admin_display_title()}
        refusal = _("Look at what may be pupils' data in “%(title)s”, and tick that it may be public.") % title
    if refusal:
        raise NotCleared(refusal)


def is_ticked(state: TaskState, demand: Demand | None) -> bool:
    """Whether the approval `state` came with the tick that is asked for now, by the person who gave it."""
    ticks = Clearance.objects.filter(task_state_id=state.pk, user_id=state.finished_by_id)
    return demand is None or ticks.filter(key=demand.tick).exists()


def evidence_of(content, approvals: list[TaskState]) -> dict:
    """Return what the record keeps of the ticks that came with `approvals`. Raises NotCleared where one is missing."""
    _refuse_held(content)
    demand = demand_of(content)
    if demand is None:
        return {}
    if not demand.is_answered or not approvals or not all(is_ticked(state, demand) for state in approvals):
        raise NotCleared(uncovered(content))
    return _evidence(demand, [(state.finished_by_id, state.finished_at) for state in approvals])


def evidence_of_one(page, content, user, tick: str, *, own_basis: bool = False) -> dict:
    """Return what a record keeps where `user` ticks `content` outside the steps. Raises NotCleared.

    In an emergency the same person may give the basis (`own_basis`): it stands on one person's word.
    """
    _refuse_held(content)
    demand = demand_of(content)
    if demand is None:
        return {}
    _refuse(page, demand, user, tick, own_basis=own_basis)
    return _evidence(demand, [(user.pk, timezone.now())])


def _evidence(demand: Demand, ticks) -> dict:
    return {
        "key": demand.key,
        "answers": [
            {"kind": given.kind, "text": given.text, "user": given.user_id, "at": given.created_at.isoformat()}
            for given in demand.answers
        ],
        "ticks": [{"user": user_pk, "at": at.isoformat()} for user_pk, at in ticks],
    }


def covers(evidence: dict, content) -> bool:
    """Whether `evidence` (of a record) is what `content` asks for, with its files as they were read by now."""
    key = key_of(content)
    return not key or evidence.get("key") == key


def carried(record, content, was=None) -> dict:
    """Return the evidence of `record` for `content`: what another version's hashes, or an erasure, made of its own.

    Nothing where what was found in it is no longer what was ticked, such as by a detector that learned something. An
    erasure finds less afterwards: it gives what stood there before it as `was`.
    """
    evidence = record.pupils_data if record else {}
    ticked = _key_with(record.content_hash, warnings.demands(was or content)) if evidence.get("key") else ""
    return {**evidence, "key": key_of(content)} if ticked and ticked == evidence["key"] else {}


def uncovered(content) -> str:
    """Return why `content` stays down."""
    title = {"title": content.get_admin_display_title()}
    return _("“%(title)s” holds what looks like pupils' data, and nobody ticked that it may be public.") % title
