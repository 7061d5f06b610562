"""The mail server's address, and one conversation with it."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from mail.errors import Refused, Retryable

TIMEOUT = 30.0  # seconds for each answer of the server

Security = Literal["tls", "starttls", "none"]


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over: from `smtps://`, or from `smtp://` with or without STARTTLS."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = ""

    def send(self, message: EmailMessage) -> None:
        """Hand one mail over.

        Raises:
            Retryable: there was no connection, or the server said "later".
            Refused: the server will not take this mail.
        """
        try:
            with self._connected() as connection:
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _refusal(code, words) from error
        except smtplib.SMTPNotSupportedError as error:  # mended in the settings, not in the mail
            raise Retryable(str(error)) from error
        except smtplib.SMTPAuthenticationError as error:
            raise Retryable(f"{error.smtp_code} the server refused our sign-in") from error
        except smtplib.SMTPSenderRefused as error:
            raise Retryable(f"{error.smtp_code} the server refused our sender") from error
        except smtplib.SMTPResponseException as error:
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Retryable(f"{type(error).__name__}: {error}"[:300]) from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        context = ssl.create_default_context()
        if self.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT, context=context
            )
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        with connection:
            if self.security == "starttls":
                connection.starttls(context=context)
            if self.user:
                connection.login(self.user, self.password)
            yield connection


def read_server(url: str) -> Server:
    """Return the server of a checked SMTP_URL, see core/settings."""
    parts = urlsplit(url)
    encrypted = parts.scheme == "smtps"
    plain = parse_qs(parts.query).get("tls") == ["none"]
    security: Security = "tls" if encrypted else "none" if plain else "starttls"
    return Server(
        host=parts.hostname or "",
        port=parts.port or (465 if encrypted else 587),
        security=security,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _refusal(code: int, words: bytes | str) -> Refused | Retryable:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    text = f"{code} {' '.join(said.split())}"[:300]
    return Refused(text) if code >= 500 else Retryable(text)
