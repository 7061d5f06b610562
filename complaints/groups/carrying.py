"""What a ticket hands to the one that stands for its problem: the officer, the urgency, the
agencies that join in, and a citizen who waits for an answer.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from complaints.change import By
from complaints.joint.parts import find_part, list_parts
from complaints.joint.recording import record_invitation
from complaints.lifecycle import OPEN, HoldReason, Move
from complaints.prioritising import set_priority
from complaints.tables import (
    Assignment,
    AssignmentRole,
    EventKind,
    Priority,
    Ticket,
    TicketEvent,
)


def hand_to_main(session: Session, child: Ticket, main: Ticket, by: By, now: datetime) -> None:
    """Let the main ticket carry on what its new child had begun. The child keeps its parts, so that
    taken out again it has them still; its officer is that of the main ticket.
    """
    child.officer_id = None
    if main.status in OPEN:
        if child.priority is Priority.URGENT:
            set_priority(session, main, Priority.URGENT, by, now)
        _join_parts(session, child, main, by, now)
    _pass_on_words(child, main)


def change_places(session: Session, former: Ticket, main: Ticket, by: By, now: datetime) -> None:
    """Let the ticket that stands for a group from now on carry on what the former main one did."""
    main.officer_id = former.officer_id if former.agency_id == main.agency_id else None
    main.hold_reason = former.hold_reason if former.status is main.status else main.hold_reason
    former.officer_id = None
    session.flush()
    if main.status in OPEN:
        if former.priority is Priority.URGENT:
            set_priority(session, main, Priority.URGENT, by, now)
        _join_parts(session, former, main, by, now)
    _pass_on_words(former, main)


def hold_reason_before(session: Session, child: Ticket) -> HoldReason | None:
    """Return for what a ticket was on hold before it was put into a group."""
    query = select(TicketEvent).where(
        TicketEvent.ticket_id == child.id,
        TicketEvent.kind == EventKind.MOVED,
        TicketEvent.move == Move.HOLD,
    )
    held = session.exec(query.order_by(col(TicketEvent.id).desc())).first()
    return HoldReason(held.detail["hold_reason"]) if held else None


def _join_parts(session: Session, ticket: Ticket, main: Ticket, by: By, now: datetime) -> None:
    assert main.id is not None
    for part in list_parts(session, ticket):
        lead = part.agency_id == main.agency_id
        if part.ended_at or lead or find_part(session, main, part.agency_id):
            continue
        session.add(
            Assignment(
                ticket_id=main.id,
                agency_id=part.agency_id,
                role=AssignmentRole.JOINT,
                state=part.state,
                started_at=part.started_at,
                accepted_at=part.accepted_at,
                finished_at=part.finished_at,
            )
        )
        record_invitation(session, main.id, part.agency_id, "", by, now)


def _pass_on_words(ticket: Ticket, main: Ticket) -> None:
    waits = [each.citizen_wrote_at for each in (ticket, main) if each.citizen_wrote_at]
    main.citizen_wrote_at = min(waits, default=None)
