"""Who has not said whether it is repaired is asked once more before the time to say so ends.

The question costs nothing where an answer or another notice takes it along within a day; else it
goes out by itself a day before the end. No answer is neither a yes nor a no.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from complaints import notices
from complaints.closing.rules import silent_agencies
from complaints.desk import Desk, subject
from complaints.lifecycle import Status
from complaints.tables import Reporter, Ticket
from store import outbox_upkeep
from store.columns import written_out

BEFORE = timedelta(hours=48)  # the end of the time to dispute, when the question is laid ready
REST = timedelta(hours=24)  # how long it may wait to be taken along


def remind(session: Session, desk: Desk, now: datetime, limit: int = 100) -> int:
    """Lay the question ready for whoever is due it, once for each ticket. Returns for how many."""
    query = select(Ticket).where(
        written_out(col(Ticket.status), Status.FINISHED),
        col(Ticket.confirmed_at).is_(None),
        col(Ticket.reminded_at).is_(None),
        col(Ticket.dispute_until) > now,
        col(Ticket.dispute_until) <= now + BEFORE,
    )
    due = session.exec(
        query.order_by(col(Ticket.dispute_until)).limit(limit).with_for_update(skip_locked=True)
    ).all()
    silent = set(silent_agencies(session)) if due else set()
    for ticket in due:
        ticket.reminded_at = now
        if ticket.agency_id not in silent:
            _ask(session, desk, ticket, now)
    return len(due)


def _ask(session: Session, desk: Desk, ticket: Ticket, now: datetime) -> None:
    reporter = session.get(Reporter, ticket.reporter_id) if ticket.reporter_id else None
    if reporter is None or ticket.dispute_until is None:
        return
    desk.notify(
        session,
        reporter,
        ticket.id or 0,
        notices.of_reminder(session, desk, ticket, reporter),
        now,
        topic=_topic(ticket),
        rest=min(REST, max(ticket.dispute_until - now - REST, timedelta(0))),
    )


def need_no_more(session: Session, ticket: Ticket, reporter: Reporter, now: datetime) -> None:
    """Ask no more: the person has answered, or there is nothing to answer any longer."""
    if reporter.user_id is not None:
        outbox_upkeep.take_back(session, reporter.user_id, _topic(ticket), now)


def _topic(ticket: Ticket) -> str:
    return f"{subject(ticket.id or 0)}/reminder"
