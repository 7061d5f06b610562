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
_REPORTED = col(Ticket.created_at)
_ORDERS: dict[str, tuple[Mapped[Any], ...]] = {
    "due": (col(Ticket.due_at),),
    "change": (col(Ticket.updated_at),),
    "priority": (col(Ticket.priority), _REPORTED),
}
for _name, _columns in _ORDERS.items():
    _of_some(OPEN_ONLY, f"ix_ticket_by_{_name}", _AGENCY, _STATUS, *_columns, _ID)
    # for those who see every agency
    _of_some(OPEN_ONLY, f"ix_ticket_all_by_{_name}", _STATUS, *_columns, _ID)
Index("ix_ticket_status", _STATUS, _REPORTED, _ID)
# What views differ by: the counters need nothing else.
_VIEWED = (
    col(Ticket.officer_id),
    col(Ticket.due_at),
    col(Ticket.reopened_count),
    col(Ticket.hold_reason),
    col(Ticket.approval_since),
)
_SEALED, _MAIN = col(Ticket.sealed), col(Ticket.main_id)
_of_some(OPEN_ONLY, "ix_ticket_views", _AGENCY, _SEALED, _MAIN, _STATUS, *_VIEWED)
# for those who see every agency, in order too: a view they turn to is found without the rows
_of_some(OPEN_ONLY, "ix_ticket_all_views", _STATUS, _REPORTED, _ID, _SEALED, _MAIN, *_VIEWED)
# Whose words wait for an answer.
_WAITING = "citizen_wrote_at IS NOT NULL"
_of_some(_WAITING, "ix_ticket_replied", _AGENCY, _REPORTED, _ID)
_of_some(_WAITING, "ix_ticket_all_replied", _REPORTED, _ID)
