"""In which order the queue stands, and how a page goes on where the last one ended.

A page is found by the values of the row before it, never by counting rows: it stays right when
tickets come and go meanwhile, and the thousandth page costs what the first one does. An order is
walked in parts, one after the other, each of which an index gives in order.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, true, tuple_
from sqlalchemy.orm import Mapped
from sqlmodel import col

from complaints.tables import Priority, Ticket
from core.errors import InvalidInput
from store.columns import UtcDateTime


class Sort(StrEnum):
    """What comes first."""

    NEWEST = "newest"  # reported last
    OLDEST = "oldest"
    DUE = "due"
    UNCHANGED = "unchanged"  # for the longest time
    PRIORITY = "priority"


OF_OPEN_ONLY = frozenset({Sort.DUE, Sort.UNCHANGED, Sort.PRIORITY})  # as their indexes are


@dataclass(frozen=True, slots=True)
class Part:
    """Tickets that meet the condition, by a moment and then by id, or by id alone.

    A ticket's id tells when it came in here; imports bring older reports in later.
    """

    condition: ColumnElement[bool]
    moment: Mapped[Any] | None = None
    newest_first: bool = False

    def key(self, ticket: Ticket) -> tuple[Any, ...]:
        """Return what the ticket stands in line by."""
        assert ticket.id is not None
        at = (getattr(ticket, self.moment.key),) if self.moment is not None else ()
        return (*at, ticket.id)

    def order(self) -> tuple[ColumnElement[Any], ...]:
        """Return what the database is to order by."""
        number = col(Ticket.id)
        columns = (number,) if self.moment is None else (self.moment, number)
        return tuple(each.desc() if self.newest_first else each.asc() for each in columns)

    def beyond(self, place: "Place") -> ColumnElement[bool]:
        """Return the condition that a ticket comes after that place."""
        number = col(Ticket.id)
        if self.moment is None:
            return number < place.id if self.newest_first else number > place.id
        here = tuple_(self.moment, number)
        there = tuple_(
            bindparam(None, place.moment, UtcDateTime()), bindparam(None, place.id, Integer())
        )
        return here < there if self.newest_first else here > there


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: in which part, at what moment, at which ticket."""

    part: int
    moment: datetime | None
    id: int

    def __str__(self) -> str:
        """Return it as `read_place` takes it."""
        at = f"{self.moment.timestamp():.6f}" if self.moment else ""
        return f"{self.part}~{at}~{self.id}"


def parts_of(sort: Sort) -> tuple[Part, ...]:
    """Return the parts in which this order is walked."""
    due_at, priority = col(Ticket.due_at), col(Ticket.priority)
    reported = col(Ticket.created_at)
    orders: dict[Sort, tuple[Part, ...]] = {
        Sort.NEWEST: (Part(true(), reported, newest_first=True),),
        Sort.OLDEST: (Part(true(), reported),),
        Sort.DUE: (Part(due_at.is_not(None), due_at), Part(due_at.is_(None))),
        Sort.UNCHANGED: (Part(true(), col(Ticket.updated_at)),),
        Sort.PRIORITY: tuple(
            Part(priority == level, reported) for level in (Priority.URGENT, Priority.NORMAL)
        ),
    }
    return orders[sort]


def place_of(sort: Sort, part: int, ticket: Ticket) -> Place:
    """Return the place after this ticket."""
    *moment, number = parts_of(sort)[part].key(ticket)
    return Place(part, moment[0] if moment else None, number)


def read_place(sort: Sort, text: str) -> Place | None:
    """Return the place, None for no text.

    Raises:
        InvalidInput: this is no place of that order ("place").
    """
    if not text:
        return None
    try:
        part, at, number = text.split("~")
        moment = datetime.fromtimestamp(float(at), tz=UTC) if at else None
        place = Place(int(part), moment, int(number))
        timed = parts_of(sort)[place.part].moment is not None
    except (ValueError, IndexError, OverflowError, OSError) as error:
        raise InvalidInput("place") from error
    if timed is (moment is None) or place.part < 0 or not 0 < place.id < 2**31:
        raise InvalidInput("place")
    return place
