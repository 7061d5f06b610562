"""Writes a batch of entries in the caller's transaction: new tickets, news of known ones."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from complaints.traffy import known
from complaints.traffy.adding import add
from complaints.traffy.changing import News, change
from complaints.traffy.dues import Dues
from complaints.traffy.findings import Finding, Problem
from complaints.traffy.rows import Entry


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a batch. `left` are those the export knows, and we know better."""

    new: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)


def write(
    session: Session,
    batch: Sequence[Entry],
    owners: Collection[int],
    dues: Dues,
    now: datetime,
    *,
    dry: bool = False,
) -> Written:
    """Write a batch in which no ticket stands twice; with `dry` only tell what would be written.

    Tickets here that do not belong to one of `owners` are left alone.
    """
    written = Written()
    news = _sort(session, batch, owners, written)
    if not dry:
        add(session, written.new, dues, now)
        change(session, news, dues, now)
    return written


def _sort(
    session: Session, batch: Sequence[Entry], owners: Collection[int], written: Written
) -> list[News]:
    here = known.find_known(session, [entry.record.external_id for entry in batch])
    news: list[Entry] = []
    for entry in batch:
        ticket = here.get(entry.record.external_id)
        if ticket is None:
            written.new.append(entry)
        elif ticket.agency_id not in owners:
            written.left.append(_left(entry, Problem.OTHER_AGENCY))
        elif known.is_news(entry.record, ticket):
            news.append(entry)
        else:
            written.same.append(entry)
    held = known.hold(session, [here[entry.record.external_id] for entry in news])
    return [taken for entry in news if (taken := _taken(entry, held, written))]


def _taken(entry: Entry, held: known.Held, written: Written) -> News | None:
    record = entry.record
    ticket, since = held[record.external_id]
    why = known.why_left_alone(record, since)
    if why is not None:
        written.left.append(_left(entry, why))
        return None
    written.changed.append(entry)
    return News(record, ticket, known.before(ticket, since))


def _left(entry: Entry, why: Problem) -> Finding:
    return Finding(entry.record.line, entry.record.external_id, "", "", why)
