"""The tickets of a view by place: single ones where they are few, else counted by the cells of a
grid that the map's zoom decides.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session, col, func, select

from complaints.queries import visible_to
from complaints.queue.filters import among
from complaints.queue.listing import Wanted
from complaints.queue.outline import in_box
from complaints.tables import Ticket

MOST_SINGLE = 150  # tickets drawn one by one
MOST_COUNTED = 50_000  # the newest ones; what lies behind them changes no picture
CELLS_PER_TILE = 4  # across
DEEPEST = 19  # zoom


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in degrees."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Cell:
    """How many tickets lie around a point, the middle of them."""

    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True, slots=True)
class Placed:
    """What the map shows. `tickets` where they are few, else `cells`.

    `whole` is false where older tickets were left out.
    """

    tickets: tuple[Ticket, ...]
    cells: tuple[Cell, ...]
    total: int
    whole: bool = True


def place(session: Session, wanted: Wanted, box: Box, zoom: int) -> Placed:
    """Return the tickets in the box, as far as a map of that zoom can show them."""
    few = session.exec(_newest(wanted, box, select(Ticket)).limit(MOST_SINGLE + 1)).all()
    if len(few) <= MOST_SINGLE:
        return Placed(tuple(few), (), len(few))
    cells = _cells(session, wanted, box, zoom)
    total = sum(cell.count for cell in cells)
    return Placed((), cells, total, whole=total < MOST_COUNTED)


def _cells(session: Session, wanted: Wanted, box: Box, zoom: int) -> tuple[Cell, ...]:
    pins: Select[Any] = select(Ticket.latitude, Ticket.longitude)  # type: ignore[assignment]
    pin = _newest(wanted, box, pins).limit(MOST_COUNTED).subquery().c
    per_degree = CELLS_PER_TILE * 2.0 ** min(max(zoom, 0), DEEPEST) / 360
    # Rounding is what SQLite and PostgreSQL both know.
    north, east = (func.round(each * per_degree) for each in (pin.latitude, pin.longitude))
    columns = (func.avg(pin.latitude), func.avg(pin.longitude), func.count())
    query = select(*columns).group_by(north, east)
    return tuple(Cell(*row) for row in session.connection().execute(query))


def _newest(wanted: Wanted, box: Box, query: Any) -> Any:
    conditions = (
        visible_to(wanted.officer),
        among(wanted.statuses),
        wanted.conditions(),
        in_box(box.south, box.west, box.north, box.east),
    )
    return query.where(*conditions).order_by(col(Ticket.id).desc())
