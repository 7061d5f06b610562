"""The offices' calendars as they were known at any moment: a day closed later changes no figure."""

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from complaints.clocks.holidays import ThaiHolidays
from complaints.clocks.tables import DayKind, SpecialDay
from complaints.clocks.working_time import WorkingTime
from complaints.figures.moments import WorkingClock, micros

Days = frozenset[tuple[date, DayKind]]


@dataclass(frozen=True, slots=True)
class _Closed(Container[date]):
    special: frozenset[date]
    holidays: Container[date]

    def __contains__(self, day: object) -> bool:
        return day in self.special or day in self.holidays


class Special(NamedTuple):
    """A day on which offices are closed, or open, other than the calendar says; see SpecialDay."""

    day: date
    kind: DayKind
    agency_id: int | None
    province: str
    added_at: datetime
    removed_at: datetime | None = None


@dataclass(slots=True)
class Calendars:
    """Working time of an agency for tickets of a province, by what was known at a moment.

    Equal to `complaints.clocks.calendar.Calendar` for the present. Agencies whose special days
    are the same share a clock.
    """

    special: Sequence[Special] = ()
    holidays: Container[date] = field(default_factory=ThaiHolidays)
    _changes: list[int] = field(init=False)
    _days: dict[tuple[int, int, str], Days] = field(default_factory=dict, init=False)
    _clocks: dict[Days, WorkingClock] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        added = [micros(day.added_at) for day in self.special]
        removed = [micros(day.removed_at) for day in self.special if day.removed_at]
        self._changes = sorted({*added, *removed})

    def clock(self, agency_id: int, province: str, known: int) -> WorkingClock:
        """Return the working time that counted then, as was known at that moment."""
        version = bisect_right(self._changes, known)
        scope = (version, agency_id, province)
        days = self._days.get(scope)
        if days is None:
            days = self._days[scope] = self._in_force(agency_id, province, known)
        if days not in self._clocks:
            self._clocks[days] = WorkingClock(_office(days, self.holidays))
        return self._clocks[days]

    def _in_force(self, agency_id: int, province: str, known: int) -> Days:
        """Return the special days; an agency's own before a province's, that before all others'."""
        days: dict[date, DayKind] = {}
        there = [day for day in self.special if _is_there(day, known)]
        for scope in ((None, ""), (None, province), (agency_id, "")):
            of_scope = (day for day in there if (day.agency_id, day.province) == scope)
            days |= {day.day: day.kind for day in of_scope}
        return frozenset(days.items())


def read_calendars(session: Session, holidays: Container[date]) -> Calendars:
    """Return the calendars with every special day there ever was."""
    columns = [getattr(SpecialDay, name) for name in Special._fields]
    query = select(*columns).order_by(col(SpecialDay.id))
    return Calendars([Special(*row) for row in session.exec(query)], holidays)


def _is_there(day: Special, known: int) -> bool:
    removed = day.removed_at is not None and micros(day.removed_at) <= known
    return micros(day.added_at) <= known and not removed


def _office(days: Iterable[tuple[date, DayKind]], holidays: Container[date]) -> WorkingTime:
    closed = frozenset(day for day, kind in days if kind is DayKind.CLOSED)
    opened = frozenset(day for day, kind in days if kind is DayKind.OPENED)
    return WorkingTime(_Closed(closed, holidays), opened)
