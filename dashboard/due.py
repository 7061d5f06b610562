"""How a ticket stands against its due date, in working time and in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from complaints.clocks.working_time import WORKING_DAY, WorkingTime
from complaints.lifecycle import OPEN, Status
from complaints.tables import Ticket
from dashboard.wording import say

SOON = WORKING_DAY  # what has less left is to be looked at today
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


class DueState(StrEnum):
    """Where the clock stands."""

    RUNNING = "running"
    SOON = "soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Due:
    """The state, the words for it, and the moment it is about."""

    state: DueState
    words: str
    at: datetime | None


def read_due(office: WorkingTime, ticket: Ticket, now: datetime) -> Due | None:
    """Return how the ticket stands; None where no clock runs for it."""
    if ticket.status is Status.FINISHED and ticket.due_at and ticket.finished_at:
        met = ticket.finished_at <= ticket.due_at
        state = DueState.MET if met else DueState.MISSED
        return Due(state, say(f"due.{state}"), ticket.due_at)
    if ticket.status not in OPEN:
        return None
    if ticket.held_since is not None:
        return Due(DueState.PAUSED, say("due.paused"), None)
    if ticket.due_at is None:
        return None
    left = office.between(now, ticket.due_at)
    state = _state(ticket.due_at, left, now)
    return Due(state, say(f"due.{state}", time=_amount(abs(left))), ticket.due_at)


def _state(due_at: datetime, left: timedelta, now: datetime) -> DueState:
    if due_at <= now:
        return DueState.OVERDUE
    return DueState.SOON if left < SOON else DueState.RUNNING


def _amount(time: timedelta) -> str:
    if time >= WORKING_DAY:
        return say("due.days", n=time // WORKING_DAY)
    return (
        say("due.hours", n=time // HOUR) if time >= HOUR else say("due.minutes", n=time // MINUTE)
    )
