"""A file of all public tickets for each day, under an address that stays.

A ticket that is sealed after it stood in one, or whose sender took something back, leaves them all.
"""

import gzip
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

from complaints.desk import Desk
from complaints.publishing.asking import Asked
from complaints.publishing.columns import KEPT
from complaints.publishing.formats import Format, write
from complaints.publishing.rows import Span, read_rows
from complaints.tables import EventKind, Ticket, TicketEvent
from core.clock import to_bangkok
from core.errors import NotFound
from store import gauges
from store.database import Database
from store.files import FileStore

GAUGE = "open_data.snapshots"
DAYS = 30  # files that are kept
# PostgreSQL numbers events before they are committed: beside young ones some may be missing yet, so
# those are looked at again.
SETTLED = timedelta(minutes=2)
READY = 3  # the hour of the day, in Bangkok, from which a day's file is made


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A day's file: how many tickets, how many bytes, and the newest event when it was made."""

    day: date
    tickets: int
    size: int

    @property
    def key(self) -> str:
        """Where the file store has it."""
        return f"open-data/{self.day.isoformat()}.csv.gz"


def list_snapshots(session: Session) -> list[Snapshot]:
    """Return what there is, the newest first."""
    return [
        Snapshot(date.fromisoformat(each["day"]), each["tickets"], each["size"])
        for each in _kept(session)["files"]
    ]


def keep_up(
    database: Database, files: FileStore, desk: Desk, now: datetime, public_url: str
) -> None:
    """Make the day's file where it is time, take out what is public no longer, drop old ones."""
    local = to_bangkok(now)
    with database.reading() as session:
        kept, present = _kept(session), list_snapshots(session)
        gone, mark = _gone_since(session, kept["event_id"], now)
    if gone:
        present = [left for each in present if (left := _without(files, each, gone))]
    due = local.hour >= READY and not any(each.day == local.date() for each in present)
    if due:
        present.insert(0, _make(database, files, desk, now, public_url))
    for old in present[DAYS:]:
        files.delete(old.key)
    if gone or due or mark != kept["event_id"]:
        _keep(database, present[:DAYS], mark, now)


def _make(
    database: Database, files: FileStore, desk: Desk, now: datetime, public_url: str
) -> Snapshot:
    rows = read_rows(database, desk, Span(Asked()), public_url, now)
    day = to_bangkok(now).date()
    lines = (piece.encode() for piece in write(Format.CSV, rows, KEPT))
    return _put(files, day, lines)


def _without(files: FileStore, snapshot: Snapshot, codes: Collection[str]) -> Snapshot | None:
    """Write the file anew without these tickets, if it has any; None where there is no file left.

    Each ticket is a line that begins with its number.
    """
    starts = tuple(f"{code},".encode() for code in codes)
    with tempfile.TemporaryFile() as old:
        try:
            old.writelines(files.open(snapshot.key).chunks)
        except NotFound:
            return None
        old.seek(0)
        with gzip.open(old) as lines:
            if not any(each.startswith(starts) for each in lines):
                return snapshot
            lines.seek(0)
            return _put(
                files, snapshot.day, (each for each in lines if not each.startswith(starts))
            )


def _put(files: FileStore, day: date, pieces: Iterator[bytes]) -> Snapshot:
    lines = 0
    with tempfile.NamedTemporaryFile() as packed:
        with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as out:
            for piece in pieces:
                out.write(piece)
                lines += piece.count(b"\n")
        packed.flush()
        snapshot = Snapshot(day, lines - 1, packed.tell())
        files.put_file(snapshot.key, Path(packed.name))
    return snapshot


def _gone_since(session: Session, event_id: int | None, now: datetime) -> tuple[set[str], int]:
    """Return the numbers of tickets to be taken out since that event, and the one to go on from."""
    newest = session.exec(select(func.max(TicketEvent.id))).one() or 0
    since = event_id or 0
    written = func.coalesce(col(TicketEvent.known_at), col(TicketEvent.at))
    young = select(func.min(TicketEvent.id)).where(
        col(TicketEvent.id) > since, written > now - SETTLED
    )
    first_young = session.exec(young).one()
    mark = newest if first_young is None else first_young - 1
    if event_id is None:
        return set(), mark
    gone: set[str] = set()
    query = (
        select(TicketEvent.kind, Ticket.code, Ticket.sealed)
        .join(Ticket, col(Ticket.id) == col(TicketEvent.ticket_id))
        .where(col(TicketEvent.id) > event_id, col(TicketEvent.id) <= newest)
    )
    for kind, code, sealed in session.exec(query):
        if sealed or kind is EventKind.WITHHELD:
            gone.add(code)
    return gone, mark


def _kept(session: Session) -> dict[str, Any]:
    gauge = gauges.get_gauge(session, GAUGE)
    return gauge.value if gauge else {"files": [], "event_id": None}


def _keep(database: Database, present: list[Snapshot], mark: int, now: datetime) -> None:
    files = [
        {"day": each.day.isoformat(), "tickets": each.tickets, "size": each.size}
        for each in present
    ]
    with database.transaction() as session:
        gauges.set_gauge(session, GAUGE, {"files": files, "event_id": mark}, now)
