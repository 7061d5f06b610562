"""What was noted for officers becomes tellings: one for each who is to hear of it, by each way."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from complaints.alerts.audience import listeners, listening_groups
from complaints.alerts.channels import channels_of
from complaints.alerts.choices import get_choices
from complaints.alerts.tables import Alert, AlertKind
from complaints.alerts.telling_tables import Channel, Pace, Telling
from complaints.alerts.timing import due_at
from complaints.clocks.working_time import WorkingTime
from complaints.desk import Desk
from complaints.tables import Priority, Ticket

MOST_AT_ONCE = 100  # alerts in one transaction


def is_any_untold(session: Session) -> bool:
    """Tell whether an alert waits to be shared out, without the lock of a writer."""
    return session.exec(select(Alert.id).where(_untold()).limit(1)).first() is not None


def share_out(session: Session, desk: Desk, now: datetime) -> int:
    """Share out the oldest alerts. Returns how many; no other worker takes the same ones."""
    query = select(Alert).where(_untold()).order_by(col(Alert.id)).limit(MOST_AT_ONCE)
    alerts = session.exec(query.with_for_update(skip_locked=True)).all()
    for alert in alerts:
        ticket = session.get_one(Ticket, alert.ticket_id)
        office = desk.calendar.office(alert.agency_id)
        session.add_all(_tellings(session, office, alert, ticket, now))
        alert.told_at = now
    return len(alerts)


def _tellings(
    session: Session, office: WorkingTime, alert: Alert, ticket: Ticket, now: datetime
) -> Iterator[Telling]:
    urgent = alert.kind is AlertKind.OVERDUE or ticket.priority is Priority.URGENT
    for officer in listeners(session, alert, ticket):
        choices = get_choices(session, officer.id or 0)
        due = due_at(office, now, choices.pace, quiet=choices.quiet, urgent=urgent)
        for channel in channels_of(session, officer, choices.way_of(alert.kind)):
            yield Telling(
                alert_id=alert.id or 0,
                officer_id=officer.id,
                channel=channel,
                urgent=urgent,
                due_at=due,
            )
    for group in listening_groups(session, alert, ticket):
        yield Telling(
            alert_id=alert.id or 0,
            group_id=group.id,
            channel=Channel.LINE,
            urgent=urgent,
            due_at=due_at(office, now, Pace.MERGED, quiet=True, urgent=urgent),
        )


def _untold() -> ColumnElement[bool]:
    return col(Alert.told_at).is_(None)
