"""Apply a target to tickets that are open already: only where somebody asks for it."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select, update

from complaints import due_dates
from complaints.clocks.targets import Targets, find_targets, of_catalog
from complaints.desk import Desk, subject
from complaints.lifecycle import OPEN
from complaints.tables import EventKind, Ticket, TicketEvent
from store import audit

BATCH = 200  # tickets a transaction


def apply_to_open(
    session: Session,
    desk: Desk,
    agency_id: int,
    category: str,
    actor: str,
    now: datetime,
    limit: int = BATCH,
) -> int:
    """Let open tickets of an agency count by its target in force; returns how many were changed.

    Again and again until none is left. No breach is undone by that, and none made.
    """
    targets = find_targets(session, desk.catalog, agency_id, category, now)
    query = select(Ticket).where(
        Ticket.agency_id == agency_id,
        Ticket.category == category,
        _differs(desk, category, targets),
    )
    query = query.order_by(col(Ticket.id)).limit(limit).with_for_update()
    tickets = session.exec(query).all()
    for ticket in tickets:
        _retarget(session, desk, ticket, targets, actor, now)
    return len(tickets)


def count_open(
    session: Session, desk: Desk, agency_id: int, category: str, targets: Targets
) -> int:
    """Count the open tickets that count by other targets than these."""
    query = select(func.count()).select_from(Ticket)
    differs = _differs(desk, category, targets)
    return session.exec(
        query.where(Ticket.agency_id == agency_id, Ticket.category == category, differs)
    ).one()


def _retarget(
    session: Session, desk: Desk, ticket: Ticket, targets: Targets, actor: str, now: datetime
) -> None:
    assert ticket.id is not None
    before = (ticket.response_hours, ticket.resolution_hours)
    hours = {"response_hours": targets.response_hours, "resolution_hours": targets.resolution_hours}
    columns = due_dates.after_retargeting(session, desk, ticket, targets, now) | hours
    these = col(Ticket.id) == ticket.id
    session.connection().execute(update(Ticket).where(these).values(**columns))
    session.refresh(ticket)
    session.add(
        TicketEvent(
            ticket_id=ticket.id,
            at=now,
            kind=EventKind.RETARGETED,
            actor=actor,
            agency_id=ticket.agency_id,
            detail={**hours, **due_dates.told(ticket)},
        )
    )
    audit.record(
        session,
        at=now,
        actor=actor,
        action="ticket.retargeted",
        subject=subject(ticket.id),
        before=before,
        **hours,
    )


def _differs(desk: Desk, category: str, targets: Targets) -> ColumnElement[bool]:
    own = of_catalog(desk.catalog.get(category))
    response = func.coalesce(col(Ticket.response_hours), own.response_hours)
    resolution = func.coalesce(col(Ticket.resolution_hours), own.resolution_hours)
    other = or_(response != targets.response_hours, resolution != targets.resolution_hours)
    return col(Ticket.status).in_(OPEN) & other
