"""Problems by place: single ones where they are few, else counted by the cells of a grid.

All of it of the squares of `reach`, not of the pins: however one asks, no place is told finer.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select as cells
from sqlmodel import Session, col, func, select

from complaints.publishing.asking import Asked
from complaints.publishing.reach import LISTED, STEP, snapped, square
from complaints.queue.outline import in_box
from complaints.queue.places import Box, Cell
from complaints.tables import Ticket
from store.columns import one_of

MOST_SINGLE = 100  # problems drawn one by one
MOST_COUNTED = 50_000  # the newest ones
CELLS_PER_TILE = 4  # across
DEEPEST = 14  # zoom; cells of a deeper one would be smaller than the squares


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the map shows: `tickets` where they are few, else `cells`; `whole`: all of them."""

    tickets: tuple[Ticket, ...]
    cells: tuple[Cell, ...]
    total: int
    whole: bool = True


def draw(session: Session, asked: Asked, box: Box, zoom: int, now: datetime) -> Drawn:
    """Return the problems in the box, as far as a map of that zoom can show them."""
    few = session.exec(_newest(asked, box, now, select(Ticket)).limit(MOST_SINGLE + 1)).all()
    if len(few) <= MOST_SINGLE:
        return Drawn(tuple(few), (), len(few))
    found = _count(session, asked, box, zoom, now)
    total = sum(each.count for each in found)
    return Drawn((), found, total, whole=total < MOST_COUNTED)


def _count(session: Session, asked: Asked, box: Box, zoom: int, now: datetime) -> tuple[Cell, ...]:
    pins: Any = select(Ticket.latitude, Ticket.longitude)
    pin = _newest(asked, box, now, pins).limit(MOST_COUNTED).subquery().c
    a_cell = max(round(360 / (CELLS_PER_TILE * 2.0 ** min(max(zoom, 0), DEEPEST)) / STEP), 1)
    north_of, east_of = (
        func.round(square(each) / float(a_cell)) for each in (pin.latitude, pin.longitude)
    )
    counted = cells(north_of, east_of, func.count()).group_by(north_of, east_of)
    side = a_cell * STEP
    return tuple(
        Cell(round(float(north) * side, 5), round(float(east) * side, 5), number)
        for north, east, number in session.connection().execute(counted)
    )


def _newest(asked: Asked, box: Box, now: datetime, query: Any) -> Any:
    around = snapped(box)
    conditions = [
        LISTED,
        *asked.conditions(now),
        in_box(around.south, around.west, around.north, around.east),
    ]
    statuses = [each for each in asked.lanes() if each is not None]
    if statuses:
        conditions.append(one_of(col(Ticket.status), statuses))
    return query.where(*conditions).order_by(col(Ticket.id).desc())
