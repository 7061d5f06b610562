"""An officer files a ticket under another category: event, audit and lesson in the same commit.

The citizen is told nothing: what they reported has not changed. The agency does not change
either; where another one owns the new category, `owner_by_routing` tells, and an officer forwards.
"""

from datetime import datetime

from sqlmodel import Session, col, select, update

from agencies.locating import locate
from agencies.permissions import may_work
from agencies.routing import route, takes_sealed
from agencies.tables import Officer
from complaints import due_dates
from complaints.desk import Desk, subject
from complaints.duplicates.keeping import note_to_compare
from complaints.groups.members import children_of
from complaints.learning.tables import CategoryCorrection
from complaints.move_records import lock
from complaints.parts import leads
from complaints.tables import EventKind, Ticket, TicketEvent
from core.errors import Conflict, InvalidInput, NotAllowed
from store import audit


def may_recategorise(officer: Officer, ticket: Ticket) -> bool:
    """Tell whether it is this officer's to say: the lead agency's, or the central desk's."""
    return may_work(officer) and leads(officer, ticket)


def recategorise(
    session: Session,
    desk: Desk,
    ticket: Ticket,
    to: str,
    officer: Officer,
    *,
    seen: str,
    now: datetime,
) -> None:
    """File a ticket that this officer may see under the category `to`; `seen` is what it was.

    Raises:
        NotAllowed: the ticket is another agency's to file.
        InvalidInput: no such category, or the one it has ("category_needed"); or it would be
            sealed where nobody may see it ("category_not_sealed"), or in a group of open reports
            ("category_grouped").
        Conflict: somebody else filed it anew first.
    """
    assert ticket.id is not None
    assert officer.id is not None
    if not may_recategorise(officer, ticket):
        raise NotAllowed(f"{ticket.code} is another agency's to file")
    if to not in desk.catalog or to == seen:
        raise InvalidInput("category_needed")
    sealed = desk.catalog.get(to).sealed
    if sealed and not takes_sealed(session, ticket.agency_id):
        raise InvalidInput("category_not_sealed")
    if sealed and (ticket.main_id is not None or children_of(session, ticket)):
        raise InvalidInput("category_grouped")
    lock(session, ticket)
    was_sealed = ticket.sealed
    due = due_dates.after_recategorising(session, desk, ticket, to, now)
    _write(session, ticket, to, seen, due, sealed=sealed, now=now)
    note_to_compare(session, [ticket.id], now)
    correction = CategoryCorrection(
        ticket_id=ticket.id,
        at=now,
        officer_id=officer.id,
        agency_id=ticket.agency_id,
        proposed=ticket.proposed_category,
        from_category=seen,
        to_category=to,
        sealed=sealed or was_sealed,
    )
    session.add(correction)
    _record(session, correction, officer, ticket)


def find_correction(session: Session, ticket: Ticket) -> CategoryCorrection | None:
    """Return the last correction of a ticket, None where its category was never corrected."""
    query = select(CategoryCorrection).where(CategoryCorrection.ticket_id == ticket.id)
    return session.exec(query.order_by(col(CategoryCorrection.id).desc())).first()


def owner_by_routing(session: Session, ticket: Ticket) -> int:
    """Return the agency that a new report of this category at this place would go to."""
    place = locate(ticket.address, ticket.latitude, ticket.longitude)
    routed = route(session, ticket.category, place.address, point=place.point, sealed=ticket.sealed)
    return routed.agency_id


def _record(
    session: Session, correction: CategoryCorrection, officer: Officer, ticket: Ticket
) -> None:
    """Put the correction into the ticket's timeline and on record."""
    actor = f"officer:{officer.id}"
    before, after = correction.from_category, correction.to_category
    session.add(
        TicketEvent(
            ticket_id=correction.ticket_id,
            at=correction.at,
            kind=EventKind.RECATEGORISED,
            actor=actor,
            agency_id=officer.agency_id,
            detail={
                "from_category": before,
                "to_category": after,
                **due_dates.told(ticket),
            },
        )
    )
    audit.record(
        session,
        at=correction.at,
        actor=actor,
        action="ticket.recategorised",
        subject=subject(correction.ticket_id),
        **{"from": before, "to": after},
    )


def _write(
    session: Session,
    ticket: Ticket,
    to: str,
    seen: str,
    due: dict[str, object],
    *,
    sealed: bool,
    now: datetime,
) -> None:
    others = [code for code in ticket.secondary_categories if code != to]
    written = session.connection().execute(
        update(Ticket)
        .where(
            col(Ticket.id) == ticket.id,
            col(Ticket.category) == seen,
            col(Ticket.agency_id) == ticket.agency_id,
        )
        .values(category=to, sealed=sealed, secondary_categories=others, updated_at=now, **due)
    )
    if written.rowcount != 1:
        raise Conflict(f"ticket {ticket.code} is no longer filed under {seen}")
    session.refresh(ticket)
