"""Rows of the open data, some at a time: of a million tickets no more is held than a batch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from agencies.tables import Agency
from complaints.desk import Desk
from complaints.groups.members import codes_of, count_people
from complaints.lifecycle import Status
from complaints.publishing.asking import Asked, Place, place_of
from complaints.publishing.columns import Row
from complaints.publishing.reach import PUBLIC
from complaints.publishing.texts import descriptions_of
from complaints.tables import Ticket
from store.columns import one_of
from store.database import Database

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Span:
    """Which tickets: as `asked`, reported from `since` until `until`, changed since a moment."""

    asked: Asked
    since: datetime | None = None
    until: datetime | None = None
    changed_since: datetime | None = None


def read_rows(
    database: Database,
    desk: Desk,
    span: Span,
    public_url: str,
    now: datetime,
    *,
    after: Place | None = None,
    limit: int | None = None,
) -> Iterator[list[Row]]:
    """Yield batches of rows in the order of their reports; no transaction lasts over a batch."""
    left = limit
    while left is None or left > 0:
        size = BATCH if left is None else min(BATCH, left)
        with database.reading() as session:
            tickets = list_span(session, span, now, after, size)
            rows = as_rows(session, desk, tickets, public_url)
        if rows:
            yield rows
        if len(tickets) < size:
            return
        after = place_of(tickets[-1])
        left = None if left is None else left - len(tickets)


def list_span(
    session: Session, span: Span, now: datetime, after: Place | None, limit: int
) -> Sequence[Ticket]:
    """Return the next tickets of the span, the oldest report first."""
    query = select(Ticket).where(PUBLIC, *span.asked.conditions(now))
    statuses = [each for each in span.asked.lanes() if each is not None]
    if statuses:
        query = query.where(one_of(col(Ticket.status), statuses))
    if span.since is not None:
        query = query.where(Ticket.created_at >= span.since)
    if span.until is not None:
        query = query.where(Ticket.created_at < span.until)
    if span.changed_since is not None:
        query = query.where(Ticket.updated_at >= span.changed_since)
    if after is not None:
        query = query.where(after.after())
    return session.exec(query.order_by(col(Ticket.created_at), col(Ticket.code)).limit(limit)).all()


def as_rows(session: Session, desk: Desk, tickets: Sequence[Ticket], public_url: str) -> list[Row]:
    """Return the rows of these tickets, with what is beside them read at once."""
    ids = [each.id or 0 for each in tickets]
    people = count_people(session, ids)
    mains = codes_of(session, {each.main_id for each in tickets if each.main_id is not None})
    words = descriptions_of(session, [each for each in tickets if is_told(each)])
    agencies = {each.id: each for each in session.exec(select(Agency))}
    return [
        _row(desk, each, agencies, people, mains, words, f"{public_url}/t/{each.code}")
        for each in tickets
    ]


def is_told(ticket: Ticket) -> bool:
    """Tell whether its words may be read: not where the reporter has withdrawn it."""
    return ticket.status is not Status.WITHDRAWN


def _row(
    desk: Desk,
    ticket: Ticket,
    agencies: Mapping[int | None, Agency],
    people: Mapping[int, int],
    mains: Mapping[int, str],
    words: Mapping[int, str],
    url: str,
) -> Row:
    agency = agencies[ticket.agency_id]
    number = ticket.id or 0
    return Row(
        ticket=ticket,
        category_th=desk.category_name(ticket.category, "th"),
        category_en=desk.category_name(ticket.category, "en"),
        agency_code=agency.code,
        agency=agency.name,
        main_code=mains.get(ticket.main_id or 0, ""),
        people=people.get(number, 1),
        words=words.get(number, ""),
        url=url,
    )
