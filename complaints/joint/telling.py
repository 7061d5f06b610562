"""Officers of a joint agency hear of what the agency that leads does about their part."""

from datetime import datetime

from sqlmodel import Session

from complaints.alerts.raising import raise_alert
from complaints.alerts.tables import AlertKind, Audience
from complaints.change import By
from complaints.joint.lifecycle import PartState
from complaints.joint.parts import list_parts
from complaints.tables import Assignment, Ticket

UNFINISHED = frozenset({PartState.RECEIVED, PartState.IN_PROGRESS})


def tell_part(
    session: Session, ticket: Ticket, part: Assignment, kind: AlertKind, by: By, now: datetime
) -> None:
    """Note that whoever works at the joint agency is to hear of this."""
    workers, agency_id = Audience.WORKERS, part.agency_id
    raise_alert(session, ticket, kind, now, audience=workers, agency_id=agency_id, actor=by.id)


def tell_of_closing(session: Session, ticket: Ticket, by: By, now: datetime) -> None:
    """Note that agencies whose part is not finished are to hear that the ticket was closed."""
    for part in list_parts(session, ticket):
        if part.ended_at is None and part.state in UNFINISHED:
            tell_part(session, ticket, part, AlertKind.PART_CLOSED, by, now)
