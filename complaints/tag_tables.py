"""Tags: an agency's words by which it files tickets."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class Tag(SQLModel, table=True):
    """A word of an agency's own by which it files tickets. Lives as long as a ticket carries it."""

    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("agency_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    name: str = Field(max_length=30)


class TicketTag(SQLModel, table=True):
    """A tag on a ticket."""

    __tablename__ = "ticket_tag"
    __table_args__ = (Index("ix_ticket_tag_tag_id", "tag_id", "ticket_id"),)

    ticket_id: int = Field(foreign_key="ticket.id", primary_key=True)
    tag_id: int = Field(foreign_key="tag.id", primary_key=True)
