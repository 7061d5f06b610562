"""The table of outbound e-mail, and the states it goes through."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, Text, text
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class MailState(StrEnum):
    """What has become of an e-mail."""

    WAITING = "waiting"
    SENT = "sent"  # the server took it
    FAILED = "failed"


class MailMessage(SQLModel, table=True):
    """One e-mail to one address."""

    __tablename__ = "mail_message"
    __table_args__ = (
        # read by claim(): what waits, oldest first
        Index(
            "ix_mail_message_due",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        # read by list_failed()
        Index(
            "ix_mail_message_failed",
            "id",
            sqlite_where=text("state = 'failed'"),
            postgresql_where=text("state = 'failed'"),
        ),
        # read by purge()
        Index("ix_mail_message_created_at", "created_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    recipient: str = Field(max_length=254)
    letter: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSON
    )  # a core.letters.Letter; {} once sent
    # Minted with the row: a mail that is sent twice is the same mail to whoever receives it.
    message_id: str = Field(max_length=120, unique=True)
    state: MailState = choice(MailState, default=MailState.WAITING)
    attempts: int = 0
    created_at: datetime = utc()
    due_at: datetime = utc()
    lease_until: datetime | None = utc(default=None)
    settled_at: datetime | None = utc(default=None)
    error: str | None = Field(default=None, sa_type=Text)
