"""Wording that a reviewer proposes: whose text it is does not change hands unless the drafter's side takes it over."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published, workflow_approved

from cms.editorial import gate, notices, steps, wording
from cms.editorial.content_hash import content_hash
from cms.editorial.four_eyes import NotFourEyes
from cms.editorial.models import Contribution, Proposal
from cms.editorial.review.forms import COMMENT, WORDING
from cms.text.nfc import nfc


def connect() -> None:
    """Let proposals lapse with an approval; called once from AppConfig.ready()."""
    workflow_approved.connect(_approved, dispatch_uid="editorial.proposals_approved")
    page_published.connect(_published, dispatch_uid="editorial.proposals_published")


@transaction.atomic
def propose(page, user, old: str, new: str, comment: str = "") -> Proposal:
    """Propose the words `new` for the passage `old` of the draft of `page`; return the proposal.

    Raises NotFourEyes for who does not review the step at which the page waits; ValidationError, with the field it is
    about, for a passage that does not stand in the draft exactly once.
    """
    gate.lock(page.pk)
    page = _stored(page.pk)
    old, new, comment = nfc(old).strip(), nfc(new).strip(), nfc(comment).strip()
    task_state = page.current_workflow_task_state
    if task_state is None:
        raise NotFourEyes(_("“%(title)s” does not wait for a decision.") % {"title": page.get_admin_display_title()})
    task = task_state.task.specific
    if not task.reviews(user, page):
        raise NotFourEyes(task.only)
    _refuse_words(old, new, comment)
    count = times(page, old)
    if count == 0:
        raise ValidationError({"old": _("The draft does not hold these words. Copy them from it exactly.")})
    if count > 1:
        raise ValidationError({"old": _("The draft holds these words more than once. Take more words around them.")})
    proposal = Proposal.objects.create(page_id=page.pk, author=user, old=old, new=new, comment=comment)
    log(page, "portal.proposed", user=user, revision=page.latest_revision, data={"reason": comment})
    notices.tell("proposed", notices.participants(page), page=page, actor=user, comment=comment)
    return proposal


def _refuse_words(old: str, new: str, comment: str) -> None:
    if not old:
        raise ValidationError({"old": _("Say which words it is about.")})
    if old == new:
        raise ValidationError({"new": _("These are the words that stand there now.")})
    limits = {"old": (old, WORDING), "new": (new, WORDING), "comment": (comment, COMMENT)}
    errors = {
        name: _("At most %(limit)d characters.") % {"limit": limit}
        for name, (text, limit) in limits.items()
        if len(text) > limit
    }
    if errors:
        raise ValidationError(errors)


def times(page, words: str) -> int:
    """Return how often the draft of `page` holds `words`."""
    return sum(place.count for place in wording.find(page.get_latest_revision_as_object(), words))


def may_answer(page, user) -> bool:
    """Whether `user` answers for the drafters of `page`: a member of its departments, in review or not."""
    return user.is_active and page.permissions_for_user(user).is_own_department()


@transaction.atomic
def accept(proposal: Proposal, user) -> Proposal:
    """Take the proposed words over, as an edit by `user`; return the proposal, lapsed if the passage is gone.

    Raises NotFourEyes for who does not answer for the drafters and for the proposer, PermissionDenied where the page
    is locked, ValidationError where the draft would not be complete with the new words.
    """
    page, proposal = _answerable(proposal, user)
    draft = page.get_latest_revision_as_object()
    count = sum(place.count for place in wording.find(draft, proposal.old))
    if count > 1:
        raise NotFourEyes(_("The draft holds these words more than once by now. Edit the page instead."))
    if count == 0:
        return _answer(proposal, Proposal.State.LAPSED, user)
    wording.replace(draft, proposal.old, proposal.new)
    with steps.accept_change(page, user):
        draft.save_revision(user=user, log_action=True)
    page = _stored(page.pk)
    if steps.is_sensitive(page):
        # Two people answer for each word of such a page, and neither of them wrote it.
        current = content_hash(page.get_latest_revision_as_object())
        Contribution.objects.create(page_id=page.pk, user=proposal.author, content_hash=current)
        steps.begin_anew(page, user)
    log(page, "portal.proposal_accepted", user=user, revision=page.latest_revision)
    notices.tell("proposal_answered", [proposal.author_id], page=page, actor=user, comment=gettext_lazy("Accepted"))
    return _answer(proposal, Proposal.State.ACCEPTED, user)


@transaction.atomic
def decline(proposal: Proposal, user, reason: str = "") -> Proposal:
    """Decline the proposed words; return the proposal. Raises NotFourEyes as `accept` does."""
    page, proposal = _answerable(proposal, user)
    reason = nfc(reason).strip()
    log(page, "portal.proposal_declined", user=user, revision=page.latest_revision, data={"reason": reason})
    notices.tell(
        "proposal_answered",
        [proposal.author_id],
        page=page,
        actor=user,
        reason=reason,
        comment=gettext_lazy("Declined"),
    )
    return _answer(proposal, Proposal.State.DECLINED, user)


def _answerable(proposal: Proposal, user) -> tuple[Page, Proposal]:
    """Return the page and the proposal as they are stored now, locked. Raises NotFourEyes."""
    gate.lock(proposal.page_id)
    page, proposal = _stored(proposal.page_id), Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.author_id == user.pk:
        raise NotFourEyes(_("Somebody else answers what you proposed."))
    if not may_answer(page, user):
        raise NotFourEyes(_("The department that drafts the page answers proposals."))
    if proposal.state != Proposal.State.OPEN:
        raise NotFourEyes(_("This proposal was answered already."))
    return page, proposal


def _answer(proposal: Proposal, state: str, user) -> Proposal:
    proposal.state, proposal.answered_by, proposal.answered_at = state, user, timezone.now()
    proposal.save(update_fields=["state", "answered_by", "answered_at"])
    return proposal


def _stored(page_pk: int) -> Page:
    return Page.objects.get(pk=page_pk).specific


def _approved(instance, **kwargs):
    page = instance.content_object
    if isinstance(page, Page):
        _lapse(page.pk)


def _published(instance, **kwargs):
    _lapse(instance.pk)


def _lapse(page_pk: int) -> None:
    """What is approved as it stands was not changed as proposed."""
    Proposal.objects.open().filter(page_id=page_pk).update(state=Proposal.State.LAPSED, answered_at=timezone.now())
