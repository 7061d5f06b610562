"""The due dates of imported tickets: our targets, counted from when they were reported there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from categories.catalog import Catalog
from complaints.clocks.deadlines import after_move, resolution_due, response_due
from complaints.clocks.working_time import WorkingTime
from complaints.tables import Ticket
from complaints.traffy.history import Step

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dues:
    """Works out the columns of the due dates by the targets of the catalog."""

    catalog: Catalog
    office: WorkingTime

    def of_new(self, category: str, reported_at: datetime, steps: Iterable[Step]) -> Columns:
        """Return them for a ticket that has come this far since it was reported."""
        targets = self.catalog.get(category)
        due = resolution_due(self.office, targets, reported_at)
        clock = _Clock(reported_at, due)
        response = response_due(self.office, targets, reported_at)
        return {"response_due_at": response} | self._after(clock, category, steps)

    def of_known(self, ticket: Ticket, steps: Iterable[Step]) -> Columns:
        """Return them for a ticket that is here, after these steps more."""
        clock = _Clock(ticket.created_at, ticket.due_at, ticket.held_since, ticket.held_seconds)
        return self._after(clock, ticket.category, steps)

    def _after(self, clock: "_Clock", category: str, steps: Iterable[Step]) -> Columns:
        for step in steps:
            if step.to_status is None or step.at is None:
                continue
            targets = self.catalog.get(category)
            changed = after_move(self.office, targets, clock, step.to_status, step.at)
            for name, value in changed.items():
                setattr(clock, name, value)
        return {
            "due_at": clock.due_at,
            "held_since": clock.held_since,
            "held_seconds": clock.held_seconds,
        }


@dataclass(slots=True)
class _Clock:
    """How far the clock of a ticket has run; making a ticket for it costs too much."""

    created_at: datetime
    due_at: datetime | None
    held_since: datetime | None = None
    held_seconds: int = 0
