"""The month in three figures, for who answers for it: composed once, told by LINE or e-mail."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from agencies.permissions import sees_all_agencies
from agencies.queries import get_agency
from agencies.tables import Officer
from complaints.clocks.working_time import OPENS, WorkingTime
from complaints.desk import Desk
from complaints.evidence.gathering import scope_for
from complaints.evidence.words import month_name, say, spoken
from complaints.figures import periods
from complaints.figures.periods import Period
from complaints.figures.reckoning import Reckoning
from complaints.figures.results import Result
from core.clock import to_bangkok
from thai.dates import format_moment

FIGURES = ("received", "on_time", "stars")  # how much, how fast, how well


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as it is told; `before` is that of the month before, "" where there is none."""

    label: str
    value: str
    before: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A month in words."""

    title: str
    opening: str
    lines: tuple[Line, ...]
    is_empty: bool


def month_before(now: datetime) -> Period:
    """Return the last month that is over."""
    first = to_bangkok(now).date().replace(day=1)
    return periods.month(first - timedelta(days=1))


def is_time(office: WorkingTime, now: datetime, sent_for: date | None) -> bool:
    """Tell whether the month before is to be told now: from the first working day's opening on.

    Who could not be reached that day is told on a later one; nobody hears of a month twice.
    """
    today = to_bangkok(now)
    if today.time() < OPENS or not office.is_working_day(today.date()):
        return False
    return sent_for is None or sent_for < month_before(now).first_day


def compose(session: Session, desk: Desk, officer: Officer, now: datetime) -> Summary:
    """Return the month before as figures tell it now; of sealed tickets nothing."""
    month = month_before(now)
    agency_id = None if sees_all_agencies(officer) else officer.agency_id
    asked = Reckoning(session, desk, scope_for(session, agency_id), month, now)
    report = asked.report({*FIGURES, "received", "backlog"})
    agency = get_agency(session, officer.agency_id)
    name = say("everybody") if agency_id is None else agency.short_name or agency.name
    said = month_name(f"{month.first_day:%Y-%m}")
    return Summary(
        title=say("monthly.title", month=said, agency=name),
        opening=say("monthly.opening", moment=format_moment(now, short=True)),
        lines=tuple(_line(figure, report[figure]) for figure in FIGURES),
        is_empty=report["received"].numerator == 0 and report["backlog"].numerator == 0,
    )


def _line(figure: str, result: Result) -> Line:
    value = spoken(result) or say("monthly.nothing")
    if result.before is None:
        return Line(say(f"monthly.{figure}"), value, "")
    before = spoken(_with(result, result.before)) or ""
    return Line(say(f"monthly.{figure}"), value, say("monthly.before", value=before))


def _with(result: Result, value: float) -> Result:
    return Result(result.definition, value, result.numerator, result.denominator)
