"""How a ticket stands against its due date, in working time and in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from complaints.clocks.stages import LEAST_WARNING, warning_span
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
    """The state, the words for it, and the moment it is about.

    `response` is how the ticket stands against the time in which it is to be taken up, once that
    presses.
    """

    state: DueState
    words: str
    at: datetime | None
    response: "Due | None" = None


def read_due(office: WorkingTime, ticket: Ticket, now: datetime) -> Due | None:
    """Return how the ticket stands; None where no clock runs for it."""
    if ticket.status is Status.FINISHED and ticket.due_at and ticket.finished_at:
        met = ticket.finished_at <= ticket.due_at
        state = DueState.MET if met else DueState.MISSED
        return Due(state, say(f"due.{state}"), ticket.due_at)
    if ticket.status not in OPEN:
        return None
    if ticket.held_since is not None:
        waited = office.between(ticket.held_since, now)
        return Due(DueState.PAUSED, say("due.paused", time=_amount(waited)), None)
    if ticket.due_at is None:
        return None
    state, time = _against(office, ticket.due_at, SOON, now)
    words = say(f"due.{state}", time=time)
    return Due(state, words, ticket.due_at, _response(office, ticket, now))


def _response(office: WorkingTime, ticket: Ticket, now: datetime) -> Due | None:
    due_at = ticket.response_due_at
    if ticket.status is not Status.RECEIVED or due_at is None:
        return None
    soon = warning_span(ticket.response_hours) if ticket.response_hours else LEAST_WARNING
    state, time = _against(office, due_at, soon, now)
    if state is DueState.RUNNING:
        return None
    return Due(state, say(f"due.response.{state}", time=time), due_at)


def _against(
    office: WorkingTime, due_at: datetime, soon: timedelta, now: datetime
) -> tuple[DueState, str]:
    left = office.between(now, due_at)
    words = _amount(abs(left))
    if due_at <= now:
        return DueState.OVERDUE, words
    return DueState.SOON if left <= soon else DueState.RUNNING, words


def _amount(time: timedelta) -> str:
    if time >= WORKING_DAY:
        return say("due.days", n=time // WORKING_DAY)
    return (
        say("due.hours", n=time // HOUR)
        if time >= HOUR
        else say("due.minutes", n=max(time // MINUTE, 1))
    )
