"""The offices' calendar: public holidays, and the special days that people have added.

Every process keeps one and takes over what was added elsewhere, without anybody waiting for it.
"""

import logging
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, func, select

from complaints.clocks.holidays import ThaiHolidays
from complaints.clocks.tables import DayKind, SpecialDay
from complaints.clocks.working_time import WorkingTime
from store.database import Database

log = logging.getLogger(__name__)

Version = tuple[
    int, int
]  # of the special days: how many there are, how many of them were taken back
Scope = tuple[int | None, str]  # an agency's id, a province; (None, "") is everywhere
EVERYWHERE: Scope = (None, "")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds now. Replaced as a whole, so that readers need no lock."""

    version: Version = (0, 0)
    days: Mapping[Scope, Mapping[date, DayKind]] = field(default_factory=dict)
    offices: dict[Scope, WorkingTime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Closed(Container[date]):
    """The days on which offices are closed: holidays, and days closed specially."""

    special: frozenset[date]
    holidays: ThaiHolidays

    def __contains__(self, day: object) -> bool:
        return day in self.special or day in self.holidays


class Calendar:
    """Working time by agency and place.

    `refresh` is called by one thread from time to time; all else by any number of threads.
    """

    def __init__(self, holidays: ThaiHolidays | None = None) -> None:
        self.holidays = holidays or ThaiHolidays()
        self._state = _State()

    def office(self, agency_id: int | None = None, province: str = "") -> WorkingTime:
        """Return the working time of an agency for tickets of that province.

        What an agency has set for itself goes before what is set for a province, and that before
        what is set for all.
        """
        state, scope = self._state, (agency_id, province)
        office = state.offices.get(scope)
        if office is None:
            office = state.offices[scope] = self._make(state, agency_id, province)
        return office

    def refresh(self, database: Database) -> bool:
        """Take over the special days that are in force now. Returns whether any changed."""
        with database.reading() as session:
            version = _version(session)
            if version == self._state.version:
                return False
            self._state = _State(version, _read(session))
        log.info("calendar renewed", extra={"special_days": version[0], "removed": version[1]})
        return True

    def _make(self, state: _State, agency_id: int | None, province: str) -> WorkingTime:
        days: dict[date, DayKind] = {}
        for scope in (EVERYWHERE, (None, province), (agency_id, "")):
            days |= state.days.get(scope, {})
        closed = frozenset(day for day, kind in days.items() if kind is DayKind.CLOSED)
        opened = frozenset(day for day, kind in days.items() if kind is DayKind.OPENED)
        return WorkingTime(_Closed(closed, self.holidays), opened)


def _version(session: Session) -> Version:
    # Counted, for none is deleted: the newest number tells nothing of a smaller one that is
    # committed later.
    query = select(func.count(col(SpecialDay.id)), func.count(col(SpecialDay.removed_at)))
    added, removed = session.exec(query).one()
    return added, removed


def _read(session: Session) -> dict[Scope, dict[date, DayKind]]:
    query = select(SpecialDay).where(col(SpecialDay.removed_at).is_(None))
    days: dict[Scope, dict[date, DayKind]] = {}
    for row in session.exec(query.order_by(col(SpecialDay.id))):
        days.setdefault((row.agency_id, row.province), {})[row.day] = row.kind
    return days
