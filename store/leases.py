"""How work rows are claimed: by lease and attempt count, so that a crash gives them back."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, update

from core.errors import Conflict

FIRST_RETRY = timedelta(seconds=1)
LONGEST_RETRY = timedelta(minutes=15)


class Claimed(Protocol):
    """A row that is ours until its lease ends; `attempts` is the fencing token."""

    @property
    def id(self) -> int:
        """The row's key."""

    @property
    def attempts(self) -> int:
        """How often it has been claimed, this time included."""


def is_due(table: type[Any], now: datetime) -> ColumnElement[bool]:
    """Return the condition that a row may be claimed: its time has come, and nobody has it."""
    lease = col(table.lease_until)
    return and_(col(table.due_at) <= now, or_(lease.is_(None), lease <= now))


def settle(
    session: Session,
    table: type[Any],
    claimed: Claimed,
    waiting: StrEnum,
    named: str,
    values: dict[str, object],
) -> None:
    """Write what became of a claimed row of a table with state, attempts and lease; it is let go.

    Raises:
        Conflict: it waits no more, or another worker has claimed it since; `named` is its kind.
    """
    changed = session.connection().execute(
        update(table)
        .where(
            col(table.id) == claimed.id,
            col(table.attempts) == claimed.attempts,
            col(table.state) == waiting,
        )
        .values(lease_until=None, **values)
    )
    if changed.rowcount != 1:
        raise Conflict(f"{named} {claimed.id} was claimed by another worker")


def backoff(attempts: int) -> timedelta:
    """Return how long to wait after the given number of attempts: 1 s, 2 s, 4 s … 15 min."""
    doublings = min(max(attempts - 1, 0), 20)
    return min(FIRST_RETRY * (1 << doublings), LONGEST_RETRY)


def next_due(now: datetime, attempts: int) -> datetime:
    """Return when a row that failed `attempts` times is to be tried again."""
    return now + backoff(attempts)
