"""The Thai words of the pack, and figures as they are said and written."""

import functools
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from complaints.clocks.working_time import WORKING_DAY
from complaints.figures import periods
from complaints.figures.definitions import Unit
from complaints.figures.periods import Period
from complaints.figures.results import Result
from thai.dates import MONTHS, SHORT_MONTHS, buddhist, fiscal_year, format_date

FILE = Path(__file__).with_name("words.yml")
HOUR = 3600
TIMES = frozenset({Unit.SECONDS, Unit.WORKING_SECONDS})
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_LATIN = re.compile(r"[A-Za-z@]")


def say(key: str, **values: object) -> str:
    """Return the words of a dotted key. Raises KeyError for an unknown key or missing value."""
    found: Any = _words()
    for part in key.split("."):
        found = found[part]
    return str(found).format(**values)


def say_or(key: str, otherwise: str) -> str:
    """Return the words of a key, or what was given where there are none."""
    try:
        return say(key)
    except KeyError:
        return otherwise


def thai_digits(text: str) -> str:
    """Return the text with Thai digits, but for words with Latin letters: addresses, numbers."""
    parts = re.split(r"(\s+)", text)
    return "".join(part if _LATIN.search(part) else part.translate(_THAI_DIGITS) for part in parts)


def period_name(period: Period) -> str:
    """Return a period as people call it: a fiscal year, a half, a quarter, else its days."""
    year = fiscal_year(period.last_day)
    if period.months == periods.YEAR and period == periods.fiscal(year):
        return say("period.year", year=year)
    for key, length in (("half", periods.HALF), ("quarter", periods.QUARTER)):
        for number in range(1, periods.YEAR // length + 1):
            make = periods.half if key == "half" else periods.quarter
            if period == make(year, number):
                return say(f"period.{key}", number=number, year=year)
    if period.months == periods.MONTH:
        return f"{MONTHS[period.first_day.month - 1]} {buddhist(period.first_day.year)}"
    return say(
        "period.span", first=format_date(period.first_day), last=format_date(period.last_day)
    )


def month_name(key: str) -> str:
    """Return a month such as "2026-11" as people write it: พ.ย. 2569."""
    year, month = key.split("-")
    return f"{SHORT_MONTHS[int(month) - 1]} {buddhist(int(year))}"


def short_month(key: str) -> str:
    """Return a month as it fits below a chart: พ.ย. 69."""
    year, month = key.split("-")
    return f"{SHORT_MONTHS[int(month) - 1]} {buddhist(int(year)) % 100:02}"


def in_unit(result: Result, value: float | None) -> float | None:
    """Return a value as it is written: shares of a hundred, times in hours, all else as it is."""
    if value is None:
        return None
    unit = result.definition.unit
    if unit is Unit.SHARE:
        return value * 100
    return value / HOUR if unit in TIMES else value


def written(result: Result, value: float | None = None) -> str:
    """Return a value in digits without its unit; the result's own where none is given."""
    number = in_unit(result, result.value if value is None else value)
    if number is None:
        return "–"
    decimals = {Unit.TICKETS: 0, Unit.SHARE: 1}.get(result.definition.unit, 2)
    return f"{number:,.{decimals}f}"


def spoken(result: Result) -> str | None:
    """Return a value with its unit as one says it in a sentence; None where there is none."""
    if result.value is None:
        return None
    unit = result.definition.unit
    if unit is Unit.SHARE:
        return f"{say('unit.share')} {written(result)}"
    day = WORKING_DAY / timedelta(seconds=1)
    if unit is Unit.WORKING_SECONDS and result.value >= day:
        return f"{result.value / day:,.1f} {say('unit.days')}"
    return f"{written(result)} {say(f'unit.{unit.value}')}"


@functools.cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return words
