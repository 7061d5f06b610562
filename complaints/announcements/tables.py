"""One text that the office tells everybody; rows are added, never rewritten."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class Kind(StrEnum):
    """Where a text stands."""

    OUT_OF_HOURS = "out_of_hours"  # with the number of a report that comes while offices are closed
    BANNER = "banner"  # above every page of the dashboard
    EMERGENCY = "emergency"  # before anything else in the chat


class Announcement(SQLModel, table=True):
    """A text as it was set; the newest of its kind and agency counts.

    No agency means every agency without a text of its own. Without an end it stands until it is
    replaced.
    """

    __tablename__ = "announcement"
    __table_args__ = (Index("ix_announcement_kind", "kind", "agency_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: Kind = choice(Kind)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    shown: bool = True
    text_th: str = Field(default="", sa_type=Text)
    text_en: str = Field(default="", sa_type=Text)
    starts_at: datetime | None = utc(default=None)
    ends_at: datetime | None = utc(default=None)
    set_at: datetime = utc()
    actor: str = Field(max_length=80)  # "officer:7"
