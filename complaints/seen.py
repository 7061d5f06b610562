"""What somebody saw when they decided: what they do counts only while it is still so."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, update

from complaints.lifecycle import Status
from complaints.tables import Ticket
from core.errors import Conflict


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a ticket stood, with which agency and with which of its officers."""

    status: Status
    agency_id: int
    officer_id: int | None = None

    @classmethod
    def now(cls, ticket: Ticket) -> "Seen":
        """Return how the ticket stands now, for acts that nobody decided on a page."""
        return cls(ticket.status, ticket.agency_id, ticket.officer_id)


def write_if_seen(
    session: Session, ticket: Ticket, seen: Seen | None, now: datetime, **values: object
) -> None:
    """Write columns of a ticket that still is as it was seen.

    Raises:
        Conflict: somebody else moved it, handed it on or gave it to another officer first.
    """
    seen = seen or Seen.now(ticket)
    written = session.connection().execute(
        update(Ticket)
        .where(
            col(Ticket.id) == ticket.id,
            col(Ticket.status) == seen.status,
            col(Ticket.agency_id) == seen.agency_id,
            col(Ticket.officer_id).is_not_distinct_from(seen.officer_id),
        )
        .values(updated_at=now, **values)
    )
    if written.rowcount != 1:
        raise Conflict(f"ticket {ticket.code} is no longer as it was seen")
    session.refresh(ticket)
