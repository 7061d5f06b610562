"""Signing in and out: throttled by user name and address, sessions by the hash of their token.

The password itself is checked between `begin` and `sign_in`, with no transaction open: argon2 takes
its time, and SQLite has one writer. Until it proves right the attempt counts as a failure, so that
guesses sent side by side are counted, too.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, or_, select, update

from agencies.tables import Door, LoginFailure, Officer, OfficerSession
from core.errors import InvalidInput, NotAllowed

SESSION_LIFE = timedelta(hours=12)
WINDOW = timedelta(minutes=15)
# Within the window. One guesser is stopped soon; a name is shut for everybody, or an address that
# a whole office shares, only where many have failed.
MOST_FAILURES: Mapping[str, int] = {"both": 8, "name": 50, "address": 40}
MOST_WRONG_CODES = 5  # of the second step, by officer


@dataclass(frozen=True, slots=True)
class Visit:
    """Whence a session is opened: by which door, from which network address, in which browser."""

    door: Door = Door.PASSWORD
    address: str = ""
    browser: str = ""


def begin(session: Session, username: str, address: str, now: datetime) -> Officer | None:
    """Count an attempt and return the active officer of that user name, or None.

    Raises:
        NotAllowed: too many failures lately for this name or address.
    """
    subjects = _subjects(username, address)
    for kind, subject in subjects.items():
        if _failures(session, subject, now) >= MOST_FAILURES[kind]:
            raise NotAllowed("too many failed logins")
    session.add_all(LoginFailure(subject=subject, at=now) for subject in subjects.values())
    officer = session.exec(select(Officer).where(Officer.username == _name(username))).first()
    return officer if officer is not None and officer.active else None


def begin_code(session: Session, officer: Officer, now: datetime) -> None:
    """Count an attempt at the second step. Raises NotAllowed: too many wrong codes lately."""
    subject = _code_subject(officer)
    if _failures(session, subject, now) >= MOST_WRONG_CODES:
        raise NotAllowed("too many wrong codes")
    session.add(LoginFailure(subject=subject, at=now))


def sign_in(
    session: Session, officer: Officer, address: str, now: datetime, visit: Visit | None = None
) -> str:
    """Start a session for an officer who has proved who they are; returns its token."""
    _forget_attempt(session, officer, address)
    came_in = update(Officer).where(col(Officer.id) == officer.id).values(signed_in_at=now)
    session.connection().execute(came_in)
    return open_session(session, officer, now, visit)


def open_session(
    session: Session, officer: Officer, now: datetime, visit: Visit | None = None
) -> str:
    """Start a session and return its secret token, which is kept nowhere."""
    if officer.id is None:
        raise InvalidInput("unknown_officer")
    visit = visit or Visit()
    token = secrets.token_urlsafe(32)
    session.add(
        OfficerSession(
            officer_id=officer.id,
            token_hash=_hash(token),
            created_at=now,
            expires_at=now + SESSION_LIFE,
            door=visit.door,
            address=visit.address[:45],
            browser=visit.browser[:200],
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


def find_session(session: Session, token: str, now: datetime) -> OfficerSession | None:
    """Return the open session of this token, or None."""
    query = select(OfficerSession).where(
        OfficerSession.token_hash == _hash(token), col(OfficerSession.expires_at) > now
    )
    return session.exec(query).first()


def list_sessions(session: Session, officer_id: int, now: datetime) -> list[OfficerSession]:
    """Return the officer's open sessions, the newest first."""
    query = select(OfficerSession).where(
        OfficerSession.officer_id == officer_id, col(OfficerSession.expires_at) > now
    )
    return list(session.exec(query.order_by(col(OfficerSession.id).desc())))


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


def sign_out_elsewhere(session: Session, officer: Officer, token: str) -> None:
    """End every session of this officer but the one of this token."""
    session.connection().execute(
        delete(OfficerSession).where(
            col(OfficerSession.officer_id) == officer.id,
            col(OfficerSession.token_hash) != _hash(token),
        )
    )


def forget_failures(session: Session, officer: Officer) -> None:
    """Let an officer with a new password in at once, whoever has guessed at the old one."""
    name = _name(officer.username)
    by_address = col(LoginFailure.subject).startswith("both:", autoescape=True)
    session.connection().execute(
        delete(LoginFailure).where(
            or_(
                col(LoginFailure.subject).in_([f"name:{name}"[:120], _code_subject(officer)]),
                by_address & col(LoginFailure.subject).endswith(f" {name}", autoescape=True),
            )
        )
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


def _forget_attempt(session: Session, officer: Officer, address: str) -> None:
    # Of the address only this attempt: one's own account is no way to go on guessing at others'.
    subjects = _subjects(officer.username, address)
    own = [subjects["both"], subjects["name"], _code_subject(officer)]
    this = select(func.max(LoginFailure.id)).where(LoginFailure.subject == subjects["address"])
    session.connection().execute(
        delete(LoginFailure).where(
            or_(
                col(LoginFailure.subject).in_(own),
                col(LoginFailure.id) == this.scalar_subquery(),
            )
        )
    )


def _subjects(username: str, address: str) -> dict[str, str]:
    subjects = {
        "both": f"both:{address} {_name(username)}",
        "name": f"name:{_name(username)}",
        "address": f"address:{address}",
    }
    return {kind: subject[:120] for kind, subject in subjects.items()}


def _code_subject(officer: Officer) -> str:
    return f"code:{officer.id}"


def _name(username: str) -> str:
    return username.strip().lower()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
