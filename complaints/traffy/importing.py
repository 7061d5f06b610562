"""Leads an import: rows in, batches out, one transaction each, so that it can stop anywhere."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from agencies.queries import find_agency, find_central_desk
from agencies.routing import takes_sealed
from categories.catalog import Catalog
from categories.suggest import Suggester
from complaints.clocks.calendar import Calendar
from complaints.clocks.targets import in_force
from complaints.traffy.dues import Dues
from complaints.traffy.filing import file
from complaints.traffy.findings import Finding, Problem, Refused
from complaints.traffy.record import Record, RowReader
from complaints.traffy.rows import Entry
from complaints.traffy.source import CutShort, RawRow, Source
from complaints.traffy.tally import Tally
from complaints.traffy.writing import Written, write
from core.errors import NotFound
from store import audit
from store.database import Database

BATCH = 2_000  # rows a transaction
WINDOW = 20_000  # rows put in order; kept in memory meanwhile


@dataclass(frozen=True, slots=True)
class Owners:
    """Who gets the tickets: the agency, and for sealed ones whoever may see them."""

    agency_id: int
    sealed_agency_id: int


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: told every finding and, after each batch, the counts; may ask to stop."""

    on_finding: Callable[[Finding], None]
    on_batch: Callable[[Tally], None]
    should_stop: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Tools:
    """What an import works with."""

    database: Database
    catalog: Catalog
    suggester: Suggester
    calendar: Calendar = field(default_factory=Calendar)


def find_owners(session: Session, code: str) -> Owners:
    """Return who gets the tickets of the agency of that code.

    Sealed ones go to the central desk where the agency has nobody who may see them.

    Raises:
        NotFound: there is no such agency.
    """
    agency = find_agency(session, code)
    if agency is None or agency.id is None or not agency.active:
        raise NotFound(f"no agency {code}")
    central = find_central_desk(session)
    elsewhere = central.id if central and not takes_sealed(session, agency.id) else None
    return Owners(agency.id, elsewhere or agency.id)


class Import:
    """One run over one file. A ticket that a run has brought in is known to the next."""

    def __init__(self, tools: Tools, owners: Owners, now: datetime, watch: Watch) -> None:
        self._tools = tools
        self._owners = owners
        self._now = now
        self._watch = watch
        self.tally = Tally()

    def run(self, source: Source, *, dry: bool = False) -> bool:
        """Take the file in, each batch committed by itself; False where it was asked to stop.

        With `dry` everything is read and compared, and nothing written.

        Raises:
            CutShort: the file ends too soon; what came before is in.
        """
        dues = self._prepare()
        for batch in _batches(self._entries(source)):
            self.tally.add(self._write(batch, dues, dry=dry))
            self._watch.on_batch(self.tally)
            if self._watch.should_stop():
                return False
        return True

    def audit(self, file: str, *, complete: bool) -> None:
        """Put the run on record."""
        with self._tools.database.transaction() as session:
            audit.record(
                session,
                at=self._now,
                actor="operator",
                action="tickets.imported",
                subject=f"agency:{self._owners.agency_id}",
                file=file,
                complete=complete,
                **self.tally.counts(),
            )

    def _prepare(self) -> Dues:
        """Read what due dates count by: the calendar, and the owners' targets."""
        tools, owners = self._tools, self._owners
        tools.calendar.refresh(tools.database)
        with tools.database.reading() as session:
            ids = {owners.agency_id, owners.sealed_agency_id}
            targets = in_force(session, tools.catalog, ids, self._now)
        return Dues(targets, tools.calendar, self._now)

    def _write(self, batch: list[Entry], dues: Dues, *, dry: bool) -> Written:
        database = self._tools.database
        with database.reading() if dry else database.transaction() as session:
            owners = {self._owners.agency_id, self._owners.sealed_agency_id}
            written = write(session, batch, owners, dues, self._now, dry=dry)
        for finding in written.left:
            self._watch.on_finding(finding)
        return written

    def _entries(self, source: Source) -> Iterator[Entry]:
        reader = RowReader(source.shape, self._now)
        for raw in source.rows():
            try:
                record, findings = reader.read(raw)
            except Refused as refused:
                self._refuse(raw, refused)
                continue
            yield self._entry(record, findings)

    def _entry(self, record: Record, findings: list[Finding]) -> Entry:
        filing, more = file(record, self._tools.suggester)
        sealed = self._tools.catalog.get(filing.category).sealed
        owner = self._owners.sealed_agency_id if sealed else self._owners.agency_id
        if owner != self._owners.agency_id:
            moved = Finding(record.line, record.external_id, "", "", Problem.SEALED_ELSEWHERE)
            more = [*more, moved]
        for finding in (*findings, *more):
            self._watch.on_finding(finding)
        self.tally.find((*findings, *more))
        return Entry(record, filing, owner, sealed)

    def _refuse(self, raw: RawRow, refused: Refused) -> None:
        external_id = raw.values.get("id", "")[:40]
        finding = Finding(raw.line, external_id, refused.field, refused.value, refused.problem)
        self._watch.on_finding(finding)
        self.tally.refuse(finding)


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries in batches in which no ticket stands twice, those reported first ahead.

    Exports begin with the newest; the queue takes what came in last for the newest.
    """
    for window in _windows(entries):
        window.sort(key=lambda entry: entry.record.created_at)
        for start in range(0, len(window), BATCH):
            yield window[start : start + BATCH]


def _windows(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    window: dict[str, Entry] = {}
    try:
        for entry in entries:
            if entry.record.external_id in window or len(window) == WINDOW:
                yield list(window.values())
                window = {}
            window[entry.record.external_id] = entry
    except CutShort:
        yield list(window.values())
        raise
    yield list(window.values())
