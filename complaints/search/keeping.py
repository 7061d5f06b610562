"""Keeps the words of tickets in the transaction that changes them.

Whoever adds or changes a ticket or an entry of its timeline through the session need not think of
it: the session notes which tickets were touched, and reads them once before it commits. Who writes
rows in bulk calls `leave_unread`, and a chore reads them soon after.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import column, event, inspect, table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session as AnySession
from sqlalchemy.orm import object_session
from sqlmodel import Session, col, select

from complaints.search.tables import TicketText
from complaints.search.words import kept_words

AT_ONCE = 500  # tickets
_TOUCHED = "tickets touched"
# Only what is read here: the tables themselves stand a floor above.
_TOLD = ("code", "external_id", "description", "address", "province", "district", "subdistrict")
_TICKET = table("ticket", column("id"), *(column(name) for name in _TOLD))
_EVENT = table("ticket_event", column("ticket_id"), column("note"))


def watch(ticket: type[Any], timeline: type[Any]) -> None:
    """From now on note in its session which tickets are added or changed, and read them."""
    for moment in ("after_insert", "after_update"):
        event.listen(ticket, moment, _note_ticket)
        event.listen(timeline, moment, _note_entry)
    event.listen(AnySession, "before_commit", _keep_touched)


def keep(session: Session, ticket_ids: Collection[int]) -> None:
    """Read these tickets anew and keep their words, in the caller's transaction."""
    numbers = sorted(ticket_ids)
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        texts = _texts(session, some)
        _write(session, [(number, kept_words(texts[number])) for number in some])


def leave_unread(session: Session, ticket_ids: Collection[int]) -> None:
    """Note that these tickets are to be read, anew where they were, by `keep_unread`."""
    _write(session, [(number, None) for number in ticket_ids])


def keep_unread(session: Session, limit: int = AT_ONCE) -> int:
    """Read some of the tickets left unread. Returns how many there were."""
    query = select(TicketText.ticket_id).where(col(TicketText.words).is_(None))
    unread = session.exec(query.order_by(col(TicketText.ticket_id)).limit(limit)).all()
    keep(session, unread)
    return len(unread)


def _texts(session: Session, ticket_ids: Collection[int]) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = defaultdict(list)
    connection = session.connection()
    for number, *told in connection.execute(_TICKET.select().where(_TICKET.c.id.in_(ticket_ids))):
        texts[number] += [each for each in told if each]
    entries = _EVENT.select().where(_EVENT.c.ticket_id.in_(ticket_ids), _EVENT.c.note != "")
    for number, note in connection.execute(entries):
        texts[number].append(note)
    return texts


def _write(session: Session, rows: Iterable[tuple[int, str | None]]) -> None:
    connection = session.connection()
    insert: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(TicketText)
    statement = statement.on_conflict_do_update(
        index_elements=["ticket_id"],
        set_={"words": statement.excluded.words},
        where=col(TicketText.words).is_distinct_from(statement.excluded.words),
    )
    values = [{"ticket_id": number, "words": words} for number, words in rows]
    if values:
        connection.execute(statement, values)


def _note_ticket(_mapper: Any, _connection: Any, target: Any) -> None:
    history = inspect(target).attrs
    if any(history[name].history.has_changes() for name in _TOLD):
        _note(target, target.id)


def _note_entry(_mapper: Any, _connection: Any, target: Any) -> None:
    history = inspect(target).attrs.note.history
    if any((*history.added, *history.deleted)):  # most entries bring no words
        _note(target, target.ticket_id)


def _note(target: Any, ticket_id: int) -> None:
    session = object_session(target)
    if session is not None:
        session.info.setdefault(_TOUCHED, set()).add(ticket_id)


def _keep_touched(session: AnySession) -> None:
    session.flush()
    touched = session.info.pop(_TOUCHED, None)
    if touched and isinstance(session, Session):
        keep(session, touched)
