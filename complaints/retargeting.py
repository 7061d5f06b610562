"""Apply a target, or a special day, to tickets that are open already: only where that is asked for.

No breach is undone by that, and none made; every ticket keeps who changed it, and both new dates.
"""

from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select, update
from sqlmodel.sql.expression import SelectOfScalar

from complaints import due_dates
from complaints.clocks.tables import SpecialDay
from complaints.clocks.targets import Targets, find_targets, of_catalog
from complaints.desk import Desk, subject
from complaints.lifecycle import OPEN
from complaints.tables import EventKind, Ticket, TicketEvent
from core.clock import BANGKOK
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
    hours = {"response_hours": targets.response_hours, "resolution_hours": targets.resolution_hours}
    for ticket in tickets:
        _retarget(session, desk, ticket, targets, actor, now, hours)
    return len(tickets)


def apply_days(session: Session, desk: Desk, now: datetime, limit: int = BATCH) -> bool:
    """Move due dates of open tickets as a special day asks for; tells whether more is to be done.

    The calendar of `desk` knows the day. Another worker's day is left to it.
    """
    query = select(SpecialDay).where(col(SpecialDay.moving)).order_by(col(SpecialDay.id))
    day = session.exec(query.limit(1).with_for_update(skip_locked=True)).first()
    if day is None:
        return False
    tickets = session.exec(_met_by(day).limit(limit).with_for_update()).all()
    actor = day.removed_by or day.added_by
    for ticket in tickets:
        clocks = due_dates.clocks_of(desk, ticket)
        own = Targets(clocks.response_hours, clocks.resolution_hours)
        _retarget(session, desk, ticket, own, actor, now, {"day": day.day.isoformat()})
    day.moved_to = max((ticket.id or 0 for ticket in tickets), default=day.moved_to)
    day.moving = len(tickets) == limit
    return True


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
    session: Session,
    desk: Desk,
    ticket: Ticket,
    targets: Targets,
    actor: str,
    now: datetime,
    why: dict[str, Any],
) -> None:
    assert ticket.id is not None
    before = due_dates.told(ticket)
    columns = due_dates.after_retargeting(session, desk, ticket, targets, now)
    columns |= {
        "response_hours": targets.response_hours,
        "resolution_hours": targets.resolution_hours,
    }
    these = col(Ticket.id) == ticket.id
    session.connection().execute(update(Ticket).where(these).values(**columns))
    session.refresh(ticket)
    if "day" in why and due_dates.told(ticket) == before:
        return  # nobody needs to read that nothing changed
    session.add(
        TicketEvent(
            ticket_id=ticket.id,
            at=now,
            kind=EventKind.RETARGETED,
            actor=actor,
            agency_id=ticket.agency_id,
            detail={**why, **due_dates.told(ticket)},
        )
    )
    audit.record(
        session,
        at=now,
        actor=actor,
        action="ticket.retargeted",
        subject=subject(ticket.id),
        before=before,
        after=due_dates.told(ticket),
        **why,
    )


def _met_by(day: SpecialDay) -> SelectOfScalar[Ticket]:
    """Return the open tickets of a day's scope with a due date on it or later."""
    begins = datetime.combine(day.day, time(), BANGKOK)
    query = select(Ticket).where(
        col(Ticket.id) > day.moved_to,
        col(Ticket.status).in_(OPEN),
        or_(col(Ticket.due_at) >= begins, col(Ticket.response_due_at) >= begins),
    )
    if day.agency_id is not None:
        query = query.where(Ticket.agency_id == day.agency_id)
    if day.province:
        query = query.where(Ticket.province == day.province)
    return query.order_by(col(Ticket.id))


def _differs(desk: Desk, category: str, targets: Targets) -> ColumnElement[bool]:
    own = of_catalog(desk.catalog.get(category))
    response = func.coalesce(col(Ticket.response_hours), own.response_hours)
    resolution = func.coalesce(col(Ticket.resolution_hours), own.resolution_hours)
    other = or_(response != targets.response_hours, resolution != targets.resolution_hours)
    return col(Ticket.status).in_(OPEN) & other
