"""Which part an agency has in a ticket: it leads, or it joins in and may read along.

Each part is an assignment with its own beginning and end; the ticket names the agency that leads.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select, update

from agencies.permissions import sees_all_agencies
from agencies.tables import Officer
from complaints.tables import Assignment, AssignmentRole, Ticket
from core.errors import NotAllowed


def leads(officer: Officer, ticket: Ticket) -> bool:
    """Tell whether moves are this officer's: of the lead agency, or of the centre."""
    return officer.agency_id == ticket.agency_id or sees_all_agencies(officer)


def need_lead(officer: Officer, ticket: Ticket) -> None:
    """Raise NotAllowed where moves are not this officer's."""
    if not leads(officer, ticket):
        raise NotAllowed(f"{ticket.code} is led by another agency")


def takes_part(session: Session, officer: Officer, ticket: Ticket) -> bool:
    """Tell whether this officer works on the ticket: for its lead, the centre or a joint agency."""
    return leads(officer, ticket) or officer.agency_id in joint_agencies(session, ticket)


def joint_agencies(session: Session, ticket: Ticket) -> set[int]:
    """Return the ids of the agencies that join in now."""
    query = select(Assignment.agency_id).where(
        Assignment.ticket_id == ticket.id,
        Assignment.role == AssignmentRole.JOINT,
        Assignment.agency_id != ticket.agency_id,
        col(Assignment.ended_at).is_(None),
    )
    return set(session.exec(query))


def list_leads(session: Session, ticket: Ticket) -> Sequence[Assignment]:
    """Return the parts of the agencies that led one after another: the way the ticket took."""
    query = select(Assignment).where(
        Assignment.ticket_id == ticket.id, Assignment.role == AssignmentRole.LEAD
    )
    return session.exec(query.order_by(col(Assignment.id))).all()


def assign(session: Session, ticket: Ticket, joint: Iterable[int], now: datetime) -> None:
    """Give a new ticket to the agency it names, and let the agencies of these ids join in."""
    assert ticket.id is not None
    parts = [(ticket.agency_id, AssignmentRole.LEAD)]
    parts += [(agency_id, AssignmentRole.JOINT) for agency_id in joint]
    session.add_all(
        Assignment(ticket_id=ticket.id, agency_id=agency_id, role=role, started_at=now)
        for agency_id, role in parts
    )


def accept(session: Session, ticket: Ticket, now: datetime) -> None:
    """Keep when the agency that leads took the ticket up."""
    _lead_of(session, ticket).accepted_at = now


def change_lead(session: Session, ticket: Ticket, now: datetime) -> None:
    """End the part of the agency that led, and begin that of the one the ticket names by now."""
    assert ticket.id is not None
    _lead_of(session, ticket).ended_at = now
    session.add(Assignment(ticket_id=ticket.id, agency_id=ticket.agency_id, started_at=now))
    # Who leads does not join in as well.
    session.connection().execute(
        update(Assignment)
        .where(
            col(Assignment.ticket_id) == ticket.id,
            col(Assignment.agency_id) == ticket.agency_id,
            col(Assignment.role) == AssignmentRole.JOINT,
            col(Assignment.ended_at).is_(None),
        )
        .values(ended_at=now)
    )


def lead_since(session: Session, ticket: Ticket) -> datetime:
    """Return when the agency that leads got the ticket."""
    return _lead_of(session, ticket).started_at


def _lead_of(session: Session, ticket: Ticket) -> Assignment:
    query = select(Assignment).where(
        Assignment.ticket_id == ticket.id,
        Assignment.role == AssignmentRole.LEAD,
        col(Assignment.ended_at).is_(None),
    )
    return session.exec(query).one()
