"""Puts new tickets in, many at a time: the ticket, its timeline, the assignment of its agency."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, insert, select

from complaints.codes import new_code
from complaints.duplicates.keeping import note_to_compare
from complaints.search.keeping import leave_unread
from complaints.tables import Assignment, Ticket, TicketEvent
from complaints.traffy import rows
from complaints.traffy.dues import Dated, Dues
from complaints.traffy.history import Step, new_ticket, steps_to
from complaints.traffy.rows import Entry
from core.clock import to_bangkok


class _Walked(NamedTuple):
    entry: Entry
    steps: list[Step]
    dated: Dated


def add(session: Session, entries: Sequence[Entry], dues: Dues, now: datetime) -> None:
    """Write the tickets of these entries, none of which is here yet, numbered in this year."""
    if not entries:
        return
    walked = [_walk(entry, dues) for entry in entries]
    ids = _add_tickets(session, walked, to_bangkok(now).year)
    timelines = [
        event
        for (entry, _, dated), number in zip(walked, ids, strict=True)
        for event in _timeline(entry, dated.steps, number, now)
    ]
    session.connection().execute(insert(TicketEvent), timelines)
    parts = [
        rows.assignment_row(each.entry, number) for each, number in zip(walked, ids, strict=True)
    ]
    session.connection().execute(insert(Assignment), parts)
    leave_unread(session, ids)
    note_to_compare(session, ids, now)


def _walk(entry: Entry, dues: Dues) -> _Walked:
    steps = steps_to(entry.record, new_ticket(entry.record))
    return _Walked(entry, steps, dues.of_new(entry, [rows.first_event(entry), *steps]))


def _add_tickets(session: Session, walked: Sequence[_Walked], year: int) -> list[int]:
    codes = _free_codes(session, len(walked), year)
    tickets = [
        rows.ticket_row(entry, steps, code) | dated.columns
        for (entry, steps, dated), code in zip(walked, codes, strict=True)
    ]
    session.connection().execute(insert(Ticket), tickets)
    external = [each.entry.record.external_id for each in walked]
    query = select(Ticket.external_id, Ticket.id).where(col(Ticket.external_id).in_(external))
    numbers = dict(session.exec(query).all())
    return [numbers[each] or 0 for each in external]


def _timeline(entry: Entry, steps: Sequence[Step], ticket_id: int, now: datetime) -> list[rows.Row]:
    return rows.event_rows(ticket_id, entry.agency_id, steps, entry.record.last_activity, now)


def _free_codes(session: Session, count: int, year: int) -> list[str]:
    codes: set[str] = set()
    while len(codes) < count:
        fresh = {new_code(year) for _ in range(count - len(codes))} - codes
        taken = session.exec(select(Ticket.code).where(col(Ticket.code).in_(fresh)))
        codes |= fresh - set(taken)
    return list(codes)
