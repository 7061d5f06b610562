"""Words that officers have cleared for everybody, and the indexes that public lists are read by."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped
from sqlmodel import Field, SQLModel, col

from complaints.tables import Ticket
from store.columns import utc


class PublicText(SQLModel, table=True):
    """Cleared words of one piece of a ticket: its "description", or the note of "event:12".

    `digest` is that of the words they were cleared from: where those change, as when a citizen
    takes a message back, these are public no longer.
    """

    __tablename__ = "public_text"
    __table_args__ = (UniqueConstraint("ticket_id", "piece"),)

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    piece: str = Field(max_length=24)
    words: str = Field(sa_type=Text)
    digest: str = Field(max_length=64)
    cleared_by: str = Field(max_length=80)  # "officer:7"
    cleared_at: datetime = utc()


_AT, _CODE = col(Ticket.created_at), col(Ticket.code)


def _of_public(name: str, *columns: Mapped[Any]) -> Index:
    # Written as reach.PUBLIC is, and as no query of officers is: none of theirs is led astray.
    return Index(
        name,
        *columns,
        _AT,
        _CODE,
        sqlite_where=text("sealed = 0"),
        postgresql_where=text("NOT sealed"),
    )


_of_public("ix_ticket_public")
_of_public("ix_ticket_public_status", col(Ticket.status))
_of_public("ix_ticket_public_category", col(Ticket.category))
_of_public("ix_ticket_public_area", col(Ticket.province), col(Ticket.district))
_of_public("ix_ticket_public_agency", col(Ticket.agency_id))
