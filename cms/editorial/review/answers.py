"""What drafters answer to the warnings about their draft, before they send it and while it waits."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from cms.editorial import clearance, drafts, gate, notices
from cms.editorial.clearance import NotCleared
from cms.editorial.four_eyes import Shown, hands, refuse_unseen
from cms.editorial.models import PublicationRecord, WarningAnswer, is_approver
from cms.editorial.review import warnings
from cms.editorial.review.warnings import ReviewWarning

Kind = WarningAnswer.Kind


@dataclass(frozen=True)
class Answered:
    """A warning, and the answer that counts, None without any."""

    warning: ReviewWarning
    answer: WarningAnswer | None = None

    @property
    def name(self) -> str:
        """What tells it from the others in a form."""
        return f"{self.warning.code}-{self.warning.digest[:12]}"


@dataclass(frozen=True)
class Given:
    """What somebody typed about one warning."""

    kind: str
    text: str


def answered(page, draft) -> list[Answered]:
    """Return the warnings about the `draft` of `page` with their answers.

    Why something was sent all the same lapses with the next decision; a basis holds for as long as its subject.
    """
    found = warnings.of(draft)
    if not found:
        return []
    given = WarningAnswer.objects.newest_of(page.pk)
    last = PublicationRecord.objects.newest_of(page.pk)
    if last:
        given = {key: one for key, one in given.items() if one.kind != Kind.REASON or one.created_at > last.created_at}
    return [Answered(warning, given.get((warning.code, warning.digest))) for warning in found]


def may_send(page, user) -> bool:
    """Whether `user` may send the draft of `page` now."""
    tester = page.permissions_for_user(user)
    return bool(tester.can_edit() and tester.can_submit_for_moderation())


def drafts_it(page, user) -> bool:
    """Whether `user` is on the drafters' side of `page`: its department, and whoever had a hand in it."""
    return bool(user.is_active and (page.permissions_for_user(user).is_own() or user.pk in hands(page)))


def may_answer(page, user) -> bool:
    """Whether `user` may answer: the drafters' side, and approvers, who publish alone in an emergency."""
    return is_approver(user) or drafts_it(page, user)


@transaction.atomic
def send(page, user, given: dict[str, Given], shown: Shown) -> WorkflowState:
    """Keep the answers, {name: Given}, and send the draft of `page` as it was `shown`; return the workflow state.

    Raises NotCleared where a basis is missing, ChangedMeanwhile, PermissionDenied; ValidationError where the draft,
    which is saved with whatever is missing in it, is not complete.
    """
    page = _keep(page, user, given, shown)
    draft = page.get_latest_revision_as_object()
    draft.full_clean()
    demand = clearance.demand_of(draft)
    if demand and not demand.is_answered:
        raise NotCleared(_("Say on which document this rests, or that it is not pupils' data."))
    return drafts.submit(page, user)


@transaction.atomic
def answer(page, user, given: dict[str, Given], shown: Shown) -> None:
    """Keep the answers, {name: Given}, to the warnings about a draft that waits, and tell who decides about it.

    Raises NotCleared, ChangedMeanwhile.
    """
    page = _keep(page, user, given, shown)
    if page.workflow_in_progress:
        notices.tell("warnings_answered", notices.deciders(page), page=page, actor=user)


@transaction.atomic
def mend(page, user, name: str) -> None:
    """Put right in the draft of `page`, as an edit by `user`, what the warning called `name` offers.

    Raises PermissionDenied, ValidationError. Nothing happens where the warning has gone meanwhile.
    """
    gate.lock(page.pk)
    page = page.specific_class.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    for warning in warnings.of(draft):
        if warning.remedy and Answered(warning).name == name:
            warning.remedy.apply(draft)
            drafts.save_draft(draft, user)
            return


def _keep(page, user, given: dict[str, Given], shown: Shown):
    """Keep each answer that says something new; return the page as it is stored now, locked."""
    gate.lock(page.pk)
    page = page.specific_class.objects.get(pk=page.pk)
    refuse_unseen(page, shown)
    for one in answered(page, page.get_latest_revision_as_object()):
        said = given.get(one.name)
        if said is None or not (said.text.strip() or (one.warning.needs_basis and said.kind)):
            continue
        if one.answer and (one.answer.kind, one.answer.text) == (said.kind, said.text.strip()):
            continue
        clearance.answer(page, user, one.warning, said.kind, said.text)
    return page
