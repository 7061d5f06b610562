"""What an address or a form asks for: whose evidence, of which period, compared with which."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import Form
from sqlmodel import Session

from agencies.permissions import sees_all_agencies
from agencies.queries import agency_names, list_agencies
from agencies.tables import Agency, Officer
from agencies.tree import list_below
from complaints.figures import periods
from complaints.figures.periods import Period
from core.clock import to_bangkok
from core.errors import InvalidInput
from dashboard.row_id import LARGEST
from thai.dates import fiscal_year

FREE, YEAR, HALVES = "free", "year", {"half1": 1, "half2": 2}
FIRST_YEAR, YEARS_BACK = 2560, 5
LAST_YEAR = 2700


@dataclass(frozen=True, slots=True)
class Typed:
    """The form of a pack as it was typed."""

    agency: str = ""
    kind: str = YEAR
    year: str = ""
    first: str = ""
    last: str = ""
    before_first: str = ""
    before_last: str = ""

    def period(self) -> Period:
        """Return the period. Raises InvalidInput: "dates"."""
        if self.kind == FREE:
            return read_days(self.first, self.last)
        year = read_year(self.year)
        return (
            periods.half(year, HALVES[self.kind]) if self.kind in HALVES else periods.fiscal(year)
        )

    def before(self) -> Period | None:
        """Return the period to compare with, None where none was typed. Raises InvalidInput."""
        if not self.before_first and not self.before_last:
            return None
        return read_days(self.before_first, self.before_last)


Line = Annotated[str, Form(max_length=20)]


def read_typed(
    agency: Line = "",
    kind: Line = YEAR,
    year: Line = "",
    first: Line = "",
    last: Line = "",
    before_first: Line = "",
    before_last: Line = "",
) -> Typed:
    """Return what stands in the form."""
    return Typed(agency, kind, year, first, last, before_first, before_last)


def read_agency(words: str) -> int | None:
    """Return the agency's id; None where none is named."""
    named = words.isdecimal() and words.isascii() and 0 < int(words) <= LARGEST
    return int(words) if named else None


def read_year(words: str) -> int:
    """Return a fiscal year in พ.ศ. Raises InvalidInput: "dates"."""
    if not words.isdecimal() or not FIRST_YEAR <= int(words) <= LAST_YEAR:
        raise InvalidInput("dates")
    return int(words)


def read_days(first: str, last: str) -> Period:
    """Return the period of two typed days. Raises InvalidInput: "dates"."""
    try:
        return periods.days(date.fromisoformat(first), date.fromisoformat(last))
    except (ValueError, OverflowError):
        raise InvalidInput("dates") from None


def this_year(now: datetime) -> int:
    """Return the fiscal year that it is, in พ.ศ."""
    return fiscal_year(to_bangkok(now).date())


def years_to(now: datetime) -> tuple[int, ...]:
    """Return the fiscal years to choose from, this one first."""
    year = this_year(now)
    return tuple(range(year, year - YEARS_BACK, -1))


def agencies_for(session: Session, officer: Officer) -> list[Agency]:
    """Return the agencies whose evidence this officer may choose; none where there is one only."""
    every = list_agencies(session)
    if sees_all_agencies(officer):
        return every
    below = list_below(session, officer)
    return [each for each in every if each.id in {officer.agency_id, *below}] if below else []


def agency_words(session: Session, agency_id: int | None) -> str:
    """Return an agency's name, "" for all together."""
    return agency_names(session, {agency_id}).get(agency_id, "") if agency_id is not None else ""
