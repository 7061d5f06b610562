"""Deletes tellings that have had their time."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from complaints.alerts.telling_tables import Telling

MOST_AT_ONCE = 5_000


def purge(session: Session, before: datetime) -> None:
    """Delete tellings settled before that moment, so many at most."""
    old = select(Telling.id).where(col(Telling.settled_at) < before).limit(MOST_AT_ONCE)
    session.connection().execute(delete(Telling).where(col(Telling.id).in_(old)))
