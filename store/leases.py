"""How work rows are claimed: by lease and attempt count, so that a crash gives them back."""

from datetime import datetime, timedelta

FIRST_RETRY = timedelta(seconds=1)
LONGEST_RETRY = timedelta(minutes=15)


def backoff(attempts: int) -> timedelta:
    """Return how long to wait after the given number of attempts: 1 s, 2 s, 4 s … 15 min."""
    doublings = min(max(attempts - 1, 0), 20)
    return min(FIRST_RETRY * (1 << doublings), LONGEST_RETRY)


def next_due(now: datetime, attempts: int) -> datetime:
    """Return when a row that failed `attempts` times is to be tried again."""
    return now + backoff(attempts)
