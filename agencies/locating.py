"""Where a problem is: its address text and its pin read, checked against each other, completed."""

from dataclasses import dataclass

from agencies.coordinates import Point, read_point
from agencies.places import km_to, nearest
from thai import areas
from thai.address import Address, of_code, read_address

# km from a pin to the nearest known place of the province that the text names. Places lie so close
# that a pin within the province is nearly always under half of this.
FAR = 50.0


@dataclass(frozen=True, slots=True)
class Located:
    """The area and, where it can be trusted, the pin.

    `notes` tell how it came about: "doubtful" (the text contradicts itself), "outside" (the pin is
    not in Thailand), "far" (the pin is far from where the text says), "nearest" (the area, or its
    district, is that of the known place nearest to the pin), "unknown" (neither tells an area).
    """

    address: Address
    point: Point | None
    notes: tuple[str, ...] = ()


def locate(text: str, latitude: float | None = None, longitude: float | None = None) -> Located:
    """Return where the text and the pin (degrees, in either order) say that it is."""
    address = read_address(text)
    point = read_point(latitude, longitude)
    notes = ["doubtful"] if address.doubts else []
    if point is None and latitude is not None:
        notes.append("outside")
    elif point is not None and _is_far(point, address):
        # What a person wrote is about this problem; a pin or photo may be of another place.
        point = None
        notes.append("far")
    completed = _completed(address, point) if point else address
    notes += ["nearest"] if completed != address else []
    notes += [] if completed.code else ["unknown"]
    return Located(completed, point, tuple(notes))


def _is_far(point: Point, address: Address) -> bool:
    if not address.code:
        return False
    km = km_to(point, address.code[: areas.PROVINCE])
    return km is not None and km > FAR


def _completed(address: Address, point: Point) -> Address:
    if address.district:
        return address
    near = nearest(point)
    if near is None or not near.code.startswith(address.code):
        return address
    return of_code(near.code, address.doubts)
