"""A real mail server on a loopback port, which tests can have take, refuse, fail and come back."""

import email
import time
from email import policy

from aiosmtpd.controller import Controller

from tests.ports import free_port


class Inbox:
    """What the server took, and what it answers.

    `answers` are by recipient; each message takes `slowness` seconds; a message with the subject `hangs_up_on` ends the
    connection.
    """

    def __init__(self):
        self.messages: list[email.message.EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: dict[str, str] = {}
        self.slowness = 0.0
        self.hangs_up_on = ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        if self.hangs_up_on and message["Subject"] == self.hangs_up_on:
            server.transport.abort()
            return "421 Closing"
        self.messages.append(message)
        self.recipients += envelope.rcpt_tos
        # The message is taken; until the answer is out, the sender does not know.
        time.sleep(self.slowness)
        return "250 Message accepted for delivery"

    @property
    def ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.messages]

    @property
    def subjects(self) -> list[str]:
        return [message["Subject"] for message in self.messages]


class MailServer:
    """One server on one port; `stop()` and `start()` again are an outage."""

    def __init__(self, handler=None):
        self.inbox = handler or Inbox()
        self.port = free_port()
        self._controller: Controller | None = None

    def start(self) -> "MailServer":
        self._controller = Controller(self.inbox, hostname="127.0.0.1", port=self.port, ready_timeout=30)
        self._controller.start()
        return self

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"
