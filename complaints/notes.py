"""What officers write to each other on a ticket. Citizens and the public never read it."""

from datetime import datetime

from sqlmodel import Session

from complaints.change import By
from complaints.desk import subject
from complaints.tables import EventKind, Ticket, TicketEvent
from core.errors import InvalidInput
from store import audit

LONGEST_NOTE = 2000  # characters


def add_note(session: Session, ticket: Ticket, text: str, by: By, now: datetime) -> TicketEvent:
    """Add an internal note of the agency that leads, or of one that joins in, in any status.

    Raises:
        InvalidInput: no words ("needs_words") or too many ("note_long").
    """
    assert ticket.id is not None
    words = text.strip()
    if not words:
        raise InvalidInput("needs_words")
    if len(words) > LONGEST_NOTE:
        raise InvalidInput("note_long", most=LONGEST_NOTE)
    event = TicketEvent(
        ticket_id=ticket.id,
        at=now,
        kind=EventKind.NOTED,
        actor=by.id,
        agency_id=by.agency_id,
        note=words,
    )
    session.add(event)
    ticket.updated_at = now
    about = subject(ticket.id)
    audit.record(session, at=now, actor=by.id, action="ticket.noted", subject=about)
    return event
