"""Who hears of a move: the reporter, the reporters of its children, and who follows any of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from complaints import notices, queries
from complaints.closing.reminding import need_no_more
from complaints.desk import Desk, about
from complaints.groups.followers import list_following
from complaints.groups.tables import FollowKind
from complaints.lifecycle import Move
from complaints.photos import NewPhoto
from complaints.tables import Reporter, Ticket, TicketEvent
from store.outbox import NO_REST
from store.outbox_reading import list_about, list_resting
from store.outbox_tables import OutboxMessage, OutboxState


@dataclass(frozen=True, slots=True)
class Moved:
    """A ticket that has just been moved, and the event that says so."""

    ticket: Ticket
    event: TicketEvent


@dataclass(frozen=True, slots=True)
class _Listener:
    """A person, and the ticket by which they know the problem."""

    reporter: Reporter
    moved: Moved
    has_problem: bool


def tell(
    session: Session,
    desk: Desk,
    moved: Sequence[Moved],
    photos: tuple[NewPhoto, ...],
    now: datetime,
    *,
    but: str = "",
) -> None:
    """Queue one notice to each person, however many of the tickets they follow.

    `but` names, as audit does, who made the move and need not be told.
    """
    told: set[int | None] = set()
    for listener in _listeners(session, moved):
        reporter, ticket, event = listener.reporter, listener.moved.ticket, listener.moved.event
        if event.move == Move.REOPEN:
            need_no_more(session, ticket, reporter, now)
        if reporter.id in told or f"reporter:{reporter.id}" == but:
            continue
        told.add(reporter.id)
        own = ticket.reporter_id == reporter.id
        subject = about(ticket.id or 0, own=own)
        resting = list_resting(session, reporter.user_id or "", subject)
        notice = notices.of_move(
            session,
            desk,
            ticket,
            Move(event.move or ""),
            event,
            photos,
            reporter,
            has_problem=listener.has_problem,
            before=_untold(session, ticket, resting, subject),
        )
        desk.notify(
            session,
            reporter,
            ticket.id or 0,
            notice,
            now,
            own=own,
            rest=desk.notice_rest if notices.may_rest(event) else NO_REST,
            folds=resting,
        )


def _untold(
    session: Session, ticket: Ticket, resting: Sequence[OutboxMessage], subject: str
) -> tuple[TicketEvent, ...]:
    """Return the moves that the resting notices tell of, and those folded into them before."""
    if not resting:
        return ()
    moments = {row.created_at for row in resting}
    folded = [row for row in list_about(session, subject) if row.state is OutboxState.FOLDED]
    for row in sorted(folded, key=lambda each: each.created_at, reverse=True):
        if row.recipient == resting[0].recipient and row.settled_at in moments:
            moments.add(row.created_at)
    events = queries.list_events(session, ticket)
    return tuple(event for event in events if event.move and event.at in moments)


def _listeners(session: Session, moved: Sequence[Moved]) -> Iterator[_Listener]:
    """Reporters first: of two tickets of theirs, people know the one they reported."""
    for each in moved:
        reporter_id = each.ticket.reporter_id
        reporter = session.get(Reporter, reporter_id) if reporter_id is not None else None
        if reporter is not None:
            yield _Listener(reporter, each, has_problem=True)
    by_id = {each.ticket.id or 0: each for each in moved}
    for follower, reporter in list_following(session, by_id):
        joined = follower.kind is FollowKind.JOINED
        yield _Listener(reporter, by_id[follower.ticket_id], has_problem=joined)
