"""What document 002 takes off the KPI of fiscal year 2568 for each of its cautions.

Source: document 002, "สิ่งที่ควรปฏิบัติ/ข้อพึงระวัง", points 1-4. Points are points of the KPI; the
document counts steps, dimensions or indicators, never days, and does not tell the full score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.errors import InvalidInput

Unit = Literal["step", "dimension", "indicator"]


@dataclass(frozen=True, slots=True)
class Caution:
    """One rule: ``points`` for each ``unit``, of which there can be ``most``."""

    key: str
    points: Decimal
    unit: Unit
    most: int


CAUTIONS = (
    Caution("overview", Decimal("0.5"), "step", 2),  # steps 3-4 are named
    Caution("channel", Decimal("0.5"), "step", 5),
    Caution("late", Decimal("0.05"), "step", 5),
    Caution("dimensions", Decimal("0.5"), "dimension", 3),
    Caution("target", Decimal("0.5"), "indicator", 99),  # an agency sets its own number of them
)
_BY_KEY = {caution.key: caution for caution in CAUTIONS}


@dataclass(frozen=True, slots=True)
class Line:
    """One caution that applies: how often, and the points it takes."""

    caution: Caution
    count: int

    @property
    def points(self) -> Decimal:
        """Points taken off."""
        return self.caution.points * self.count


@dataclass(frozen=True, slots=True)
class Deduction:
    """The lines in the document's order."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> Decimal:
        """Points taken off altogether."""
        return sum((line.points for line in self.lines), Decimal(0))


def caution_of(key: str) -> Caution | None:
    """The caution of that key; None where there is none."""
    return _BY_KEY.get(key)


def deduct(counts: Mapping[str, int]) -> Deduction:
    """What is taken off where cautions apply that often; a count of 0 applies not at all.

    Raises:
        InvalidInput: ``deduction_range`` (``caution``, ``most``), a count is below 0 or above what
            there can be; KeyError for an unknown key.
    """
    for key, count in counts.items():
        if not 0 <= count <= _BY_KEY[key].most:
            raise InvalidInput("deduction_range", caution=key, most=_BY_KEY[key].most)
    return Deduction(tuple(Line(c, counts[c.key]) for c in CAUTIONS if counts.get(c.key)))
