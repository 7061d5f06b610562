"""What was noted for officers becomes tellings: one for each who is to hear of it, by each way."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from agencies.contacts.groups import list_groups
from complaints.alerts.audience import groups_hear, is_meant
from complaints.alerts.reach import Listener, list_listeners
from complaints.alerts.tables import Alert, AlertKind
from complaints.alerts.telling_tables import Channel, Pace, Telling
from complaints.alerts.timing import due_at
from complaints.desk import Desk
from complaints.tables import Priority, Ticket

MOST_AT_ONCE = 100  # alerts in one transaction

When = Callable[..., datetime]


def is_any_untold(session: Session) -> bool:
    """Tell whether an alert waits to be shared out, without the lock of a writer."""
    return session.exec(select(Alert.id).where(_untold()).limit(1)).first() is not None


def share_out(session: Session, desk: Desk, now: datetime) -> int:
    """Share out the oldest alerts. Returns how many; no other worker takes the same ones."""
    query = select(Alert).where(_untold()).order_by(col(Alert.id)).limit(MOST_AT_ONCE)
    alerts = session.exec(query.with_for_update(skip_locked=True)).all()
    agencies = {alert.agency_id for alert in alerts}
    listeners = {each: list_listeners(session, each) for each in agencies}
    groups = {each: list_groups(session, each) for each in agencies}
    ids = {alert.ticket_id for alert in alerts}
    told_of = select(Ticket).where(col(Ticket.id).in_(ids))
    tickets = {ticket.id: ticket for ticket in session.exec(told_of)}
    for alert in alerts:
        ticket = tickets[alert.ticket_id]
        urgent = alert.kind is AlertKind.OVERDUE or ticket.priority is Priority.URGENT
        when = partial(due_at, desk.calendar.office(alert.agency_id), now, urgent=urgent)
        for listener in listeners[alert.agency_id]:
            if is_meant(listener.officer, alert, ticket):
                session.add_all(_for_officer(listener, alert, when))
        for group in groups[alert.agency_id] if groups_hear(alert, ticket) else ():
            due = when(Pace.MERGED, quiet=True)
            session.add(
                Telling(alert_id=alert.id or 0, group_id=group.id, channel=Channel.LINE, due_at=due)
            )
        alert.told_at = now
    return len(alerts)


def _for_officer(listener: Listener, alert: Alert, when: When) -> Iterator[Telling]:
    choices = listener.choices
    due = when(choices.pace, quiet=choices.quiet)
    for channel in listener.channels_of(choices.way_of(alert.kind)):
        officer_id = listener.officer.id
        yield Telling(alert_id=alert.id or 0, officer_id=officer_id, channel=channel, due_at=due)


def _untold() -> ColumnElement[bool]:
    return col(Alert.told_at).is_(None)
