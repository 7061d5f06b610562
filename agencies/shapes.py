"""Shapes of boundaries: read out of GeoJSON or typed corners, checked and put right."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from agencies.coordinates import KM_A_DEGREE, LATITUDES, LONGITUDES, Point, read_point
from core.errors import InvalidInput

LARGEST = 8 * 1024 * 1024  # bytes of a GeoJSON file
MOST_POINTS = 20_000
FINEST = 0.00005  # degrees, some five metres: what a drawing of too many points may lose
FEWEST_CORNERS = 3
_THAILAND = shapely.box(LONGITUDES[0], LATITUDES[0], LONGITUDES[1], LATITUDES[1])
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A valid shape. `mended` tells what was put right: "swapped", "repaired", "simplified"."""

    shape: MultiPolygon
    mended: tuple[str, ...] = ()

    @property
    def km2(self) -> float:
        """Its size in square kilometres, right to a percent up to the size of a province."""
        narrowing = math.cos(math.radians(self.shape.centroid.y))
        return float(self.shape.area * KM_A_DEGREE**2 * narrowing)

    @property
    def geojson(self) -> str:
        """The shape as it is stored, to some ten centimetres."""
        return shapely.to_geojson(shapely.set_precision(self.shape, 1e-6))


def read_geojson(data: bytes) -> Drawn:
    """Read the polygons of a GeoJSON file: a geometry, a feature or a collection.

    Raises:
        InvalidInput: "boundary_large", "boundary_unreadable", "boundary_no_polygon",
            "boundary_outside" or "boundary_many_points".
    """
    if len(data) > LARGEST:
        raise InvalidInput("boundary_large", megabytes=LARGEST // 1024**2)
    try:
        found = [shape(each) for each in _geometries(json.loads(data))]
    except (*_UNREADABLE, ShapelyError):
        raise InvalidInput("boundary_unreadable") from None
    return _checked(found)


def read_corners(text: str) -> Drawn:
    """Read one polygon out of lines "latitude, longitude", one for each corner.

    Raises:
        InvalidInput: "boundary_corner" with the line, "boundary_few_corners", or as above.
    """
    corners = [_corner(line) for line in text.splitlines() if line.strip()]
    if len(corners) < FEWEST_CORNERS:
        raise InvalidInput("boundary_few_corners", least=FEWEST_CORNERS)
    return _checked([Polygon([(p.longitude, p.latitude) for p in corners])])


def _geometries(read: Any) -> Iterator[dict[str, Any]]:
    if read["type"] == "FeatureCollection":
        for feature in read["features"]:
            yield from _geometries(feature)
    elif read["type"] == "GeometryCollection":
        for geometry in read["geometries"]:
            yield from _geometries(geometry)
    elif read["type"] == "Feature":
        if read["geometry"] is not None:
            yield from _geometries(read["geometry"])
    else:
        yield read


def _corner(line: str) -> Point:
    try:
        latitude, longitude = (float(part) for part in line.replace(",", " ").split())
    except ValueError:
        raise InvalidInput("boundary_corner", line=line.strip()[:60]) from None
    point = read_point(latitude, longitude)
    if point is None:
        raise InvalidInput("boundary_outside")
    return point


def _checked(found: Sequence[BaseGeometry]) -> Drawn:
    polygons = [each for each in map(shapely.force_2d, found) if _is_areal(each)]
    if not polygons:
        raise InvalidInput("boundary_no_polygon")
    mended = []
    if not all(_THAILAND.covers(each.envelope) for each in polygons):
        polygons = [shapely.transform(each, lambda at: at[:, ::-1]) for each in polygons]
        mended.append("swapped")
        if not all(_THAILAND.covers(each.envelope) for each in polygons):
            raise InvalidInput("boundary_outside")
    if not all(each.is_valid for each in polygons):
        polygons = [shapely.make_valid(each) for each in polygons]
        mended.append("repaired")
    whole = shapely.union_all(polygons)
    if shapely.get_num_coordinates(whole) > MOST_POINTS:
        whole = shapely.make_valid(whole.simplify(FINEST))
        mended.append("simplified")
    if shapely.get_num_coordinates(whole) > MOST_POINTS:
        raise InvalidInput("boundary_many_points", most=MOST_POINTS)
    return Drawn(_areas(whole), tuple(mended))


def _is_areal(found: BaseGeometry) -> bool:
    return found.geom_type in {"Polygon", "MultiPolygon"} and not found.is_empty


def _areas(whole: BaseGeometry) -> MultiPolygon:
    # Repairing may leave lines and points beside the areas.
    parts = [part for part in _parts(whole) if isinstance(part, Polygon) and part.area > 0]
    if not parts:
        raise InvalidInput("boundary_no_polygon")
    return MultiPolygon(parts)


def _parts(whole: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(whole):
        if part.geom_type in {"Polygon", "Point", "LineString"}:
            yield part
        else:
            yield from _parts(part)
