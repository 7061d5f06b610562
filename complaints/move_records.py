"""How a change of a ticket is written: only from what was seen, with its event and audit entry."""

from datetime import datetime

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, update

from complaints.change import By, Change
from complaints.closing.doubts import to_json
from complaints.closing.requests import lapse
from complaints.desk import subject
from complaints.lifecycle import Move, Rule, Status
from complaints.tables import EventKind, Ticket, TicketEvent
from core.errors import Conflict
from store import audit


def lock(session: Session, ticket: Ticket) -> None:
    """Read the ticket as it is now, and let nobody else change it until this transaction ends.

    What is written is reckoned from it: targets or days that are just being applied to it would
    be undone by clocks that were read before.
    """
    # Weaker than FOR UPDATE: who only refers to the ticket need not wait.
    session.refresh(ticket, with_for_update={"key_share": True})


def write(session: Session, ticket: Ticket, change: Change, values: dict[str, object]) -> None:
    """Change the ticket if it is as it was seen; requests for a second yes lapse.

    Raises:
        Conflict: its status, agency or officer is another by now.
    """
    written = session.connection().execute(
        update(Ticket)
        .where(
            col(Ticket.id) == ticket.id,
            col(Ticket.status) == change.seen,
            col(Ticket.agency_id) == change.agency_seen_on(ticket),
            _officer_as_seen(change),
        )
        .values(**values, approval_since=None)
    )
    if written.rowcount != 1:
        raise Conflict(f"ticket {ticket.code} is no longer {change.seen}, or another agency's")
    session.refresh(ticket)
    lapse(session, ticket, ticket.updated_at)


def _officer_as_seen(change: Change) -> ColumnElement[bool]:
    if change.seen_officer_id is None:
        return true()
    return col(Ticket.officer_id).is_not_distinct_from(change.seen_officer_id or None)


def event_of(ticket_id: int, rule: Rule, change: Change, by: By, now: datetime) -> TicketEvent:
    """Return the entry of the timeline, not yet added."""
    detail = {
        "no_photo_reason": change.no_photo_reason.strip(),
        "hold_reason": change.hold_reason,
        "expected_on": change.expected_on.isoformat() if change.expected_on else None,
        "to_agency": change.agency_id if change.move is Move.FORWARD else None,
        "asked_agency": change.asked_agency_id,
        "warnings": to_json(change.doubts),
        "override_reason": change.override_reason.strip() if change.doubts else "",
        "asked_by": change.approved.by if change.approved else None,
        "finished_at": change.approved.at.isoformat() if change.approved else None,
    }
    return TicketEvent(
        ticket_id=ticket_id,
        at=now,
        kind=EventKind.MOVED,
        move=change.move,
        from_status=change.seen,
        to_status=rule.to,
        actor=by.id,
        agency_id=by.agency_id,
        note=change.note.strip(),
        detail={name: value for name, value in detail.items() if value},
    )


def record_move(
    session: Session, ticket: Ticket, change: Change, to: Status, by: By, now: datetime
) -> None:
    """Note in the audit log who moved the ticket, from where to where."""
    audit.record(
        session,
        at=now,
        actor=by.id,
        action=f"ticket.{change.move}",
        subject=subject(ticket.id or 0),
        **{"from": change.seen, "to": to},
    )


def record_override(
    session: Session, ticket: Ticket, change: Change, by: By, now: datetime
) -> None:
    """Note why the ticket was closed in spite of doubts, where there were any."""
    if not change.doubts:
        return
    audit.record(
        session,
        at=now,
        actor=by.id,
        action="ticket.override",
        subject=subject(ticket.id or 0),
        reason=change.override_reason.strip(),
        warnings=to_json(change.doubts),
    )
