"""What the citizen was told about a ticket, and whether the messenger took it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from complaints.desk import Desk, subject
from complaints.tables import Reporter, Ticket, TicketEvent
from dashboard.wording import knows, say
from store.outbox_reading import list_about
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
class Spread:
    """What several people were told at once: how many of the messages are in which state."""

    title: str
    people: int
    at: datetime
    states: tuple[tuple[OutboxState, int], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All notices, newest first; `silent` says why the citizen can no longer be told.

    `others` are those to who joined or follows the ticket.
    """

    notices: tuple[Notice, ...]
    others: tuple[Spread, ...]
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
    others = list_about(session, f"{subject(ticket.id or 0)}/followers")
    # A notice is queued in the moment of the move it tells of.
    moves = {event.at: event.move for event in events if event.move}
    return Told(
        notices=tuple(_notice(desk, row, moves.get(row.created_at)) for row in reversed(rows)),
        others=_spread(desk, others, moves),
        silent=_silent(ticket, reporter),
        moving=any(row.state is OutboxState.WAITING for row in (*rows, *others)),
    )


def _notice(desk: Desk, row: OutboxMessage, move: str | None) -> Notice:
    return Notice(
        title=_title(desk, move),
        state=row.state,
        via=row.via or "",
        at=row.settled_at or row.created_at,
        reason=_reason(row),
    )


def _spread(
    desk: Desk, rows: Sequence[OutboxMessage], moves: Mapping[datetime, str | None]
) -> tuple[Spread, ...]:
    together: dict[datetime, Counter[OutboxState]] = {}
    for row in reversed(rows):  # one act queues them all in the same moment
        together.setdefault(row.created_at, Counter())[row.state] += 1
    return tuple(
        Spread(_title(desk, moves.get(at)), states.total(), at, tuple(states.items()))
        for at, states in together.items()
    )


def _title(desk: Desk, move: str | None) -> str:
    return desk.phrases.say(f"{move}.title") if move else say("told.other")


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
