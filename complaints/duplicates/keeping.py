"""Keeps which tickets are likely to tell of one problem, so that a queue of them can be asked for.

Comparing takes tens of milliseconds a ticket: who changes one notes that it is to be compared, and
a chore compares it soon after. Nothing is kept of who knows of which, of groups, nor of what was
said to be different: that is asked each time, and so counts at once (complaints/queue/likely).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from categories.catalog import Catalog
from complaints.duplicates.search import find_alike
from complaints.duplicates.tables import LikelyPair, ToCompare
from complaints.lifecycle import OPEN
from complaints.tables import Ticket

AT_A_TIME = 20  # tickets


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found of a ticket that waited since then: {other ticket's id: probability}.

    None where it is closed: it is not compared, and what open ones were found by it stays.
    """

    since: datetime
    likely: Mapping[int, float] | None


def note_to_compare(session: Session, ticket_ids: Collection[int], now: datetime) -> None:
    """Note that these tickets are to be compared, anew where they were."""
    connection = session.connection()
    put: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = put(ToCompare)
    statement = statement.on_conflict_do_update(
        index_elements=["ticket_id"], set_={"since": statement.excluded.since}
    )
    if ticket_ids:
        connection.execute(statement, [{"ticket_id": each, "since": now} for each in ticket_ids])


def compare_waiting(
    session: Session, catalog: Catalog, limit: int = AT_A_TIME
) -> dict[int, Compared]:
    """Compare those that have waited longest; returns {ticket id: what was found}. Writes nothing.

    Only open ones are compared: others are found by them.
    """
    query = select(ToCompare, Ticket).join(Ticket, col(Ticket.id) == col(ToCompare.ticket_id))
    oldest = query.order_by(col(ToCompare.since), col(ToCompare.ticket_id)).limit(limit)
    return {
        waiting.ticket_id: Compared(waiting.since, _likely(session, catalog, ticket))
        for waiting, ticket in session.exec(oldest)
    }


def keep_compared(session: Session, compared: Mapping[int, Compared]) -> None:
    """Keep what was found, in place of what was found before."""
    for ticket_id, found in compared.items():
        if found.likely is not None:
            _replace_pairs(session, ticket_id, found.likely)
        done = (col(ToCompare.ticket_id) == ticket_id) & (col(ToCompare.since) == found.since)
        session.execute(delete(ToCompare).where(done))  # changed meanwhile, it waits again


def _replace_pairs(session: Session, ticket_id: int, likely: Mapping[int, float]) -> None:
    first, second = col(LikelyPair.first_id), col(LikelyPair.second_id)
    session.execute(delete(LikelyPair).where((first == ticket_id) | (second == ticket_id)))
    pairs = [(*sorted((ticket_id, other)), chance) for other, chance in likely.items()]
    names = ("first_id", "second_id", "probability")
    if pairs:
        rows = [dict(zip(names, pair, strict=True)) for pair in pairs]
        connection = session.connection()
        put: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        statement = put(LikelyPair)
        # Another worker, which compares the same tickets, may have put the pair in just now.
        statement = statement.on_conflict_do_update(
            index_elements=["first_id", "second_id"],
            set_={"probability": statement.excluded.probability},
        )
        connection.execute(statement, rows)


def _likely(session: Session, catalog: Catalog, ticket: Ticket) -> Mapping[int, float] | None:
    if ticket.status not in OPEN:
        return None
    found = find_alike(session, catalog, ticket)
    return {match.ticket.id or 0: match.likeness.probability for match in found}
