"""The clocks of imported tickets: by the targets in force now, from when they were reported there.

Nobody is told of what is late already: an import brings years of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from complaints.clocks.calendar import Calendar
from complaints.clocks.deadlines import Clocks, Columns
from complaints.clocks.targets import TargetBook
from complaints.tables import EventKind, Ticket
from complaints.traffy.history import Step
from complaints.traffy.rows import Entry

SETS_CLOCKS = (EventKind.SUBMITTED, EventKind.MOVED)


class Dated(NamedTuple):
    """The columns of the due dates, and the timeline with what they were after each step."""

    columns: Columns
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class Dues:
    """Works the due dates out; `now` is when the import runs."""

    targets: TargetBook
    calendar: Calendar
    now: datetime

    def of_new(self, entry: Entry, steps: Iterable[Step]) -> Dated:
        """Return them for a ticket that has come this far since it was reported."""
        record = entry.record
        office = self.calendar.office(entry.agency_id, record.area.province)
        targets = self.targets.of(entry.agency_id, entry.filing.category)
        return self._follow(Clocks.start(office, targets, record.created_at), steps)

    def of_known(self, ticket: Ticket, steps: Iterable[Step]) -> Dated:
        """Return them for a ticket that is here, after these steps more."""
        office = self.calendar.office(ticket.agency_id, ticket.province)
        targets = self.targets.of(ticket.agency_id, ticket.category)
        return self._follow(Clocks.of(office, ticket, targets), steps)

    def _follow(self, clocks: Clocks, steps: Iterable[Step]) -> Dated:
        dated: list[Step] = []
        for step in steps:
            if step.to_status is not None and step.at is not None:
                clocks.move(step.to_status, step.at)
            told = clocks.detail() if step.kind in SETS_CLOCKS else {}
            dated.append(replace(step, detail=step.detail | told))
        clocks.take_for_told(self.now)
        return Dated(clocks.columns(), dated)
