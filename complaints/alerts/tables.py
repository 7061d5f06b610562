"""One thing that officers are to hear of."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class AlertKind(StrEnum):
    """What happened."""

    NEW = "new"  # came to the agency: reported, or handed on to it
    ASSIGNED = "assigned"  # became one officer's
    INVITED = "invited"  # the agency was asked to join in
    PART_MOVED = "part_moved"  # an agency that joins in has finished its part, or declined
    PART_ENDED = "part_ended"  # the agency that leads has ended the part of this one
    PART_CLOSED = "part_closed"  # it was closed while this agency's part was not finished
    CITIZEN_REPLIED = "citizen_replied"
    REOPENED = "reopened"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    APPROVAL_ASKED = "approval_asked"  # waits for a second officer's yes
    APPROVAL_REFUSED = "approval_refused"


class Audience(StrEnum):
    """Who of the agency is meant."""

    OWNER = "owner"  # the officer it is assigned to; where nobody is, whoever works there
    WORKERS = "workers"  # everybody who works there
    SUPERVISORS = "supervisors"


class Alert(SQLModel, table=True):
    """Written in the commit of what it tells of. `told_at` is set by who has passed it on."""

    __tablename__ = "alert"
    __table_args__ = (
        # read by who passes alerts on: what has not been told
        Index(
            "ix_alert_untold",
            "id",
            sqlite_where=text("told_at IS NULL"),
            postgresql_where=text("told_at IS NULL"),
        ),
        Index("ix_alert_ticket_id", "ticket_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = utc()
    kind: AlertKind = choice(AlertKind)
    audience: Audience = choice(Audience)
    ticket_id: int = Field(foreign_key="ticket.id")
    agency_id: int = Field(foreign_key="agency.id")
    officer_id: int | None = Field(default=None, foreign_key="officer.id")  # this one alone
    # Who did it and need not be told, as audit names them: "officer:7".
    actor: str = Field(default="", max_length=80)
    told_at: datetime | None = utc(default=None)
