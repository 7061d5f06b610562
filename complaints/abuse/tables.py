"""Who may not report, until when, and why."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from store.columns import utc


class Suspension(SQLModel, table=True):
    """A citizen may not report until a day. Kept after it has ended or was lifted.

    `person` is a hash of the messenger's id: who has their data deleted does not thereby get rid
    of it, and nobody can be found by it. It is emptied once the suspension is over.
    """

    __tablename__ = "suspension"
    __table_args__ = (
        # read whenever somebody begins to report
        Index("ix_suspension_person", "person"),
        # read by the ticket's page and by an agency's list
        Index("ix_suspension_reporter_id", "reporter_id"),
        Index("ix_suspension_agency_id", "agency_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    reporter_id: int = Field(foreign_key="reporter.id")
    person: str = Field(max_length=64)
    ticket_id: int = Field(foreign_key="ticket.id")  # the report it was decided on
    agency_id: int = Field(foreign_key="agency.id")  # of the officer who decided
    officer_id: int = Field(foreign_key="officer.id")
    reason: str = Field(sa_type=Text)
    since: datetime = utc()
    until: datetime = utc()
    lifted_at: datetime | None = utc(default=None)
    lifted_by: int | None = Field(default=None, foreign_key="officer.id")
