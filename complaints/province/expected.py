"""What the figures of the province must be: counted from the plan, sum by sum, in plain Python."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from complaints.lifecycle import Status
from complaints.province.standing import Observer, Standing

Figure = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: agencies by their place in the plan, a span of moments, a moment."""

    agencies: frozenset[int]
    start: datetime
    end: datetime
    as_of: datetime
    sealed: bool = False


def expected(observer: Observer, asked: Asked) -> dict[str, Figure]:
    """Return {figure: its sums, its value, and of times median, p90 and mean in seconds}."""
    everything = [
        each for each in observer.stand(asked.as_of) if asked.sealed or not each.life.sealed
    ]
    period = [each for each in everything if asked.start <= each.life.reported_at < asked.end]
    reported = [each for each in period if each.agency in asked.agencies]
    still_open = [each for each in everything if each.agency in asked.agencies and each.is_open]
    left = [each for each in period if each.agency not in asked.agencies]
    count = _Counting(observer, asked.as_of, reported)
    return {
        **count.demand(),
        **count.process(),
        **count.times(),
        **count.citizens(),
        **count.backlog([each for each in still_open if each.is_problem]),
        "handed_on": _count(each for each in left if asked.agencies & set(each.led)),
    }


class _Counting:
    def __init__(self, observer: Observer, as_of: datetime, reported: Sequence[Standing]) -> None:
        self._observer = observer
        self._as_of = as_of
        self._all = reported
        self._problems = [each for each in reported if each.is_problem]
        self._closed = [each for each in self._problems if each.status is Status.FINISHED]

    def demand(self) -> dict[str, Figure]:
        joined = sum(each.joined for each in self._all)
        repeats = sum(each.main is not None for each in self._all)
        return {
            "received": _count(self._all),
            "voices": {"numerator": len(self._all) + joined},
            "problems": _count(self._problems),
            "rejected": _count(each for each in self._all if each.status is Status.REJECTED),
            "withdrawn": _count(each for each in self._all if each.status is Status.WITHDRAWN),
            "duplicates_joined": _ratio(repeats + joined, len(self._all) + joined),
        }

    def process(self) -> dict[str, Figure]:
        moves = sum(each.moves for each in self._all)
        # Everything is proposed, and taken up by the officer's first answer.
        proposed = [each for each in self._all if each.responded_at is not None]
        kept = sum(each.category == each.life.category for each in proposed)
        handed = [each for each in self._problems if each.led]
        hands = sum(len(each.led) for each in self._problems)
        return {
            "assigned_at_once": _ratio(len(self._all), len(self._all)),
            "audited": _ratio(moves, moves),
            "line_share": _ratio(len(self._all), len(self._all)),
            "proposals_kept": _ratio(kept, len(proposed)),
            "handed_over": _ratio(len(handed), len(self._problems)),
            "hand_overs": _ratio(hands, len(self._problems)),
        }

    def times(self) -> dict[str, Figure]:
        observer, report = self._observer, _reported
        taken = [(each, each.responded_at) for each in self._problems if each.responded_at]
        done = [(each, each.finished_at) for each in self._closed if each.finished_at]
        worked = [(observer.worked(report(each), at), each) for each, at in done]
        calendar = [(at - report(each), each) for each, at in done]
        in_time = sum(at <= observer.response_due(each) for each, at in taken)
        late = sum(self._is_late_answer(each) for each in self._problems)
        solved = sum(at <= _known(observer.due(each)) for each, at in done)
        overdue = sum(map(self._is_overdue, self._problems))
        return {
            "first_response": _times(observer.worked(report(each), at) for each, at in taken),
            "first_response_calendar": _times(at - report(each) for each, at in taken),
            "resolution_gross": _times(took for took, _ in worked),
            "resolution_net": _times(took - each.held for took, each in worked),
            "resolution_calendar_gross": _times(took for took, _ in calendar),
            "resolution_calendar_net": _times(took - each.held_calendar for took, each in calendar),
            "response_on_time": _ratio(in_time, len(taken) + late),
            "on_time": _ratio(solved, len(done) + overdue),
        }

    def citizens(self) -> dict[str, Figure]:
        finished = [each for each in self._all if each.status is Status.FINISHED]
        stars = [star for each in finished for star in each.rated.values()]
        confirmed = [each for each in self._closed if each.rated]
        disputed = [each for each in self._problems if each.reopened]
        ever = [each for each in self._problems if each.reopened or each in self._closed]
        return {
            "stars": _ratio(sum(stars), len(stars)),
            "rated": _ratio(sum(bool(each.rated) for each in finished), len(finished)),
            "closed": _count(self._closed),
            "confirmed": _count(confirmed),
            "silent": {"numerator": len(self._closed) - len(confirmed)},
            "disputed": _count(disputed),
            "confirmed_share": _ratio(len(confirmed), len(self._closed)),
            "reopened_share": _ratio(len(disputed), len(ever)),
        }

    def backlog(self, waiting: Sequence[Standing]) -> dict[str, Figure]:
        overdue = sum(map(self._is_overdue, waiting))
        return {"backlog": _count(waiting), "backlog_overdue": _ratio(overdue, len(waiting))}

    def _is_overdue(self, standing: Standing) -> bool:
        due = self._observer.due(standing)
        return standing.is_open and due is not None and due < self._as_of

    def _is_late_answer(self, standing: Standing) -> bool:
        waits = standing.is_open and standing.responded_at is None
        return waits and self._observer.response_due(standing) < self._as_of


def _reported(standing: Standing) -> datetime:
    return standing.life.reported_at


def _known(due: datetime | None) -> datetime:
    assert due is not None
    return due


def _count(standings: Iterable[Standing]) -> Figure:
    return {"numerator": sum(1 for _ in standings)}


def _ratio(above: int, below: int) -> Figure:
    value = above / below if below else None
    return {"numerator": above, "denominator": below, "value": value}


def _times(durations: Iterable[timedelta]) -> Figure:
    took = sorted(each // timedelta(microseconds=1) for each in durations)
    if not took:
        return {"denominator": 0, "value": None}
    n = len(took)
    nearest = -(-9 * n // 10)  # the smallest that at least nine tenths do not exceed
    median = Fraction(took[(n - 1) // 2] + took[n // 2], 2_000_000)
    return {
        "denominator": n,
        "value": float(median),
        "p90": float(Fraction(took[nearest - 1], 1_000_000)),
        "mean": float(Fraction(sum(took), n * 1_000_000)),
    }
