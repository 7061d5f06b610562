"""A year of holidays and special days, as the page shows them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from agencies.permissions import may_manage_agencies
from agencies.queries import agency_names
from agencies.tables import Agency
from complaints.clocks.calendar import Calendar
from complaints.clocks.setting import list_days
from complaints.clocks.tables import DayKind, SpecialDay
from core.clock import to_bangkok
from dashboard.auth import Visitor
from dashboard.people import names_of
from dashboard.scope import scopes
from dashboard.wording import say
from thai import areas
from thai.dates import buddhist, format_date
from thai.order import dictionary_order

FIRST, LAST = 2020, 2040  # years the page goes to


@dataclass(frozen=True, slots=True)
class Day:
    """One day: `source` says where it comes from, `id` is that of a special day or 0."""

    day: date
    words: str
    name: str
    opened: bool
    source: str
    past: bool
    id: int
    removable: bool


@dataclass(frozen=True, slots=True)
class CalendarView:
    """Everything on the page; years ค.ศ. in addresses, พ.ศ. in words."""

    year: int
    shown_year: int
    earlier: int | None
    later: int | None
    days: tuple[Day, ...]
    agencies: tuple[Agency, ...]
    own: Agency
    provinces: tuple[str, ...]
    today: date


def load(
    session: Session, calendar: Calendar, visitor: Visitor, year: int, now: datetime
) -> CalendarView:
    """Read a year."""
    today = to_bangkok(now).date()
    manages = may_manage_agencies(visitor.officer)
    special = list_days(session, date(year, 1, 1), date(year, 12, 31))
    days = _holidays(calendar, year, today) + _special(session, special, visitor, today)
    return CalendarView(
        year=year,
        shown_year=buddhist(year),
        earlier=year - 1 if year > FIRST else None,
        later=year + 1 if year < LAST else None,
        days=tuple(sorted(days, key=lambda each: (each.day, each.id))),
        agencies=scopes(session, visitor.officer),
        own=visitor.agency,
        provinces=_provinces() if manages else (),
        today=today,
    )


def may_remove(visitor: Visitor, row: SpecialDay) -> bool:
    """Tell whether it is this visitor's to take back."""
    return may_manage_agencies(visitor.officer) or row.agency_id == visitor.agency.id


def _holidays(calendar: Calendar, year: int, today: date) -> list[Day]:
    source = say("calendar.source.library")
    return [
        Day(day, _words(day), name, False, source, day < today, 0, removable=False)
        for day, name in calendar.holidays.of_year(year).items()
    ]


def _special(session: Session, rows: list[SpecialDay], visitor: Visitor, today: date) -> list[Day]:
    agencies = agency_names(session, {row.agency_id for row in rows if row.agency_id is not None})
    names = names_of(session, (row.added_by for row in rows))
    return [
        Day(
            row.day,
            _words(row.day),
            row.name,
            row.kind is DayKind.OPENED,
            say(
                "calendar.source.added",
                scope=_scope(row, agencies),
                who=names[row.added_by],
            ),
            row.day < today,
            row.id or 0,
            removable=may_remove(visitor, row),
        )
        for row in rows
    ]


def _scope(row: SpecialDay, agencies: dict[int, str]) -> str:
    if row.agency_id is not None:
        return agencies.get(row.agency_id, "")
    if row.province:
        return say("calendar.scope.province", province=row.province)
    return say("calendar.scope.everywhere")


def _words(day: date) -> str:
    return f"{say(f'calendar.weekday.{day.weekday()}')} {format_date(day)}"


def _provinces() -> tuple[str, ...]:
    names = (areas.names(code)[0] for code in areas.children())
    return tuple(sorted(names, key=dictionary_order))
