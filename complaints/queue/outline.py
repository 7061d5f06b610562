"""An area that an officer has drawn: a polygon of points, written short into an address."""

import re
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import ColumnElement, case, literal
from sqlmodel import col

from complaints.tables import Ticket
from core.errors import InvalidInput

MOST_CORNERS = 30
WIDE = 0.5  # degrees: a province
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,7})?),(-?\d{1,3}(?:\.\d{1,7})?)")


@dataclass(frozen=True, slots=True)
class Outline:
    """Corners as (latitude, longitude) in degrees, in the order they were drawn."""

    corners: tuple[tuple[float, float], ...]

    def __str__(self) -> str:
        """Return it as `read_outline` takes it."""
        return ";".join(f"{latitude:.5f},{longitude:.5f}" for latitude, longitude in self.corners)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """South, west, north, east."""
        latitudes, longitudes = zip(*self.corners, strict=True)
        return min(latitudes), min(longitudes), max(latitudes), max(longitudes)


def read_outline(text: str) -> Outline | None:
    """Return the outline, None for no text.

    Raises:
        InvalidInput: these are no 3 to 30 corners on earth ("outline").
    """
    if not text:
        return None
    found = [_POINT.fullmatch(part.strip()) for part in text.rstrip(";").split(";")]
    corners = tuple((float(each[1]), float(each[2])) for each in found if each)
    on_earth = all(abs(latitude) <= 90 and abs(longitude) <= 180 for latitude, longitude in corners)
    if len(corners) != len(found) or not 3 <= len(corners) <= MOST_CORNERS or not on_earth:
        raise InvalidInput("outline")
    return Outline(corners)


def in_box(south: float, west: float, north: float, east: float) -> ColumnElement[bool]:
    """Return the condition that a ticket's pin lies in the box, its edges with it.

    A sum is found by no index: of a box that holds most tickets, an index is the long way.
    """
    latitude = col(Ticket.latitude)
    in_height = (latitude + 0.0 if north - south > WIDE else latitude).between(south, north)
    return in_height & col(Ticket.longitude).between(west, east)


def inside(outline: Outline) -> ColumnElement[bool]:
    """Return the condition that a ticket's pin lies inside.

    A ray from the pin to the east crosses the edges an odd number of times. The box comes first:
    an index serves it.
    """
    edges = pairwise((*outline.corners, outline.corners[0]))
    crossed = sum((_crosses(one, other) for one, other in edges), literal(0))
    return in_box(*outline.box) & (crossed % 2 == 1)


def _crosses(one: tuple[float, float], other: tuple[float, float]) -> ColumnElement[int]:
    (south, west), (north, east) = sorted((one, other))
    if south == north:  # lies along the ray
        return literal(0)
    latitude, longitude = col(Ticket.latitude), col(Ticket.longitude)
    slope = (east - west) / (north - south)
    edge_at = literal(west) + (latitude - south) * literal(slope)
    hit = (latitude >= south) & (latitude < north) & (longitude < edge_at)
    return case((hit, 1), else_=0)
