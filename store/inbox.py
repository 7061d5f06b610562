"""Inbound events: accepted once, claimed in order, finished or released.

An event is `waiting` until it is `done` or `failed`. A claim is a lease on a waiting row and
raises `attempts`, which is also the fencing token: who finishes must still hold the attempt.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from store.inbox_tables import InboxEvent, InboxState, is_waiting
from store.leases import is_due, next_due, settle

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 6


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event on its way in. `payload` is its JSON text; `due_at` where it is for later."""

    event_id: str
    conversation: str
    occurred_at: datetime
    received_at: datetime
    payload: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """An event that is ours until the lease ends."""

    id: int
    event_id: str
    payload: str
    attempts: int
    received_at: datetime


def accept(session: Session, arrivals: Sequence[Arrival]) -> None:
    """Insert events; those seen before are left alone."""
    if not arrivals:
        return
    rows = [
        {
            "event_id": a.event_id,
            "conversation": a.conversation,
            "occurred_at": a.occurred_at,
            "received_at": a.received_at,
            "payload": a.payload,
            "state": InboxState.WAITING,
            "attempts": 0,
            "due_at": a.due_at or a.received_at,
        }
        for a in arrivals
    ]
    dialect = session.get_bind().dialect.name
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(InboxEvent)
    session.connection().execute(insert.on_conflict_do_nothing(index_elements=["event_id"]), rows)


def claim(session: Session, now: datetime) -> Claimed | None:
    """Lease the oldest due event whose conversation has nothing earlier open and nothing leased."""
    event = session.exec(
        select(InboxEvent)
        .where(
            is_waiting(InboxEvent),
            is_due(InboxEvent, now),
            _none_beside(_is_earlier),
            _none_beside(lambda other: col(other.lease_until) > now),
        )
        .order_by(col(InboxEvent.occurred_at), col(InboxEvent.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if event is None or event.id is None or not _is_free(session, event, now):
        return None
    event.attempts += 1
    event.lease_until = now + LEASE
    session.flush()
    return Claimed(event.id, event.event_id, event.payload, event.attempts, event.received_at)


def _none_beside(
    condition: Callable[[type[InboxEvent]], ColumnElement[bool]],
) -> ColumnElement[bool]:
    """Tell whether no other open event of the same conversation meets the condition."""
    other = aliased(InboxEvent)
    same = other.conversation == InboxEvent.conversation
    # A scalar subquery, not NOT EXISTS: PostgreSQL turns that into a join, and with statistics
    # of a quiet hour it joins every waiting event with every other (300 times slower).
    beside = select(other.id).where(same, is_waiting(other), condition(other)).limit(1)
    return beside.scalar_subquery().is_(None)


def _is_earlier(other: type[InboxEvent]) -> ColumnElement[bool]:
    return tuple_(other.occurred_at, other.id) < tuple_(InboxEvent.occurred_at, InboxEvent.id)


def _is_free(session: Session, event: InboxEvent, now: datetime) -> bool:
    """Tell whether the conversation is nobody's, counting what others claim this very moment."""
    if session.get_bind().dialect.name != "postgresql":
        return True  # SQLite has one writer
    lock = func.pg_try_advisory_xact_lock(func.hashtextextended(event.conversation, 0))
    if not session.scalar(select(lock)):
        return False
    leased = select(InboxEvent.id).where(
        InboxEvent.conversation == event.conversation,
        is_waiting(InboxEvent),
        col(InboxEvent.lease_until) > now,
    )
    return session.exec(leased.limit(1)).first() is None


def finish(session: Session, claimed: Claimed, now: datetime) -> None:
    """Mark the event done.

    Raises:
        Conflict: the lease ran out and somebody else has claimed it since.
    """
    _settle(session, claimed, state=InboxState.DONE, finished_at=now, error=None)


def release(session: Session, claimed: Claimed, now: datetime, error: str) -> bool:
    """Give a failed event back for another try, or give it up. Returns True where given up."""
    if claimed.attempts >= MAX_ATTEMPTS:
        _settle(session, claimed, state=InboxState.FAILED, finished_at=now, error=error)
        return True
    due = next_due(now, claimed.attempts)
    _settle(session, claimed, state=InboxState.WAITING, due_at=due, error=error)
    return False


def _settle(session: Session, claimed: Claimed, **values: object) -> None:
    settle(session, InboxEvent, claimed, InboxState.WAITING, "inbox event", values)


def oldest_waiting(session: Session) -> datetime | None:
    """Return when the event that has waited longest was received."""
    return session.exec(
        select(func.min(InboxEvent.received_at)).where(is_waiting(InboxEvent))
    ).one()
