"""Moments as exports write them: ISO or day/month/year, Gregorian or Buddhist years."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from thai.dates import gregorian

_BUDDHIST_FROM = 2400
_ISO = re.compile(r"(\d{4})(-\d\d-\d\d.*)", re.DOTALL)
_DAY_FIRST = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,T]+(\d{1,2})[:.](\d\d)(?::(\d\d)(?:\.\d+)?)?)?"
    r"(?:\s*น\.?)?"
)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
SLACK = timedelta(days=1)  # of clocks and zones


def read_moment(text: str, zone: tzinfo) -> datetime | None:
    """Return the aware moment that `text` tells, in `zone` where it names none; None if unreadable.

    Years of 2400 and more are พ.ศ.
    """
    text = text.strip()
    iso = _ISO.fullmatch(text)
    try:
        moment = _iso(iso) if iso else _day_first(text)
        if moment is None:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def is_plausible(moment: datetime, now: datetime) -> bool:
    """Tell whether a report can have been made then."""
    return EARLIEST <= moment <= now + SLACK


def _iso(found: re.Match[str]) -> datetime:
    return datetime.fromisoformat(f"{_year(found[1]):04}{found[2]}")


def _day_first(text: str) -> datetime | None:
    found = _DAY_FIRST.fullmatch(text)
    if found is None:
        return None
    day, month, year, hour, minute, second = found.groups()
    return datetime(  # noqa: DTZ001 - the caller knows the zone
        _year(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0)
    )


def _year(digits: str) -> int:
    year = int(digits)
    return gregorian(year) if year >= _BUDDHIST_FROM else year
