"""Since when a ticket has stood under which main one."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from store.columns import utc


class GroupTie(SQLModel, table=True):
    """From `at` on the ticket stood under that main one; None: under none. Never edited."""

    __tablename__ = "group_tie"
    __table_args__ = (
        # read by figures: what a group was at any moment
        Index("ix_group_tie_ticket_id", "ticket_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    main_id: int | None = Field(default=None, foreign_key="ticket.id")
    at: datetime = utc()
