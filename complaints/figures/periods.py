"""Periods that figures are told for: Thai fiscal years, halves, quarters, months, free ones. Pure.

A period is a span of moments, the end left out; days begin at midnight in Bangkok.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.clock import BANGKOK, to_bangkok
from thai.dates import fiscal_period, fiscal_year

YEAR, HALF, QUARTER, MONTH = 12, 6, 3, 1  # months of a period


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` until `end`, aware moments; `months` is 0 where it is a free period."""

    start: datetime
    end: datetime
    months: int = 0

    @property
    def first_day(self) -> date:
        """Its first day in Bangkok."""
        return to_bangkok(self.start).date()

    @property
    def last_day(self) -> date:
        """Its last day in Bangkok."""
        return to_bangkok(self.end - timedelta(microseconds=1)).date()


def fiscal(year: int) -> Period:
    """Return a fiscal year, given in พ.ศ.: 1 October to 30 September."""
    return _months(fiscal_period(year)[0], YEAR)


def half(year: int, number: int) -> Period:
    """Return the first or second half (1 or 2) of a fiscal year in พ.ศ."""
    return _part(year, number, HALF)


def quarter(year: int, number: int) -> Period:
    """Return a quarter (1 to 4) of a fiscal year in พ.ศ."""
    return _part(year, number, QUARTER)


def month(day: date) -> Period:
    """Return the month that a day is in."""
    return _months(day.replace(day=1), MONTH)


def days(first: date, last: date) -> Period:
    """Return the free period of these days, both included. Raises ValueError where none is."""
    if last < first:
        raise ValueError("the last day comes before the first")
    return Period(_midnight(first), _midnight(last + timedelta(days=1)))


def fiscal_year_of(moment: datetime) -> Period:
    """Return the fiscal year that a moment is in."""
    return fiscal(fiscal_year(to_bangkok(moment).date()))


def before(period: Period) -> Period:
    """Return the period before: as many months, or for a free one as many days."""
    if period.months:
        return _months(_plus(period.first_day, -period.months), period.months)
    return Period(period.start - (period.end - period.start), period.start)


def months_of(period: Period) -> tuple[Period, ...]:
    """Return the months that a period touches, each whole."""
    found = [month(period.first_day)]
    while found[-1].end < period.end:
        found.append(_months(_plus(found[-1].first_day, 1), MONTH))
    return tuple(found)


def same_age(period: Period, as_of: datetime, other: Period) -> datetime:
    """Return when `other` was as far along, or as long over, as `period` is `as_of`.

    So compared, neither has had more time to get its tickets solved.
    """
    if as_of >= period.end:
        return other.end + (as_of - period.end)
    return min(other.start + (as_of - period.start), other.end)


def _part(year: int, number: int, length: int) -> Period:
    if not 1 <= number <= YEAR // length:
        raise ValueError(f"a fiscal year has no part {number} of {length} months")
    return _months(_plus(fiscal_period(year)[0], length * (number - 1)), length)


def _months(first: date, count: int) -> Period:
    return Period(_midnight(first), _midnight(_plus(first, count)), count)


def _plus(first: date, count: int) -> date:
    """Return the first day of the month so many months later."""
    years, place = divmod(first.month - 1 + count, YEAR)
    return date(first.year + years, place + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BANGKOK)
