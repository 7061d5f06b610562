"""Targets of agencies and days that differ from the calendar; rows are added, never rewritten."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class Target(SQLModel, table=True):
    """What an agency promises for a category from `valid_from` on, in working hours.

    No agency means every agency without a target of its own. No hours mean that the promise is
    taken back, so that the next wider one counts again.
    """

    __tablename__ = "target"
    __table_args__ = (
        # read by every new ticket: the newest of its category, for its agency or for all
        Index("ix_target_category", "category", "agency_id", "valid_from"),
        CheckConstraint(
            "(response_hours IS NULL) = (resolution_hours IS NULL)"
            " AND response_hours > 0 AND response_hours <= resolution_hours",
            name="hours",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    category: str = Field(max_length=40)
    response_hours: int | None = None
    resolution_hours: int | None = None
    valid_from: dt.datetime = utc()
    actor: str = Field(max_length=80)  # "officer:7"


class TargetOrder(SQLModel, table=True):
    """An order to let open tickets count by the targets in force, and how far it is carried out.

    No agency means those of every agency, but for what an agency has set for itself.
    """

    __tablename__ = "target_order"
    __table_args__ = (
        # read by the chore that carries orders out
        Index(
            "ix_target_order_open",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    actor: str = Field(max_length=80)  # "officer:7"
    asked_at: dt.datetime = utc()
    total: int  # tickets that counted by other targets when it was asked
    changed: int = 0
    looked_to: int = 0  # the last ticket that was looked at
    done_at: dt.datetime | None = utc(default=None)


class DayKind(StrEnum):
    """How a day differs from the calendar."""

    CLOSED = "closed"
    OPENED = "opened"


class SpecialDay(SQLModel, table=True):
    """A day on which offices are closed, or open, other than the calendar says.

    It holds for one agency, for the tickets of one province, or everywhere. Taken back it stays,
    with the moment.
    """

    __tablename__ = "special_day"
    __table_args__ = (
        CheckConstraint("agency_id IS NULL OR province = ''", name="one_scope"),
        Index("ix_special_day_day", "day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    day: dt.date
    kind: DayKind = choice(DayKind)
    name: str = Field(max_length=120)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    province: str = Field(default="", max_length=80)
    added_at: dt.datetime = utc()
    added_by: str = Field(max_length=80)
    removed_at: dt.datetime | None = utc(default=None)
    removed_by: str = Field(default="", max_length=80)
    # Whether due dates of open tickets follow it; while they do, which ticket was the last.
    shifts: bool = False
    moving: bool = False
    moved_to: int = 0
