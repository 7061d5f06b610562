"""The parts of joint agencies as they stand, for who changes and who shows them."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from complaints.lifecycle import OPEN
from complaints.tables import Assignment, AssignmentRole, Ticket
from core.errors import Conflict


def list_parts(session: Session, ticket: Ticket) -> Sequence[Assignment]:
    """Return every part that joint agencies have or had, oldest first."""
    query = select(Assignment).where(
        Assignment.ticket_id == ticket.id, Assignment.role == AssignmentRole.JOINT
    )
    return session.exec(query.order_by(col(Assignment.id))).all()


def find_part(session: Session, ticket: Ticket, agency_id: int | None) -> Assignment | None:
    """Return the part that this agency has in the ticket now, or None."""
    if agency_id == ticket.agency_id:
        return None
    open_ones = (part for part in list_parts(session, ticket) if part.ended_at is None)
    return next((part for part in open_ones if part.agency_id == agency_id), None)


def check_open(ticket: Ticket) -> None:
    """Parts change only while the ticket is worked on, and those of a child stand still.

    Raises:
        Conflict: it is closed, or goes with its main ticket.
    """
    if ticket.status not in OPEN or ticket.main_id is not None:
        raise Conflict(f"the parts of {ticket.code} stand still")
