"""What the log is narrowed by, as its address says it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import Query

from core.clock import BANGKOK
from core.errors import InvalidInput
from dashboard import paths
from dashboard.audit.words import ACTIONS
from dashboard.row_id import LARGEST

AUDIT = f"{paths.ROOT}/audit"
_EPOCH = datetime.fromtimestamp(0, UTC)
Text = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as typed; empty means no narrowing. `first` and `last` are days, ISO."""

    who: str = ""
    action: str = ""
    about: str = ""
    first: str = ""
    last: str = ""
    before: str = ""

    @property
    def narrowed(self) -> bool:
        """Tell whether anything narrows the log."""
        return any((self.who, self.action, self.about, self.first, self.last))

    def address(self, act: str = "", before: str = "") -> str:
        """Return the address of these filters, or of something done with them."""
        return paths.with_query(
            AUDIT + act,
            who=self.who,
            action=self.action,
            about=self.about,
            first=self.first,
            last=self.last,
            before=before,
        )


def read_asked(
    who: Text = "",
    action: Text = "",
    about: Text = "",
    first: Text = "",
    last: Text = "",
    before: Text = "",
) -> Asked:
    """Read the address; an action nobody knows narrows nothing."""
    return Asked(
        _typed(who),
        action if action in ACTIONS else "",
        _typed(about),
        first.strip(),
        last.strip(),
        before,
    )


def _typed(text: str) -> str:
    return text.strip().replace("\0", "\ufffd")  # PostgreSQL takes no NUL in a text


def days_of(asked: Asked) -> tuple[datetime | None, datetime | None]:
    """Return the span of moments, its end left out.

    Raises:
        InvalidInput: a day cannot be read ("day_unreadable"), or they are turned round
            ("days_turned").
    """
    first, last = _day(asked.first), _day(asked.last)
    if first and last and last < first:
        raise InvalidInput("days_turned")
    return (
        _midnight(first) if first else None,
        _midnight(last + timedelta(days=1)) if last else None,
    )


def cursor_of(asked: Asked) -> tuple[datetime, int] | None:
    """Return the entry the page goes on after, None for the first page or a broken address."""
    moment, _, number = asked.before.partition("_")
    try:
        at, entry_id = _EPOCH + timedelta(microseconds=int(moment)), int(number)
    except (ValueError, OverflowError):
        return None
    return (at, entry_id) if 0 < entry_id <= LARGEST else None


def cursor(at: datetime, entry_id: int) -> str:
    """Return how an address names an entry to go on after."""
    return f"{(at - _EPOCH) // timedelta(microseconds=1)}_{entry_id}"


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidInput("day_unreadable", text=text[:40]) from None
    if not 2000 <= day.year <= 2200:
        raise InvalidInput("day_unreadable", text=text[:40])
    return day


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BANGKOK)
