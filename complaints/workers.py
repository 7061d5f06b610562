"""Which officers a ticket can be given to: who works for the agency that leads, and may see it."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from agencies.permissions import SEES_SEALED, WORKS
from agencies.queries import name_order
from agencies.tables import Officer, Role
from complaints.tables import Ticket

# Who accepts a ticket takes it on; supervisors and the central desk accept to hand out.
TAKE_ON = frozenset({Role.OFFICER, Role.INTEGRITY})


def list_fit(session: Session, ticket: Ticket) -> Sequence[Officer]:
    """Return the officers the ticket can be given to, by name."""
    roles = WORKS & SEES_SEALED if ticket.sealed else WORKS
    query = select(Officer).where(
        Officer.agency_id == ticket.agency_id,
        col(Officer.active).is_(True),
        col(Officer.role).in_(roles),
    )
    return sorted(session.exec(query), key=name_order)


def find_taker(session: Session, ticket: Ticket, actor: str) -> Officer | None:
    """Return the officer who takes the ticket on by accepting it, None where nobody does.

    `actor` is who accepts it, as audit names them.
    """
    if ticket.officer_id is not None or ticket.main_id is not None:
        return None
    fit = (each for each in list_fit(session, ticket) if each.role in TAKE_ON)
    return next((each for each in fit if f"officer:{each.id}" == actor), None)
