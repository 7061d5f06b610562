"""When something is to be told: at once, merged with what comes soon after, or in the morning."""

from datetime import datetime, time, timedelta

from complaints.alerts.telling_tables import Pace
from complaints.clocks.working_time import WorkingTime
from core.clock import BANGKOK, to_bangkok

SPAN = timedelta(minutes=3)  # what comes within it is one message
MOMENT = timedelta(seconds=1)


def due_at(
    office: WorkingTime, now: datetime, pace: Pace, *, quiet: bool, urgent: bool
) -> datetime:
    """Return when it is to be told. What is urgent never waits."""
    if urgent:
        return now
    if pace is Pace.DAILY:
        return next_morning(office, now)
    wished = now if pace is Pace.AT_ONCE else now + SPAN
    return next_open(office, wished) if quiet else wished


def next_open(office: WorkingTime, moment: datetime) -> datetime:
    """Return the moment itself in working time, else when the office opens again."""
    worked = office.add(moment, MOMENT)
    return moment if worked - moment <= MOMENT else worked - MOMENT


def next_morning(office: WorkingTime, now: datetime) -> datetime:
    """Return when the office opens the next time after now."""
    opening = next_open(office, now)
    if opening > now:
        return opening
    tomorrow = to_bangkok(now).date() + timedelta(days=1)
    return next_open(office, datetime.combine(tomorrow, time(), BANGKOK))
