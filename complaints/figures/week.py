"""When people report: the hours of a week."""

import numpy as np

from complaints.figures.lives import Lives
from complaints.figures.moments import BANGKOK, DAY, HOUR

DAYS, HOURS = 7, 24
EPOCH_WEEKDAY = 3  # 1 January 1970 was a Thursday; Monday is 0


def week_of(reported: Lives) -> list[list[int]]:
    """Return reports by day, Monday first, and by hour of the day in Bangkok."""
    in_bangkok = reported.numbers("reported_at") + BANGKOK
    days = (in_bangkok // DAY + EPOCH_WEEKDAY) % DAYS
    hours = in_bangkok // HOUR % HOURS
    counts = np.bincount(days * HOURS + hours, minlength=DAYS * HOURS)
    return [[int(count) for count in row] for row in counts.reshape(DAYS, HOURS)]
