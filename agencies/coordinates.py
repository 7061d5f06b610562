"""Points on the map: within Thailand or not, and put right where the two numbers are swapped."""

from dataclasses import dataclass

LATITUDES = (5.5, 20.6)
LONGITUDES = (97.3, 105.7)
KM_A_DEGREE = 111.2  # of latitude


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


def read_point(latitude: float | None, longitude: float | None) -> Point | None:
    """Return the point in Thailand that the numbers tell, in either order; None where they do not.

    The two ranges do not overlap, so a swap is told for sure.
    """
    if latitude is None or longitude is None:
        return None
    given = Point(latitude, longitude)
    swapped = Point(longitude, latitude)
    return next((each for each in (given, swapped) if each.in_thailand), None)
