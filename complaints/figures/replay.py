"""Plays what happened to a ticket again, up to any moment: the state it was in then. Pure.

`replay` is the definition of a state as of a moment; the facts that figures are counted from
(complaints/figures/spans.py) are proved equal to it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from complaints.figures.history import LEADS, TIED, Happened, History
from complaints.figures.moments import read_moment
from complaints.figures.promised import due_after
from complaints.figures.state import CHANGED, KEPT, NOT_PROPOSED, Ruler, State
from complaints.lifecycle import Move, Status
from complaints.tables import EventKind

IMPORT = "import"  # who acts where an export of another system tells it
OFFICER = "officer:"


def replay(history: History, ruler: Ruler, at: int, known: int) -> State | None:
    """Return how the ticket stood at a moment, as known at another; None where it was not there."""
    seen = [each for each in history.happened if each.at <= at and each.known <= known]
    state = State()
    for each in seen:
        state = apply(state, each, history, ruler)
    return state if state.status else None


def apply(state: State, what: Happened, history: History, ruler: Ruler) -> State:
    """Return the state after something has happened. What is not known changes nothing."""
    act = _ACTS.get(what.kind)
    if act is not None:
        state = act(state, what, history, ruler)
    return replace(state, due=due_after(state, what, history, ruler))


def _submitted(state: State, what: Happened, history: History, ruler: Ruler) -> State:
    category = what.detail.get("category") or history.category
    proposed = KEPT if history.proposed and history.proposed == category else NOT_PROPOSED
    return replace(
        state,
        category=category,
        sealed=category in ruler.sealed,
        status=what.to_status or Status.RECEIVED.value,
        proposal=proposed,
        moves=int(what.actor != IMPORT),
        audited=int(what.audited),
    )


def _leads(state: State, what: Happened, history: History, _ruler: Ruler) -> State:
    agency_id = what.detail["agency_id"]
    if state.agency_id:
        return replace(state, agency_id=agency_id, officer_id=None, hand_overs=state.hand_overs + 1)
    after = None if what.late else what.at - history.reported_at
    return replace(state, agency_id=agency_id, assigned_after=after)


def _tied(state: State, what: Happened, _history: History, _ruler: Ruler) -> State:
    return replace(state, main_id=what.detail["main_id"])


def _moved(state: State, what: Happened, history: History, ruler: Ruler) -> State:
    to = what.to_status or state.status
    by_people = what.actor != IMPORT
    state = replace(
        _ended_hold(state, what, to, history, ruler),
        moves=state.moves + by_people,
        audited=state.audited + (by_people and what.audited),
        reopened=state.reopened + (what.move == Move.REOPEN.value),
        officer_id=state.officer_id or _taker(what),
    )
    if to not in {Status.RECEIVED.value, Status.WITHDRAWN.value} and state.responded_at is None:
        state = _responded(state, what, history, ruler)
    if to != Status.FINISHED.value:
        return replace(state, status=to, **_NOT_FINISHED)
    # What a second officer approved was done when the first one said so.
    done = read_moment(what.detail.get("finished_at")) or what.at
    took = ruler.clock(state, what, history).between(history.reported_at, done)
    finished = {**_NOT_FINISHED, "finished_at": done, "resolution_working": took}
    return replace(state, status=to, **finished)


_NOT_FINISHED: Mapping[str, Any] = {
    "finished_at": None,
    "resolution_working": None,
    "confirmed": False,
    "rated": {},
}


def _ended_hold(state: State, what: Happened, to: str, history: History, ruler: Ruler) -> State:
    on_hold = to == Status.ON_HOLD.value
    if state.held_since is None:
        return replace(state, held_since=what.at) if on_hold else state
    if on_hold:
        return state
    worked = ruler.clock(state, what, history).between(state.held_since, what.at)
    return replace(
        state,
        held_since=None,
        held_working=state.held_working + worked,
        held_calendar=state.held_calendar + what.at - state.held_since,
    )


def _responded(state: State, what: Happened, history: History, ruler: Ruler) -> State:
    if what.detail.get("at_latest"):  # an export that does not tell when
        return state
    took = ruler.clock(state, what, history).between(history.reported_at, what.at)
    return replace(state, responded_at=what.at, response_working=took)


def _taker(what: Happened) -> int | None:
    """Return the officer who took it up, where it was nobody's."""
    if what.move != Move.ACCEPT.value:
        return None
    told: int | None = what.detail.get("officer")
    acted = what.actor.startswith(OFFICER)
    return told or (int(what.actor.removeprefix(OFFICER)) if acted else None)


def _assigned(state: State, what: Happened, _history: History, _ruler: Ruler) -> State:
    return replace(state, officer_id=what.detail.get("officer"))


def _recategorised(state: State, what: Happened, history: History, ruler: Ruler) -> State:
    category = what.detail.get("to_category", state.category)
    kept = KEPT if category == history.proposed else CHANGED
    return replace(
        state,
        category=category,
        sealed=category in ruler.sealed,
        proposal=kept if state.proposal else NOT_PROPOSED,
    )


def _rated(state: State, what: Happened, _history: History, _ruler: Ruler) -> State:
    if state.status != Status.FINISHED.value:
        return state
    stars = what.detail.get("stars")
    rated = {**state.rated, what.actor: stars} if stars else state.rated
    # Another system's stars say how good it was, not that anybody was asked whether it is mended.
    confirmed = state.confirmed or what.actor != IMPORT
    return replace(state, confirmed=confirmed, rated=rated)


def _commented(state: State, what: Happened, _history: History, _ruler: Ruler) -> State:
    return replace(state, joined=state.joined + bool(what.detail.get("joined")))


Act = Callable[[State, Happened, History, Ruler], State]
_ACTS: Mapping[str, Act] = {
    LEADS: _leads,
    TIED: _tied,
    EventKind.SUBMITTED.value: _submitted,
    EventKind.MOVED.value: _moved,
    EventKind.RECATEGORISED.value: _recategorised,
    EventKind.RATED.value: _rated,
    EventKind.COMMENTED.value: _commented,
    EventKind.ASSIGNED.value: _assigned,
}
