"""The table of outbound messages, and the states they go through."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Index, Text, text
from sqlmodel import Field, SQLModel, col

from store.columns import choice, utc, written_out


class OutboxState(StrEnum):
    """What has become of a message."""

    WAITING = "waiting"
    SENT = "sent"
    HELD = "held"  # no push quota left: goes along with the next free reply
    FAILED = "failed"
    FOLDED = "folded"  # not sent: a later message tells what it told


class Purpose(StrEnum):
    """Why a message goes out. Below the quota reserve only notices are pushed."""

    ANSWER = "answer"
    NOTICE = "notice"  # to citizens
    STAFF = "staff"  # to officers and their groups


class ReplyState(StrEnum):
    """What is known of the reply token."""

    NONE = "none"
    FRESH = "fresh"
    UNCLEAR = "unclear"  # a reply was tried and we do not know whether it arrived
    SPENT = "spent"


class OutboxMessage(SQLModel, table=True):
    """One to five messages to one chat, sent as one request."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        # read by claim(): all open messages, oldest first
        Index(
            "ix_outbox_message_due",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        # read by claim(): the open messages of a recipient, oldest first
        Index(
            "ix_outbox_message_open",
            "recipient",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        # read by put(): what is held for a person who is just being answered
        Index(
            "ix_outbox_message_held",
            "recipient",
            "id",
            sqlite_where=text("state = 'held'"),
            postgresql_where=text("state = 'held'"),
        ),
        # read by list_about(): what became of the notices of a ticket
        Index("ix_outbox_message_about", "about"),
        # read by purge()
        Index("ix_outbox_message_created_at", "created_at"),
        # read where a message is settled: what it carries
        Index(
            "ix_outbox_message_carried_by",
            "carried_by",
            sqlite_where=text("carried_by IS NOT NULL"),
            postgresql_where=text("carried_by IS NOT NULL"),
        ),
        # read by list_troubled()
        Index(
            "ix_outbox_message_troubled",
            "id",
            sqlite_where=text("state IN ('failed', 'held')"),
            postgresql_where=text("state IN ('failed', 'held')"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    recipient: str = Field(max_length=64)
    purpose: Purpose = choice(Purpose)
    about: str | None = Field(default=None, max_length=80)
    payload: str = Field(sa_type=Text)
    retry_key: str = Field(max_length=36, unique=True)
    reply_token: str | None = Field(default=None, max_length=128)
    reply_until: datetime | None = utc(default=None)
    reply_state: ReplyState = choice(ReplyState, default=ReplyState.NONE)
    state: OutboxState = choice(OutboxState, default=OutboxState.WAITING)
    attempts: int = 0
    created_at: datetime = utc()
    keyed_at: datetime = utc()  # since when the retry key lives
    due_at: datetime = utc()
    carried_by: int | None = (
        None  # the message that takes this one along, see outbox_carrying.take_held()
    )
    lease_until: datetime | None = utc(default=None)
    settled_at: datetime | None = utc(default=None)
    via: str | None = Field(default=None, max_length=8)
    status_code: int | None = None
    error: str | None = Field(default=None, sa_type=Text)


def is_in(state: OutboxState, message: type[OutboxMessage] = OutboxMessage) -> ColumnElement[bool]:
    """Tell whether the message is in this state, in a form that partial indexes serve."""
    return written_out(col(message.state), state)
