"""An improvement: what kept coming back, what was done, by whom."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, Index, Text
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class CaseState(StrEnum):
    """How far it is."""

    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"


class ImprovementCase(SQLModel, table=True):
    """A cause that an agency removes. An empty place or category narrows nothing.

    With a pin, what was reported within some 150 m of it is compared, else all of the area.
    """

    __tablename__ = "improvement_case"
    __table_args__ = (Index("ix_improvement_case_agency_id", "agency_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    title: str = Field(max_length=200)
    cause: str = Field(sa_type=Text)
    action: str = Field(sa_type=Text)
    acted_on: date | None = Field(default=None, sa_type=Date)  # in Bangkok
    category: str = Field(default="", max_length=40)
    province: str = Field(default="", max_length=80)
    district: str = Field(default="", max_length=80)
    subdistrict: str = Field(default="", max_length=80)
    latitude: float | None = None
    longitude: float | None = None
    owner_id: int | None = Field(default=None, foreign_key="officer.id")
    state: CaseState = choice(CaseState, default=CaseState.PLANNED)
    created_at: datetime = utc()
    updated_at: datetime = utc()
