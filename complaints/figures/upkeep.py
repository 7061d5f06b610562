"""Keeps the facts up with the events. What it has not reached yet is replayed when it is read."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, delete, func, insert, select, update

from agencies.tables import Agency, Coverage, Part
from complaints.desk import Desk
from complaints.figures.calendars import read_calendars
from complaints.figures.history import History, read_histories
from complaints.figures.spans import Span, spans_of
from complaints.figures.state import Ruler
from complaints.figures.tables import Fact, FactMark, OwnedCategories
from complaints.groups.tables import GroupTie
from complaints.tables import TicketEvent

# PostgreSQL numbers rows before they are committed: among younger ones some may be missing yet. No
# transaction takes as long. SQLite has one writer, and no gaps.
SETTLED = timedelta(minutes=2)
MOST_TICKETS = 1_000  # of a transaction: on SQLite everybody else who writes waits for it
EVENTS_EACH = 8  # about
CHUNK = 500


def make_ruler(session: Session, desk: Desk) -> Ruler:
    """Return what states are measured with: every calendar there was, and the catalog."""

    def targets(category: str) -> tuple[int, int]:
        filed = desk.catalog.get(category)
        return filed.first_response_hours, filed.resolution_hours

    sealed = frozenset(each.code for each in desk.catalog if each.sealed)
    return Ruler(read_calendars(session, desk.calendar.holidays), targets, sealed)


def catch_up(session: Session, desk: Desk, now: datetime, most: int = MOST_TICKETS) -> int:
    """Write the facts of tickets to which something has happened; return of how many.

    Safe to run anywhere at any time; several at once do the same work twice, no harm.
    """
    _note_owned(session, desk, now)
    mark = _lock_mark(session)
    events = _settled(session, mark, now, most)
    ties = _settled_ties(session, mark, now, most)
    ticket_ids = {ticket_id for _, ticket_id in (*events, *ties)}
    write_facts(session, make_ruler(session, desk), ticket_ids)
    mark.event_id = max((number for number, _ in events), default=mark.event_id)
    mark.tie_id = max((number for number, _ in ties), default=mark.tie_id)
    return len(ticket_ids)


def forget_facts(session: Session) -> None:
    """Drop all facts, so that they are made anew from the events: `catch_up` until it returns 0."""
    session.connection().execute(delete(Fact))
    session.connection().execute(update(FactMark).values(event_id=0, tie_id=0))


def write_facts(session: Session, ruler: Ruler, ticket_ids: Collection[int]) -> None:
    """Write the facts of these tickets anew."""
    for chunk in chunks(sorted(ticket_ids)):
        session.connection().execute(delete(Fact).where(col(Fact.ticket_id).in_(chunk)))
        rows = [
            fact_row(history, span)
            for history in read_histories(session, chunk)
            for span in spans_of(history, ruler)
        ]
        if rows:
            session.connection().execute(insert(Fact), rows)


def fresh_tickets(session: Session) -> list[int]:
    """Return the tickets whose facts may be behind: something happened since the mark."""
    mark = session.get(FactMark, 1) or FactMark()
    events = select(TicketEvent.ticket_id).where(col(TicketEvent.id) > mark.event_id)
    ties = select(GroupTie.ticket_id).where(col(GroupTie.id) > mark.tie_id)
    return sorted({*session.exec(events.distinct()), *session.exec(ties.distinct())})


def fact_row(history: History, span: Span) -> dict[str, Any]:
    """Return the row that keeps a span."""
    state = span.state
    return {
        "ticket_id": history.ticket_id,
        "valid_from": span.valid_from,
        "valid_to": span.valid_to,
        "known_from": span.known_from,
        "known_to": span.known_to,
        "reported_at": history.reported_at,
        "channel": history.channel,
        "province": history.province,
        "district": history.district,
        "subdistrict": history.subdistrict,
        "response_due_at": state.due.response_at,
        "due_at": state.due.at,
        "ratings": state.ratings,
        "stars": state.stars,
        **{name: getattr(state, name) for name in _SAME},
    }


_SAME = (
    "agency_id",
    "officer_id",
    "main_id",
    "category",
    "status",
    "sealed",
    "assigned_after",
    "responded_at",
    "response_working",
    "finished_at",
    "resolution_working",
    "held_working",
    "held_calendar",
    "hand_overs",
    "reopened",
    "confirmed",
    "joined",
    "proposal",
    "moves",
    "audited",
)


def _lock_mark(session: Session) -> FactMark:
    """Return the mark, held until the commit, so that it never goes back."""
    query = select(FactMark).where(FactMark.id == 1).with_for_update()
    mark = session.exec(query).first()
    if mark is None:
        mark = FactMark()
        session.add(mark)
        session.flush()
    return mark


def _young_since(session: Session, now: datetime) -> datetime:
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return now if on_sqlite else now - SETTLED


def _settled(session: Session, mark: FactMark, now: datetime, most: int) -> list[tuple[int, int]]:
    """Return (event, ticket) of the next events, up to the first that is too young."""
    written = func.coalesce(col(TicketEvent.known_at), col(TicketEvent.at))
    query = select(TicketEvent.id, TicketEvent.ticket_id, written <= _young_since(session, now))
    after = col(TicketEvent.id) > mark.event_id
    rows = query.where(after).order_by(col(TicketEvent.id)).limit(EVENTS_EACH * most)
    return _until_young(session.exec(rows), most)


def _settled_ties(
    session: Session, mark: FactMark, now: datetime, most: int
) -> list[tuple[int, int]]:
    query = select(GroupTie.id, GroupTie.ticket_id, col(GroupTie.at) <= _young_since(session, now))
    after = col(GroupTie.id) > mark.tie_id
    rows = query.where(after).order_by(col(GroupTie.id)).limit(most)
    return _until_young(session.exec(rows), most)


def _until_young(rows: Any, most: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    tickets: set[int] = set()
    for number, ticket_id, settled in rows:
        if not settled or (len(tickets) >= most and ticket_id not in tickets):
            break
        tickets.add(ticket_id)
        found.append((number, ticket_id))
    return found


def _note_owned(session: Session, desk: Desk, now: datetime) -> None:
    """Keep which categories have an owner, where that has changed."""
    owned = ",".join(owned_now(session, desk))
    newest = select(OwnedCategories.categories).order_by(col(OwnedCategories.id).desc())
    if session.exec(newest.limit(1)).first() != owned:
        session.add(OwnedCategories(at=now, categories=owned))


def owned_now(session: Session, desk: Desk) -> Sequence[str]:
    """Return the categories that some active agency covers by a line of its own, in their order."""
    query = (
        select(Coverage.category)
        .join(Agency, col(Agency.id) == col(Coverage.agency_id))
        .where(Coverage.part == Part.LEAD, col(Agency.active))
        .distinct()
    )
    covered = set(session.exec(query))
    return [code for code in desk.catalog.codes if code in covered or "" in covered]


def chunks(ticket_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield some ids at a time, as many as a statement takes."""
    for start in range(0, len(ticket_ids), CHUNK):
        yield ticket_ids[start : start + CHUNK]
