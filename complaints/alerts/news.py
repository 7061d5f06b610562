"""What an officer is told at one time: each ticket once, with everything that happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from agencies.tables import Officer
from complaints.alerts.tables import Alert, AlertKind
from complaints.alerts.telling_tables import Telling
from complaints.lifecycle import OPEN, Status
from complaints.queries import codes_for_officer, visible_to
from complaints.tables import EventKind, Ticket, TicketEvent

REPLIES = frozenset({AlertKind.CITIZEN_REPLIED, AlertKind.REOPENED})


@dataclass(frozen=True, slots=True)
class News:
    """One ticket and what happened to it, in that order.

    `reply` is what its reporter wrote last, where that is part of the news. `gone` tells that the
    officer's agency joins in no more, and so may know no more than that.
    """

    ticket: Ticket
    kinds: tuple[AlertKind, ...]
    reply: str = ""
    gone: bool = False


def for_officer(session: Session, officer: Officer, tellings: Sequence[Telling]) -> list[News]:
    """Return the news of those tickets that the officer may still know of, the oldest first.

    Of others only that they are gone, where they joined in: what else is news of these is not.
    """
    ended = (col(Alert.kind) == AlertKind.PART_ENDED) & col(Ticket.sealed).is_(False)
    found = _news(session, tellings, visible_to(officer) | ended)
    known = codes_for_officer(session, officer, {each.ticket.id or 0 for each in found})
    told = (_still_true(replace(each, gone=each.ticket.id not in known), officer) for each in found)
    return [
        replace(each, reply=_latest_words(session, each.ticket))
        if REPLIES.intersection(each.kinds)
        else each
        for each in told
        if each.kinds
    ]


def for_group(session: Session, agency_id: int, tellings: Sequence[Telling]) -> list[News]:
    """Return the news of those tickets that are still the agency's, none of a sealed one."""
    own = (col(Ticket.agency_id) == agency_id) & col(Ticket.sealed).is_(False)
    told = (_still_true(each, None) for each in _news(session, tellings, own))
    return [each for each in told if each.kinds]


def _still_true(news: News, officer: Officer | None) -> News:
    """Leave out what has been overtaken while it waited to be told."""
    ticket = news.ticket
    if news.gone:
        return replace(news, kinds=(AlertKind.PART_ENDED,))
    is_open = ticket.status in OPEN
    holds = {
        AlertKind.NEW: ticket.status is Status.RECEIVED and ticket.main_id is None,
        AlertKind.ASSIGNED: officer is not None and ticket.officer_id == officer.id,
        AlertKind.PART_ENDED: False,  # asked to join in again
        AlertKind.PART_CLOSED: not is_open,
        AlertKind.REOPENED: is_open,
        AlertKind.DUE_SOON: is_open and AlertKind.OVERDUE not in news.kinds,
        AlertKind.OVERDUE: is_open,
        AlertKind.APPROVAL_ASKED: ticket.approval_since is not None,
    }
    return replace(news, kinds=tuple(kind for kind in news.kinds if holds.get(kind, True)))


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
