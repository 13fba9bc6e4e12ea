"""Personal data leaves the mail that was not sent yet, and the subjects of what was."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from cms.editorial.erasure.content import Eraser
from cms.operations.models import OutgoingMail


def erase(passages: list[str], page) -> int:
    """Write over the passages in mail that waits, whichever page it tells of; return how many messages."""
    changed = 0
    for mail in OutgoingMail.objects.all().iterator():
        eraser = Eraser(list(passages))
        values = {"subject": eraser.scrubbed(mail.subject)[:300], "error": eraser.scrubbed(mail.error)}
        if mail.content:
            values["content"] = _rewritten(bytes(mail.content), eraser)
        if eraser.count:
            changed += OutgoingMail.objects.filter(pk=mail.pk).update(**values)
    return changed


def _rewritten(content: bytes, eraser: Eraser) -> bytes:
    """Return a message without the passages, byte for byte as it was where it holds none."""
    message = message_from_bytes(content, policy=policy.default)
    before = eraser.count
    for part in message.walk():
        if part.get_content_maintype() == "text":
            _rewrite(part, eraser)
    if "Subject" in message:
        subject = eraser.scrubbed(str(message["Subject"]))
        if subject != str(message["Subject"]):
            message.replace_header("Subject", subject)
    return message.as_bytes() if eraser.count > before else content


def _rewrite(part: EmailMessage, eraser: Eraser) -> None:
    text = part.get_content()
    clean = eraser.scrubbed(text)
    if clean != text:
        part.set_content(clean, subtype=part.get_content_subtype(), cte="quoted-printable")
