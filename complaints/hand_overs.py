"""How often a ticket may be handed on before the central desk says whose it is."""

from sqlmodel import Session

from agencies.queries import find_central_desk
from agencies.routing import takes_sealed
from complaints.tables import Ticket

MOST = 3  # hand-overs by agencies; the next one goes to the central desk, whatever was asked


def goes_to_centre(session: Session, ticket: Ticket) -> bool:
    """Tell whether the agency that has the ticket can hand it on only to the central desk."""
    central = find_central_desk(session)
    if ticket.hand_overs < MOST or central is None or central.id == ticket.agency_id:
        return False
    return not ticket.sealed or takes_sealed(session, central.id)


def destination(
    session: Session, ticket: Ticket, asked: int | None, by_agency: int | None
) -> int | None:
    """Return the agency that a ticket goes to where `by_agency` wants to hand it on to `asked`."""
    central = find_central_desk(session)
    if central is None or by_agency == central.id or asked in {None, ticket.agency_id}:
        return asked
    return central.id if goes_to_centre(session, ticket) else asked


def counted(session: Session, ticket: Ticket, by_agency: int | None) -> int:
    """Return the count after one more hand-over; what the central desk hands on is its work."""
    central = find_central_desk(session)
    by_central = central is not None and by_agency == central.id
    return ticket.hand_overs if by_central else ticket.hand_overs + 1
