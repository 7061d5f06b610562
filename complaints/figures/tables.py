"""How each ticket stood at any moment, ready to be counted; which events that covers.

Moments are microseconds since 1970 and durations microseconds: a year of an agency is read at
once, and reading a datetime costs more than all else.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from store.columns import utc


def _micros(**options: object) -> int:
    moment: int = Field(sa_type=BigInteger, **options)  # type: ignore[call-overload]
    return moment


class Fact(SQLModel, table=True):
    """How a ticket stood from `valid_from` until `valid_to`, as was known in the span `known_`.

    Derived from events alone, and nobody's words: see complaints/figures/replay.py. Columns are
    those of `replay.State`; NULL stands for "not yet" and "never".
    """

    __tablename__ = "figure_fact"
    __table_args__ = (
        # read by reckoning: what an agency led of what was reported in a period
        Index("ix_figure_fact_reported", "agency_id", "reported_at", "valid_to", "valid_from"),
        # read by reckoning: what was open at a moment, and all that is counted of it
        Index(
            "ix_figure_fact_open",
            "agency_id",
            "status",
            "valid_to",
            "valid_from",
            "known_to",
            "known_from",
            "sealed",
            "reported_at",
            "ticket_id",
            "main_id",
            "due_at",
        ),
        Index("ix_figure_fact_ticket_id", "ticket_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    valid_from: int = _micros()
    valid_to: int = _micros()
    known_from: int = _micros()
    known_to: int = _micros()
    reported_at: int = _micros()
    channel: str = Field(max_length=20)
    province: str = Field(max_length=80)
    district: str = Field(max_length=80)
    subdistrict: str = Field(max_length=80)
    agency_id: int
    officer_id: int | None
    main_id: int | None
    category: str = Field(max_length=40)
    status: str = Field(max_length=32)
    sealed: bool
    assigned_after: int | None = _micros()
    responded_at: int | None = _micros()
    response_working: int | None = _micros()
    response_due_at: int | None = _micros()
    finished_at: int | None = _micros()
    resolution_working: int | None = _micros()
    held_working: int = _micros()
    held_calendar: int = _micros()
    due_at: int | None = _micros()
    hand_overs: int
    reopened: int
    confirmed: bool
    ratings: int
    stars: int
    joined: int
    proposal: int
    moves: int
    audited: int


class FactMark(SQLModel, table=True):
    """Until which event the facts are complete. One row."""

    __tablename__ = "figure_mark"

    id: int = Field(default=1, primary_key=True)
    event_id: int = 0
    tie_id: int = 0


class OwnedCategories(SQLModel, table=True):
    """Which categories had an owner from that moment on; a row only where that changed."""

    __tablename__ = "figure_owned"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = utc()
    categories: str = Field(max_length=800)  # codes in order, with commas
