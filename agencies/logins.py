"""Signing in and out: throttled by user name and address, sessions by the hash of their token."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, select

from agencies.passwords import is_password
from agencies.tables import LoginFailure, Officer, OfficerSession
from core.errors import InvalidInput, NotAllowed

SESSION_LIFE = timedelta(hours=12)
WINDOW = timedelta(minutes=15)
MOST_FAILURES = 8  # within the window, for one user name or one address


def sign_in(
    session: Session, username: str, password: str, address: str, now: datetime
) -> tuple[Officer | None, str]:
    """Return the officer and a new session token, or (None, "") after counting the failure.

    Raises:
        NotAllowed: too many failures lately; nothing was checked.
    """
    name = username.strip().lower()
    subjects = (f"name:{name}"[:120], f"address:{address}"[:120])
    if any(_failures(session, subject, now) >= MOST_FAILURES for subject in subjects):
        raise NotAllowed("too many failed logins")
    officer = session.exec(select(Officer).where(Officer.username == name)).first()
    usable = officer if officer is not None and officer.active else None
    if not is_password(password, usable.password_hash if usable else None) or usable is None:
        session.add_all(LoginFailure(subject=subject, at=now) for subject in subjects)
        return None, ""
    _forget_failures(session, subjects[:1], now)
    return usable, open_session(session, usable, now)


def open_session(session: Session, officer: Officer, now: datetime) -> str:
    """Start a session and return its secret token, which is kept nowhere."""
    if officer.id is None:
        raise InvalidInput("unknown_officer")
    token = secrets.token_urlsafe(32)
    session.add(
        OfficerSession(
            officer_id=officer.id,
            token_hash=_hash(token),
            created_at=now,
            expires_at=now + SESSION_LIFE,
        )
    )
    return token


def find_officer(session: Session, token: str, now: datetime) -> Officer | None:
    """Return the active officer whose session this is, or None."""
    query = (
        select(Officer)
        .join(OfficerSession, col(OfficerSession.officer_id) == col(Officer.id))
        .where(
            OfficerSession.token_hash == _hash(token),
            col(OfficerSession.expires_at) > now,
            col(Officer.active).is_(True),
        )
    )
    return session.exec(query).first()


def sign_out(session: Session, token: str) -> None:
    """End the session of this token."""
    session.connection().execute(
        delete(OfficerSession).where(col(OfficerSession.token_hash) == _hash(token))
    )


def purge(session: Session, now: datetime) -> None:
    """Delete sessions that have ended and failures nobody counts any more."""
    connection = session.connection()
    connection.execute(delete(OfficerSession).where(col(OfficerSession.expires_at) <= now))
    connection.execute(delete(LoginFailure).where(col(LoginFailure.at) <= now - WINDOW))


def _failures(session: Session, subject: str, now: datetime) -> int:
    query = select(func.count()).select_from(LoginFailure)
    recent = col(LoginFailure.at) > now - WINDOW
    return session.exec(query.where(LoginFailure.subject == subject, recent)).one()


def _forget_failures(session: Session, subjects: Sequence[str], now: datetime) -> None:
    session.connection().execute(
        delete(LoginFailure).where(
            col(LoginFailure.subject).in_(subjects), col(LoginFailure.at) <= now
        )
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
