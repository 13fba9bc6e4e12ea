"""What an approver should look at twice in a draft. A warning stops nobody.

Each package registers what it knows of its pages, in `AppConfig.ready()`.
"""

from collections.abc import Callable, Iterable

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from cms.editorial import submissions
from cms.editorial.contributions import contributor_ids
from cms.editorial.models import Change, Contribution

_registered: list[Callable[..., Iterable[str]]] = []


def register(fn: Callable[..., Iterable[str]]) -> None:
    """Have `fn(page)` asked for warnings about each draft; it returns none for pages it does not know."""
    if fn not in _registered:
        _registered.append(fn)


def of(page) -> list[str]:
    """Return the warnings about the draft `page`, in the order in which the packages registered."""
    return [str(warning) for fn in _registered for warning in fn(page)]


def changed_silently(page) -> list[str]:
    """Readers hear of a change to what is public by a correction note, unless it is a slip of the pen."""
    if page.live and submissions.change_of(page) == Change.UPDATE:
        return [_("The page is public, and this change is neither a correction with a note nor a minor fix.")]
    return []


def files_changed_by_others(page) -> list[str]:
    """Whoever changes what is shown of a picture or document has a hand in the page, without having edited it."""
    writers = Contribution.objects.open().filter(page_id=page.pk).exclude(user=None)
    others = contributor_ids(page) - set(writers.values_list("user_id", flat=True))
    if not others:
        return []
    names = ", ".join(sorted(user.get_full_name() for user in get_user_model().objects.filter(pk__in=others)))
    return [_("The words of a picture or document in it were changed by %(names)s.") % {"names": names}]
