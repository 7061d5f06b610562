"""What the public asks for: by category, area, agency, state, age. Read out of text, checked."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, bindparam, tuple_
from sqlmodel import col

from complaints.codes import find_code
from complaints.lifecycle import OPEN, Status
from complaints.tables import Ticket
from core.errors import InvalidInput
from store.columns import UtcDateTime


class State(StrEnum):
    """Statuses as people ask for them."""

    OPEN = "open"
    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    OVERDUE = "overdue"
    FINISHED = "finished"
    REJECTED = "rejected"


_STILL_OPEN = tuple(each for each in Status if each in OPEN)
_STATUSES: dict[State, tuple[Status, ...]] = {
    State.OPEN: _STILL_OPEN,
    State.OVERDUE: _STILL_OPEN,
}


class Age(StrEnum):
    """How long ago it was reported, in days: no more, or more."""

    WEEK = "7"
    MONTH = "30"
    QUARTER = "90"
    OVER_MONTH = "over30"
    OVER_QUARTER = "over90"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed by; an empty field narrows nothing."""

    category: str = ""
    state: State | None = None
    province: str = ""
    district: str = ""
    agency_id: int | None = None
    age: Age | None = None

    def lanes(self) -> tuple[Status | None, ...]:
        """Return the statuses to ask for one by one, as the indexes have them; None for any."""
        if self.state is None:
            return (None,)
        return _STATUSES.get(self.state) or (Status(self.state.value),)

    def conditions(self, now: datetime) -> list[ColumnElement[bool]]:
        """Return every condition but the status."""
        wanted: list[ColumnElement[bool]] = []
        for column, value in (
            (col(Ticket.category), self.category),
            (col(Ticket.province), self.province),
            (col(Ticket.district), self.district),
            (col(Ticket.agency_id), self.agency_id),
        ):
            if value:
                wanted.append(column == value)
        if self.state is State.OVERDUE:
            wanted.append(col(Ticket.due_at) < now)
        if self.age is not None:
            days = int(self.age.value.removeprefix("over"))
            since = now - timedelta(days=days)
            reported = col(Ticket.created_at)
            wanted.append(reported < since if "over" in self.age.value else reported >= since)
        return wanted


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the moment of the report and the number. Tells nothing unpublished."""

    at: datetime
    code: str

    def __str__(self) -> str:
        """Return it as `read_place` takes it."""
        micros = (self.at - _EPOCH) // timedelta(microseconds=1)
        return f"{micros}~{self.code}"

    def before(self) -> ColumnElement[bool]:
        """Return the condition that a ticket was reported before that one."""
        return tuple_(col(Ticket.created_at), col(Ticket.code)) < self._key()

    def after(self) -> ColumnElement[bool]:
        """Return the condition that a ticket was reported after that one."""
        return tuple_(col(Ticket.created_at), col(Ticket.code)) > self._key()

    def _key(self) -> ColumnElement[tuple[datetime, str]]:
        return tuple_(bindparam(None, self.at, UtcDateTime()), bindparam(None, self.code))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def place_of(ticket: Ticket) -> Place:
    """Return the place of this ticket."""
    return Place(ticket.created_at, ticket.code)


def read_place(text: str) -> Place | None:
    """Return the place, None for no text. Raises InvalidInput ("place")."""
    if not text:
        return None
    micros, _, code = text.partition("~")
    try:
        if not (micros.isascii() and micros.isdigit() and find_code(code) == code):
            raise ValueError(text)
        return Place(_EPOCH + timedelta(microseconds=int(micros)), code)
    except (ValueError, OverflowError) as error:
        raise InvalidInput("place") from error
