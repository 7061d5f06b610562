"""Views that officers keep, and the indexes that the queue's orders and counters read."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped
from sqlmodel import Field, SQLModel, col

from complaints.tables import Ticket
from store.columns import utc


class SavedView(SQLModel, table=True):
    """What an officer asks the queue for again and again. `query` is the address's, checked."""

    __tablename__ = "saved_view"
    __table_args__ = (
        UniqueConstraint("officer_id", "name"),
        # read by the queue: what colleagues share
        Index("ix_saved_view_agency_id", "agency_id", "shared"),
    )

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id")
    agency_id: int = Field(foreign_key="agency.id")
    name: str = Field(max_length=60)
    query: str = Field(max_length=2000)
    position: int = 0
    is_default: bool = False  # what its officer's queue opens with
    shared: bool = False  # with the whole agency
    created_at: datetime = utc()


def _of_some(where: str, name: str, *columns: Mapped[Any]) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


# Of a million tickets the open ones are the few that are worked on: they alone are put in order.
OPEN_ONLY = "status IN ('received', 'in_progress', 'on_hold')"
_AGENCY, _STATUS, _ID = col(Ticket.agency_id), col(Ticket.status), col(Ticket.id)
_ORDERS: dict[str, Mapped[Any]] = {
    "due": col(Ticket.due_at),
    "change": col(Ticket.updated_at),
    "priority": col(Ticket.priority),
}
for _name, _column in _ORDERS.items():
    _of_some(OPEN_ONLY, f"ix_ticket_by_{_name}", _AGENCY, _STATUS, _column, _ID)
    # for those who see every agency
    _of_some(OPEN_ONLY, f"ix_ticket_all_by_{_name}", _STATUS, _column, _ID)
Index("ix_ticket_status", _STATUS, _ID)
# The counters need nothing else.
_of_some(
    OPEN_ONLY,
    "ix_ticket_views",
    _AGENCY,
    col(Ticket.sealed),
    col(Ticket.main_id),
    _STATUS,
    col(Ticket.officer_id),
    col(Ticket.due_at),
    col(Ticket.reopened_count),
    col(Ticket.hold_reason),
    col(Ticket.approval_since),
)
# Whose words wait for an answer.
_of_some("citizen_wrote_at IS NOT NULL", "ix_ticket_replied", _AGENCY, _ID)
