"""A joint agency moves its own part: takes it up, finishes it, or says that it is not its work."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, update

from complaints.alerts.raising import raise_alert
from complaints.alerts.tables import AlertKind
from complaints.change import By
from complaints.joint.lifecycle import PartMove, PartRule, PartState, check_part
from complaints.joint.parts import check_open, find_part
from complaints.joint.recording import record_move
from complaints.move_needs import LEAST_NOTE
from complaints.photos import NewPhoto, attachment
from complaints.tables import Assignment, AttachmentKind, Ticket, TicketEvent
from core.errors import Conflict, InvalidInput, NotAllowed


@dataclass(frozen=True, slots=True)
class PartChange:
    """A joint agency's move; `seen` is the state of the part on which the officer decided."""

    move: PartMove
    seen: PartState
    note: str = ""
    photos: tuple[NewPhoto, ...] = ()


def move_part(
    session: Session, ticket: Ticket, change: PartChange, by: By, now: datetime
) -> TicketEvent:
    """Move the part of the officer's agency. The ticket itself follows the agency that leads.

    Raises:
        NotAllowed: the officer's agency has no part in the ticket.
        PartRefused: the table has no such move from the state that was seen.
        InvalidInput: it has to say how or why ("needs_note").
        Conflict: the ticket is closed or a child, or somebody else moved the part first.
    """
    part = find_part(session, ticket, by.agency_id)
    if part is None:
        raise NotAllowed(f"agency {by.agency_id} has no part in {ticket.code}")
    check_open(ticket)
    rule = check_part(change.seen, change.move)
    note = change.note.strip()
    if rule.needs_note and len(note) < LEAST_NOTE:
        raise InvalidInput("needs_note", least=LEAST_NOTE)
    _write(session, part, change, rule, now)
    ticket.updated_at = now
    event = record_move(session, part, change.move, change.seen, note, by, now)
    if change.move is not PartMove.ACCEPT:
        raise_alert(session, ticket, AlertKind.PART_MOVED, now, actor=by.id)
    session.add_all(
        attachment(photo, AttachmentKind.AFTER, part.ticket_id, event.id, now)
        for photo in change.photos
    )
    return event


def _write(
    session: Session, part: Assignment, change: PartChange, rule: PartRule, now: datetime
) -> None:
    values: dict[str, object] = {"state": rule.to}
    match rule.to:
        case PartState.IN_PROGRESS:
            values["accepted_at"] = now
        case PartState.FINISHED:
            values["finished_at"] = now
        case PartState.DECLINED:
            values["ended_at"] = now
    written = session.connection().execute(
        update(Assignment)
        .where(
            col(Assignment.id) == part.id,
            col(Assignment.state) == change.seen,
            col(Assignment.ended_at).is_(None),
        )
        .values(**values)
    )
    if written.rowcount != 1:
        raise Conflict(f"the part of agency {part.agency_id} is no longer {change.seen}")
    session.refresh(part)
