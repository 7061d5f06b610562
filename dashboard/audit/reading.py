"""Entries of the log that this officer may read.

Administrators read everybody's. Supervisors read what officers of their agency did, and what was
done to these or to the agency; asked about one ticket of theirs, what anybody did to it. What was
done to sealed tickets is read by integrity officers who may know of these, and they read no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, or_, select

from agencies import roster
from agencies.permissions import sees_sealed
from agencies.queries import find_agency, find_officer, name_order
from agencies.tables import Agency, Officer, Role
from complaints.codes import find_code
from complaints.queries import get_for_officer, visible_to
from complaints.tables import Ticket
from core.errors import InvalidInput, NotFound
from dashboard.audit.asked import Asked, cursor_of, days_of
from store.audit import AuditEntry, Span, list_entries

MOST_NAMED = 20  # officers that one name may stand for
_TICKET = "ticket:"
_OFFICER = "officer:"
OTHERS = {"ระบบ": "system", "ผู้ติดตั้ง": "operator"}  # actors without an account


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries to show, newest first; `further` tells whether there may be older ones."""

    entries: tuple[AuditEntry, ...]
    further: bool


def read_span(session: Session, reader: Officer, asked: Asked) -> Span:
    """Return what was asked for, within what the officer may read.

    Raises:
        InvalidInput: a day is wrong, nobody is called that ("nobody"), or there is nothing of that
            number or name ("nothing").
    """
    since, until = days_of(asked)
    span = Span(action=asked.action, since=since, until=until, after=cursor_of(asked))
    if asked.about:
        span = replace(span, subjects=(_subject(session, reader, asked.about),))
    elif reader.role is Role.INTEGRITY:
        span = replace(span, subjects=_sealed_subjects(session, reader))
    elif reader.role is not Role.ADMINISTRATOR:
        own = [f"{_OFFICER}{each}" for each in roster.ids_in_sight(session, reader)]
        span = replace(span, actors=own, subjects=[*own, f"agency:{reader.agency_id}"])
    if asked.who:
        span = replace(span, by=_actors(session, reader, asked.who))
    return span


def read_batch(session: Session, reader: Officer, span: Span, size: int) -> Batch:
    """Return that many entries; what is about sealed tickets is passed over."""
    shown: list[AuditEntry] = []
    while True:
        found = list_entries(session, span, size + 1)
        shown += _open_to(session, reader, found)
        if len(found) <= size or len(shown) > size:
            return Batch(tuple(shown[:size]), len(shown) > size)
        span = replace(span, after=(found[-1].at, found[-1].id or 0))


def ticket_ids(entries: Sequence[AuditEntry]) -> set[int]:
    """Return the ids of the tickets that the entries are about."""
    return {
        int(each.subject.removeprefix(_TICKET))
        for each in entries
        if each.subject.startswith(_TICKET)
    }


def _open_to(session: Session, reader: Officer, entries: Sequence[AuditEntry]) -> list[AuditEntry]:
    if sees_sealed(reader):
        return list(entries)
    query = select(Ticket.id).where(
        col(Ticket.id).in_(ticket_ids(entries)), col(Ticket.sealed).is_(True)
    )
    sealed = {f"{_TICKET}{ticket_id}" for ticket_id in session.exec(query)}
    return [each for each in entries if each.subject not in sealed]


def _sealed_subjects(session: Session, reader: Officer) -> list[str]:
    sealed = select(Ticket.id).where(col(Ticket.sealed).is_(True), visible_to(reader))
    return [f"{_TICKET}{ticket_id}" for ticket_id in session.exec(sealed)]


def _subject(session: Session, reader: Officer, text: str) -> str:
    if code := find_code(text):
        try:
            return f"{_TICKET}{get_for_officer(session, reader, code).id}"
        except NotFound:
            raise InvalidInput("nothing", text=text[:40]) from None
    officer = find_officer(session, text)
    if officer is not None and officer.id in roster.ids_in_sight(session, reader):
        return f"{_OFFICER}{officer.id}"
    agency = find_agency(session, text.lower())
    if agency is not None and _reads_of(reader, agency):
        return f"agency:{agency.id}"
    raise InvalidInput("nothing", text=text[:40])


def _reads_of(reader: Officer, agency: Agency) -> bool:
    own = agency.id == reader.agency_id and reader.role is not Role.INTEGRITY
    return own or reader.role is Role.ADMINISTRATOR


def _actors(session: Session, reader: Officer, text: str) -> tuple[str, ...]:
    if text in OTHERS:
        return (OTHERS[text],)
    named = _named(session, reader, text)
    if not named:
        raise InvalidInput("nobody", text=text[:40])
    exact = [officer for officer in named if officer.username == text.lower()]
    chosen = exact or named[:MOST_NAMED]
    return tuple(f"{_OFFICER}{officer.id}" for officer in chosen)


def _named(session: Session, reader: Officer, text: str) -> list[Officer]:
    if reader.role is not Role.INTEGRITY:
        found = roster.list_officers(session, reader, roster.Wanted(words=text))
        return [officer for officer, _ in found]
    named = or_(
        col(Officer.name).icontains(text, autoescape=True), Officer.username == text.lower()
    )
    own = select(Officer).where(named, Officer.agency_id == reader.agency_id)
    return sorted(session.exec(own), key=name_order)
