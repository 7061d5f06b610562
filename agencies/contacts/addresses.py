"""Officers' e-mail addresses: used only after a link that went there was followed."""

from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address

from sqlmodel import Session

from agencies.contacts import throttle
from agencies.contacts.tables import MailAddress
from agencies.tables import Officer
from core.errors import InvalidInput, NotFound
from store import audit

LONGEST = 254  # characters, by RFC 5321
MOST_ASKED = 4  # questions sent within the window, by one officer


def set_address(session: Session, officer: Officer, typed: str, now: datetime) -> str:
    """Keep an address, unconfirmed unless it is the one that was. Returns it as it is kept.

    Raises:
        InvalidInput: it cannot be one ("address_bad"), or too many were tried ("addresses_many").
    """
    assert officer.id is not None
    address = read_address(typed)
    subject = f"mail:{officer.id}"
    if not throttle.is_open(session, subject, MOST_ASKED, now):
        raise InvalidInput("addresses_many")
    throttle.count(session, subject, now)
    known = session.get(MailAddress, officer.id)
    if known is None:
        session.add(MailAddress(officer_id=officer.id, address=address, set_at=now))
    elif known.address != address:
        known.address, known.set_at, known.confirmed_at = address, now, None
    _record(session, "officer.mail_set", officer.id, now)
    return address


def confirm(session: Session, officer: Officer, address: str, now: datetime) -> None:
    """Take the address into use: its owner followed the link. A second time is as good.

    Raises:
        NotFound: it is not the address kept for this officer.
    """
    assert officer.id is not None
    known = session.get(MailAddress, officer.id)
    if known is None or known.address != address:
        raise NotFound("not the address that is to be confirmed")
    if known.confirmed_at is None:
        known.confirmed_at = now
        _record(session, "officer.mail_confirmed", officer.id, now)


def remove(session: Session, officer_id: int, now: datetime) -> None:
    """Forget the officer's address."""
    known = session.get(MailAddress, officer_id)
    if known is not None:
        session.delete(known)
        _record(session, "officer.mail_removed", officer_id, now)


def find_address(session: Session, officer_id: int) -> MailAddress | None:
    """Return the address kept for the officer, confirmed or not, or None."""
    return session.get(MailAddress, officer_id)


def confirmed_address(session: Session, officer_id: int) -> str | None:
    """Return the address that mail may go to, or None."""
    known = session.get(MailAddress, officer_id)
    return known.address if known is not None and known.confirmed_at is not None else None


def read_address(typed: str) -> str:
    """Return the address as mail servers take it: its domain in lower case.

    Raises:
        InvalidInput: it cannot be one ("address_bad").
    """
    name, _, domain = typed.strip().rpartition("@")
    sound = name and "." in domain and len(typed) <= LONGEST and typed.isascii()
    try:
        parsed = Address(username=name, domain=domain.lower()) if sound else None
    except (HeaderParseError, ValueError, IndexError):
        parsed = None
    if parsed is None or any(each.isspace() for each in typed.strip()) or '"' in parsed.addr_spec:
        raise InvalidInput("address_bad")
    return parsed.addr_spec


def _record(session: Session, action: str, officer_id: int, now: datetime) -> None:
    by = f"officer:{officer_id}"
    audit.record(session, at=now, actor=by, action=action, subject=by)
