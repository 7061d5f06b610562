"""Signing in and out: throttled by user name and address, sessions by the hash of their token.

The password itself is checked between `find_candidate` and `sign_in`, with no transaction open:
argon2 takes its time, and SQLite has one writer.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, select

from agencies.tables import LoginFailure, Officer, OfficerSession
from core.errors import InvalidInput, NotAllowed

SESSION_LIFE = timedelta(hours=12)
WINDOW = timedelta(minutes=15)
MOST_FAILURES = 8  # within the window, for one user name or one address


def find_candidate(session: Session, username: str, address: str, now: datetime) -> Officer | None:
    """Return the active officer of that user name, or None.

    Raises:
        NotAllowed: too many failures lately for this name or address.
    """
    if any(_failures(session, each, now) >= MOST_FAILURES for each in _subjects(username, address)):
        raise NotAllowed("too many failed logins")
    name = username.strip().lower()
    officer = session.exec(select(Officer).where(Officer.username == name)).first()
    return officer if officer is not None and officer.active else None


def note_failure(session: Session, username: str, address: str, now: datetime) -> None:
    """Count a wrong password."""
    subjects = _subjects(username, address)
    session.add_all(LoginFailure(subject=subject, at=now) for subject in subjects)


def sign_in(session: Session, officer: Officer, now: datetime) -> str:
    """Start a session for an officer whose password was right; returns its token."""
    _forget_failures(session, _subjects(officer.username, "")[:1], now)
    return open_session(session, officer, now)


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


def sign_out_everywhere(session: Session, officer: Officer) -> None:
    """End every session of this officer."""
    session.connection().execute(
        delete(OfficerSession).where(col(OfficerSession.officer_id) == officer.id)
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


def _subjects(username: str, address: str) -> tuple[str, str]:
    return f"name:{username.strip().lower()}"[:120], f"address:{address}"[:120]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
