"""Let open tickets count by the targets in force: asked for, carried out some at a time, shown."""

from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, true
from sqlalchemy import select as sums
from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from complaints.clocks.tables import TargetOrder
from complaints.clocks.targets import Origin, Targets, in_force, of_catalog
from complaints.desk import Desk
from complaints.lifecycle import OPEN
from complaints.retargeting.one import BATCH, differs, retarget
from complaints.tables import Ticket
from store import audit

LOOK = 200  # tickets read at once, of which BATCH are changed at most


def count_others(
    session: Session, desk: Desk, agency_id: int | None, now: datetime
) -> Counter[str]:
    """Count the open tickets that count by other targets than those in force, by category.

    Without an agency those of all, but for what an agency has set for itself: that is its own to
    apply.
    """
    kinds = (col(Ticket.agency_id), col(Ticket.category))
    hours = (col(Ticket.response_hours), col(Ticket.resolution_hours))
    query = sums(*kinds, *hours, func.count()).where(col(Ticket.status).in_(OPEN))
    found = session.connection().execute(query.where(_of(agency_id)).group_by(*kinds, *hours)).all()
    book = in_force(session, desk.catalog, {row[0] for row in found}, now)
    counts: Counter[str] = Counter()
    for owner, category, response, resolution, number in found:
        targets, otherwise = book.of(owner, category), of_catalog(desk.catalog.get(category))
        kept = response or otherwise.response_hours, resolution or otherwise.resolution_hours
        if kept != (targets.response_hours, targets.resolution_hours) and _meets(
            agency_id, targets
        ):
            counts[category] += number
    return counts


def ask(
    session: Session, agency_id: int | None, total: int, actor: str, now: datetime
) -> TargetOrder | None:
    """Order that open tickets count by the targets in force; None where none counts by others.

    What is ordered already and not yet begun is not ordered twice.
    """
    if not total:
        return None
    query = select(TargetOrder).where(
        TargetOrder.agency_id == agency_id,
        col(TargetOrder.done_at).is_(None),
        TargetOrder.looked_to == 0,
    )
    waiting = session.exec(query).first()
    if waiting is not None:
        waiting.total = max(waiting.total, total)
        return waiting
    order = TargetOrder(agency_id=agency_id, actor=actor, asked_at=now, total=total)
    session.add(order)
    audit.record(
        session,
        at=now,
        actor=actor,
        action="target.applied",
        subject=f"agency:{agency_id}" if agency_id else "targets",
        tickets=total,
    )
    return order


def carry_out(session: Session, desk: Desk, now: datetime) -> bool:
    """Change some tickets of the oldest order; tells whether more is to be done.

    The targets are those in force now, whatever they were when it was asked. Each ticket is looked
    at anew under its lock, so that an officer's act meanwhile counts. Another worker's order is
    left to it.
    """
    query = select(TargetOrder).where(col(TargetOrder.done_at).is_(None))
    oldest = query.order_by(col(TargetOrder.id)).limit(1)
    order = session.exec(oldest.with_for_update(skip_locked=True)).first()
    if order is None:
        return False
    tickets = session.exec(_further(order)).all()
    book = in_force(session, desk.catalog, {ticket.agency_id for ticket in tickets}, now)
    changed = 0
    for ticket in tickets:
        order.looked_to = ticket.id or order.looked_to
        targets = book.of(ticket.agency_id, ticket.category)
        changed += _meets(order.agency_id, targets) and _apply(
            session, desk, order, ticket, targets, now
        )
        if changed == BATCH:
            break
    order.changed += changed
    if changed < BATCH and len(tickets) < LOOK:
        order.done_at = now
    return True


def list_orders(session: Session, agency_id: int | None, limit: int = 5) -> list[TargetOrder]:
    """Return the newest orders that met this agency's tickets; those for all without an agency."""
    of_all = col(TargetOrder.agency_id).is_(None)
    met = of_all if agency_id is None else or_(of_all, col(TargetOrder.agency_id) == agency_id)
    query = select(TargetOrder).where(met).order_by(col(TargetOrder.id).desc())
    return list(session.exec(query.limit(limit)))


def _apply(
    session: Session,
    desk: Desk,
    order: TargetOrder,
    ticket: Ticket,
    targets: Targets,
    now: datetime,
) -> bool:
    if not differs(desk, ticket, targets):
        return False
    owned = (ticket.agency_id, ticket.category)
    session.refresh(ticket, with_for_update=True)
    if ticket.status not in OPEN or owned != (ticket.agency_id, ticket.category):
        return False  # closed, handed on or filed elsewhere meanwhile, by targets in force
    if not differs(desk, ticket, targets):
        return False
    hours = {"response_hours": targets.response_hours, "resolution_hours": targets.resolution_hours}
    retarget(session, desk, ticket, targets, order.actor, now, hours)
    return True


def _further(order: TargetOrder) -> SelectOfScalar[Ticket]:
    query = select(Ticket).where(
        col(Ticket.id) > order.looked_to, col(Ticket.status).in_(OPEN), _of(order.agency_id)
    )
    return query.order_by(col(Ticket.id)).limit(LOOK)


def _of(agency_id: int | None) -> ColumnElement[bool]:
    return true() if agency_id is None else col(Ticket.agency_id) == agency_id


def _meets(agency_id: int | None, targets: Targets) -> bool:
    return agency_id is not None or targets.origin is not Origin.AGENCY
