"""A mail server on this machine that keeps what it takes, or refuses it as told.

Our own: the usual one, aiosmtpd, needs a package named `public`, as one of our rooms is.
"""

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from mail.server import Server

TAKEN = "250 OK"


@dataclass
class FakeMailServer:
    """What arrived, and what the server says of the next mail."""

    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    says_of_recipient: str = TAKEN
    says_of_mail: str = TAKEN
    port: int = 0

    def server(self) -> Server:
        """Return how ours reaches it."""
        return Server("127.0.0.1", self.port, "none")

    def take(self, recipients: list[str], data: bytes) -> None:
        """Keep a mail."""
        data.decode("ascii")  # 7-bit all through
        read = message_from_bytes(data, policy=policy.default)
        assert isinstance(read, EmailMessage)
        self.recipients += recipients
        self.mails.append(read)


class _Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    fake: FakeMailServer


class _Conversation(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client needs that neither signs in nor encrypts."""

    server: _Listening

    def handle(self) -> None:
        fake, recipients = self.server.fake, list[str]()
        self._say("220 fake")
        for line in iter(self.rfile.readline, b""):
            order = line.decode().strip()
            match order.upper().split(maxsplit=1)[:1]:
                case ["RCPT"]:
                    if fake.says_of_recipient == TAKEN:
                        recipients.append(order.split("<")[1].split(">")[0])
                    self._say(fake.says_of_recipient)
                case ["DATA"]:
                    self._say("354 go on")
                    data = b"".join(iter(self.rfile.readline, b".\r\n"))
                    if fake.says_of_mail == TAKEN:
                        fake.take(recipients, data)
                    self._say(fake.says_of_mail)
                case ["QUIT"]:
                    self._say("221 bye")
                    return
                case _:
                    self._say(TAKEN)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def mail_server() -> Iterator[FakeMailServer]:
    """A listening mail server."""
    with _Listening(("127.0.0.1", 0), _Conversation) as listening:
        listening.fake = FakeMailServer(port=listening.server_address[1])
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield listening.fake
        listening.shutdown()
