"""Lines of coverage: which of them fit a problem, and which of those is the most specific.

Place beats category, and a smaller place a larger one. A boundary drawn on the map beats every area
told by name, since somebody drew just that ground; of two boundaries the smaller one wins. Then
come subdistrict, district, province, and last the category.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agencies.tables import Coverage
from thai.address import Address

# From the most to the least specific.
FIELDS = ("subdistrict", "district", "province", "category")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be routed: a category, an area, and the boundaries its pin lies in."""

    category: str
    address: Address
    boundaries: frozenset[int] = frozenset()

    def wanted(self) -> dict[str, str]:
        """Return what a line's field must say, unless it is empty."""
        return {
            "category": self.category,
            "province": self.address.province,
            "district": self.address.district,
            "subdistrict": self.address.subdistrict,
        }


def best(lines: Iterable[Coverage], sizes: Mapping[int, float]) -> Coverage | None:
    """Return the most specific line, None of none; `sizes` are the boundaries' in km²."""
    return max(lines, key=lambda line: (*specificity(line, sizes), -(line.id or 0)), default=None)


def specificity(line: Coverage, sizes: Mapping[int, float]) -> tuple[float, ...]:
    """Return what lines are compared by, larger being more specific.

    Of two that are equal the older line wins, so that adding one never moves what an agency already
    gets.
    """
    drawn = line.boundary_id is not None
    size = sizes.get(line.boundary_id or 0, 0.0)
    return (float(drawn), -size, *(float(bool(getattr(line, name))) for name in FIELDS))


def named(line: Coverage) -> tuple[str, ...]:
    """Return what the line names, category first, then from large to small."""
    return tuple(value for name in reversed(FIELDS) if (value := getattr(line, name)))
