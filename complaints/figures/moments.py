"""Moments and working time as whole microseconds: exact, and fast enough for a million tickets."""

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta

from complaints.clocks.working_time import CLOSES, OPENS, WorkingTime

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
BANGKOK = 7 * HOUR  # ahead of UTC, all year, for as long as anybody has kept such records
FOREVER = 2**63 - 1
FIRST_DAY = date(2000, 1, 1)  # working time before it is not counted


def micros(moment: datetime) -> int:
    """Return an aware moment as microseconds since 1970 UTC."""
    return (moment - EPOCH) // MICROSECOND


def read_moment(told: str | None) -> int | None:
    """Return a moment as an event tells it, in ISO 8601; None where it tells none."""
    return micros(datetime.fromisoformat(told)) if told else None


def moment_of(micros_: int) -> datetime:
    """Return the moment that so many microseconds since 1970 are."""
    return EPOCH + micros_ * MICROSECOND


class WorkingClock:
    """Working time between moments, by sums kept day by day. Equal to `WorkingTime` to the last."""

    def __init__(self, office: WorkingTime) -> None:
        self._office = office
        self._opens = _of_day(OPENS.hour, OPENS.minute)
        self._closes = _of_day(CLOSES.hour, CLOSES.minute)
        self._first = (FIRST_DAY - EPOCH.date()).days
        self._until: list[int] = []  # working time until the end of each day, since the first

    def between(self, start: int, end: int) -> int:
        """Return the working time from `start` to `end`; negative where `end` comes first."""
        return self._since_first(end) - self._since_first(start)

    def add(self, start: int, amount: int) -> int:
        """Return when so much working time has passed since `start`."""
        if amount <= 0:
            return start
        wanted = self._since_first(start) + amount
        while not self._until or self._until[-1] < wanted:
            self._append()
        place = bisect_left(self._until, wanted)
        left = wanted - (self._until[place - 1] if place else 0)
        return (self._first + place) * DAY + self._opens + left - BANGKOK

    def _since_first(self, moment: int) -> int:
        day, of_day = divmod(moment + BANGKOK, DAY)
        place = day - self._first
        if place < 0:
            return 0
        while len(self._until) <= place:
            self._append()
        before = self._until[place - 1] if place else 0
        today = min(max(of_day - self._opens, 0), self._closes - self._opens)
        return before + (today if self._until[place] > before else 0)

    def _append(self) -> None:
        day = FIRST_DAY + timedelta(days=len(self._until))
        worked = self._closes - self._opens if self._office.is_working_day(day) else 0
        self._until.append((self._until[-1] if self._until else 0) + worked)


def _of_day(hour: int, minute: int) -> int:
    return hour * HOUR + minute * 60 * SECOND
