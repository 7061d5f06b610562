"""The due dates of a ticket: when it is to be taken up, and when its problem is to be solved.

Both count working time by the targets in force. The second runs from the first report, whoever
works on it; time on hold is added, unless it was already overdue: a breach is not undone by
waiting. While a ticket is on hold it does not run. The first begins anew with each agency.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, Self

from complaints.clocks.stages import Stage, later, stage_at, warn_at
from complaints.clocks.targets import Targets
from complaints.clocks.working_time import WorkingTime
from complaints.lifecycle import OPEN, Status

Columns = dict[str, object]


class Clocked(Protocol):
    """What tells how far the clocks of a ticket have run: the ticket itself."""

    status: Status
    created_at: datetime
    response_due_at: datetime | None
    due_at: datetime | None
    held_since: datetime | None
    held_seconds: int
    response_hours: int | None
    resolution_hours: int | None
    response_stage: Stage
    due_stage: Stage


@dataclass(slots=True)
class Clocks:
    """Both clocks of a ticket, apart from it: changed here by what happens, then written to it."""

    office: WorkingTime
    status: Status
    reported_at: datetime
    response_hours: int
    resolution_hours: int
    response_due_at: datetime | None = None
    due_at: datetime | None = None
    held_since: datetime | None = None
    held_seconds: int = 0
    response_stage: Stage = Stage.RUNNING
    due_stage: Stage = Stage.RUNNING

    @classmethod
    def start(cls, office: WorkingTime, targets: Targets, reported_at: datetime) -> Self:
        """Return the clocks of a ticket that is reported at that moment."""
        hours = (targets.response_hours, targets.resolution_hours)
        clocks = cls(office, Status.RECEIVED, reported_at, *hours)
        clocks.response_due_at = office.add(reported_at, timedelta(hours=hours[0]))
        clocks.due_at = clocks._resolution_due()
        return clocks

    @classmethod
    def of(cls, office: WorkingTime, ticket: Clocked, otherwise: Targets) -> Self:
        """Return how they stand; `otherwise` where the ticket does not keep its targets."""
        return cls(
            office,
            ticket.status,
            ticket.created_at,
            ticket.response_hours or otherwise.response_hours,
            ticket.resolution_hours or otherwise.resolution_hours,
            ticket.response_due_at,
            ticket.due_at,
            ticket.held_since,
            ticket.held_seconds,
            ticket.response_stage,
            ticket.due_stage,
        )

    def move(self, to: Status, now: datetime) -> None:
        """Stand still on hold, and run on behind it."""
        self.status = to
        if to is Status.ON_HOLD:
            if self.due_at is not None and self.due_at > now:
                self.held_since, self.due_at = now, None
        elif self.held_since is not None:
            held = self.office.between(self.held_since, now)
            self.held_seconds += round(held.total_seconds())
            self.held_since = None
            self._set_due(self._resolution_due())

    def hand_over(self, targets: Targets, now: datetime) -> None:
        """Go on by the targets of another agency, which has its own time to take the ticket up."""
        self.retarget(targets, now)
        self.response_hours = targets.response_hours
        self._set_response(self.office.add(now, timedelta(hours=targets.response_hours)))

    def reopen(self, targets: Targets, now: datetime) -> None:
        """Go on by the targets now in force; officers hear anew of what is late."""
        self.retarget(targets, now)
        self.due_stage = Stage.RUNNING

    def retarget(self, targets: Targets, now: datetime, since: datetime | None = None) -> None:
        """Go on by other targets. No breach is undone by that, and none made.

        `since` is when the agency got the ticket, if it still is to be taken up.
        """
        self.resolution_hours = targets.resolution_hours
        if self.due_at is not None:
            self._set_due(_agreed(self.due_at, self._resolution_due(), now))
        if since is not None and self.status is Status.RECEIVED:
            self.response_hours = targets.response_hours
            due = self.office.add(since, timedelta(hours=targets.response_hours))
            self._set_response(_agreed(self.response_due_at, due, now))

    def take_for_told(self, now: datetime) -> None:
        """Let nobody be told of stages that are past already. No stage goes back."""
        if self.awaits_response:
            self.response_stage = later(self.response_stage, self.stage_of_response(now))
        if self.runs:
            self.due_stage = later(self.due_stage, self.stage_of_due(now))

    @property
    def awaits_response(self) -> bool:
        """Tell whether the first clock runs."""
        return self.status is Status.RECEIVED and self.response_due_at is not None

    @property
    def runs(self) -> bool:
        """Tell whether the second clock runs."""
        held = self.status is Status.ON_HOLD
        return self.status in OPEN and not held and self.due_at is not None

    def stage_of_response(self, now: datetime) -> Stage:
        """Return where the first clock stands, which runs."""
        assert self.response_due_at is not None
        return stage_at(self.office, self.response_due_at, self.response_hours, now)

    def stage_of_due(self, now: datetime) -> Stage:
        """Return where the second clock stands, which runs."""
        assert self.due_at is not None
        return stage_at(self.office, self.due_at, self.resolution_hours, now)

    def next_look(self) -> datetime | None:
        """Return when officers are next to be told something, None where no clock runs."""
        looks: list[datetime] = []
        if self.awaits_response and self.response_due_at is not None:
            looks += self._look(self.response_due_at, self.response_hours, self.response_stage)
        if self.runs and self.due_at is not None:
            looks += self._look(self.due_at, self.resolution_hours, self.due_stage)
        return min(looks, default=None)

    def columns(self) -> Columns:
        """Return what is to be written to the ticket."""
        return {
            "response_due_at": self.response_due_at,
            "due_at": self.due_at,
            "held_since": self.held_since,
            "held_seconds": self.held_seconds,
            "response_hours": self.response_hours,
            "resolution_hours": self.resolution_hours,
            "response_stage": self.response_stage,
            "due_stage": self.due_stage,
            "alarm_at": self.next_look(),
        }

    def detail(self) -> dict[str, str]:
        """Return both due dates as the timeline keeps them: ISO, "" where none runs."""
        return told(self.response_due_at, self.due_at)

    def _look(self, due_at: datetime, hours: int, stage: Stage) -> list[datetime]:
        if stage is Stage.OVERDUE:
            return []
        return [due_at if stage is Stage.SOON else warn_at(self.office, due_at, hours)]

    def _resolution_due(self) -> datetime:
        target = timedelta(hours=self.resolution_hours, seconds=self.held_seconds)
        return self.office.add(self.reported_at, target)

    def _set_due(self, due_at: datetime) -> None:
        if due_at != self.due_at:
            self.due_at, self.due_stage = due_at, Stage.RUNNING

    def _set_response(self, due_at: datetime) -> None:
        if due_at != self.response_due_at:
            self.response_due_at, self.response_stage = due_at, Stage.RUNNING


def told(response_due_at: datetime | None, due_at: datetime | None) -> dict[str, str]:
    """Return both due dates as the timeline keeps them: ISO, "" where none runs."""
    return {
        "response_due_at": response_due_at.isoformat() if response_due_at else "",
        "due_at": due_at.isoformat() if due_at else "",
    }


def _agreed(before: datetime | None, after: datetime, now: datetime) -> datetime:
    return before if before is not None and min(before, after) <= now else after
