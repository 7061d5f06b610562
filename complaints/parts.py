"""Which part an agency has in a ticket: it leads, or it joins in and may read along."""

from sqlmodel import Session, col, select

from agencies.permissions import sees_all_agencies
from agencies.tables import Officer
from complaints.tables import Assignment, AssignmentRole, Ticket


def leads(officer: Officer, ticket: Ticket) -> bool:
    """Tell whether moves are this officer's: of the lead agency, or of the centre."""
    return officer.agency_id == ticket.agency_id or sees_all_agencies(officer)


def joint_agencies(session: Session, ticket: Ticket) -> set[int]:
    """Return the ids of the agencies that join in now."""
    query = select(Assignment.agency_id).where(
        Assignment.ticket_id == ticket.id,
        Assignment.role == AssignmentRole.JOINT,
        Assignment.agency_id != ticket.agency_id,
        col(Assignment.ended_at).is_(None),
    )
    return set(session.exec(query))
