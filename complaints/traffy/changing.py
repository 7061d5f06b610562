"""Takes news of known tickets in: how far they have come, never what they are about."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, insert, update

from complaints.search.keeping import leave_unread
from complaints.tables import Ticket, TicketEvent
from complaints.traffy import rows
from complaints.traffy.dues import Dues
from complaints.traffy.history import Before, steps_to
from complaints.traffy.record import Record


class News(NamedTuple):
    """What an export tells of a ticket that is here."""

    record: Record
    ticket: Ticket
    before: Before


def change(session: Session, news: Sequence[News], dues: Dues, now: datetime) -> None:
    """Write the news: columns of the tickets, and what their timelines have gained."""
    changes: list[rows.Row] = []
    events: list[rows.Row] = []
    for record, ticket, before in news:
        steps = steps_to(record, before)
        dated = dues.of_known(ticket, steps)
        changes.append(rows.change_row(record, steps, ticket) | dated.columns)
        told_until = record.last_activity
        events += rows.event_rows(ticket.id or 0, ticket.agency_id, dated.steps, told_until, now)
    if changes:
        values: dict[str, Any] = {
            name: bindparam(name) for name in changes[0] if name != rows.CHANGED_ID
        }
        these = col(Ticket.id) == bindparam(rows.CHANGED_ID)
        session.connection().execute(update(Ticket).where(these).values(values), changes)
    if events:
        session.connection().execute(insert(TicketEvent), events)
        leave_unread(session, {event["ticket_id"] for event in events})
