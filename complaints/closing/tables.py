"""How an agency closes, what waits for a second officer, photos that no ticket holds yet."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, Text, text
from sqlmodel import Field, SQLModel

from complaints.lifecycle import Status
from store.columns import choice, utc


class Approval(StrEnum):
    """Whose yes an agency asks for before a ticket counts as finished."""

    NOBODY = "nobody"
    COLLEAGUE = "colleague"  # any other officer who works there
    SUPERVISOR = "supervisor"


class ClosingRule(SQLModel, table=True):
    """How an agency closes its tickets. An agency without a row asks for nobody's yes.

    `categories` are those whose tickets need the second yes; none named means all. `reminds`:
    whoever has not answered whether it is repaired is asked once more.
    """

    __tablename__ = "closing_rule"

    agency_id: int = Field(foreign_key="agency.id", primary_key=True)
    approval: Approval = choice(Approval, default=Approval.NOBODY)
    categories: list[str] = Field(default_factory=list, sa_type=JSON)
    reminds: bool = True


class Verdict(StrEnum):
    """What became of a request."""

    APPROVED = "approved"
    REFUSED = "refused"
    LAPSED = "lapsed"  # the ticket was moved otherwise before anybody decided


class ClosingRequest(SQLModel, table=True):
    """An officer's word that it is done, until a second one decides. Its photos hang on its event.

    `warnings` are those of the closing gate, as complaints/closing/doubts writes them.
    """

    __tablename__ = "closing_request"
    __table_args__ = (
        # one at a time
        Index(
            "ix_closing_request_open",
            "ticket_id",
            unique=True,
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
        Index("ix_closing_request_ticket_id", "ticket_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    event_id: int = Field(foreign_key="ticket_event.id")
    agency_id: int = Field(foreign_key="agency.id")
    asked_by: str = Field(max_length=80)  # as audit names them: "officer:7"
    asked_at: datetime = utc()
    seen: Status = choice(Status)
    note: str = Field(sa_type=Text)
    no_photo_reason: str = Field(default="", sa_type=Text)
    override_reason: str = Field(default="", sa_type=Text)
    warnings: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    decided_by: str | None = Field(default=None, max_length=80)
    decided_at: datetime | None = utc(default=None)
    verdict: Verdict | None = choice(Verdict, default=None)


class KeptUpload(SQLModel, table=True):
    """A photo an officer has sent before the ticket could be closed; see closing/kept."""

    __tablename__ = "kept_upload"
    __table_args__ = (Index("ix_kept_upload_at", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    officer_id: int = Field(foreign_key="officer.id")
    at: datetime = utc()
    photo: dict[str, Any] = Field(sa_type=JSON)  # complaints.photos.NewPhoto, written as JSON
