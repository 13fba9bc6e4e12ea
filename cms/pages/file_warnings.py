"""What to look at twice in the files of a page: those whose words the portal does not know."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.editorial.review.warnings import ReviewWarning
from cms.media.models import CustomDocument, DocumentWords
from cms.pages.pupils_data import documents_of

State = DocumentWords.State

# The worker reads a file within a minute or two of its upload, and nobody approves before. One that it has not read by
# then, because it stands still, holds up nothing any more: an emergency never waits for a machine.
PATIENCE = timedelta(minutes=5)


def files_to_open(page) -> list[ReviewWarning]:
    """Return a warning for each file that has not been looked through, or could not be: somebody has to open it."""
    return [warning for document in documents_of(page) for warning in _about(document)]


def _about(document: CustomDocument) -> list[ReviewWarning]:
    words = getattr(document, "words", None)
    subject, named = f"document:{document.pk}", {"title": document.title}
    if words is None and timezone.now() - document.created_at < PATIENCE:
        text = _("The portal is reading the file “%(title)s”: try again in a minute.") % named
        return [ReviewWarning("file-not-read", text, subject, field="attachments", holds=True)]
    if words is None:
        text = _("The file “%(title)s” has not been looked through: open it and look for pupils' data yourself.")
        return [ReviewWarning("file-not-read", text % named, f"{subject}:late", field="attachments")]
    says = SAYS.get(State(words.state))
    if says:
        return [ReviewWarning("file-unreadable", says() % named, f"{subject}:{words.state}", field="attachments")]
    if words.is_partial:
        text = _("A part of the file “%(title)s” could not be read: open it and look for pupils' data yourself.")
        return [ReviewWarning("file-unreadable", text % named, f"{subject}:partial", field="attachments")]
    return []


SAYS: dict[State, Callable[[], str]] = {
    State.WORDLESS: lambda: _(
        "The file “%(title)s” has no words that can be read, as where it was scanned: open it and look for pupils' data"
        " yourself."
    ),
    State.LOCKED: lambda: _(
        "The file “%(title)s” is locked by a password: nobody can look through it, and readers cannot open it."
    ),
    State.UNREADABLE: lambda: _(
        "The file “%(title)s” could not be looked through: open it, see whether it is whole, and look for pupils' data"
        " yourself."
    ),
}
