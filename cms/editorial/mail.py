"""Mail that never stops editorial work."""

import logging
import smtplib

from django.core.mail.backends.smtp import EmailBackend

logger = logging.getLogger(__name__)


class PatientEmailBackend(EmailBackend):
    """SMTP that logs a mail server's failure instead of raising it into the request that sent the mail.

    Wagtail sends from inside the request, and only smtplib's own errors are caught there: an unreachable host
    would answer "submit" with a server error and roll the submission back.
    """

    def send_messages(self, email_messages):
        try:
            return super().send_messages(email_messages)
        except (OSError, smtplib.SMTPException):
            logger.exception("%d message(s) could not be sent", len(email_messages))
            return 0
