"""Takes waiting mails one by one to the server, with no transaction open meanwhile."""

import logging
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Protocol

from core.clock import Clock
from core.errors import Conflict
from core.logs import stack_of
from mail.errors import MailError, Refused
from mail.message import make_message
from store import mail
from store.database import Database
from store.mail import Envelope

log = logging.getLogger(__name__)

MOST_AT_ONCE = 50  # mails in one round


class Takes(Protocol):
    """Whoever takes a mail: the server."""

    def send(self, message: EmailMessage) -> None:
        """Take it, or raise a MailError."""


@dataclass(frozen=True, slots=True)
class Postman:
    """Delivers what waits. `sender` is who the mails come from."""

    database: Database
    server: Takes
    sender: Address
    clock: Clock

    def deliver_waiting(self) -> int:
        """Deliver what is due, a round at most. Returns how many were tried."""
        tried = 0
        while tried < MOST_AT_ONCE and self._deliver_one():
            tried += 1
        return tried

    def _deliver_one(self) -> bool:
        with self.database.reading() as session:
            if not mail.is_any_due(session, self.clock()):
                return False
        with self.database.transaction() as session:
            envelope = mail.claim(session, self.clock())
        if envelope is None:
            return False
        error = self._try(envelope)
        try:
            self._write_down(envelope, error)
        except Conflict as lost:
            log.warning("lost a lease", extra={"mail_id": envelope.id, "error": str(lost)})
        return True

    def _try(self, envelope: Envelope) -> Exception | None:
        try:
            self.server.send(make_message(envelope, self.sender, self.clock()))
        except MailError as error:
            log.warning("mail not sent", extra={"mail_id": envelope.id, "error": str(error)})
            return error
        except Exception as error:  # noqa: BLE001 — whatever it is, the other mails must go on
            log.error("stumbled over a mail", extra={"stack": stack_of(error)})
            return error
        return None

    def _write_down(self, envelope: Envelope, error: Exception | None) -> None:
        now = self.clock()
        # Of an error nobody foresaw only the name: its text may hold what the mail says.
        words = str(error) if isinstance(error, MailError) else type(error).__name__
        with self.database.transaction() as session:
            if error is None:
                mail.sent(session, envelope, now)
            elif isinstance(error, Refused):
                mail.give_up(session, envelope, now, words)
            else:
                mail.retry_later(session, envelope, now, words)
