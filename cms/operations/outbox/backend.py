"""EMAIL_BACKEND: sending a mail means writing it down."""

import copy
import logging
import unicodedata
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from cms.operations.models import OutgoingMail

logger = logging.getLogger(__name__)

# The header by which a sender says that a mail is urgent; mail programs show it, too.
URGENT = {"X-Priority": "1"}


class OutboxBackend(BaseEmailBackend):
    """Writes one row for each person that a mail goes to, in the transaction of the code that sends it.

    Nothing that a title or a name may hold stops the sender: line breaks in a header become spaces (they would begin
    another header), characters that no mail may hold are left out. What cannot be written as a mail even so becomes a
    failed row.
    """

    def send_messages(self, email_messages):
        rows = [row for message in email_messages for row in _rows(message)]
        OutgoingMail.objects.bulk_create(rows)
        return len(email_messages)


def _rows(message: EmailMessage) -> list[OutgoingMail]:
    """Return the unsaved rows of one message: its content, the same for all, and each who gets it."""
    message = _cleaned(message)
    headers = {name.lower(): value for name, value in message.extra_headers.items()}
    is_urgent = headers.get("x-priority", "").startswith("1")
    shared = {
        "sender": message.from_email[:320],
        "subject": message.subject[:300],
        "message_id": headers["message-id"][:255],
        "priority": OutgoingMail.Priority.URGENT if is_urgent else OutgoingMail.Priority.ORDINARY,
    }
    try:
        shared["content"] = message.message().as_bytes()
    except (ValueError, LookupError, TypeError) as error:
        logger.exception("A mail cannot be written: %s", message.subject)
        shared |= {"state": OutgoingMail.State.FAILED, "error": str(error), "finished_at": timezone.now()}
    return [OutgoingMail(recipient=address[:320], **shared) for address in dict.fromkeys(message.recipients())]


def _cleaned(message: EmailMessage) -> EmailMessage:
    """Return a copy whose headers are one line each, whose texts can be stored, and which has a Message-ID.

    The id is given here and not by Django: Django asks the name server for this machine's name, which may take long.
    """
    clean = copy.copy(message)
    clean.subject = _one_line(message.subject)
    clean.from_email = _one_line(message.from_email)
    for name in ("to", "cc", "bcc", "reply_to"):
        setattr(clean, name, [_one_line(address) for address in getattr(message, name)])
    clean.body = _storable(message.body)
    clean.extra_headers = {_one_line(name): _one_line(value) for name, value in message.extra_headers.items()}
    if not any(name.lower() == "message-id" for name in clean.extra_headers):
        clean.extra_headers["Message-ID"] = make_msgid(domain=_domain())
    if hasattr(message, "alternatives"):
        clean.alternatives = [
            part._replace(content=_storable(part.content)) if isinstance(part.content, str) else part
            for part in message.alternatives
        ]
    return clean


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _one_line(value: object) -> str:
    """Return what fits into a header: white space of any kind as single spaces, no control characters."""
    words = " ".join(_storable(str(value)).split())
    return "".join(char for char in words if unicodedata.category(char) != "Cc")


def _storable(text: object) -> str:
    """Return the text without NUL and without halves of characters: neither can be stored or sent."""
    return str(text).replace("\0", "").encode(errors="replace").decode()
