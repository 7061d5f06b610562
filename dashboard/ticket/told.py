"""What the citizen was told about a ticket, and whether the messenger took it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from complaints.desk import Desk, subject
from complaints.tables import Reporter, Ticket, TicketEvent
from dashboard.wording import knows, say
from store.outbox import list_about
from store.outbox_tables import OutboxMessage, OutboxState


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to the citizen: what it was about and what became of it."""

    title: str
    state: OutboxState
    via: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """All notices, newest first; `silent` says why the citizen can no longer be told."""

    notices: tuple[Notice, ...]
    silent: str
    moving: bool


def load(
    session: Session,
    desk: Desk,
    ticket: Ticket,
    reporter: Reporter | None,
    events: Sequence[TicketEvent],
) -> Told:
    """Read the notices of a ticket."""
    rows = list_about(session, subject(ticket.id or 0))
    # A notice is queued in the moment of the move it tells of.
    moves = {event.at: event.move for event in events if event.move}
    return Told(
        notices=tuple(_notice(desk, row, moves.get(row.created_at)) for row in reversed(rows)),
        silent=_silent(ticket, reporter),
        moving=any(row.state is OutboxState.WAITING for row in rows),
    )


def _notice(desk: Desk, row: OutboxMessage, move: str | None) -> Notice:
    return Notice(
        title=desk.phrases.say(f"{move}.title") if move else say("told.other"),
        state=row.state,
        via=row.via or "",
        at=row.settled_at or row.created_at,
        reason=_reason(row),
    )


def _reason(row: OutboxMessage) -> str:
    if row.state is OutboxState.FAILED:
        known = f"told.failed.{row.status_code}"
        return say(known) if knows(known) else say("told.failed.other", code=row.status_code or "-")
    if row.state is OutboxState.WAITING and row.attempts == 0 and row.due_at > row.created_at:
        return say("told.resting")
    trying_again = row.state is OutboxState.WAITING and row.attempts > 0 and row.error
    return say("told.again", n=row.attempts) if trying_again else ""


def _silent(ticket: Ticket, reporter: Reporter | None) -> str:
    if ticket.external_id is not None and reporter is None:
        return "imported"
    if reporter is None or reporter.user_id is None:
        return "gone"
    return "blocked" if reporter.blocked_at else ""
