"""Who is to hear of an alert: of its agency, with the right to know of the ticket."""

from sqlmodel import Session, col, select

from agencies.contacts.groups import list_groups
from agencies.contacts.tables import LineGroup
from agencies.permissions import may_oversee, may_work, sees_sealed
from agencies.tables import Officer
from complaints.alerts.tables import Alert, AlertKind, Audience
from complaints.tables import Ticket

FOR_GROUPS = frozenset({AlertKind.NEW, AlertKind.OVERDUE})


def listeners(session: Session, alert: Alert, ticket: Ticket) -> list[Officer]:
    """Return the officers who are to hear of it, without who did it."""
    query = select(Officer).where(
        Officer.agency_id == alert.agency_id, col(Officer.active).is_(True)
    )
    return [
        officer
        for officer in session.exec(query.order_by(col(Officer.id)))
        if _is_meant(officer, alert, ticket) and f"officer:{officer.id}" != alert.actor
    ]


def listening_groups(session: Session, alert: Alert, ticket: Ticket) -> list[LineGroup]:
    """Return the groups that are to hear of it: never of a sealed ticket."""
    if ticket.sealed or alert.kind not in FOR_GROUPS:
        return []
    return list_groups(session, alert.agency_id)


def _is_meant(officer: Officer, alert: Alert, ticket: Ticket) -> bool:
    if ticket.sealed and not sees_sealed(officer):
        return False
    if alert.officer_id is not None:
        return officer.id == alert.officer_id
    if ticket.sealed:  # few have that right: whatever happens, they are the ones to hear of it
        return may_work(officer)
    if alert.audience is Audience.SUPERVISORS:
        return may_oversee(officer)
    owner = ticket.officer_id if ticket.agency_id == alert.agency_id else None
    if alert.audience is Audience.OWNER and owner is not None:
        return officer.id == owner
    return may_work(officer)
