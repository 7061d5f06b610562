"""The timeline that a record tells, as far as it tells one.

An export knows a ticket's present state, and when it was first taken up and finished at best. What
must have happened in between is made out of the lifecycle's own table. A step whose moment is not
told stands at the latest moment it can have happened, and says so.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Any

from complaints.lifecycle import TRANSITIONS, Move, Status
from complaints.tables import EventKind
from complaints.traffy.record import Record
from complaints.traffy.states import Standing

MOST_REOPENED = 20  # steps made of a count; the count itself is kept in full


@dataclass(frozen=True, slots=True)
class Before:
    """How the ticket stood when the record came: new, or as a former import left it.

    `told` is what the former export said of it, None for a new ticket.
    """

    status: Status
    since: datetime
    told: Standing | None = None
    reopened: int = 0
    stars: int | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the timeline. `at` is None until it is known or set to the latest it can be."""

    kind: EventKind
    at: datetime | None = None
    move: Move | None = None
    from_status: Status | None = None
    to_status: Status | None = None
    note: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


def steps_to(record: Record, before: Before) -> list[Step]:
    """Return what happened between `before` and the record, oldest first, every step with its time.

    A step whose time the export does not tell bears `at_latest` in its detail.
    """
    walk = _Walk(record, before)
    walk.take_up()
    walk.reopen()
    walk.arrive()
    walk.rate()
    walk.close()
    return _timed(walk.steps, before.since, record.last_activity)


def new_ticket(record: Record) -> Before:
    """Return how a ticket stands that has just been reported."""
    return Before(Status.RECEIVED, record.created_at)


class _Walk:
    def __init__(self, record: Record, before: Before) -> None:
        self._record = record
        self._before = before
        self._status = before.status
        self._wanted = record.standing
        self._renamed = record.standing != before.told
        self.steps: list[Step] = []

    def take_up(self) -> None:
        record, wanted = self._record, self._wanted
        waits = wanted.status is Status.RECEIVED and not wanted.forwarded and not record.reopened
        told = record.first_response_at and not self._before.answered
        if self._status is Status.RECEIVED and told and not waits:
            self._make(Move.ACCEPT, Status.IN_PROGRESS)

    def reopen(self) -> None:
        times = self._record.reopened - self._before.reopened
        for _ in range(min(times, MOST_REOPENED)):
            self._follow(Status.FINISHED)
            if self._status is Status.FINISHED:
                self._make(Move.REOPEN, Status.IN_PROGRESS)

    def arrive(self) -> None:
        wanted = self._wanted
        if wanted.forwarded:
            if self._renamed:
                self._make(Move.FORWARD, Status.RECEIVED)
        elif self._status is not wanted.status:
            self._follow(wanted.status)
        elif wanted.status is Status.ON_HOLD and self._renamed:
            self._make(Move.RESUME, Status.IN_PROGRESS)
            self._follow(Status.ON_HOLD)
        self._date_last_finish()

    def rate(self) -> None:
        stars = self._record.stars
        if stars is None or stars == self._before.stars:
            return
        finish = self._last(lambda step: step.move is Move.FINISH)
        undone = self._status is not Status.FINISHED
        place = finish + 1 if undone and finish is not None else len(self.steps)
        self.steps.insert(place, Step(EventKind.RATED, detail={"stars": stars}))

    def close(self) -> None:
        """Put what is told of the last move into it: the state's name, the officer's note."""
        last = self._last(lambda step: step.kind is EventKind.MOVED)
        if last is not None:
            step = self.steps[last]
            detail = step.detail | {"state": self._record.state}
            self.steps[last] = replace(step, note=self._record.note, detail=detail)
        elif self._renamed and self._record.note:
            self.steps.append(Step(EventKind.COMMENTED, note=self._record.note))

    def _date_last_finish(self) -> None:
        last = self._last(lambda step: step.move is Move.FINISH)
        if last is not None:
            self.steps[last] = replace(self.steps[last], at=self._record.finished_at)

    def _last(self, wanted: Callable[[Step], bool]) -> int | None:
        found = [place for place, step in enumerate(self.steps) if wanted(step)]
        return found[-1] if found else None

    def _follow(self, target: Status) -> None:
        path = _path(self._status, target)
        if path is None:
            self._make(None, target)
            return
        for move, status in path:
            self._make(move, status)

    def _make(self, move: Move | None, to: Status) -> None:
        detail: dict[str, Any] = {}
        if move is Move.HOLD and self._wanted.hold_reason:
            detail["hold_reason"] = self._wanted.hold_reason.value
        if move is Move.FINISH and self._record.photos_after:
            detail["photos"] = list(self._record.photos_after)
        self.steps.append(
            Step(EventKind.MOVED, self._told(move), move, self._status, to, detail=detail)
        )
        self._status = to

    def _told(self, move: Move | None) -> datetime | None:
        first = not any(step.move is Move.ACCEPT for step in self.steps)
        return self._record.first_response_at if move is Move.ACCEPT and first else None


def _timed(steps: Iterable[Step], since: datetime, latest: datetime) -> list[Step]:
    """Set what has no time to the earliest told one that follows, then put all in order."""
    timed: list[Step] = []
    for step in reversed(list(steps)):
        if step.at is None:
            step = replace(step, at=latest, detail=step.detail | {"at_latest": True})  # noqa: PLW2901
        latest = min(latest, step.at or latest)
        timed.insert(0, step)
    return [replace(step, at=max(step.at or since, since)) for step in timed]


@cache
def _path(start: Status, target: Status) -> tuple[tuple[Move, Status], ...] | None:
    """Return the shortest way by the lifecycle's table, None where it has none."""
    ways: deque[tuple[Status, tuple[tuple[Move, Status], ...]]] = deque([(start, ())])
    seen = {start}
    while ways:
        status, way = ways.popleft()
        if status is target:
            return way
        for (origin, move), rule in TRANSITIONS.items():
            # Handing on is told by its own state, never guessed.
            if origin is status and rule.to not in seen and move is not Move.FORWARD:
                seen.add(rule.to)
                ways.append((rule.to, (*way, (move, rule.to))))
    return None
