"""Since when a ticket has stood under which main one, and who follows it beside its reporter."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class GroupTie(SQLModel, table=True):
    """From `at` on the ticket stood under that main one; None: under none. Never edited."""

    __tablename__ = "group_tie"
    __table_args__ = (
        # read by figures: what a group was at any moment
        Index("ix_group_tie_ticket_id", "ticket_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    main_id: int | None = Field(default=None, foreign_key="ticket.id")
    at: datetime = utc()


class FollowKind(StrEnum):
    """Why somebody follows a ticket that another citizen reported."""

    JOINED = "joined"  # has the same problem: counts as a person who reported it
    WATCHING = "watching"  # wants to hear of it


class Follower(SQLModel, table=True):
    """A citizen who hears of another's ticket. Kept after they left, for what they added."""

    __tablename__ = "follower"
    __table_args__ = (
        UniqueConstraint("ticket_id", "reporter_id"),
        Index("ix_follower_reporter_id", "reporter_id", "ticket_id"),
        CheckConstraint("stars IS NULL OR stars BETWEEN 1 AND 5", name="stars"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    reporter_id: int = Field(foreign_key="reporter.id")
    kind: FollowKind = choice(FollowKind)
    since: datetime = utc()
    left_at: datetime | None = utc(default=None)
    stars: int | None = None
