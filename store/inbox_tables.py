"""The inbound events, and the conditions by which their partial indexes are used."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Index, Text, text
from sqlmodel import Field, SQLModel, col

from store.columns import choice, utc, written_out


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


def is_waiting(event: type[InboxEvent]) -> ColumnElement[bool]:
    """Return the condition as the partial indexes write it."""
    return written_out(col(event.state), InboxState.WAITING)


def is_failed() -> ColumnElement[bool]:
    """Return the condition as the partial index writes it."""
    return written_out(col(InboxEvent.state), InboxState.FAILED)
