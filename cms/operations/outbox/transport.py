"""How a stored message reaches a mail server."""

import smtplib

from django.core.mail.backends.smtp import EmailBackend

# Seconds that a server may take to say whether it took a message. RFC 5321, 4.5.3.2.6 says ten minutes: whoever gives
# up earlier sends again what a slow server has taken. A minute covers scanners of mail, and holds no worker for long.
FINAL_REPLY = 60


class PatientDataMixin:
    """Waits longer for the end of a message than for any other answer."""

    def data(self, msg):
        self.sock.settimeout(FINAL_REPLY)
        try:
            return super().data(msg)
        finally:
            if self.sock:
                self.sock.settimeout(self.timeout)


class PatientSMTP(PatientDataMixin, smtplib.SMTP):
    pass


class PatientSMTPSSL(PatientDataMixin, smtplib.SMTP_SSL):
    pass


class SmtpTransport(EmailBackend):
    """Django's SMTP with EMAIL_*; each answer within EMAIL_TIMEOUT, but for the one that counts."""

    @property
    def connection_class(self):
        return PatientSMTPSSL if self.use_ssl else PatientSMTP


class StoredMessage:
    """A message as Django's backends ask for it: to one person, byte for byte as it was written down."""

    encoding = None

    def __init__(self, mail):
        self.from_email = mail.sender
        self._recipient = mail.recipient
        self._content = bytes(mail.content)

    def recipients(self) -> list[str]:
        return [self._recipient]

    def message(self) -> "StoredMessage":
        return self

    def as_bytes(self, unixfrom=False, linesep="\n") -> bytes:
        return self._content.replace(b"\r\n", b"\n").replace(b"\n", linesep.encode())

    def get_charset(self) -> None:
        """None: the bytes are UTF-8 as they are (asked by the console backend)."""
