"""Packs that were asked for, the words of the forms, choices of the estimate and of summaries."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from complaints.alerts.telling_tables import Way
from store.columns import choice, utc


class PackState(StrEnum):
    """What has become of a pack."""

    WAITING = "waiting"  # for a worker, or in one's hands
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"  # its file has been deleted


class Step(StrEnum):
    """What is being made; one after the other."""

    QUEUED = "queued"
    READING = "reading"
    WORKBOOK = "workbook"
    FORMS = "forms"
    BINDING = "binding"
    DONE = "done"


class EvidencePack(SQLModel, table=True):
    """One pack: what it is to tell of, how far it is, where its file lies.

    `agency_id` NULL: all agencies together. `months` as in `figures.periods.Period`. The period
    before and after are compared; `before_` NULL: the period right before.
    """

    __tablename__ = "evidence_pack"
    __table_args__ = (
        # read by claim(): what waits
        Index(
            "ix_evidence_pack_waiting",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_evidence_pack_agency_id", "agency_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    asked_by: int = Field(foreign_key="officer.id")
    asked_at: datetime = utc()  # and the moment its figures are of
    first_day: date
    last_day: date
    months: int
    before_first: date | None = None
    before_last: date | None = None
    state: PackState = choice(PackState, default=PackState.WAITING)
    step: Step = choice(Step, default=Step.QUEUED)
    attempts: int = 0
    lease_until: datetime | None = utc(default=None)
    due_at: datetime = utc()
    error: str = Field(default="", max_length=40)  # a key among the words of the dashboard
    file: str = Field(default="", max_length=200)
    size: int = 0  # bytes
    sha256: str = Field(default="", max_length=64)
    finished_at: datetime | None = utc(default=None)
    expires_at: datetime | None = utc(default=None)


class FormText(SQLModel, table=True):
    """One part of a form, written by people. Never changed: the newest row holds."""

    __tablename__ = "form_text"
    __table_args__ = (
        # read by the forms: the parts of an agency's year
        Index("ix_form_text_part", "year", "agency_id", "part", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")  # NULL: all together
    year: int  # fiscal, พ.ศ.
    part: str = Field(max_length=20)
    words: str = Field(sa_type=Text)  # "": back to what the figures suggest
    at: datetime = utc()
    officer_id: int = Field(foreign_key="officer.id")


class BenefitChoice(SQLModel, table=True):
    """Whether an agency shows the estimate of benefit. Never changed: the newest row holds."""

    __tablename__ = "benefit_choice"
    __table_args__ = (Index("ix_benefit_choice_agency_id", "agency_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")  # NULL: all together
    shown: bool
    at: datetime = utc()
    officer_id: int = Field(foreign_key="officer.id")


class SummaryChoice(SQLModel, table=True):
    """By which way an officer gets the monthly summary, and of which month they got the last."""

    __tablename__ = "summary_choice"

    officer_id: int = Field(foreign_key="officer.id", primary_key=True)
    way: Way = choice(Way)
    sent_for: date | None = None  # the first day of that month
