"""Let due dates of open tickets follow a special day, where that was asked for."""

from datetime import datetime, time

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from complaints import due_dates
from complaints.clocks.tables import SpecialDay
from complaints.clocks.targets import Targets
from complaints.desk import Desk
from complaints.lifecycle import OPEN
from complaints.retargeting.one import BATCH, retarget
from complaints.tables import Ticket
from core.clock import BANGKOK


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
        retarget(session, desk, ticket, own, actor, now, {"day": day.day.isoformat()})
    day.moved_to = max((ticket.id or 0 for ticket in tickets), default=day.moved_to)
    day.moving = len(tickets) == limit
    return True


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
