"""Working time: Monday to Friday, 8:30 to 16:30 in Bangkok, but for holidays.

Moments are aware UTC datetimes; amounts of working time are timedeltas of eight hours a day.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from core.clock import BANGKOK, to_bangkok

OPENS, CLOSES = time(8, 30), time(16, 30)
WORKING_DAY = timedelta(hours=8)
DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """A calendar of working time; `holidays` answers whether a date is one.

    On the days of `opened` offices work although they would be closed.
    """

    holidays: Container[date]
    opened: Container[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices are open on that day."""
        return day in self.opened or (day.weekday() < SATURDAY and day not in self.holidays)

    def is_open(self, moment: datetime) -> bool:
        """Tell whether it is office hours."""
        local = to_bangkok(moment)
        return self.is_working_day(local.date()) and OPENS <= local.time() < CLOSES

    def opens_at(self, moment: datetime) -> datetime:
        """Return when office hours next begin; while they last, when these began."""
        day = to_bangkok(moment).date()
        while not self.is_working_day(day) or _at(day, CLOSES) <= moment:
            day += DAY
        return _at(day, OPENS)

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """Return the moment at which `amount` of working time has passed since `start`.

        Nothing at all (or less) is `start` itself.
        """
        left = amount
        for opened, closed in self._spans(start) if amount > timedelta() else ():
            if opened + left <= closed:
                return opened + left
            left -= closed - opened
        return start

    def subtract(self, end: datetime, amount: timedelta) -> datetime:
        """Return the moment from which on `amount` of working time passes until `end`."""
        left = amount
        for opened, closed in self._spans_before(end) if amount > timedelta() else ():
            if closed - left >= opened:
                return closed - left
            left -= closed - opened
        return end

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from `start` to `end`; negative where `end` comes first."""
        if end < start:
            return -self.between(end, start)
        passed = timedelta()
        for opened, closed in self._spans(start):
            if opened >= end:
                break
            passed += min(closed, end) - opened
        return passed

    def _spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the office hours from `start` on, the first one cut to what is left of it."""
        day = to_bangkok(start).date()
        while True:
            if self.is_working_day(day):
                opened = max(_at(day, OPENS), start)
                if opened < _at(day, CLOSES):
                    yield opened, _at(day, CLOSES)
            day += DAY

    def _spans_before(self, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the office hours before `end`, the latest first and cut to what comes before."""
        day = to_bangkok(end).date()
        while True:
            if self.is_working_day(day):
                closed = min(_at(day, CLOSES), end)
                if _at(day, OPENS) < closed:
                    yield _at(day, OPENS), closed
            day -= DAY


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, BANGKOK).astimezone(UTC)
