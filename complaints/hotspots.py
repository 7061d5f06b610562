"""Places where problems of one category come back, month after month.

Tickets are counted by cells of about a hundred metres, neighbouring cells are joined, and the
tickets of what remains are read. A child of a group is the problem of its main ticket.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, func, select

from agencies.tables import Officer
from complaints.groups.members import people_of
from complaints.lifecycle import OPEN, Status
from complaints.queries import visible_to
from complaints.tables import Ticket
from core.clock import to_bangkok

CELLS_PER_DEGREE = 1112  # cells of 100 m from north to south, a little less from west to east
LEAST_PROBLEMS = 3  # of a spot; fewer are no habit of the place
LEAST_IN_CELL = 2
MOST_CELLS = 600
MOST_SPOTS = 40
MOST_TICKETS = 200  # of a spot that are read
NO_PROBLEM = (Status.WITHDRAWN, Status.REJECTED)

Cell = tuple[int, int]  # from south to north, from west to east


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where one category of problem keeps coming back; `tickets` newest first."""

    category: str
    latitude: float
    longitude: float
    problems: int
    people: int
    open_now: int
    months: int
    first_at: datetime
    last_at: datetime
    tickets: tuple[Ticket, ...]


def find_spots(
    session: Session, officer: Officer, since: datetime, category: str = ""
) -> list[Spot]:
    """Return the hot spots among what this officer may see, those of most months first."""
    conditions = [
        visible_to(officer),
        col(Ticket.created_at) >= since,
        col(Ticket.latitude).is_not(None),
        col(Ticket.sealed).is_(False),
        col(Ticket.status).not_in(NO_PROBLEM),
    ]
    if category:
        conditions.append(col(Ticket.category) == category)
    areas = _areas(_count_cells(session, conditions))
    spots = [_spot(session, code, cells, conditions) for code, cells in areas[:MOST_SPOTS]]
    return sorted(
        (spot for spot in spots if spot.problems >= LEAST_PROBLEMS),
        key=lambda spot: (-spot.months, -spot.problems, -spot.people),
    )


def _count_cells(
    session: Session, conditions: Sequence[ColumnElement[bool]]
) -> dict[str, dict[Cell, int]]:
    """Return {category: {cell: problems}} of the busiest cells."""
    # Rounding is what SQLite and PostgreSQL both know.
    north = func.round(col(Ticket.latitude) * CELLS_PER_DEGREE)
    east = func.round(col(Ticket.longitude) * CELLS_PER_DEGREE)
    problems = func.count() - func.count(col(Ticket.main_id))
    query = (
        select(Ticket.category, north, east, problems)
        .where(*conditions)
        .group_by(col(Ticket.category), north, east)
        .having(problems >= LEAST_IN_CELL)
        .order_by(problems.desc(), col(Ticket.category), north, east)
        .limit(MOST_CELLS)
    )
    cells: defaultdict[str, dict[Cell, int]] = defaultdict(dict)
    for category, latitude, longitude, count in session.exec(query):
        cells[category][int(latitude), int(longitude)] = count
    return cells


def _areas(counts: dict[str, dict[Cell, int]]) -> list[tuple[str, list[Cell]]]:
    """Return (category, neighbouring cells), the busiest first."""
    areas = [
        (sum(cells[cell] for cell in area), category, area)
        for category, cells in counts.items()
        for area in _neighbours(cells)
    ]
    areas.sort(key=lambda each: (-each[0], each[1], each[2]))
    return [(category, area) for _, category, area in areas]


def _neighbours(cells: dict[Cell, int]) -> list[list[Cell]]:
    """Join each cell to the busiest one beside it, so that a spot stays about 300 m wide."""
    free = sorted(cells, key=lambda cell: (-cells[cell], cell))
    taken: set[Cell] = set()
    areas = []
    for north, east in free:
        if (north, east) in taken:
            continue
        around = [(north + up, east + right) for up in (-1, 0, 1) for right in (-1, 0, 1)]
        area = [cell for cell in around if cell in cells and cell not in taken]
        taken.update(area)
        areas.append(sorted(area))
    return areas


def _spot(
    session: Session,
    category: str,
    cells: Sequence[Cell],
    conditions: Sequence[ColumnElement[bool]],
) -> Spot:
    query = select(Ticket).where(_around(cells), col(Ticket.category) == category, *conditions)
    tickets = session.exec(query.order_by(col(Ticket.id).desc()).limit(MOST_TICKETS)).all()
    mains = [ticket for ticket in tickets if ticket.main_id is None]
    stand_for = {ticket.main_id or ticket.id or 0 for ticket in tickets}
    days = [to_bangkok(ticket.created_at) for ticket in tickets]
    return Spot(
        category=category,
        latitude=sum(ticket.latitude or 0 for ticket in tickets) / len(tickets),
        longitude=sum(ticket.longitude or 0 for ticket in tickets) / len(tickets),
        problems=len(mains),
        people=len(set().union(*people_of(session, stand_for).values())),
        open_now=sum(ticket.status in OPEN for ticket in mains),
        months=len({(day.year, day.month) for day in days}),
        first_at=min(ticket.created_at for ticket in tickets),
        last_at=max(ticket.created_at for ticket in tickets),
        tickets=tuple(mains),
    )


def _around(cells: Sequence[Cell]) -> ColumnElement[bool]:
    """Return the box around neighbouring cells: one range of the index instead of nine."""
    norths, easts = zip(*cells, strict=True)
    edges = (min(norths) - 0.5, max(norths) + 0.5, min(easts) - 0.5, max(easts) + 0.5)
    south, north, west, east = (edge / CELLS_PER_DEGREE for edge in edges)
    return and_(
        col(Ticket.latitude).between(south, north), col(Ticket.longitude).between(west, east)
    )
