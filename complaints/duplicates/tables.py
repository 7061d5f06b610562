"""Which tickets are likely one problem, which wait to be compared, which were judged to differ."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.columns import utc


class LikelyPair(SQLModel, table=True):
    """Two tickets that officers should compare. What people said of them stands elsewhere."""

    __tablename__ = "likely_pair"
    __table_args__ = (
        Index("ix_likely_pair_second_id", "second_id"),
        CheckConstraint("first_id < second_id", name="in_order"),
    )

    first_id: int = Field(primary_key=True, foreign_key="ticket.id", ondelete="CASCADE")
    second_id: int = Field(primary_key=True, foreign_key="ticket.id", ondelete="CASCADE")
    probability: float


class ToCompare(SQLModel, table=True):
    """A ticket that came in, or tells something else by now, and is to be compared."""

    __tablename__ = "to_compare"

    ticket_id: int = Field(primary_key=True, foreign_key="ticket.id", ondelete="CASCADE")
    since: datetime = utc()


class Distinction(SQLModel, table=True):
    """Two tickets that look alike and were judged to tell of different problems."""

    __tablename__ = "distinction"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        Index("ix_distinction_second_id", "second_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    first_id: int = Field(foreign_key="ticket.id")  # the smaller of the two
    second_id: int = Field(foreign_key="ticket.id")
    actor: str = Field(max_length=80)  # "officer:7" or "reporter:12"
    at: datetime = utc()
