"""What the reporter says after the repair: confirmed with stars, or not repaired at all."""

from datetime import datetime

from sqlmodel import Session

from complaints.desk import Desk, subject
from complaints.lifecycle import Actor, Move, Status
from complaints.moves import By, Change, make_move
from complaints.photos import NewPhoto, attachment
from complaints.tables import (
    AttachmentKind,
    EventKind,
    Reporter,
    Ticket,
    TicketEvent,
)
from core.errors import InvalidInput
from store import audit


def confirm(
    session: Session, ticket: Ticket, reporter: Reporter, stars: int, now: datetime
) -> None:
    """Record that the reporter confirms the repair, with one to five stars. A later rating wins.

    Raises:
        InvalidInput: the ticket is not finished ("not_finished") or the stars are not 1 to 5.
    """
    if ticket.status is not Status.FINISHED:
        raise InvalidInput("not_finished", code=ticket.code)
    if not 1 <= stars <= 5:
        raise InvalidInput("bad_stars")
    assert ticket.id is not None
    ticket.stars = stars
    ticket.confirmed_at = ticket.confirmed_at or now
    ticket.updated_at = now
    _record(session, ticket.id, EventKind.RATED, reporter, now, detail={"stars": stars})


def dispute(
    session: Session, desk: Desk, ticket: Ticket, reporter: Reporter, now: datetime
) -> None:
    """Reopen the ticket: the reporter says that it is not repaired.

    Raises:
        InvalidInput: not finished ("not_finished") or the window has closed ("dispute_over").
    """
    if ticket.status is not Status.FINISHED:
        raise InvalidInput("not_finished", code=ticket.code)
    if ticket.dispute_until is None or now > ticket.dispute_until:
        raise InvalidInput("dispute_over", code=ticket.code)
    by = By(Actor.REPORTER, f"reporter:{reporter.id}")
    make_move(session, desk, ticket, Change(Move.REOPEN, Status.FINISHED), by, now)


def comment(
    session: Session,
    ticket: Ticket,
    reporter: Reporter,
    now: datetime,
    *,
    text: str = "",
    message_id: str = "",
    photo: NewPhoto | None = None,
) -> None:
    """Add the reporter's words or photo to the ticket, also after it was closed."""
    assert ticket.id is not None
    event = _record(
        session,
        ticket.id,
        EventKind.COMMENTED,
        reporter,
        now,
        note=text,
        detail={"message_id": message_id},
    )
    ticket.updated_at = now
    if photo is not None:
        session.flush()
        session.add(attachment(photo, AttachmentKind.REPORT, ticket.id, event.id, now))


def _record(
    session: Session,
    ticket_id: int,
    kind: EventKind,
    reporter: Reporter,
    now: datetime,
    *,
    note: str = "",
    detail: dict[str, object] | None = None,
) -> TicketEvent:
    actor = f"reporter:{reporter.id}"
    event = TicketEvent(
        ticket_id=ticket_id, at=now, kind=kind, actor=actor, note=note, detail=detail or {}
    )
    session.add(event)
    audit.record(session, at=now, actor=actor, action=f"ticket.{kind}", subject=subject(ticket_id))
    return event
