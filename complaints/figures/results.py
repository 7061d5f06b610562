"""What a figure comes to: the sums, the value, the spread of times."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import numpy as np

from complaints.figures.definitions import Definition, Unit, load_definitions
from complaints.figures.lives import Ints, Lives
from complaints.figures.measures import MEASURES, Count, Ratio, Times
from complaints.figures.moments import SECOND
from complaints.figures.periods import Period
from complaints.figures.scope import Scope

SMALL = 10  # of fewer tickets a share or a median says little: marked, not hidden


@dataclass(frozen=True, slots=True)
class Spread:
    """How long it took, in seconds. `p90` is the time of a ticket: 90 of 100 took no longer."""

    median: float
    p90: float
    mean: float


@dataclass(frozen=True, slots=True)
class Result:
    """One figure. `value` is None where nothing can be said; of times it is the median in seconds.

    A share lies between 0 and 1. `before` is the value of the period before, as of the same age;
    `target` in the unit of the value. Of times the numerator is their sum in microseconds.
    """

    definition: Definition
    value: float | None
    numerator: int
    denominator: int
    spread: Spread | None = None
    before: float | None = None
    target: float | None = None

    @property
    def n(self) -> int:
        """Over how many tickets, or ratings, it tells."""
        return self.denominator

    @property
    def small(self) -> bool:
        """Whether that is too few for a share or a time to say much. A count says what it says."""
        return self.definition.unit is not Unit.TICKETS and self.denominator < SMALL


@dataclass(frozen=True, slots=True)
class Report:
    """All figures by id, and what they tell of."""

    scope: Scope
    period: Period
    as_of: datetime
    results: Mapping[str, Result]

    def __getitem__(self, figure: str) -> Result:
        return self.results[figure]


def measure(figure: str, lives: Lives) -> Result:
    """Return one figure of these tickets."""
    definition = load_definitions()[figure]
    match MEASURES[figure]:
        case Count(top):
            count = int(top(lives).sum())
            return Result(definition, count, count, count)
        case Ratio(top, bottom):
            above, below = int(top(lives).sum()), int(bottom(lives).sum())
            return Result(definition, above / below if below else None, above, below)
        case Times(value, of):
            durations = value(lives)[of(lives) > 0]
            spread, total = _spread(durations), int(durations.sum())
            median = spread.median if spread else None
            return Result(definition, median, total, len(durations), spread)


def _spread(durations: Ints) -> Spread | None:
    n = len(durations)
    if not n:
        return None
    ordered = np.sort(durations)
    middle = int(ordered[(n - 1) // 2]) + int(ordered[n // 2])
    ninetieth = int(ordered[(9 * n + 9) // 10 - 1])  # the smallest that 90 % do not exceed
    return Spread(
        median=float(Fraction(middle, 2 * SECOND)),
        p90=float(Fraction(ninetieth, SECOND)),
        mean=float(Fraction(int(durations.sum()), n * SECOND)),
    )
