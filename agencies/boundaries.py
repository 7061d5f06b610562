"""Boundaries as they are stored, and those a pin lies in.

The database finds the boundaries whose box holds the pin, so every process sees a change at once.
Their shapes are read once per process and kept by their digest.
"""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

import shapely
from shapely.geometry.base import BaseGeometry
from sqlmodel import Session, col, select

from agencies.coordinates import Point
from agencies.shapes import Drawn
from agencies.tables import Boundary

MOST_KEPT = 1_000  # shapes in a process, of at most 0.7 MB each and usually a few kB


class ShapeCache:
    """Shapes ready to be asked, the last used of them kept."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._shapes: OrderedDict[str, BaseGeometry] = OrderedDict()
        self._lock = threading.Lock()

    def holds(self, session: Session, boundary_id: int, digest: str, point: Point) -> bool:
        """Tell whether the point lies in that boundary or on its edge."""
        kept = self._shapes.get(digest)
        read = kept if kept is not None else _read(session, boundary_id)
        # A prepared shape builds its index while it is first asked, which two threads must not do
        # at once.
        with self._lock:
            self._shapes[digest] = read
            self._shapes.move_to_end(digest)
            while len(self._shapes) > self._most:
                self._shapes.popitem(last=False)
            return bool(shapely.intersects_xy(read, point.longitude, point.latitude))


_cache = ShapeCache()


def make_boundary(agency_id: int, name: str, drawn: Drawn, now: datetime) -> Boundary:
    """Return the row of a drawn boundary."""
    west, south, east, north = drawn.shape.bounds
    geojson = drawn.geojson
    return Boundary(
        agency_id=agency_id,
        name=name,
        shape=geojson,
        digest=hashlib.sha256(geojson.encode()).hexdigest(),
        km2=drawn.km2,
        west=west,
        south=south,
        east=east,
        north=north,
        created_at=now,
    )


@dataclass(frozen=True, slots=True)
class Inside:
    """A boundary that holds a pin."""

    name: str
    km2: float


def containing(session: Session, point: Point, cache: ShapeCache = _cache) -> dict[int, Inside]:
    """Return {boundary id: boundary} of those that the point lies in."""
    query = select(Boundary.id, Boundary.digest, Boundary.name, Boundary.km2).where(
        col(Boundary.west) <= point.longitude,
        col(Boundary.east) >= point.longitude,
        col(Boundary.south) <= point.latitude,
        col(Boundary.north) >= point.latitude,
    )
    return {
        boundary_id: Inside(name, km2)
        for boundary_id, digest, name, km2 in session.exec(query).all()
        if boundary_id is not None and cache.holds(session, boundary_id, digest, point)
    }


def list_boundaries(session: Session) -> list[Boundary]:
    """Return every boundary by name."""
    return list(session.exec(select(Boundary).order_by(col(Boundary.name), col(Boundary.id))))


def _read(session: Session, boundary_id: int) -> BaseGeometry:
    text = session.exec(select(Boundary.shape).where(Boundary.id == boundary_id)).one()
    read = shapely.from_geojson(text)
    shapely.prepare(read)
    return read
