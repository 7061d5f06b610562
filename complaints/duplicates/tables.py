"""Which tickets the comparison finds to be one problem, kept; and which wait to be compared."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
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
