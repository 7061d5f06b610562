"""Who is to hear of an alert: of its agency, with the right to know of the ticket."""

from agencies.permissions import may_oversee, may_work, sees_sealed
from agencies.tables import Officer
from complaints.alerts.tables import Alert, AlertKind, Audience
from complaints.tables import Ticket

FOR_GROUPS = frozenset({AlertKind.NEW, AlertKind.OVERDUE})


def is_meant(officer: Officer, alert: Alert, ticket: Ticket) -> bool:
    """Tell whether an officer of the alert's agency is to hear of it. Who did it is not."""
    if f"officer:{officer.id}" == alert.actor:
        return False
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


def groups_hear(alert: Alert, ticket: Ticket) -> bool:
    """Tell whether the agency's groups are to hear of it: never of a sealed ticket."""
    return alert.kind in FOR_GROUPS and not ticket.sealed
