"""The backlog by age."""

from dataclasses import dataclass

import numpy as np

from complaints.figures.lives import Flags, Ints, Lives
from complaints.figures.measures import is_problem
from complaints.figures.moments import DAY, FOREVER

LIMITS = (7, 30, 90)  # days: until a week, a month, three months; what is older


@dataclass(frozen=True, slots=True)
class Age:
    """Open problems of an age in days, `until` left out; None: no end."""

    since: int
    until: int | None
    tickets: int


def ages_of(still_open: Lives) -> list[Age]:
    """Return how old these open tickets are, the youngest first; children are not counted."""
    days = _days(still_open.only(is_problem(still_open)))
    sinces = [0, *(limit + 1 for limit in LIMITS)]
    untils = [*sinces[1:], None]
    return [
        Age(since, until, int(_between(days, since, until).sum()))
        for since, until in zip(sinces, untils, strict=True)
    ]


def aged_ids(still_open: Lives, since: int, until: int | None) -> list[int]:
    """Return the ids of open tickets of that age in days, in rising order; children left out."""
    problems = still_open.only(is_problem(still_open))
    chosen = _between(_days(problems), since, until)
    return sorted(problems.numbers("ticket_id")[chosen].tolist())


def _days(problems: Lives) -> Ints:
    days: Ints = (problems.as_of - problems.numbers("reported_at")) // DAY
    return days


def _between(days: Ints, since: int, until: int | None) -> Flags:
    return np.greater_equal(days, since) & np.less(days, FOREVER if until is None else until)
