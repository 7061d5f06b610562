"""A ticket presses, or it does not."""

from datetime import datetime

from sqlmodel import Session

from complaints.change import By
from complaints.desk import subject
from complaints.lifecycle import OPEN
from complaints.seen import Seen, write_if_seen
from complaints.tables import EventKind, Priority, Ticket, TicketEvent
from core.errors import InvalidInput
from store import audit


def set_priority(
    session: Session,
    ticket: Ticket,
    priority: Priority,
    by: By,
    now: datetime,
    *,
    seen: Seen | None = None,
) -> TicketEvent | None:
    """Say how much the ticket presses. Returns None where nothing changed. Due dates stay.

    Raises:
        InvalidInput: it is closed ("closed") or a child, which goes with its main one ("grouped").
        Conflict: somebody else changed the ticket first.
    """
    assert ticket.id is not None
    if ticket.main_id is not None:
        raise InvalidInput("grouped")
    if ticket.status not in OPEN:
        raise InvalidInput("closed")
    if priority is ticket.priority:
        return None
    write_if_seen(session, ticket, seen, now, priority=priority)
    event = TicketEvent(
        ticket_id=ticket.id,
        at=now,
        kind=EventKind.PRIORITISED,
        actor=by.id,
        agency_id=by.agency_id,
        detail={"priority": priority},
    )
    session.add(event)
    audit.record(
        session,
        at=now,
        actor=by.id,
        action="ticket.prioritised",
        subject=subject(ticket.id),
        to=priority,
    )
    return event
