"""What the review screen says of a page beside its text."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils.text import capfirst
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from cms.editorial import notices, submissions
from cms.editorial.models import Change
from cms.editorial.review.rights import moment

# More names than these are not listed.
NAMES = 6


@dataclass(frozen=True)
class Fact:
    """A line of the list of facts."""

    label: str
    value: str


def facts_of(page, draft) -> list[Fact]:
    """Return the facts about the `draft` of `page`, what is asked first in front, those that are empty left out."""
    facts = [*_about(page), *_times(draft), *_review(page)]
    return [fact for fact in facts if fact.value]


def _about(page) -> Iterator[Fact]:
    yield Fact(_("Kind of change"), capfirst(str(Change(submissions.change_of(page)).label)))
    yield Fact(_("In the section"), page.get_parent().title)
    yield Fact(_("Drafter"), page.owner.get_full_name() if page.owner else "")
    yield Fact(_("Department"), page.department.short_name if page.department else "")
    yield Fact(_("Kind"), capfirst(str(page._meta.verbose_name)))


def _review(page) -> Iterator[Fact]:
    state, task_state = page.current_workflow_state, page.current_workflow_task_state
    if state is None:
        return
    yield Fact(_("Submitted by"), state.requested_by.get_full_name() if state.requested_by else "")
    if task_state is None:
        return
    age = _("%(moment)s (%(age)s)") % {"moment": moment(task_state.started_at), "age": timesince(task_state.started_at)}
    yield Fact(_("Waiting since"), age)
    yield Fact(_("Step"), task_state.task.name)
    yield Fact(_("Who decides"), _names(page))


def _times(draft) -> Iterator[Fact]:
    yield Fact(_("Proposed shown date"), moment(draft.shown_at) if draft.shown_at else "")
    yield Fact(_("Goes live"), moment(draft.go_live_at) if draft.go_live_at else "")
    yield Fact(_("Expires"), moment(draft.expire_at) if draft.expire_at else "")


def _names(page) -> str:
    """Return the names of those who may take the step at which `page` waits, as many as one reads."""
    people = get_user_model().objects.filter(pk__in=notices.deciders(page))
    names = [person.get_full_name() for person in people[: NAMES + 1]]
    if not names:
        return _("Nobody can take this step now: tell an administrator.")
    return ", ".join(names[:NAMES]) + (" …" if len(names) > NAMES else "")
