"""Periods as an address names them and as people do: 2569, 2569-h1, 2569-q2, 2025-11."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from complaints.figures import periods
from complaints.figures.periods import Period
from core.clock import to_bangkok
from core.errors import InvalidInput
from dashboard.wording import say
from thai.dates import MONTHS, SHORT_MONTHS, buddhist, fiscal_year, format_date, parse_date

YEARS_BACK, MONTHS_BACK = 4, 12
HALVES, QUARTERS = (1, 2), (1, 2, 3, 4)
EARLIEST, LATEST = 2540, 2643  # fiscal years that a period may be in
_KINDS = {
    periods.YEAR: "years",
    periods.HALF: "halves",
    periods.QUARTER: "quarters",
    periods.MONTH: "months",
}
_YEAR, _PART = re.compile(r"\d{4}"), re.compile(r"(\d{4})-([hq])([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Choice:
    """A period to choose: its key in the address, its name."""

    key: str
    name: str


def current(now: datetime) -> str:
    """Return the key of the fiscal year of a moment."""
    return str(fiscal_year(to_bangkok(now).date()))


def read_period(key: str) -> Period:
    """Return the period of a key. Raises InvalidInput "period_unknown"."""
    try:
        period = _read(key)
    except ValueError:
        period = None
    if period is None or not EARLIEST <= fiscal_year(period.first_day) <= LATEST:
        raise InvalidInput("period_unknown")
    return period


def _read(key: str) -> Period | None:
    if _YEAR.fullmatch(key):
        return periods.fiscal(int(key))
    if part := _PART.fullmatch(key):
        cut = periods.half if part[2] == "h" else periods.quarter
        return cut(int(part[1]), int(part[3]))
    if month := _MONTH.fullmatch(key):
        return periods.month(date(int(month[1]), int(month[2]), 1))
    return None


def read_days(first: str, last: str) -> Period:
    """Return the free period of two days as people write them.

    Raises:
        InvalidInput: "day_unknown", or "days_turned" where the last comes before the first.
    """
    start, end = read_day(first), read_day(last)
    if end < start:
        raise InvalidInput("days_turned")
    return periods.days(start, end)


def read_day(text: str) -> date:
    """Return a day as people write it, or as ISO. Raises InvalidInput "day_unknown"."""
    try:
        day = parse_date(text) or date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput("day_unknown", text=text) from None
    if not EARLIEST <= buddhist(day.year) <= LATEST:
        raise InvalidInput("day_unknown", text=text)
    return day


def name_of(period: Period) -> str:
    """Return what people call a period."""
    first, last = period.first_day, period.last_day
    year = fiscal_year(first)
    months = f"{SHORT_MONTHS[first.month - 1]}–{SHORT_MONTHS[last.month - 1]}"
    place = (first.month - 10) % 12
    match period.months:
        case periods.YEAR:
            return say("figures.period.year", year=year)
        case periods.HALF:
            return say(f"figures.period.half{place // 6 + 1}", year=year, months=months)
        case periods.QUARTER:
            return say("figures.period.quarter", number=place // 3 + 1, year=year, months=months)
        case periods.MONTH:
            return f"{MONTHS[first.month - 1]} {buddhist(first.year)}"
        case _:
            return f"{format_date(first, short=True)} – {format_date(last, short=True)}"


def choices(now: datetime, shown: str = "") -> dict[str, Sequence[Choice]]:
    """Return the periods to choose from by kind, the newest first; the one shown is among them."""
    this = fiscal_year(to_bangkok(now).date())
    years = range(this, this - YEARS_BACK, -1)
    recent = [this, this - 1]
    keys = {
        "years": [str(year) for year in years],
        "halves": [f"{year}-h{n}" for year in recent for n in reversed(HALVES)],
        "quarters": [f"{year}-q{n}" for year in recent for n in reversed(QUARTERS)],
        "months": _months(to_bangkok(now).date()),
    }
    return {
        kind: [_choice(key) for key in _with(found, kind, shown)] for kind, found in keys.items()
    }


def _with(keys: Sequence[str], kind: str, shown: str) -> Sequence[str]:
    """Return the keys, and that of the period shown where it is one of their kind."""
    if shown in keys or _kind_of(shown) != kind:
        return keys
    return sorted([*keys, shown], reverse=True)


def _kind_of(key: str) -> str:
    """Return of which kind a period is; "" where there is none of that key."""
    try:
        months = read_period(key).months
    except InvalidInput:
        return ""
    return _KINDS[months]


def _choice(key: str) -> Choice:
    return Choice(key, name_of(read_period(key)))


def _months(day: date) -> Sequence[str]:
    found = [day.replace(day=1)]
    while len(found) < MONTHS_BACK:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return [f"{month:%Y-%m}" for month in found]
