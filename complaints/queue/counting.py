"""How many tickets stand in each view."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, case, func
from sqlalchemy import select as sums
from sqlmodel import Session, col, select

from complaints.queue.filters import View, among, belongs, narrowed, statuses_of
from complaints.queue.listing import Wanted
from complaints.queue.shares import list_shares
from complaints.tables import Ticket

# Counted in one walk over the open tickets. What looks like a duplicate is asked of each ticket
# apart, and closed tickets only grow: both are listed, never counted.
OF_OPEN = (
    View.OPEN,
    View.MINE,
    View.UNASSIGNED,
    View.SOON,
    View.OVERDUE,
    View.REOPENED,
    View.WAITING,
    View.APPROVAL,
)
MOST_FOUND = 1_000


def count_views(session: Session, wanted: Wanted) -> Mapping[View, int]:
    """Return how many tickets of each view the filters leave.

    Where words are looked for, which may stand in half a million tickets, only the view turned to
    is counted, and no further than `MOST_FOUND`.
    """
    if wanted.filters.words:
        return {wanted.view: count(session, wanted, MOST_FOUND)}
    counts = dict.fromkeys((*OF_OPEN, View.REPLIED), 0)
    statuses = statuses_of(View.OPEN, wanted.filters)
    connection = session.connection()
    columns = [_sum_of(belongs(view, wanted.officer, wanted.at)) for view in OF_OPEN]
    narrowing = and_(*narrowed(wanted.filters))
    for share in list_shares(session, wanted.officer):
        row = connection.execute(sums(*columns).where(share, among(statuses), narrowing)).one()
        for view, found in zip(OF_OPEN, row, strict=True):
            counts[view] += found or 0
    counts[View.REPLIED] = count(session, replace(wanted, view=View.REPLIED))
    return counts


def count(session: Session, wanted: Wanted, most: int | None = None) -> int:
    """Return how many tickets there are; with `most`, counting ends there."""
    total = 0
    for share in list_shares(session, wanted.officer):
        found = select(Ticket.id).where(share, among(wanted.statuses), wanted.conditions())
        if most is not None:
            # In the order in which an index gives them: counting then ends early.
            found = found.order_by(col(Ticket.id).desc()).limit(most - total)
        total += session.exec(select(func.count()).select_from(found.subquery())).one()
    return total


def _sum_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
