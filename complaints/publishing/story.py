"""What has happened to a ticket, as everybody may read it: steps, agencies, cleared words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from agencies.queries import agency_names
from complaints.lifecycle import HoldReason, Move
from complaints.queries import list_events
from complaints.tables import EventKind, Ticket, TicketEvent

_BESIDE = frozenset({Move.GROUP.value, Move.UNGROUP.value})  # no step of the work


@dataclass(frozen=True, slots=True)
class Step:
    """One entry. `what` is a move, "submitted", or "to.<status>" where a move is not known."""

    what: str
    at: datetime
    agency: str  # "" where it was no agency's step
    words: str  # cleared ones, else ""
    hold_reason: HoldReason | None = None
    expected_on: date | None = None
    to_agency: str = ""


def tell(session: Session, ticket: Ticket, words: Mapping[str, str]) -> list[Step]:
    """Return the steps, oldest first; `words` are the cleared ones by their piece."""
    events = [event for event in list_events(session, ticket) if _is_step(event)]
    named = {event.agency_id for event in events}
    named |= {event.detail.get("to_agency") for event in events}
    agencies = agency_names(session, {each for each in named if each is not None})
    return [_step(event, agencies, words.get(f"event:{event.id}", "")) for event in events]


def _is_step(event: TicketEvent) -> bool:
    if event.kind is EventKind.SUBMITTED:
        return True
    return event.kind is EventKind.MOVED and event.move not in _BESIDE


def _step(event: TicketEvent, agencies: Mapping[int, str], words: str) -> Step:
    if event.kind is EventKind.SUBMITTED:
        return Step("submitted", event.at, "", words)
    by_agency = event.actor.startswith("officer:")
    reason, expected = event.detail.get("hold_reason"), event.detail.get("expected_on")
    return Step(
        what=event.move if event.move in set(Move) else f"to.{event.to_status or 'none'}",
        at=event.at,
        agency=agencies.get(event.agency_id or 0, "") if by_agency else "",
        words=words,
        hold_reason=HoldReason(reason) if reason in set(HoldReason) else None,
        expected_on=date.fromisoformat(expected) if expected else None,
        to_agency=agencies.get(event.detail.get("to_agency") or 0, ""),
    )
