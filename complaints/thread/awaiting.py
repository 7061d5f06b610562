"""Which ticket of a citizen waits for their answer: an officer wrote last, or holds it for one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from complaints.groups.followers import find_follower, list_followed
from complaints.groups.members import main_of
from complaints.groups.tables import FollowKind
from complaints.queries import list_for_reporter
from complaints.tables import EventKind, Reporter, Ticket, TicketEvent
from complaints.thread.answering import awaits_answer
from complaints.thread.audience import To

FRESH = timedelta(days=7)  # an older letter is not what somebody answers out of the blue


def find_awaiting(session: Session, reporter: Reporter, now: datetime) -> Ticket | None:
    """Return the citizen's ticket that waits for their words, the last asked about; else None."""
    tickets = {each.id: each for each in _theirs(session, reporter)}
    last = _last_letters(session, reporter, tickets)
    asked = [event for event in last if event.actor != f"reporter:{reporter.id}"]
    for event in sorted(asked, key=lambda event: event.at, reverse=True):
        if now - event.at < FRESH:
            return tickets[event.ticket_id]
    held = (each for each in tickets.values() if awaits_answer(main_of(session, each)))
    return next(held, None)


def _theirs(session: Session, reporter: Reporter) -> list[Ticket]:
    own = list_for_reporter(session, reporter)
    joined = [
        each
        for each in list_followed(session, reporter)
        if (follower := find_follower(session, each, reporter))
        and follower.kind is FollowKind.JOINED
    ]
    return [*own, *joined]


def _last_letters(
    session: Session, reporter: Reporter, tickets: dict[int | None, Ticket]
) -> Sequence[TicketEvent]:
    """Return the last letter of each ticket, of those between its officers and this citizen."""
    query = select(TicketEvent).where(
        col(TicketEvent.ticket_id).in_(tickets), TicketEvent.kind == EventKind.COMMENTED
    )
    last: dict[int, TicketEvent] = {}
    for event in session.exec(query.order_by(col(TicketEvent.id))):
        own = tickets[event.ticket_id].reporter_id == reporter.id
        theirs = event.actor == f"reporter:{reporter.id}"
        to_them = event.detail.get("to") == To.EVERYBODY or (own and event.detail.get("to"))
        if theirs or to_them:
            last[event.ticket_id] = event
    return list(last.values())
