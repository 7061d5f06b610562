"""What an officer is told at one time: each ticket once, with everything that happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from agencies.tables import Officer
from complaints.alerts.tables import Alert, AlertKind
from complaints.alerts.telling_tables import Telling
from complaints.queries import visible_to
from complaints.tables import EventKind, Ticket, TicketEvent

REPLIES = frozenset({AlertKind.CITIZEN_REPLIED, AlertKind.REOPENED})


@dataclass(frozen=True, slots=True)
class News:
    """One ticket and what happened to it, in that order.

    `reply` is what its reporter wrote last, where that is part of the news.
    """

    ticket: Ticket
    kinds: tuple[AlertKind, ...]
    reply: str = ""


def for_officer(session: Session, officer: Officer, tellings: Sequence[Telling]) -> list[News]:
    """Return the news of those tickets that the officer may still know of, the oldest first."""
    return [
        replace(each, reply=_latest_words(session, each.ticket))
        if REPLIES.intersection(each.kinds)
        else each
        for each in _news(session, tellings, visible_to(officer))
    ]


def for_group(session: Session, agency_id: int, tellings: Sequence[Telling]) -> list[News]:
    """Return the news of those tickets that are still the agency's, none of a sealed one."""
    own = (col(Ticket.agency_id) == agency_id) & col(Ticket.sealed).is_(False)
    return _news(session, tellings, own)


def _latest_words(session: Session, ticket: Ticket) -> str:
    query = select(TicketEvent.note).where(
        TicketEvent.ticket_id == ticket.id,
        TicketEvent.kind == EventKind.COMMENTED,
        col(TicketEvent.actor).startswith("reporter:"),
        TicketEvent.note != "",
    )
    return session.exec(query.order_by(col(TicketEvent.id).desc()).limit(1)).first() or ""


def _news(
    session: Session, tellings: Sequence[Telling], may_know: ColumnElement[bool]
) -> list[News]:
    ids = {telling.alert_id for telling in tellings}
    query = (
        select(Alert, Ticket)
        .join(Ticket, col(Ticket.id) == col(Alert.ticket_id))
        .where(col(Alert.id).in_(ids), may_know)
        .order_by(col(Alert.id))
    )
    tickets: dict[int, Ticket] = {}
    kinds: dict[int, dict[AlertKind, None]] = {}
    for alert, ticket in session.exec(query):
        tickets[alert.ticket_id] = ticket
        kinds.setdefault(alert.ticket_id, {})[alert.kind] = None
    return [News(ticket, tuple(kinds[ticket_id])) for ticket_id, ticket in tickets.items()]
