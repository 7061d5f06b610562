"""What it is worth, as an estimate: counts of this service times the figures of an award's example.

The unit figures are those told of Traffy Fondue in the documents of the Lert Rat award 2566; they
were measured elsewhere. So every line says that it is an estimate, out of what, and by which
formula, and an agency may switch it off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from complaints.evidence.tables import BenefitChoice
from complaints.figures.results import Result
from store import audit


class Counted(StrEnum):
    """What a unit figure is multiplied by."""

    SOLVED = "solved"  # problems solved
    REPEATS = "repeats"  # reports of a problem that was known
    BY_LINE = "by_line"  # reports made in LINE


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit figure: its id among the words, its amount, what of, and what it is each of."""

    id: str
    amount: float
    measured_in: str
    each: Counted


UNITS = (
    Unit("hours_solving", 8.7, "hours", Counted.SOLVED),
    Unit("baht_solving", 2167, "baht", Counted.SOLVED),
    Unit("baht_repeats", 32826, "baht", Counted.REPEATS),
    Unit("minutes_reporting", 65, "minutes", Counted.BY_LINE),
    Unit("baht_reporting", 79, "baht", Counted.BY_LINE),
)
_FIGURES = {
    Counted.SOLVED: "closed",
    Counted.REPEATS: "duplicates_joined",
    Counted.BY_LINE: "line_share",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the estimate: `count` times the unit's amount."""

    unit: Unit
    count: int

    @property
    def total(self) -> float:
        """The estimate, in what the unit is measured in."""
        return self.unit.amount * self.count


def estimate(results: Mapping[str, Result]) -> tuple[Line, ...]:
    """Return the estimate out of a report's figures: each count is a figure's numerator."""
    return tuple(Line(unit, results[_FIGURES[unit.each]].numerator) for unit in UNITS)


def is_shown(session: Session, agency_id: int | None) -> bool:
    """Tell whether an agency (None: all together) shows the estimate; it does until it says no."""
    query = select(BenefitChoice.shown).where(col(BenefitChoice.agency_id) == agency_id)
    newest = session.exec(query.order_by(col(BenefitChoice.id).desc()).limit(1)).first()
    return True if newest is None else newest


def show(
    session: Session, agency_id: int | None, officer_id: int, now: datetime, *, shown: bool
) -> None:
    """Have the estimate shown or left out, from now on."""
    if is_shown(session, agency_id) is shown:
        return
    session.add(BenefitChoice(agency_id=agency_id, shown=shown, at=now, officer_id=officer_id))
    audit.record(
        session,
        at=now,
        actor=f"officer:{officer_id}",
        action="evidence.benefit",
        subject=f"agency:{agency_id}" if agency_id is not None else "agency:all",
        shown=shown,
    )
