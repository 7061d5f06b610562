"""Dates as Thai people write them: Buddhist era, Thai months, fiscal years, Bangkok time."""

from __future__ import annotations

import re
from datetime import date, datetime

from core.clock import to_bangkok
from thai.numbers import BUDDHIST_OFFSET

_FISCAL_START_MONTH = 10
MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT_MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
_MONTH_NUMBER = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name: number for number, name in enumerate(SHORT_MONTHS, 1)},
    **{name.replace(".", ""): number for number, name in enumerate(SHORT_MONTHS, 1)},
    **{re.sub("คม$|ยน$|พันธ์$", "", name): number for number, name in enumerate(MONTHS, 1)},
}
_MONTH = "|".join(re.escape(name) for name in sorted(_MONTH_NUMBER, key=len, reverse=True))
_WRITTEN = re.compile(rf"(\d{{1,2}})\s*({_MONTH})\s*(?:พ\.ศ\.\s*)?(\d{{4}}|\d{{2}})")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?!\d)")


def buddhist(year: int) -> int:
    """A year ค.ศ. as พ.ศ."""
    return year + BUDDHIST_OFFSET


def gregorian(year: int) -> int:
    """A year พ.ศ. as ค.ศ.; two digits are read as 25xx."""
    return (year + 2500 if year < 100 else year) - BUDDHIST_OFFSET


def format_date(day: date, *, short: bool = False) -> str:
    """``20 ธันวาคม 2567``, or ``20 ธ.ค. 67`` when short."""
    if short:
        return f"{day.day} {SHORT_MONTHS[day.month - 1]} {buddhist(day.year) % 100:02d}"
    return f"{day.day} {MONTHS[day.month - 1]} {buddhist(day.year)}"


def format_moment(moment: datetime, *, short: bool = False) -> str:
    """An aware moment in Bangkok time: ``20 ธันวาคม 2567 09:30 น.``"""
    local = to_bangkok(moment)
    return f"{format_date(local.date(), short=short)} {local:%H:%M} น."


def parse_date(text: str) -> date | None:
    """The first date in a text (``20 ธ.ค. 2567``, ``20/12/67``); None where there is none.

    Years of 2400 and more, and of two digits, are พ.ศ.; others ค.ศ.
    """
    written = _WRITTEN.search(text)
    if written:
        return _date(int(written[1]), _MONTH_NUMBER[written[2]], int(written[3]))
    numeric = _NUMERIC.search(text)
    return _date(int(numeric[1]), int(numeric[2]), int(numeric[3])) if numeric else None


def _date(day: int, month: int, year: int) -> date | None:
    if year < 100 or year >= 2400:
        year = gregorian(year)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def fiscal_year(day: date) -> int:
    """The Thai fiscal year พ.ศ. (1 October to 30 September) that a day falls in."""
    return buddhist(day.year + (day.month >= _FISCAL_START_MONTH))


def fiscal_period(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year given in พ.ศ."""
    end = gregorian(year)
    return date(end - 1, _FISCAL_START_MONTH, 1), date(end, _FISCAL_START_MONTH - 1, 30)
