"""Counts attempts by subject, to slow guessing and pestering down."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from agencies.tables import LoginFailure

WINDOW = timedelta(minutes=15)  # logins.purge forgets what is older


def is_open(session: Session, subject: str, most: int, now: datetime) -> bool:
    """Tell whether fewer than `most` attempts of this subject fell into the window."""
    recent = col(LoginFailure.at) > now - WINDOW
    query = select(func.count()).select_from(LoginFailure)
    return session.exec(query.where(LoginFailure.subject == subject, recent)).one() < most


def count(session: Session, subject: str, now: datetime) -> None:
    """Count one attempt."""
    session.add(LoginFailure(subject=subject, at=now))
