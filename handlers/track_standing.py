"""Where a ticket stands, in plain words: since when, at whom, what comes next, what came last."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from agencies.queries import get_agency
from complaints.lifecycle import HoldReason, Move, Status
from complaints.notices import show_day
from complaints.tables import Ticket, TicketEvent
from core.clock import to_bangkok
from handlers.turn import Turn


def age(turn: Turn, ticket: Ticket) -> str:
    """Return how long ago it was reported, such as "3 วันที่แล้ว"."""
    days = (to_bangkok(turn.now).date() - to_bangkok(ticket.created_at).date()) // timedelta(days=1)
    if days < 1:
        return turn.say("same.age.today")
    return turn.say("same.age.yesterday") if days == 1 else turn.say("same.age.days", days=days)


def next_step(
    turn: Turn, ticket: Ticket, events: Iterable[TicketEvent], *, has_problem: bool
) -> str:
    """Return what comes next, and until when; `has_problem`: who asks may say whether it is
    repaired.
    """
    match ticket.status:
        case Status.RECEIVED:
            return _until(turn, "next.received", ticket.response_due_at)
        case Status.IN_PROGRESS if ticket.approval_since is not None:
            return turn.say("next.approval")
        case Status.IN_PROGRESS:
            return _until(turn, "next.in_progress", ticket.due_at)
        case Status.ON_HOLD:
            return _on_hold(turn, ticket, events, has_problem=has_problem)
        case Status.FINISHED:
            return _finished(turn, ticket, has_problem=has_problem)
    return turn.say(f"next.{ticket.status}")


def line(turn: Turn, ticket: Ticket, last: str, step: str) -> str:
    """Return all of it in one plain line; `last` is what came last, `step` what comes next."""
    desk, language = turn.services.desk, turn.language
    return turn.say(
        "track.line",
        code=ticket.code,
        category=desk.category_name(ticket.category, language),
        status=desk.phrases.say(f"status.{ticket.status}", language),
        agency=get_agency(turn.session, ticket.agency_id).name,
        next=step,
        last=last,
    )


def _until(turn: Turn, key: str, due: datetime | None) -> str:
    if due is None:
        return turn.say(f"{key}.open")
    late = due < turn.now
    return turn.say(f"{key}.late" if late else key, day=show_day(due, turn.language))


def _on_hold(
    turn: Turn, ticket: Ticket, events: Iterable[TicketEvent], *, has_problem: bool
) -> str:
    holds = [event for event in events if event.move == Move.HOLD]
    expected = holds[-1].detail.get("expected_on") if holds else None
    if ticket.hold_reason is HoldReason.MORE_INFORMATION and has_problem:
        return turn.say("next.more_information")
    if expected is None:
        return turn.say("next.on_hold.open")
    return turn.say("next.on_hold", day=show_day(date.fromisoformat(expected), turn.language))


def _finished(turn: Turn, ticket: Ticket, *, has_problem: bool) -> str:
    if ticket.confirmed_at is not None:
        return turn.say("next.confirmed")
    if has_problem and ticket.dispute_until and turn.now <= ticket.dispute_until:
        return turn.say("next.confirm", day=show_day(ticket.dispute_until, turn.language))
    return turn.say("next.finished")
