"""The tickets of a view by place: single ones where they are few, else counted by the cells of a
grid that the map's zoom decides.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import select as cells
from sqlmodel import Session, col, func, select

from complaints.queue.filters import among
from complaints.queue.listing import Wanted
from complaints.queue.outline import in_box
from complaints.queue.shares import list_shares
from complaints.tables import Ticket

MOST_SINGLE = 150  # tickets drawn one by one
MOST_COUNTED = 50_000  # the newest ones; what lies behind them changes no picture
CELLS_PER_TILE = 4  # across
DEEPEST = 19  # zoom
_Spot = tuple[int, int]  # a cell of the grid, to the north and to the east


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in degrees."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Cell:
    """How many tickets lie around a point, the middle of the grid's cell."""

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
    shares = list_shares(session, wanted.officer)
    few: list[Ticket] = []
    for share in shares:
        query = _newest(wanted, box, share, select(Ticket)).limit(MOST_SINGLE + 1 - len(few))
        few += session.exec(query).all()
    if len(few) <= MOST_SINGLE:
        return Placed(tuple(few), (), len(few))
    found: Counter[_Spot] = Counter()
    for share in shares:
        found.update(_count(session, wanted, box, share, zoom))
    total = sum(found.values())
    middles = tuple(Cell(*_middle(spot, zoom), count) for spot, count in found.items())
    return Placed((), middles, total, whole=total < MOST_COUNTED)


def _per_degree(zoom: int) -> float:
    return float(CELLS_PER_TILE * 2.0 ** min(max(zoom, 0), DEEPEST) / 360)


def _middle(spot: _Spot, zoom: int) -> tuple[float, float]:
    north, east = spot
    return north / _per_degree(zoom), east / _per_degree(zoom)


def _count(
    session: Session, wanted: Wanted, box: Box, share: ColumnElement[bool], zoom: int
) -> dict[_Spot, int]:
    pins: Any = select(Ticket.latitude, Ticket.longitude)
    pin = _newest(wanted, box, share, pins).limit(MOST_COUNTED).subquery().c
    # Rounding is what SQLite and PostgreSQL both know.
    north_of, east_of = (
        func.round(each * _per_degree(zoom)) for each in (pin.latitude, pin.longitude)
    )
    counted = cells(north_of, east_of, func.count()).group_by(north_of, east_of)
    found = session.connection().execute(counted)
    return {(int(north), int(east)): number for north, east, number in found}


def _newest(wanted: Wanted, box: Box, share: ColumnElement[bool], query: Any) -> Any:
    conditions = (
        share,
        among(wanted.statuses),
        wanted.conditions(),
        in_box(box.south, box.west, box.north, box.east),
    )
    return query.where(*conditions).order_by(col(Ticket.created_at).desc())
