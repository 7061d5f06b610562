"""Inbound events: accepted once, claimed in order, finished or released.

An event is `waiting` until it is `done` or `failed`. A claim is a lease on a waiting row and
raises `attempts`, which is also the fencing token: who finishes must still hold the attempt.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Index,
    Text,
    func,
    or_,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, delete, select

from store.columns import choice, utc, written_out
from store.leases import next_due, settle

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 6


class InboxState(StrEnum):
    """What has become of an event."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class InboxEvent(SQLModel, table=True):
    """One event as the messenger sent it."""

    __tablename__ = "inbox_event"
    __table_args__ = (
        # read by claim(): all open events, oldest first
        Index(
            "ix_inbox_event_due",
            "occurred_at",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        # read by claim(): the open events of a conversation, oldest first
        Index(
            "ix_inbox_event_open",
            "conversation",
            "occurred_at",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        # read by purge()
        Index("ix_inbox_event_received_at", "received_at"),
        # read by count_failed() and retry_failed()
        Index(
            "ix_inbox_event_failed",
            "id",
            sqlite_where=text("state = 'failed'"),
            postgresql_where=text("state = 'failed'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    event_id: str = Field(max_length=80, unique=True)
    conversation: str = Field(max_length=64)
    occurred_at: datetime = utc()
    received_at: datetime = utc()
    payload: str = Field(sa_type=Text)
    state: InboxState = choice(InboxState, default=InboxState.WAITING)
    attempts: int = 0
    due_at: datetime = utc()
    lease_until: datetime | None = utc(default=None)
    finished_at: datetime | None = utc(default=None)
    error: str | None = Field(default=None, sa_type=Text)


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
            _is_waiting(InboxEvent),
            col(InboxEvent.due_at) <= now,
            or_(col(InboxEvent.lease_until).is_(None), col(InboxEvent.lease_until) <= now),
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


def _is_waiting(event: type[InboxEvent]) -> ColumnElement[bool]:
    return written_out(col(event.state), InboxState.WAITING)


def _is_failed() -> ColumnElement[bool]:
    return written_out(col(InboxEvent.state), InboxState.FAILED)


def _none_beside(
    condition: Callable[[type[InboxEvent]], ColumnElement[bool]],
) -> ColumnElement[bool]:
    """Tell whether no other open event of the same conversation meets the condition."""
    other = aliased(InboxEvent)
    same = other.conversation == InboxEvent.conversation
    # A scalar subquery, not NOT EXISTS: PostgreSQL turns that into a join, and with statistics
    # of a quiet hour it joins every waiting event with every other (300 times slower).
    beside = select(other.id).where(same, _is_waiting(other), condition(other)).limit(1)
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
        _is_waiting(InboxEvent),
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


def free_leases(session: Session) -> int:
    """Give every leased event back at once: for the start of a worker that is the only one."""
    freed = session.connection().execute(
        update(InboxEvent)
        .where(_is_waiting(InboxEvent), col(InboxEvent.lease_until).is_not(None))
        .values(lease_until=None)
    )
    return freed.rowcount


def oldest_waiting(session: Session) -> datetime | None:
    """Return when the event that has waited longest was received."""
    return session.exec(
        select(func.min(InboxEvent.received_at)).where(_is_waiting(InboxEvent))
    ).one()


def count_failed(session: Session) -> int:
    """Count the events given up."""
    return session.exec(select(func.count()).select_from(InboxEvent).where(_is_failed())).one()


def retry_failed(session: Session, now: datetime) -> int:
    """Open every given-up event again, on the operator's word. Returns how many."""
    opened = session.connection().execute(
        update(InboxEvent)
        .where(_is_failed())
        .values(state=InboxState.WAITING, attempts=0, due_at=now, finished_at=None)
    )
    return opened.rowcount


def forget_message(session: Session, conversation: str, message_id: str) -> int:
    """Blank the payload of the event that brought a message: it was unsent.

    The event in hand is blanked too; one that still waits for its turn finds out by itself.
    """
    named = f'"id": {json.dumps(message_id)}'
    handled = or_(
        col(InboxEvent.state) != InboxState.WAITING, col(InboxEvent.lease_until).is_not(None)
    )
    blanked = session.connection().execute(
        update(InboxEvent)
        .where(
            col(InboxEvent.conversation) == conversation,
            col(InboxEvent.payload).contains(named, autoescape=True),
            handled,
        )
        .values(payload="{}")
    )
    return blanked.rowcount


def forget_conversation(session: Session, conversation: str) -> int:
    """Blank the payload of all settled events of a conversation. Returns how many."""
    blanked = session.connection().execute(
        update(InboxEvent)
        .where(
            col(InboxEvent.conversation) == conversation,
            col(InboxEvent.state) != InboxState.WAITING,
        )
        .values(payload="{}")
    )
    return blanked.rowcount


def purge(session: Session, before: datetime, limit: int = 5_000) -> int:
    """Delete settled events received before that moment, so many at most. Returns how many."""
    old = (
        select(InboxEvent.id)
        .where(col(InboxEvent.received_at) < before, col(InboxEvent.state) != InboxState.WAITING)
        .order_by(col(InboxEvent.received_at))
        .limit(limit)
    )
    gone = session.connection().execute(delete(InboxEvent).where(col(InboxEvent.id).in_(old)))
    return gone.rowcount
