"""One-time links: an officer sets a password of their own, nobody else ever knows it."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from agencies import logins
from agencies.changes import By
from agencies.sign_in.tables import OneTimeLink, Purpose
from agencies.tables import Officer
from core.errors import InvalidInput
from store import audit

LIFE: Mapping[Purpose, timedelta] = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.RESET: timedelta(hours=24),
}


def make_link(session: Session, officer: Officer, purpose: Purpose, by: By) -> str:
    """Return the secret token of a new link; whatever link the officer had before is worthless."""
    assert officer.id is not None
    take_back(session, officer.id, by.now)
    token = secrets.token_urlsafe(32)
    session.add(
        OneTimeLink(
            officer_id=officer.id,
            purpose=purpose,
            token_hash=_hash(token),
            created_at=by.now,
            created_by=by.actor,
            expires_at=by.now + LIFE[purpose],
        )
    )
    _record(session, by, f"officer.link.{purpose}", officer.id)
    return token


def find_open_link(session: Session, officer_id: int, now: datetime) -> OneTimeLink | None:
    """Return the link an officer could still use, or None."""
    query = select(OneTimeLink).where(
        OneTimeLink.officer_id == officer_id,
        col(OneTimeLink.used_at).is_(None),
        col(OneTimeLink.taken_back_at).is_(None),
        col(OneTimeLink.expires_at) > now,
    )
    return session.exec(query).first()


def read_link(session: Session, token: str, now: datetime) -> tuple[OneTimeLink, Officer]:
    """Return the link and whose it is.

    Raises:
        InvalidInput: "link_unknown", "link_used", "link_replaced" or "link_expired".
    """
    query = select(OneTimeLink).where(OneTimeLink.token_hash == _hash(token))
    link = session.exec(query).first()
    officer = session.get(Officer, link.officer_id) if link else None
    if link is None or officer is None or not officer.active:
        raise InvalidInput("link_unknown")
    if link.used_at is not None:
        raise InvalidInput("link_used")
    if link.taken_back_at is not None:
        raise InvalidInput("link_replaced")
    if link.expires_at <= now:
        raise InvalidInput("link_expired")
    return link, officer


def use_link(session: Session, token: str, password_hash: str, now: datetime) -> Officer:
    """Set the officer's password and end their sessions. Raises InvalidInput as `read_link`."""
    link, officer = read_link(session, token, now)
    used = (
        update(OneTimeLink)
        .where(col(OneTimeLink.id) == link.id, col(OneTimeLink.used_at).is_(None))
        .values(used_at=now)
    )
    if session.connection().execute(used).rowcount != 1:
        raise InvalidInput("link_used")  # by somebody a moment earlier
    officer.password_hash = password_hash
    session.add(officer)
    logins.sign_out_everywhere(session, officer)
    logins.forget_failures(session, officer)
    _record(
        session, By(f"officer:{officer.id}", now), f"officer.link_used.{link.purpose}", officer.id
    )
    return officer


def take_back(session: Session, officer_id: int, now: datetime) -> None:
    """Make the officer's open links worthless."""
    session.connection().execute(
        update(OneTimeLink)
        .where(
            col(OneTimeLink.officer_id) == officer_id,
            col(OneTimeLink.used_at).is_(None),
            col(OneTimeLink.taken_back_at).is_(None),
        )
        .values(taken_back_at=now)
    )


def _record(session: Session, by: By, action: str, officer_id: int | None) -> None:
    subject = f"officer:{officer_id}"
    audit.record(session, at=by.now, actor=by.actor, action=action, subject=subject)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
