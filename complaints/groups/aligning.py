"""Tickets of a group stand alike: brought to a status, or given an owner, beside any move."""

from datetime import datetime

from sqlmodel import Session

from complaints import due_dates
from complaints.change import By, Change
from complaints.desk import Desk
from complaints.lifecycle import Move, Rule, Status
from complaints.move_records import event_of, record_move, write
from complaints.parts import change_lead
from complaints.tables import Ticket, TicketEvent


def align(
    session: Session,
    desk: Desk,
    ticket: Ticket,
    to: Status,
    move: Move,
    by: By,
    now: datetime,
    **detail: str,
) -> TicketEvent:
    """Bring a ticket to the status that its joining or leaving a group asks for.

    Raises:
        Conflict: somebody else moved the ticket first.
    """
    seen = ticket.status
    change = Change(move, seen)
    values: dict[str, object] = {"status": to, "hold_reason": None, "updated_at": now}
    if to is not Status.RECEIVED and ticket.first_response_at is None:
        values["first_response_at"] = now
    if to is not Status.FINISHED:
        values |= {"finished_at": None, "confirmed_at": None, "dispute_until": None, "stars": None}
    clocks = due_dates.after_move(session, desk, ticket, move, to, now)
    write(session, ticket, change, values | clocks)
    assert ticket.id is not None
    event = event_of(ticket.id, Rule(to, by=by.side), change, by, now)
    event.detail = {**event.detail, **due_dates.told(ticket), **detail}
    session.add(event)
    record_move(session, ticket, change, to, by, now)
    return event


def hand_over(session: Session, ticket: Ticket, agency_id: int, now: datetime) -> None:
    """Give the ticket another owner beside any move, as a group has one. Status and reason stay."""
    change = Change(Move.FORWARD, ticket.status)
    values: dict[str, object] = {"agency_id": agency_id, "officer_id": None, "updated_at": now}
    write(session, ticket, change, values)
    change_lead(session, ticket, now)
