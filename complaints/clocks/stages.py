"""How far a clock has come, and when its officers are warned."""

from datetime import datetime, timedelta
from enum import StrEnum

from complaints.clocks.working_time import WorkingTime

LEAST_WARNING = timedelta(hours=2)  # of working time
SHARE = 0.2  # of the target that is left when the warning comes
MOST_SHARE = 0.5  # a short target is not warned of as soon as it begins


class Stage(StrEnum):
    """Where a clock stands, in the order in which it gets there."""

    RUNNING = "running"
    SOON = "soon"
    OVERDUE = "overdue"


def later(one: Stage, other: Stage) -> Stage:
    """Return the stage that comes later."""
    return max(one, other, key=tuple(Stage).index)


def warning_span(hours: float) -> timedelta:
    """Return how much working time is left of a target of so many hours when the warning comes."""
    target = timedelta(hours=hours)
    return min(max(LEAST_WARNING, SHARE * target), MOST_SHARE * target)


def warn_at(office: WorkingTime, due_at: datetime, hours: float) -> datetime:
    """Return when the warning comes."""
    return office.subtract(due_at, warning_span(hours))


def stage_at(office: WorkingTime, due_at: datetime, hours: float, now: datetime) -> Stage:
    """Return where a clock stands that is to end at `due_at`, `hours` after it began."""
    if due_at <= now:
        return Stage.OVERDUE
    return Stage.SOON if warn_at(office, due_at, hours) <= now else Stage.RUNNING
