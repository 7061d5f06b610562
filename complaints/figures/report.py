"""The answer: every figure of a scope and a period, as of a moment, beside the period before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

import numpy as np
from sqlmodel import Session, col, select

from complaints.clocks.targets import in_force
from complaints.desk import Desk
from complaints.figures import periods
from complaints.figures.definitions import Definition, Unit, load_definitions
from complaints.figures.lives import Ints, Lives
from complaints.figures.measures import MEASURES, Count, Measure, Over, Ratio, Times
from complaints.figures.moments import SECOND
from complaints.figures.periods import Period
from complaints.figures.reading import Reader
from complaints.figures.scope import Scope
from complaints.figures.tables import OwnedCategories
from complaints.figures.upkeep import make_ruler, owned_now

SMALL = 10  # of fewer tickets a share or a median says little: marked, not hidden
OWNED, HANDED_ON = "owned_categories", "handed_on"


@dataclass(frozen=True, slots=True)
class Spread:
    """How long it took, in seconds. `p90` is the time of a ticket: 90 of 100 took no longer."""

    median: float
    p90: float
    mean: float


@dataclass(frozen=True, slots=True)
class Result:
    """One figure. `value` is None where nothing can be said; of times it is the median in seconds.

    A share lies between 0 and 1. `n` is over how many tickets, or ratings, it tells; `before` is
    the value of the period before, as of the same age; `target` in the unit of the value.
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
        """Over how many it tells."""
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


def reckon(
    session: Session,
    desk: Desk,
    scope: Scope,
    period: Period,
    as_of: datetime,
    *,
    known_by: datetime | None = None,
    compare: bool = True,
) -> Report:
    """Return every figure as of a moment: of what had happened, and what was known, by then.

    Asked again later for the same moment it answers the same. `known_by` counts in what was learned
    after `as_of`, as an import tells; with `compare` each figure has that of the period before.
    """
    reader = Reader(session, make_ruler(session, desk), as_of, known_by or as_of)
    reported = reader.reported(scope, period)
    results = measure_all(reported, reader.open(scope))
    results |= _beside(reader, desk, scope, period)
    if compare:
        results = _compared(session, desk, Report(scope, period, as_of, results), known_by)
    results = with_targets(session, desk, scope, scope.category, as_of, results)
    return Report(scope, period, as_of, {name: results[name] for name in load_definitions()})


def measure_all(reported: Lives, still_open: Lives) -> dict[str, Result]:
    """Return the figures that columns alone tell."""
    definitions = load_definitions()
    lives = {Over.REPORTED: reported, Over.OPEN: still_open}
    return {
        name: _result(definitions[name], measure, lives[measure.over])
        for name, measure in MEASURES.items()
    }


def _result(definition: Definition, measure: Measure, lives: Lives) -> Result:
    match measure:
        case Count(top):
            count = int(top(lives).sum())
            return Result(definition, count, count, count)
        case Ratio(top, bottom):
            above, below = int(top(lives).sum()), int(bottom(lives).sum())
            return Result(definition, above / below if below else None, above, below)
        case Times(value, of):
            spread, total, n = _spread(value(lives)[of(lives) > 0])
            return Result(definition, spread.median if spread else None, total, n, spread)


def _spread(durations: Ints) -> tuple[Spread | None, int, int]:
    """Return the spread, the sum in microseconds and how many durations there are."""
    n = len(durations)
    if not n:
        return None, 0, 0
    ordered = np.sort(durations)
    middle = int(ordered[(n - 1) // 2]) + int(ordered[n // 2])
    ninetieth = int(ordered[(9 * n + 9) // 10 - 1])
    total = int(durations.sum())
    return (
        Spread(
            median=float(Fraction(middle, 2 * SECOND)),
            p90=float(Fraction(ninetieth, SECOND)),
            mean=float(Fraction(total, n * SECOND)),
        ),
        total,
        n,
    )


def _beside(reader: Reader, desk: Desk, scope: Scope, period: Period) -> dict[str, Result]:
    """Return the figures that need more than columns."""
    definitions = load_definitions()
    owned = _owned(reader.session, desk, reader.as_of)
    handed_on = len(reader.handed_on(scope, period))
    share = len(owned) / len(desk.catalog)
    return {
        OWNED: Result(definitions[OWNED], share, len(owned), len(desk.catalog)),
        HANDED_ON: Result(definitions[HANDED_ON], handed_on, handed_on, handed_on),
    }


def _owned(session: Session, desk: Desk, as_of: datetime) -> Sequence[str]:
    """Return which categories had an owner; before that was kept, which had one when it began."""
    query = select(OwnedCategories.categories)
    newest = query.where(OwnedCategories.at <= as_of).order_by(col(OwnedCategories.id).desc())
    kept = session.exec(newest.limit(1)).first()
    if kept is None:
        kept = session.exec(query.order_by(col(OwnedCategories.id)).limit(1)).first()
    if kept is None:
        return owned_now(session, desk)
    return kept.split(",") if kept else []


def _compared(
    session: Session, desk: Desk, report: Report, known_by: datetime | None
) -> dict[str, Result]:
    earlier = periods.before(report.period)
    then = periods.same_age(report.period, report.as_of, earlier)
    known = known_by or report.as_of
    before = reckon(session, desk, report.scope, earlier, then, known_by=known, compare=False)
    return {
        name: replace(result, before=before[name].value) for name, result in report.results.items()
    }


def with_targets(
    session: Session,
    desk: Desk,
    scope: Scope,
    category: str,
    as_of: datetime,
    results: dict[str, Result],
) -> dict[str, Result]:
    """Set what was promised for the category beside the times; nothing without a category.

    Of one agency its own promise, else that for all agencies.
    """
    if category not in desk.catalog:
        return results
    book = in_force(session, desk.catalog, scope.agency_ids, as_of)
    agency_id = next(iter(scope.agency_ids)) if len(scope.agency_ids) == 1 else None
    promised = book.of(agency_id, category)
    seconds = {
        "first_response": promised.response_hours * 3600.0,
        "resolution_gross": promised.resolution_hours * 3600.0,
        "resolution_net": promised.resolution_hours * 3600.0,
    }
    return {name: replace(each, target=seconds.get(name)) for name, each in results.items()}
