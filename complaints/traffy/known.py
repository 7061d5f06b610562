"""The tickets that a former import brought, and what has become of them since."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from complaints.lifecycle import Status
from complaints.tables import EventKind, Ticket, TicketEvent
from complaints.traffy.findings import Problem
from complaints.traffy.history import Before
from complaints.traffy.record import Record
from complaints.traffy.states import standing_of

ACTOR = "import"


@dataclass(frozen=True, slots=True)
class Since:
    """What the timeline tells of a ticket since it was brought in."""

    worked_here: bool
    state: str
    told_until: datetime


Held = Mapping[str, tuple[Ticket, Since]]


def find_known(session: Session, external_ids: Collection[str]) -> dict[str, Ticket]:
    """Return {external id: ticket} of those that are here."""
    query = select(Ticket).where(col(Ticket.external_id).in_(external_ids))
    return {ticket.external_id or "": ticket for ticket in session.exec(query)}


def is_news(record: Record, ticket: Ticket) -> bool:
    """Tell whether the export knows more of this ticket than we do."""
    finished = record.standing.status is Status.FINISHED
    return (
        record.standing.status is not ticket.status
        or record.last_activity > ticket.updated_at
        or record.reopened > ticket.reopened_count
        or (finished and record.stars not in {None, ticket.stars})
        or (ticket.first_response_at is None and record.first_response_at is not None)
    )


def hold(session: Session, tickets: Sequence[Ticket]) -> Held:
    """Keep these tickets from being moved until the commit; return them with what happened."""
    if not tickets:
        return {}
    ids = [ticket.id for ticket in tickets]
    # Read again: somebody may have moved one since. SQLite has one writer anyway.
    query = select(Ticket).where(col(Ticket.id).in_(ids)).with_for_update()
    fresh = session.exec(query.execution_options(populate_existing=True)).all()
    timelines: dict[int | None, list[TicketEvent]] = {}
    events = select(TicketEvent).where(col(TicketEvent.ticket_id).in_(ids))
    for event in session.exec(events.order_by(col(TicketEvent.id))):
        timelines.setdefault(event.ticket_id, []).append(event)
    return {each.external_id or "": (each, _since(timelines[each.id])) for each in fresh}


def _since(events: list[TicketEvent]) -> Since:
    brought = [event for event in events if event.actor == ACTOR]
    states = [event.detail["state"] for event in brought if "state" in event.detail]
    return Since(
        worked_here=any(event.kind is EventKind.MOVED and event.actor != ACTOR for event in events),
        state=states[-1] if states else "",
        told_until=max(event.at for event in brought),
    )


def why_left_alone(record: Record, since: Since) -> Problem | None:
    """Return why news of a ticket is not taken in, None where it is."""
    if since.worked_here:
        return Problem.WORKED_HERE
    if record.last_activity < since.told_until:
        return Problem.OLDER
    return None


def before(ticket: Ticket, since: Since) -> Before:
    """Return how the ticket stood when the new export came."""
    return Before(
        status=ticket.status,
        since=ticket.created_at,
        told=standing_of(since.state),
        reopened=ticket.reopened_count,
        stars=ticket.stars,
        answered=ticket.first_response_at is not None,
    )
