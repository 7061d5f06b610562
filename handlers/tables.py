"""Where each person's conversation stands."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, SQLModel

from store.columns import utc


class Conversation(SQLModel, table=True):
    """One person's open draft, what the next words are for, and what was last asked about."""

    __tablename__ = "conversation"
    __table_args__ = (
        # read by discard_lapsed()
        Index(
            "ix_conversation_draft_changed_at",
            "draft_changed_at",
            sqlite_where=text("draft_changed_at IS NOT NULL"),
            postgresql_where=text("draft_changed_at IS NOT NULL"),
        ),
        # read by forget_lapsed(): who was asked or answered lately
        Index(
            "ix_conversation_memory",
            "updated_at",
            sqlite_where=text("asked IS NOT NULL OR tool IS NOT NULL"),
            postgresql_where=text("asked IS NOT NULL OR tool IS NOT NULL"),
        ),
    )

    user_id: str = Field(max_length=64, primary_key=True)
    # "" or "<purpose>:<ticket code or tool>": what the next words or photo belong to
    expecting: str = Field(default="", max_length=40)
    draft: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    draft_changed_at: datetime | None = utc(default=None)
    asked: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    shown_criterion: str = Field(default="", max_length=8)  # whose card was shown last turn
    tool: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # what a calculator has so far
    last_ticket: str = Field(default="", max_length=16)
    language: str = Field(default="", max_length=2)
    updated_at: datetime = utc()


class SelfCheck(SQLModel, table=True):
    """How a person judged their agency by one criterion, at one time. Never changed after."""

    __tablename__ = "self_check"
    __table_args__ = (Index("ix_self_check_user_id", "user_id", "criterion", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = utc()
    user_id: str = Field(max_length=64)
    criterion: str = Field(max_length=8)
    met: list[str] = Field(default_factory=list, sa_type=JSON)  # level keys, see knowledge.entry


class UnsentMessage(SQLModel, table=True):
    """The id of a message its sender took back: all we keep of it."""

    __tablename__ = "unsent_message"

    message_id: str = Field(max_length=64, primary_key=True)
    at: datetime = utc()
