"""Who handed tickets to whom, as of a moment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, or_, select

from complaints.figures.periods import Period
from complaints.figures.scope import Scope
from complaints.tables import Assignment, AssignmentRole, Ticket


@dataclass(frozen=True, slots=True)
class Way:
    """From one agency to another, by their ids."""

    giver: int
    taker: int


def hand_overs(
    session: Session, scope: Scope, period: Period, as_of: datetime
) -> Mapping[Way, Sequence[int]]:
    """Return {way: ids of the tickets handed over}, of what left or reached the scope in a period.

    By the day of the hand-over, whenever the ticket was reported. What is sealed now is in
    nobody's count but of those who may know of it. A ticket handed over twice is there twice.
    """
    end = min(period.end, as_of)
    before = func.lag(Assignment.agency_id).over(
        partition_by=col(Assignment.ticket_id), order_by=col(Assignment.id)
    )
    moved = select(Assignment.ticket_id).where(
        Assignment.role == AssignmentRole.LEAD,
        col(Assignment.ended_at) >= period.start,
        col(Assignment.ended_at) <= end,
    )
    steps = (
        select(
            Assignment.ticket_id,
            before.label("giver"),
            col(Assignment.agency_id).label("taker"),
            col(Assignment.started_at).label("at"),
        )
        .where(Assignment.role == AssignmentRole.LEAD, col(Assignment.ticket_id).in_(moved))
        .subquery()
    )
    query = (
        select(steps.c.ticket_id, steps.c.giver, steps.c.taker)
        .join(Ticket, col(Ticket.id) == steps.c.ticket_id)
        .where(
            steps.c.giver.is_not(None),
            steps.c.at >= period.start,
            steps.c.at < period.end,
            steps.c.at <= as_of,
            or_(steps.c.giver.in_(scope.agency_ids), steps.c.taker.in_(scope.agency_ids)),
        )
        .order_by(steps.c.ticket_id)
    )
    if not scope.sealed:
        query = query.where(col(Ticket.sealed).is_(False))
    found: defaultdict[Way, list[int]] = defaultdict(list)
    for ticket_id, giver, taker in session.exec(query):
        found[Way(giver, taker)].append(ticket_id)
    return dict(found)
