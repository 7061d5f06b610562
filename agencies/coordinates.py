"""Points on the map: within Thailand or not, and put right where the two numbers are swapped."""

import math
from dataclasses import dataclass
from typing import Self

LATITUDES = (5.5, 20.6)
LONGITUDES = (97.3, 105.7)
KM_A_DEGREE = 111.2  # of latitude
_EARTH_M = 6_371_000


@dataclass(frozen=True, slots=True)
class Point:
    """A place in degrees, WGS 84."""

    latitude: float
    longitude: float

    @property
    def in_thailand(self) -> bool:
        """Whether it lies in the box around the country."""
        return (
            LATITUDES[0] <= self.latitude <= LATITUDES[1]
            and LONGITUDES[0] <= self.longitude <= LONGITUDES[1]
        )

    def metres_to(self, other: Self) -> float:
        """Return the great-circle distance, by the haversine formula."""
        north, north2 = math.radians(self.latitude), math.radians(other.latitude)
        across = math.radians(other.longitude - self.longitude)
        half = (
            math.sin((north2 - north) / 2) ** 2
            + math.cos(north) * math.cos(north2) * math.sin(across / 2) ** 2
        )
        return 2 * _EARTH_M * math.asin(min(1.0, math.sqrt(half)))


def read_point(latitude: float | None, longitude: float | None) -> Point | None:
    """Return the point in Thailand that the numbers tell, in either order; None where they do not.

    The two ranges do not overlap, so a swap is told for sure.
    """
    if latitude is None or longitude is None:
        return None
    given = Point(latitude, longitude)
    swapped = Point(longitude, latitude)
    return next((each for each in (given, swapped) if each.in_thailand), None)
