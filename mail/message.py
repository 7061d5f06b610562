"""A letter becomes an e-mail: plain text, simple HTML, headers that machines understand."""

from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from store.mail import Envelope

FOLDER = Path(__file__).with_name("templates")


class _Policy(EmailPolicy):
    """Folds subjects by the older class: the newer one loses spaces between its encoded words."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() != "subject" or str(value).isascii():
            return super().fold_binary(name, value)
        folded = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {folded}{self.linesep}".encode("ascii")


# 7-bit throughout: many a relay of an office still knows nothing else.
POLICY = _Policy(linesep="\r\n", cte_type="7bit")


def _make_environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


_TEMPLATES = _make_environment()


def make_message(envelope: Envelope, sender: Address, now: datetime) -> EmailMessage:
    """Return the e-mail. The same envelope gives the same message id each time it is tried."""
    letter = envelope.letter
    message = EmailMessage(policy=POLICY)
    message["From"] = sender
    message["To"] = envelope.recipient
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{envelope.message_id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"  # no out-of-office answers, please (RFC 3834)
    if letter.settings_url:
        message["List-Unsubscribe"] = f"<{letter.settings_url}>"
    values = {"letter": letter, "service": sender.display_name}
    message.set_content(_TEMPLATES.get_template("letter.txt").render(values))
    html = _TEMPLATES.get_template("letter.html").render(values)
    message.add_alternative(html, subtype="html")
    return message
