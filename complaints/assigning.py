"""A ticket is given to one officer of the agency that leads, or to nobody."""

from datetime import datetime

from sqlmodel import Session, select

from complaints.alerts.raising import raise_alert
from complaints.alerts.tables import AlertKind
from complaints.change import By
from complaints.desk import subject
from complaints.lifecycle import OPEN, Status
from complaints.seen import Seen, write_if_seen
from complaints.tables import EventKind, Ticket, TicketEvent
from complaints.workers import list_fit
from core.errors import InvalidInput
from store import audit


def assign_officer(
    session: Session,
    ticket: Ticket,
    officer_id: int | None,
    by: By,
    now: datetime,
    *,
    seen: Seen | None = None,
) -> TicketEvent | None:
    """Give the ticket to that officer, None for nobody. Returns None where nothing changed.

    A finished ticket has its officer still: it may be opened again. A child has none, since it is
    worked on through its main ticket.

    Raises:
        InvalidInput: it is a child ("grouped") or closed for good ("closed"), or the officer does
            not work for the agency that leads or may not see the ticket ("officer_unfit").
        Conflict: somebody else changed the ticket first.
    """
    assert ticket.id is not None
    if ticket.main_id is not None:
        raise InvalidInput("grouped")
    if ticket.status not in {*OPEN, Status.FINISHED}:
        raise InvalidInput("closed")
    if officer_id is not None and officer_id not in {o.id for o in list_fit(session, ticket)}:
        raise InvalidInput("officer_unfit")
    before = seen.officer_id if seen else ticket.officer_id
    if officer_id == before == ticket.officer_id:
        return None
    write_if_seen(session, ticket, seen, now, officer_id=officer_id)
    event = TicketEvent(
        ticket_id=ticket.id,
        at=now,
        kind=EventKind.ASSIGNED,
        actor=by.id,
        agency_id=by.agency_id,
        detail={"from_officer": before, "officer": officer_id},
    )
    session.add(event)
    detail = {"from": before, "to": officer_id}
    _record(session, ticket.id, by, now, detail)
    if officer_id is not None and by.id != f"officer:{officer_id}":
        kind = AlertKind.ASSIGNED
        raise_alert(session, ticket, kind, now, officer_id=officer_id, actor=by.id)
    return event


def release_all(session: Session, officer_id: int, by: By, now: datetime) -> int:
    """Take every ticket that may still be worked on from an officer who leaves; return how many."""
    held = select(Ticket).where(Ticket.officer_id == officer_id)
    tickets = [each for each in session.exec(held) if each.status in {*OPEN, Status.FINISHED}]
    for ticket in tickets:
        assign_officer(session, ticket, None, by, now)
    return len(tickets)


def _record(
    session: Session, ticket_id: int, by: By, now: datetime, detail: dict[str, int | None]
) -> None:
    about = subject(ticket_id)
    audit.record(session, at=now, actor=by.id, action="ticket.assigned", subject=about, **detail)
