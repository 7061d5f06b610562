"""How many tickets stand in each view."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, case, func
from sqlalchemy import select as sums
from sqlmodel import Session, col, select

from complaints.queue.filters import View, among, belongs, narrowed, statuses_of
from complaints.queue.listing import Wanted
from complaints.queue.order import Sort, parts_of
from complaints.queue.shares import list_shares
from complaints.tables import Ticket

# Counted in one walk over the open tickets. Closed tickets only grow: they are listed, not counted.
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
MOST_LIKELY = 100


def count_views(session: Session, wanted: Wanted) -> Mapping[View, int]:
    """Return how many tickets of each view the filters leave.

    Where words are looked for, which may stand in half a million tickets, only the view turned to
    is counted, and no further than `MOST_FOUND`. What looks like a duplicate is asked of each
    ticket apart, so it is counted to the end only when turned to, else as far as `MOST_LIKELY`.
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
    counts[View.DUPLICATES] = _count_likely(session, wanted)
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


def _count_likely(session: Session, wanted: Wanted) -> int:
    if wanted.view is View.DUPLICATES:
        return count(session, wanted)
    total = 0
    newest = parts_of(Sort.NEWEST)[0].order()  # an index gives it, so that counting ends early
    for lane in replace(wanted, view=View.DUPLICATES).lanes(session):
        found = select(Ticket.id).where(lane).order_by(*newest).limit(MOST_LIKELY - total)
        total += session.exec(select(func.count()).select_from(found.subquery())).one()
    return total


def _sum_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
