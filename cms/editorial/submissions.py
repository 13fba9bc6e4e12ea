"""What each run through the workflow asks to approve. A row is made for every run, whoever began it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.db.models.signals import post_save
from wagtail.models import Page, WorkflowState

from cms.editorial import contributions
from cms.editorial.models import Change, Submission

_said: ContextVar[str | None] = ContextVar("said", default=None)


def connect() -> None:
    """Note what runs ask for and who sends again, and let those alone take a page out of review who sent it.

    Called once. Upstream: whoever may approve may cancel too, without a word. Approvers return a page, with a reason.
    It can go when Wagtail asks the task who may cancel. And a run that is resumed forgets who did it.
    """
    post_save.connect(_run_began, sender=WorkflowState, dispatch_uid="editorial.run_began")
    original = WorkflowState.user_can_cancel

    @wraps(original)
    def sent_it(self, user):
        own = {self.requested_by_id, getattr(self.content_object, "owner_id", None)}
        return user.pk in own and original(self, user)

    WorkflowState.user_can_cancel = sent_it
    resume = WorkflowState.resume

    @wraps(resume)
    def sent_again(self, user=None):
        page = self.content_object
        if isinstance(page, Page) and user != self.requested_by:
            contributions.note_sender(page.specific, user)
        return resume(self, user)

    WorkflowState.resume = sent_again


@contextmanager
def saying(change: str | None) -> Iterator[None]:
    """Say of the runs that begin inside what they ask for; None leaves it to what is seen."""
    token = _said.set(change)
    try:
        yield
    finally:
        _said.reset(token)


def _run_began(instance: WorkflowState, created: bool, raw: bool = False, **kwargs) -> None:
    """Note what the run asks for, before anybody hears of it."""
    page = instance.content_object
    if created and not raw and isinstance(page, Page):
        Submission.objects.create(workflow_state=instance, change=_said.get() or seen_change(page))


def say(state: WorkflowState, change: str) -> None:
    """Say anew what a run asks for: it comes back from its drafter."""
    Submission.objects.update_or_create(workflow_state=state, defaults={"change": change})


def changed_again(state: WorkflowState) -> None:
    """A minor fix that is changed once more is whatever it has become, until somebody says anew that it is minor."""
    Submission.objects.filter(workflow_state=state, change=Change.MINOR).update(change=Change.UPDATE)


def seen_change(page) -> Change:
    """Return what a draft is by the look of it."""
    return Change.NEW if page.first_published_at is None else Change.UPDATE


def change_of(page) -> Change:
    """Return what the draft of `page` asks for: as its drafter said, else by the look of it."""
    return change_in(page.current_workflow_state, page)


def change_in(state: WorkflowState | None, page) -> Change:
    """Return what the run `state` asks for of `page`."""
    said = Submission.objects.filter(workflow_state=state).values_list("change", flat=True).first() if state else None
    return Change(said) if said else seen_change(page)
