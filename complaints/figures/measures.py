"""How each figure is counted: which tickets, over which. One entry a figure; the words stand in
definitions.yml. Pure functions of columns.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from complaints.figures.lives import Flags, Ints, Lives
from complaints.figures.moments import SECOND
from complaints.figures.state import KEPT, NOT_PROPOSED
from complaints.lifecycle import OPEN, Status

IMPORTED = "traffy"  # the channel of what another system's export told
WITHIN = 60 * SECOND  # from report to agency, so as to count as received in a standard way

Column = Callable[[Lives], Ints]
Pick = Callable[[Lives], Flags]


class Over(StrEnum):
    """Which tickets a figure is about."""

    REPORTED = "reported"  # what was reported in the period
    OPEN = "open"  # what was open at the moment, whenever it was reported


@dataclass(frozen=True, slots=True)
class Ratio:
    """The sum of `top` over the sum of `bottom`; of ones and noughts, a share of tickets."""

    top: Column
    bottom: Column
    over: Over = Over.REPORTED


@dataclass(frozen=True, slots=True)
class Count:
    """How many tickets."""

    top: Column
    over: Over = Over.REPORTED


@dataclass(frozen=True, slots=True)
class Times:
    """Durations in microseconds of the tickets that have one: median, 90th percentile, mean."""

    value: Column
    of: Column
    over: Over = Over.REPORTED


Measure = Ratio | Count | Times


def _flags(pick: Pick) -> Column:
    return lambda lives: pick(lives).astype(np.int64)


def _everything(lives: Lives) -> Flags:
    return np.ones(len(lives), np.bool_)


def is_problem(lives: Lives) -> Flags:
    """Tell which tickets stand for a problem that is ours: mains, not withdrawn, not rejected."""
    outside = lives.is_any("status", Status.WITHDRAWN, Status.REJECTED)
    return ~lives.has("main_id") & ~outside


def _is_open(lives: Lives) -> Flags:
    return lives.is_any("status", *(status.value for status in OPEN))


def _responded(lives: Lives) -> Flags:
    return is_problem(lives) & lives.has("responded_at")


def _closed(lives: Lives) -> Flags:
    return is_problem(lives) & lives.is_any("status", Status.FINISHED)


def _late(lives: Lives, due: str) -> Flags:
    """Tell what is over its due date and not done."""
    return lives.has(due) & (lives.numbers(due) < lives.as_of)


def _kept_due(lives: Lives, done: Flags, done_at: str, due: str) -> Flags:
    return done & lives.has(due) & (lives.numbers(done_at) <= lives.numbers(due))


def _response_in_time(lives: Lives) -> Flags:
    return _kept_due(lives, _responded(lives), "responded_at", "response_due_at")


def _response_judged(lives: Lives) -> Flags:
    # Taken up at a time that nobody told, as an import may have it, is neither late nor in time.
    received = lives.is_any("status", Status.RECEIVED)
    waits = is_problem(lives) & received & ~lives.has("responded_at")
    answered = _responded(lives) & lives.has("response_due_at")
    return answered | (waits & _late(lives, "response_due_at"))


def _in_time(lives: Lives) -> Flags:
    return _kept_due(lives, _closed(lives), "finished_at", "due_at")


def _judged(lives: Lives) -> Flags:
    return (_closed(lives) & lives.has("due_at")) | _overdue(lives)


def _overdue(lives: Lives) -> Flags:
    return is_problem(lives) & _is_open(lives) & _late(lives, "due_at")


def _open_problems(lives: Lives) -> Flags:
    return is_problem(lives) & _is_open(lives)


def _confirmed(lives: Lives) -> Flags:
    return _closed(lives) & np.greater(lives.numbers("confirmed"), 0)


def _asked(lives: Lives) -> Flags:
    """Tell what was closed of reports made here: who reported elsewhere was not asked."""
    return _closed(lives) & ~lives.is_any("channel", IMPORTED)


def _asked_and_confirmed(lives: Lives) -> Flags:
    return _asked(lives) & _confirmed(lives)


def _silent(lives: Lives) -> Flags:
    return _closed(lives) & np.equal(lives.numbers("confirmed"), 0)


def _disputed(lives: Lives) -> Flags:
    return is_problem(lives) & np.greater(lives.numbers("reopened"), 0)


def _ever_closed(lives: Lives) -> Flags:
    return _closed(lives) | _disputed(lives)


def _assigned(lives: Lives) -> Flags:
    return lives.has("assigned_after")


def _assigned_at_once(lives: Lives) -> Flags:
    return _assigned(lives) & np.less_equal(lives.numbers("assigned_after"), WITHIN)


def _proposed(lives: Lives) -> Flags:
    return np.not_equal(lives.numbers("proposal"), NOT_PROPOSED) & lives.has("responded_at")


def _kept(lives: Lives) -> Flags:
    return _proposed(lives) & np.equal(lives.numbers("proposal"), KEPT)


def _repeats(lives: Lives) -> Ints:
    return lives.has("main_id").astype(np.int64) + lives.numbers("joined")


def _told(lives: Lives) -> Ints:
    return _everything(lives).astype(np.int64) + lives.numbers("joined")


def _finished(lives: Lives) -> Flags:
    return lives.is_any("status", Status.FINISHED)


def _rated(lives: Lives) -> Flags:
    return _finished(lives) & (lives.numbers("ratings") > 0)


def _elapsed(until: str) -> Column:
    return lambda lives: lives.numbers(until) - lives.numbers("reported_at")


def _without_holds(value: Column, held: str) -> Column:
    return lambda lives: value(lives) - lives.numbers(held)


def _column(name: str) -> Column:
    return lambda lives: lives.numbers(name)


_RESPONSE, _RESOLUTION = _column("response_working"), _column("resolution_working")
_CALENDAR = _elapsed("finished_at")

MEASURES: Mapping[str, Measure] = {
    "received": Count(_flags(_everything)),
    "voices": Count(_told),
    "problems": Count(_flags(is_problem)),
    "rejected": Count(_flags(lambda lives: lives.is_any("status", Status.REJECTED))),
    "withdrawn": Count(_flags(lambda lives: lives.is_any("status", Status.WITHDRAWN))),
    "assigned_at_once": Ratio(_flags(_assigned_at_once), _flags(_assigned)),
    "audited": Ratio(_column("audited"), _column("moves")),
    "first_response": Times(_RESPONSE, _flags(_responded)),
    "first_response_calendar": Times(_elapsed("responded_at"), _flags(_responded)),
    "response_on_time": Ratio(_flags(_response_in_time), _flags(_response_judged)),
    "resolution_gross": Times(_RESOLUTION, _flags(_closed)),
    "resolution_net": Times(_without_holds(_RESOLUTION, "held_working"), _flags(_closed)),
    "resolution_calendar_gross": Times(_CALENDAR, _flags(_closed)),
    "resolution_calendar_net": Times(_without_holds(_CALENDAR, "held_calendar"), _flags(_closed)),
    "on_time": Ratio(_flags(_in_time), _flags(_judged)),
    "backlog": Count(_flags(_open_problems), Over.OPEN),
    "backlog_overdue": Ratio(_flags(_overdue), _flags(_open_problems), Over.OPEN),
    "handed_over": Ratio(
        _flags(lambda lives: is_problem(lives) & (lives.numbers("hand_overs") > 0)),
        _flags(is_problem),
    ),
    "hand_overs": Ratio(
        lambda lives: is_problem(lives) * lives.numbers("hand_overs"), _flags(is_problem)
    ),
    "line_share": Ratio(_flags(lambda lives: lives.is_any("channel", "line")), _flags(_everything)),
    "proposals_kept": Ratio(_flags(_kept), _flags(_proposed)),
    "duplicates_joined": Ratio(_repeats, _told),
    "stars": Ratio(
        lambda lives: _finished(lives) * lives.numbers("stars"),
        lambda lives: _finished(lives) * lives.numbers("ratings"),
    ),
    "rated": Ratio(_flags(_rated), _flags(_finished)),
    "closed": Count(_flags(_closed)),
    "confirmed": Count(_flags(_confirmed)),
    "silent": Count(_flags(_silent)),
    "disputed": Count(_flags(_disputed)),
    "confirmed_share": Ratio(_flags(_asked_and_confirmed), _flags(_asked)),
    "reopened_share": Ratio(_flags(_disputed), _flags(_ever_closed)),
}
