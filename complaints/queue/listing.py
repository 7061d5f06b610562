"""A page of the queue."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, true
from sqlmodel import Session, col, select

from agencies.tables import Officer
from complaints.lifecycle import OPEN, Status
from complaints.queue.filters import (
    Filters,
    Moments,
    View,
    among,
    belongs,
    narrowed,
    statuses_of,
)
from complaints.queue.order import OF_OPEN_ONLY, Part, Place, Sort, parts_of, place_of
from complaints.queue.shares import list_shares
from complaints.tables import Ticket

PAGE = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tickets are asked for, by whom; with `unsealed` never a sealed one."""

    officer: Officer
    at: Moments
    view: View = View.OPEN
    filters: Filters = field(default_factory=Filters)
    unsealed: bool = False

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Which statuses they have."""
        return statuses_of(self.view, self.filters)

    def conditions(self) -> ColumnElement[bool]:
        """Return every condition but who may know of them, and the status."""
        open_to_all = col(Ticket.sealed).is_(False) if self.unsealed else true()
        view = belongs(self.view, self.officer, self.at)
        return and_(view, open_to_all, *narrowed(self.filters))

    def lanes(self, session: Session) -> Iterator[ColumnElement[bool]]:
        """Yield conditions that together give all, and no ticket twice.

        One status of one share at a time: only so does an index give a million in order. Words
        have an index of their own, and so has what waits for an answer: they are asked once.
        """
        whole = bool(self.filters.words) or self.view is View.REPLIED
        groups = (self.statuses,) if whole else tuple((status,) for status in self.statuses)
        conditions = self.conditions()
        for share in list_shares(session, self.officer):
            for statuses in groups:
                yield share & among(statuses) & conditions


@dataclass(frozen=True, slots=True)
class Page:
    """Tickets in order, and where the next page goes on, None where there is none."""

    tickets: tuple[Ticket, ...]
    further: Place | None


def usable_sort(wanted: Wanted, sort: Sort) -> Sort:
    """Return the order, or newest first where it is one of open tickets and others are shown."""
    closed_too = not OPEN.issuperset(wanted.statuses)
    return Sort.NEWEST if sort in OF_OPEN_ONLY and closed_too else sort


def list_page(
    session: Session, wanted: Wanted, sort: Sort, after: Place | None, limit: int = PAGE
) -> Page:
    """Return the page that comes after that place."""
    sort = usable_sort(wanted, sort)
    found: list[tuple[int, Ticket]] = []
    for number, part in enumerate(parts_of(sort)):
        if after is not None and number < after.part:
            continue
        beyond = after if after is not None and after.part == number else None
        room = limit + 1 - len(found)
        found += [(number, each) for each in _first(session, wanted, part, beyond, room)]
        if len(found) > limit:
            break
    shown = found[:limit]
    more = len(found) > limit
    further = place_of(sort, *shown[-1]) if more else None
    return Page(tuple(ticket for _, ticket in shown), further)


def _first(
    session: Session, wanted: Wanted, part: Part, after: Place | None, limit: int
) -> list[Ticket]:
    found: list[Ticket] = []
    for lane in wanted.lanes(session):
        query = select(Ticket).where(lane, part.condition)
        if after is not None:
            query = query.where(part.beyond(after))
        found += session.exec(query.order_by(*part.order()).limit(limit))
    found.sort(key=part.key, reverse=part.newest_first)
    return found[:limit]
