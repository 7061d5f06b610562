"""Which tickets exist for everybody, and where about they are: the one condition, the one grid."""

import math
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, not_
from sqlmodel import Session, col, func, select

from complaints.queue.places import Box
from complaints.tables import Ticket
from core.errors import NotFound

PUBLIC: ColumnElement[bool] = not_(col(Ticket.sealed))
# A problem once: of tickets put together the main one, none that its reporter has withdrawn.
LISTED: ColumnElement[bool] = and_(
    PUBLIC, col(Ticket.main_id).is_(None), col(Ticket.status) != "withdrawn"
)
PLACES = 3  # decimals of a degree: some 110 m from north to south, 107 m from east to west
STEP = 0.001  # degrees, as those decimals


def get_ticket(session: Session, code: str) -> Ticket:
    """Return the ticket of that number for everybody.

    Raises:
        NotFound: there is none, or it is sealed: nobody can tell which.
    """
    query = select(Ticket).where(Ticket.code == code.upper(), PUBLIC)
    ticket = session.exec(query).first()
    if ticket is None:
        raise NotFound(f"no ticket {code}")
    return ticket


@dataclass(frozen=True, slots=True)
class Spot:
    """Where about something is, in degrees: the middle of a square of 100 m or so."""

    latitude: float
    longitude: float


def spot_of(latitude: float | None, longitude: float | None) -> Spot | None:
    """Return the square of a pin, None without one."""
    if latitude is None or longitude is None:
        return None
    return Spot(round(latitude, PLACES), round(longitude, PLACES))


def snapped(box: Box) -> Box:
    """Return the box with its edges moved out to those of the squares.

    A box of any edges would tell an exact place: one asks for ever smaller ones.
    """

    def edge(degrees: float, outward: int) -> float:
        squares = degrees / STEP - 0.5
        whole = math.floor(squares) if outward < 0 else math.ceil(squares)
        return (whole + 0.5) * STEP

    return Box(edge(box.south, -1), edge(box.west, -1), edge(box.north, 1), edge(box.east, 1))


def square(column: ColumnElement[float]) -> ColumnElement[float]:
    """Return the number of the square that a latitude or longitude lies in."""
    return func.round(column / STEP)
