"""What joint agencies do and what is done about them, as event and audit entry."""

from datetime import datetime

from sqlmodel import Session

from complaints.change import By
from complaints.desk import subject
from complaints.joint.lifecycle import PartMove, PartState
from complaints.tables import Assignment, EventKind, TicketEvent
from store import audit


def record_invitation(
    session: Session, ticket_id: int, agency_id: int, note: str, by: By, now: datetime
) -> TicketEvent:
    """Record that an agency was asked to join in."""
    detail: dict[str, object] = {"agency": agency_id}
    return _record(session, ticket_id, EventKind.INVITED, "ticket.invited", note, by, now, detail)


def record_move(
    session: Session,
    part: Assignment,
    move: PartMove,
    seen: PartState,
    note: str,
    by: By,
    now: datetime,
) -> TicketEvent:
    """Record a joint agency's step from the state `seen` to the one the part has by now."""
    detail: dict[str, object] = {"agency": part.agency_id, "part": move}
    detail |= {"from": seen, "to": part.state}
    kind = EventKind.PART_MOVED
    return _record(session, part.ticket_id, kind, f"ticket.part_{move}", note, by, now, detail)


def record_end(session: Session, part: Assignment, note: str, by: By, now: datetime) -> TicketEvent:
    """Record that a part was ended by the agency that leads."""
    detail: dict[str, object] = {"agency": part.agency_id, "part": "end", "from": part.state}
    kind = EventKind.PART_MOVED
    return _record(session, part.ticket_id, kind, "ticket.part_end", note, by, now, detail)


def _record(
    session: Session,
    ticket_id: int,
    kind: EventKind,
    action: str,
    note: str,
    by: By,
    now: datetime,
    detail: dict[str, object],
) -> TicketEvent:
    event = TicketEvent(
        ticket_id=ticket_id,
        at=now,
        kind=kind,
        actor=by.id,
        agency_id=by.agency_id,
        note=note,
        detail=detail,
    )
    session.add(event)
    session.flush()
    about = subject(ticket_id)
    audit.record(session, at=now, actor=by.id, action=action, subject=about, **detail)
    return event
