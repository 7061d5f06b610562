"""The same figures by category, area, agency, officer, month, hour; the backlog by age."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import numpy as np
from sqlmodel import Session

from complaints.desk import Desk
from complaints.figures.lives import AREA, COLUMNS, NOTHING, Flags, Ints, Lives
from complaints.figures.measures import is_problem
from complaints.figures.moments import BANGKOK, DAY, FOREVER, HOUR, micros
from complaints.figures.periods import Period, months_of
from complaints.figures.reading import Reader
from complaints.figures.report import Report, Result, measure_all, reckon, with_targets
from complaints.figures.scope import Scope
from complaints.figures.upkeep import make_ruler

AGES = (7, 30, 90)  # days: until a week, a month, three months; what is older


class By(StrEnum):
    """What to tell figures apart by."""

    CATEGORY = "category"
    PROVINCE = "province"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    AGENCY = "agency_id"
    OFFICER = "officer_id"
    MONTH = "month"  # in which it was reported: "2026-11"
    HOUR = "hour"  # of the day at which it was reported, in Bangkok


@dataclass(frozen=True, slots=True)
class Age:
    """Open problems of an age in days, `until` left out; None: no end."""

    since: int
    until: int | None
    tickets: int


def reckon_by(
    session: Session,
    desk: Desk,
    scope: Scope,
    period: Period,
    as_of: datetime,
    by: By,
    *,
    known_by: datetime | None = None,
) -> dict[str, dict[str, Result]]:
    """Return {what it is by: {figure: result}}, in order; the keys as text, "" for none.

    Without the figures that need more than columns, and without comparison. Figures of the backlog
    tell of what is open at the moment, whenever it was reported.
    """
    reader = Reader(session, make_ruler(session, desk), as_of, known_by or as_of)
    names = (*COLUMNS, by.value) if by.value in AREA else COLUMNS
    reported = _apart(reader.reported(scope, period, names), by)
    still_open = _apart(reader.open(scope, names), by)
    nothing = Lives.of_rows(micros(as_of), [])
    found = {
        key: measure_all(reported.get(key, nothing), still_open.get(key, nothing))
        for key in sorted(reported.keys() | still_open.keys(), key=_in_order)
    }
    if by is not By.CATEGORY:
        return found
    return {
        code: with_targets(session, desk, scope, code, as_of, results)
        for code, results in found.items()
    }


def ages_of_backlog(session: Session, desk: Desk, scope: Scope, as_of: datetime) -> list[Age]:
    """Return how old the open problems were at the moment, the youngest first."""
    lives = Reader(session, make_ruler(session, desk), as_of, as_of).open(scope)
    problems = lives.only(is_problem(lives))
    days = (micros(as_of) - problems.numbers("reported_at")) // DAY
    sinces = [0, *(age + 1 for age in AGES)]
    untils = [*sinces[1:], None]
    return [
        Age(since, until, int(_between(days, since, until).sum()))
        for since, until in zip(sinces, untils, strict=True)
    ]


def _between(days: Ints, since: int, until: int | None) -> Flags:
    return np.greater_equal(days, since) & np.less(days, FOREVER if until is None else until)


RIPE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Month:
    """A month's figures as of 30 days after its end; `ripe` once that much time has passed."""

    report: Report
    ripe: bool


def monthly(
    session: Session, desk: Desk, scope: Scope, period: Period, as_of: datetime
) -> list[Month]:
    """Return the months of a period that have begun, each as of the same age: a fair trend.

    What is not as old yet stands as of the moment itself, and is not ripe.
    """
    found = []
    for month in months_of(period):
        if month.start >= as_of:
            break
        moment = min(month.end + RIPE, as_of)
        report = reckon(session, desk, scope, month, moment, known_by=as_of, compare=False)
        found.append(Month(report, moment == month.end + RIPE))
    return found


def _apart(lives: Lives, by: By) -> dict[str, Lives]:
    numbers, name_of = _keys(lives, by)
    return {name_of(int(key)): lives.only(numbers == key) for key in np.unique(numbers)}


def _keys(lives: Lives, by: By) -> tuple[Ints, Callable[[int], str]]:
    """Return a number for each ticket, and what the numbers stand for."""
    if by in {By.MONTH, By.HOUR}:
        in_bangkok = lives.numbers("reported_at") + BANGKOK
        if by is By.HOUR:
            return in_bangkok // HOUR % 24, lambda hour: f"{hour:02}"
        months = in_bangkok.astype("datetime64[us]").astype("datetime64[M]")
        return months.astype(np.int64), lambda number: str(np.datetime64(number, "M"))
    numbers = lives.numbers(by.value)
    if by.value in lives.words:
        return numbers, lambda number: lives.words[by.value][number]
    return numbers, lambda number: "" if number == NOTHING else str(number)


def _in_order(key: str) -> tuple[int, str]:
    return (int(key) if key.isdigit() else 0, key)
