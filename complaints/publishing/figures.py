"""Agencies' figures and open problems by area, counted now and then and kept for every page.

A whole province takes seconds to count: too long for whoever opens a page.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from agencies.queries import agency_names
from complaints.desk import Desk
from complaints.figures import periods
from complaints.figures.apart import By
from complaints.figures.periods import Period
from complaints.figures.reckoning import Reckoning
from complaints.figures.results import Result
from complaints.figures.scope import everything
from complaints.publishing.listing import AreaCount, count_open_by_area
from store import gauges
from thai.order import dictionary_order

GAUGE = "public.board"
FRESH = timedelta(minutes=30)
WHOLE = ""  # the key of all agencies together
SHOWN = (
    "problems",
    "closed",
    "confirmed",
    "confirmed_share",
    "disputed",
    "on_time",
    "backlog",
    "backlog_overdue",
    "first_response",
    "resolution_gross",
    "stars",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: shares between 0 and 1, times in seconds of working time, the median."""

    value: float | None
    top: int
    n: int
    small: bool
    p90: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An agency's figures by id, those of SHOWN; `agency_id` 0 stands for all together."""

    agency_id: int
    name: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Board:
    """What the page shows, as of a moment."""

    as_of: datetime
    period: Period
    whole: Row
    rows: tuple[Row, ...]
    areas: tuple[AreaCount, ...] = ()

    def row(self, agency_id: int) -> Row | None:
        """Return an agency's figures, None where it has none."""
        return next((each for each in self.rows if each.agency_id == agency_id), None)


def is_due(session: Session, now: datetime) -> bool:
    """Tell whether it is time to count again."""
    kept = gauges.get_gauge(session, GAUGE)
    return kept is None or now - kept.read_at >= FRESH


def reckon(session: Session, desk: Desk, now: datetime) -> dict[str, Any]:
    """Return the figures of the present fiscal year, never of sealed tickets, to be kept."""
    period = periods.fiscal_year_of(now)
    asked = Reckoning(session, desk, everything(session), period, now)
    parts = {WHOLE: asked.report(compare=False).results, **asked.by(By.AGENCY)}
    return {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "areas": [asdict(each) for each in count_open_by_area(session)],
        "rows": {
            key: {name: asdict(_figure(results[name])) for name in SHOWN}
            for key, results in parts.items()
            if key == WHOLE or results["problems"].numerator or results["backlog"].numerator
        },
    }


def keep(session: Session, figures: dict[str, Any], now: datetime) -> None:
    """Keep them for the pages."""
    gauges.set_gauge(session, GAUGE, figures, now)


def read_board(session: Session) -> Board | None:
    """Return what is kept, None before the first time."""
    kept = gauges.get_gauge(session, GAUGE)
    if kept is None:
        return None
    start, end = (datetime.fromisoformat(kept.value[each]) for each in ("start", "end"))
    rows = {int(key or 0): figures for key, figures in kept.value["rows"].items()}
    names = agency_names(session, set(rows))
    read = [_row(number, names.get(number, ""), each) for number, each in rows.items()]
    named = (each for each in read if each.name)
    agencies = sorted(named, key=lambda each: dictionary_order(each.name))
    whole = next(each for each in read if each.agency_id == 0)
    areas = tuple(AreaCount(**each) for each in kept.value["areas"])
    return Board(kept.read_at, Period(start, end), whole, tuple(agencies), areas)


def _row(agency_id: int, name: str, figures: Mapping[str, Any]) -> Row:
    return Row(agency_id, name, {key: Figure(**each) for key, each in figures.items()})


def _figure(result: Result) -> Figure:
    return Figure(
        value=result.value,
        top=result.numerator,
        n=result.denominator,
        small=result.small,
        p90=result.spread.p90 if result.spread else None,
    )
