"""When people report: the hours of a week."""

import numpy as np

from complaints.figures.lives import Ints, Lives
from complaints.figures.moments import BANGKOK, DAY, HOUR

DAYS, HOURS = 7, 24
EPOCH_WEEKDAY = 3  # 1 January 1970 was a Thursday; Monday is 0


def week_of(reported: Lives) -> list[list[int]]:
    """Return reports by day, Monday first, and by hour of the day in Bangkok."""
    counts = np.bincount(_places(reported), minlength=DAYS * HOURS)
    return [[int(count) for count in row] for row in counts.reshape(DAYS, HOURS)]


def reported_in(reported: Lives, day: int, hour: int) -> list[int]:
    """Return the ids of what was reported on a day of the week (Monday is 0) at an hour."""
    chosen = np.equal(_places(reported), day * HOURS + hour)
    found: list[int] = sorted(reported.numbers("ticket_id")[chosen].tolist())
    return found


def _places(reported: Lives) -> Ints:
    in_bangkok = reported.numbers("reported_at") + BANGKOK
    days = (in_bangkok // DAY + EPOCH_WEEKDAY) % DAYS
    places: Ints = days * HOURS + in_bangkok // HOUR % HOURS
    return places
