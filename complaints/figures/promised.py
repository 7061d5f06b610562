"""When a ticket is due: told by its events, or reckoned where those of long ago do not tell it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from complaints.figures.history import Happened, History
from complaints.figures.moments import HOUR, read_moment
from complaints.figures.state import Due, Ruler, State
from complaints.lifecycle import Status
from complaints.tables import EventKind


def due_after(state: State, what: Happened, history: History, ruler: Ruler) -> Due:
    """Return the due dates after something has brought the ticket into this state."""
    told, due = what.detail, state.due
    if "due_at" not in told and what.kind in _RECKONED:
        due = _RECKONED[what.kind](state, what, history, ruler)
    if "due_at" in told:
        due = replace(due, at=read_moment(told["due_at"]), stopped_at=None)
    if "response_due_at" in told:
        due = replace(due, response_at=read_moment(told["response_due_at"]))
    return due


def _first_due(state: State, what: Happened, history: History, ruler: Ruler) -> Due:
    """Return both dates by the category's targets, with the time that they stood still."""
    response, resolution = ruler.targets(state.category)
    clock, reported = ruler.clock(state, what, history), history.reported_at
    return Due(
        response_at=clock.add(reported, response * HOUR),
        at=clock.add(reported, resolution * HOUR + state.due.stopped),
        stopped=state.due.stopped,
    )


def _due_after_move(state: State, what: Happened, history: History, ruler: Ruler) -> Due:
    due = state.due
    if state.status == Status.ON_HOLD.value:
        runs = due.at is not None and due.at > what.at
        return replace(due, at=None, stopped_at=what.at) if runs else due
    if due.stopped_at is None:
        return due
    clock = ruler.clock(state, what, history)
    stopped = due.stopped + clock.between(due.stopped_at, what.at)
    _, resolution = ruler.targets(state.category)
    again = clock.add(history.reported_at, resolution * HOUR + stopped)
    return replace(due, at=again, stopped_at=None, stopped=stopped)


def _due_after_filing(state: State, what: Happened, history: History, ruler: Ruler) -> Due:
    anew = _first_due(state, what, history, ruler)
    on_hold = state.due.stopped_at is not None
    return replace(anew, at=None, stopped_at=state.due.stopped_at) if on_hold else anew


_RECKONED: Mapping[str, Callable[[State, Happened, History, Ruler], Due]] = {
    EventKind.SUBMITTED.value: _first_due,
    EventKind.MOVED.value: _due_after_move,
    EventKind.RECATEGORISED.value: _due_after_filing,
}
