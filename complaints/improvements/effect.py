"""What an improvement changed: the same figures of the same place before and after, at one age."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from complaints.assessment.judging import Improved
from complaints.desk import Desk
from complaints.figures import periods
from complaints.figures.periods import Period
from complaints.figures.reckoning import Reckoning
from complaints.figures.results import Result
from complaints.figures.scope import Box, Scope
from complaints.improvements.tables import CaseState, ImprovementCase

SPAN = timedelta(days=90)  # compared before and after
LEAST = timedelta(days=14)  # after which something may be said
HALF_SPOT = 0.0015  # degrees from the pin: some 150 m
ONE_IN_TWENTY = 1.645  # standard deviations, of one side of the normal distribution
FIGURES = ("problems", "resolution_gross", "on_time", "reopened_share", "stars")


@dataclass(frozen=True, slots=True)
class Effect:
    """The figures of two spans of the same length, both as of the same age.

    `before` ends where the work was done, `after` begins there. `early` while it is too soon.
    """

    before: Period
    after: Period
    then: Mapping[str, Result]
    now: Mapping[str, Result]
    early: bool

    @property
    def better(self) -> bool:
        """Whether fewer problems came up since."""
        return not self.early and self.now["problems"].numerator < self.then["problems"].numerator

    @property
    def sure(self) -> bool:
        """Whether there are so many fewer that chance alone brings it in one of twenty cases.

        Two equal spans without a change split their problems evenly: the normal approximation of
        that binomial, with the correction for whole numbers. 5 to 0 is sure, 4 to 0 is not.
        """
        then, now = (each["problems"].numerator for each in (self.then, self.now))
        return self.better and then - now - 1 >= ONE_IN_TWENTY * math.sqrt(then + now)


def effect(
    session: Session, desk: Desk, case: ImprovementCase, as_of: datetime, *, sealed: bool = False
) -> Effect | None:
    """Return what changed by a moment; None where nothing was done by then."""
    if case.acted_on is None:
        return None
    acted = periods.days(case.acted_on, case.acted_on).start
    if acted >= as_of:
        return None
    span = min(SPAN, as_of - acted)
    after, before = Period(acted, acted + span), Period(acted - span, acted)
    scope = scope_of_case(case, sealed=sealed)
    then = periods.same_age(after, as_of, before)
    return Effect(
        before,
        after,
        _figures(Reckoning(session, desk, scope, before, then, as_of)),
        _figures(Reckoning(session, desk, scope, after, as_of)),
        span < LEAST,
    )


def scope_of_case(case: ImprovementCase, *, sealed: bool = False) -> Scope:
    """Return the tickets that a case is about."""
    scope = Scope(frozenset({case.agency_id}), sealed, category=case.category)
    if case.latitude is not None and case.longitude is not None:
        north, east = case.latitude, case.longitude
        box = Box(north - HALF_SPOT, north + HALF_SPOT, east - HALF_SPOT, east + HALF_SPOT)
        return replace(scope, box=box)
    return replace(
        scope, province=case.province, district=case.district, subdistrict=case.subdistrict
    )


def improved(
    session: Session,
    desk: Desk,
    cases: Sequence[ImprovementCase],
    period: Period,
    as_of: datetime,
) -> Improved:
    """Return how the improvements of a period stand: those done in it, or not done yet."""
    own = [each for each in cases if each.created_at <= as_of and _is_of(each, period)]
    done = [each for each in own if each.state is CaseState.DONE]
    effects = [effect(session, desk, each, as_of) for each in done]
    better = sum(each is not None and each.better for each in effects)
    sure = sum(each is not None and each.sure for each in effects)
    return Improved(len(own), len(done), better, sure)


def _is_of(case: ImprovementCase, period: Period) -> bool:
    if case.acted_on is None:
        return case.created_at < period.end
    return period.first_day <= case.acted_on <= period.last_day


def _figures(reckoning: Reckoning) -> Mapping[str, Result]:
    return reckoning.report(FIGURES, compare=False).results
