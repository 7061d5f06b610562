"""Give an open ticket other targets, or reckon its due dates anew; both on record."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, update

from complaints import due_dates
from complaints.clocks.targets import Targets
from complaints.desk import Desk, subject
from complaints.tables import EventKind, Ticket, TicketEvent
from store import audit

# Tickets a transaction: on SQLite an officer's click waits for one of them to end.
BATCH = 25


def retarget(
    session: Session,
    desk: Desk,
    ticket: Ticket,
    targets: Targets,
    actor: str,
    now: datetime,
    why: dict[str, Any],
) -> None:
    """Let the ticket count by these targets. No breach is undone by that, and none made.

    Its timeline and the audit keep who changed it, `why`, and both new dates; nothing is kept where
    neither the targets nor the dates differ.
    """
    assert ticket.id is not None
    before = due_dates.told(ticket)
    new_targets = differs(desk, ticket, targets)
    columns = due_dates.after_retargeting(session, desk, ticket, targets, now)
    columns |= {
        "response_hours": targets.response_hours,
        "resolution_hours": targets.resolution_hours,
    }
    these = col(Ticket.id) == ticket.id
    session.connection().execute(update(Ticket).where(these).values(**columns))
    session.refresh(ticket)
    after = due_dates.told(ticket)
    if after == before and not new_targets:
        return  # nobody needs to read that nothing changed
    event = TicketEvent(
        ticket_id=ticket.id,
        at=now,
        kind=EventKind.RETARGETED,
        actor=actor,
        agency_id=ticket.agency_id,
        detail={**why, **after},
    )
    session.add(event)
    audit.record(
        session,
        at=now,
        actor=actor,
        action="ticket.retargeted",
        subject=subject(ticket.id),
        before=before,
        after=after,
        **why,
    )


def differs(desk: Desk, ticket: Ticket, targets: Targets) -> bool:
    """Tell whether the ticket counts by other targets than these."""
    own = due_dates.clocks_of(desk, ticket)
    hours = (own.response_hours, own.resolution_hours)
    return hours != (targets.response_hours, targets.resolution_hours)
