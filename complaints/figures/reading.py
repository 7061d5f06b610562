"""Reads how tickets stood: facts where they are up to date, replay where they are not yet."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, select

from agencies.tables import Agency
from complaints.figures.history import read_histories
from complaints.figures.lives import AREA, COLUMNS, NOTHING, WORDS, Lives
from complaints.figures.moments import micros
from complaints.figures.periods import Period
from complaints.figures.replay import replay
from complaints.figures.scope import Box, Scope
from complaints.figures.spans import ALWAYS, Span
from complaints.figures.state import Ruler
from complaints.figures.tables import Fact
from complaints.figures.upkeep import fact_row, fresh_tickets
from complaints.lifecycle import OPEN
from complaints.tables import Assignment, AssignmentRole, Ticket

CHUNK = 500
BATCH = 20_000
Holds = Callable[[dict[str, Any]], bool]
Names = Sequence[str]
_OPEN = frozenset(status.value for status in OPEN)


@dataclass(slots=True)
class Reader:
    """Reads as of one moment, with what was known at another; see `Fact`.

    What has changed since the facts were written is found once and replayed once.
    """

    session: Session
    ruler: Ruler
    as_of: datetime
    known_by: datetime
    _fresh: dict[int, dict[str, Any] | None] | None = field(default=None, init=False)
    _sealed: list[int] | None = field(default=None, init=False)

    def reported(self, scope: Scope, period: Period, names: Names = COLUMNS) -> Lives:
        """Return what the scope led then, of what was reported in the period; these columns."""
        start, end = micros(period.start), micros(period.end)
        reported = and_(col(Fact.reported_at) >= start, col(Fact.reported_at) < end)
        return self._read(scope, reported, lambda row: start <= row["reported_at"] < end, names)

    def open(self, scope: Scope, names: Names = COLUMNS) -> Lives:
        """Return what the scope led and had not done then, whenever it was reported."""
        status = col(Fact.status)
        is_open = status.in_(sorted(_OPEN))
        return self._read(scope, is_open, lambda row: row["status"] in _OPEN, names)

    def handed_on(self, scope: Scope, period: Period) -> list[int]:
        """Return the ids of what was reported in the period and the scope no longer led then."""
        led = (
            select(Assignment.ticket_id)
            .join(Ticket, col(Ticket.id) == col(Assignment.ticket_id))
            .where(
                col(Assignment.agency_id).in_(scope.agency_ids),
                Assignment.role == AssignmentRole.LEAD,
                col(Assignment.ended_at) <= self.as_of,
                col(Ticket.created_at) >= period.start,
                col(Ticket.created_at) < period.end,
            )
        )
        if scope.box:
            led = led.where(_pinned(scope.box))
        ids = set(self.session.exec(led.distinct()))
        hidden = set() if scope.sealed else set(self._sealed_now())
        return sorted(
            row["ticket_id"]
            for row in self._rows_of(ids)
            if row["agency_id"] not in scope.agency_ids
            and row["ticket_id"] not in hidden
            and (scope.sealed or not row["sealed"])
            and _narrowed(scope, row)
        )

    def _read(
        self, scope: Scope, condition: ColumnElement[bool], holds: Holds, names: Names
    ) -> Lives:
        fresh = self._fresh_rows()
        query = select(*_columns(names)).where(*self._then(), _within(scope), condition)
        # Plain tuples of the driver: making rows of them costs as much again.
        cursor = self.session.connection().execute(query).cursor
        assert cursor is not None
        inside = self._pinned_inside(scope.box, fresh) if scope.box else fresh.keys()
        young = [
            [NOTHING if row[name] is None else row[name] for name in names]
            for key, row in fresh.items()
            if row is not None and key in inside and _in_scope(scope, row) and holds(row)
        ]
        batches = chain(iter(partial(cursor.fetchmany, BATCH), []), [young] if young else [])
        lives = Lives.of_rows(micros(self.as_of), batches, names)
        ids = lives.numbers("ticket_id")
        old = np.arange(len(ids)) < len(ids) - len(young)
        behind = np.isin(ids, list(fresh)) & old
        hidden = np.isin(ids, [] if scope.sealed else self._sealed_now())
        return lives.only(~behind & ~hidden) if (behind | hidden).any() else lives

    def _pinned_inside(self, box: Box, ticket_ids: Collection[int]) -> Collection[int]:
        pinned = select(Ticket.id).where(_pinned(box))
        return set(ticket_ids) & {each for each in self.session.exec(pinned) if each is not None}

    def _then(self) -> tuple[ColumnElement[bool], ...]:
        at, known = micros(self.as_of), micros(self.known_by)
        return (
            col(Fact.valid_from) <= at,
            col(Fact.valid_to) > at,
            col(Fact.known_from) <= known,
            col(Fact.known_to) > known,
        )

    def _fresh_rows(self) -> dict[int, dict[str, Any] | None]:
        if self._fresh is None:
            ids = fresh_tickets(self.session)
            self._fresh = {**dict.fromkeys(ids), **self._replayed(ids)}
        return self._fresh

    def _replayed(self, ticket_ids: Sequence[int]) -> dict[int, dict[str, Any] | None]:
        at, known = micros(self.as_of), micros(self.known_by)
        found: dict[int, dict[str, Any] | None] = {}
        for start in range(0, len(ticket_ids), CHUNK):
            for history in read_histories(self.session, ticket_ids[start : start + CHUNK]):
                state = replay(history, self.ruler, at, known)
                if state is not None:
                    span = Span(ALWAYS, ALWAYS, ALWAYS, ALWAYS, state)
                    found[history.ticket_id] = fact_row(history, span)
        return found

    def _rows_of(self, ticket_ids: Collection[int]) -> list[dict[str, Any]]:
        """Return how these tickets stood, whoever led them."""
        fresh = self._fresh_rows()
        found = [row for each in ticket_ids if (row := fresh.get(each)) is not None]
        names = ("ticket_id", "agency_id", "officer_id", "sealed", "category", *AREA)
        old = sorted(set(ticket_ids) - fresh.keys())
        for start in range(0, len(old), CHUNK):
            chunk = old[start : start + CHUNK]
            query = select(*(getattr(Fact, name) for name in names))
            rows = self.session.exec(query.where(col(Fact.ticket_id).in_(chunk), *self._then()))
            found += [dict(zip(names, row, strict=True)) for row in rows]
        return found

    def _sealed_now(self) -> list[int]:
        if self._sealed is None:
            # Each agency by itself: only so does an index find the few there are.
            query = select(Ticket.id).where(
                col(Ticket.agency_id).in_(select(Agency.id)), col(Ticket.sealed).is_(True)
            )
            self._sealed = [each for each in self.session.exec(query) if each is not None]
        return self._sealed


_NARROWING = ("category", *AREA, "officer_id")


def _columns(names: Names) -> list[Any]:
    return [
        col(getattr(Fact, name))
        if name in WORDS or name in _NEEDED
        else func.coalesce(col(getattr(Fact, name)), NOTHING)
        for name in names
    ]


_NEEDED = frozenset(
    name
    for name, field_ in Fact.model_fields.items()
    if field_.annotation in {int, bool} and field_.is_required()
)


def _within(scope: Scope) -> ColumnElement[bool]:
    conditions = [col(Fact.agency_id).in_(sorted(scope.agency_ids))]
    conditions += [
        col(getattr(Fact, name)) == getattr(scope, name)
        for name in _NARROWING
        if getattr(scope, name)
    ]
    if not scope.sealed:
        conditions.append(col(Fact.sealed).is_(False))
    if scope.box:
        conditions.append(col(Fact.ticket_id).in_(select(Ticket.id).where(_pinned(scope.box))))
    return and_(*conditions)


def _pinned(box: Box) -> ColumnElement[bool]:
    return and_(
        col(Ticket.latitude).between(box.south, box.north),
        col(Ticket.longitude).between(box.west, box.east),
    )


def _in_scope(scope: Scope, row: dict[str, Any]) -> bool:
    seen = scope.sealed or not row["sealed"]
    return row["agency_id"] in scope.agency_ids and seen and _narrowed(scope, row)


def _narrowed(scope: Scope, row: dict[str, Any]) -> bool:
    return all(row[name] == getattr(scope, name) for name in _NARROWING if getattr(scope, name))
