"""Values of figures as people read them, and how they have changed."""

from dataclasses import dataclass
from enum import StrEnum

from complaints.figures.definitions import Better, Unit
from complaints.figures.results import Result
from dashboard.wording import say

MINUTE, HOUR = 60, 3600
WORKING_DAY, DAY = 8 * HOUR, 24 * HOUR
NOTHING = "–"
SAME = 0.0005  # less than this share of the value is no change
LEAST_POINTS, LEAST_PERCENT = 0.0005, 0.005  # what is shown as 0


class Trend(StrEnum):
    """Whether a change is good."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure has changed against the period before, in words."""

    trend: Trend
    up: bool
    words: str


def show(value: float | None, unit: Unit) -> str:
    """Return a value with its unit, such as 84.2%, 1,234, 2 วัน 3 ชม."""
    if value is None:
        return NOTHING
    match unit:
        case Unit.SHARE:
            return f"{value * 100:.1f}%"
        case Unit.WORKING_SECONDS:
            return duration(value, WORKING_DAY)
        case Unit.SECONDS:
            return duration(value, DAY)
        case Unit.STARS | Unit.TIMES:
            return f"{value:.2f}"
        case _:
            return f"{value:,.0f}"


def show_result(result: Result) -> str:
    """Return a figure's value with its unit."""
    return show(result.value, result.definition.unit)


def duration(seconds: float, day: int) -> str:
    """Return a time in days (of that many seconds), hours, minutes: the two largest of them."""
    minutes = round(seconds / MINUTE)
    days, left = divmod(minutes, day // MINUTE)
    hours, minutes = divmod(left, HOUR // MINUTE)
    parts = (("days", days), ("hours", hours), ("minutes", minutes))
    first = next((place for place, (_, n) in enumerate(parts) if n), len(parts) - 1)
    told = [say(f"figures.time.{name}", n=n) for name, n in parts[first : first + 2] if n]
    return " ".join(told) or say("figures.time.minutes", n=0)


def plain(result: Result) -> float | None:
    """Return the value as a file holds it: shares in percent, times in hours."""
    return plain_value(result.value, result.definition.unit)


def plain_value(value: float | None, unit: Unit) -> float | None:
    """Return a value as a file holds it: shares in percent, times in hours."""
    if value is None:
        return None
    match unit:
        case Unit.SHARE:
            return value * 100
        case Unit.SECONDS | Unit.WORKING_SECONDS:
            return value / HOUR
        case _:
            return value


def change_of(result: Result) -> Change | None:
    """Return how a figure has changed; None where there is nothing to compare."""
    if result.value is None or result.before is None:
        return None
    unit, less = result.definition.unit, result.value - result.before
    if _is_nothing(unit, less, result.before):
        return Change(Trend.SAME, up=False, words=say("figures.change.same"))
    up = less > 0
    return Change(_trend(result.definition.better, up=up), up, _words(unit, less, result.before))


def _is_nothing(unit: Unit, less: float, before: float) -> bool:
    """Tell whether a change would be shown as none: no trend is read into what rounds to 0."""
    match unit:
        case Unit.SHARE:
            return abs(less) < LEAST_POINTS
        case Unit.TICKETS if before:
            return abs(less) / before < LEAST_PERCENT
        case _:
            return abs(less) <= SAME * max(abs(before), abs(before + less))


def _trend(better: Better, *, up: bool) -> Trend:
    if better is Better.NEITHER:
        return Trend.NEUTRAL
    return Trend.BETTER if up == (better is Better.HIGHER) else Trend.WORSE


def _words(unit: Unit, less: float, before: float) -> str:
    way = "more" if less > 0 else "less"
    match unit:
        case Unit.SHARE:
            return say(f"figures.change.{way}.points", amount=f"{abs(less) * 100:.1f}")
        case Unit.SECONDS | Unit.WORKING_SECONDS:
            return say(f"figures.change.{way}.time", amount=show(abs(less), unit))
        case Unit.TICKETS if before:
            return say(f"figures.change.{way}.percent", amount=f"{abs(less) / before * 100:,.0f}")
        case _:
            return say(f"figures.change.{way}.amount", amount=show(abs(less), unit))
