"""What somebody should look at twice in a draft: the drafter before sending it, and every reviewer with the answers.

A warning stops nobody, with two exceptions (`cms.editorial.clearance`): those registered as `needs_basis` ask the
drafter for a written basis and the approver for a tick, and one that `holds` has the approver wait for some minutes.
Each package registers what it knows of its pages, in `AppConfig.ready()`.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from cms.editorial import submissions
from cms.editorial.contributions import contributor_ids
from cms.editorial.models import Change, Contribution


@dataclass(frozen=True)
class Remedy:
    """What puts a draft right in one tap: `apply` changes it in memory, and it is saved as the drafter's own edit.

    `hint` says what a person has to look at in what it offers.
    """

    label: str
    apply: Callable[..., None]
    hint: str = ""


@dataclass(frozen=True)
class ReviewWarning:
    """One warning about a draft. `code` is stable, `text` a sentence in the language of the person.

    `subject` says in no language what exactly it is about: an answer counts as long as code and subject stay the same.
    `field` is where in the form it is mended. `needs_basis` is for the registry to set. While it `holds`, which is for
    minutes and never for good, nobody approves: the portal is about to know more.
    """

    code: str
    text: str
    subject: str = ""
    remedy: Remedy | None = None
    field: str = ""
    needs_basis: bool = False
    holds: bool = False

    @property
    def digest(self) -> str:
        """The subject as it is stored (64 hex digits): what the warning found is written down nowhere else."""
        return hashlib.sha256(self.subject.encode()).hexdigest()


Source = Callable[..., Iterable[ReviewWarning]]
_registered: dict[Source, bool] = {}
_holding: set[Source] = set()


def register(fn: Source, *, needs_basis: bool = False, may_hold: bool = False) -> None:
    """Have `fn(page)` asked for warnings about each draft; it returns none for pages it does not know.

    What `needs_basis` is asked again inside each publication: such a function says the same of the same content.
    Only of what `may_hold` a warning that holds is heard.
    """
    _registered[fn] = needs_basis
    if may_hold:
        _holding.add(fn)


def of(page) -> list[ReviewWarning]:
    """Return the warnings about the draft `page`: what needs a basis first, then in the order of registration."""
    others = [warning for fn, needs_basis in _registered.items() if not needs_basis for warning in fn(page)]
    return [*demands(page), *others]


def demands(page) -> list[ReviewWarning]:
    """Return those warnings about the draft `page` that need a basis and an approver's tick."""
    sources = [fn for fn, needs_basis in _registered.items() if needs_basis]
    return [replace(warning, needs_basis=True) for fn in sources for warning in fn(page)]


def holding(page) -> list[ReviewWarning]:
    """Return those warnings about the draft `page` for which an approval has to wait now."""
    return [warning for fn in _registered if fn in _holding for warning in fn(page) if warning.holds]


def changed_silently(page) -> list[ReviewWarning]:
    """Readers hear of a change to what is public by a correction note, unless it is a slip of the pen."""
    if page.live and submissions.change_of(page) == Change.UPDATE:
        text = _("The page is public, and this change is neither a correction with a note nor a minor fix.")
        return [ReviewWarning("changed-silently", text)]
    return []


def files_changed_by_others(page) -> list[ReviewWarning]:
    """Whoever changes what is shown of a picture or document has a hand in the page, without having edited it."""
    writers = Contribution.objects.open().filter(page_id=page.pk).exclude(user=None)
    others = contributor_ids(page) - set(writers.values_list("user_id", flat=True))
    if not others:
        return []
    names = ", ".join(user.get_full_name() for user in get_user_model().objects.filter(pk__in=others))
    text = _("The words of a picture or document in it were changed by %(names)s.") % {"names": names}
    return [ReviewWarning("files-changed-by-others", text, subject=",".join(map(str, sorted(others))))]
