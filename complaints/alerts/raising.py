"""Note in the same commit what officers are to hear of."""

from datetime import datetime

from sqlmodel import Session

from complaints.alerts.tables import Alert, AlertKind, Audience
from complaints.tables import Ticket


def raise_alert(
    session: Session,
    ticket: Ticket,
    kind: AlertKind,
    now: datetime,
    *,
    audience: Audience = Audience.OWNER,
    agency_id: int | None = None,
    officer_id: int | None = None,
    actor: str = "",
) -> None:
    """Note that officers are to hear of this: those of the lead agency, unless another is named.

    `officer_id` means that officer alone; `actor` names, as audit does, who need not be told.
    """
    assert ticket.id is not None
    session.add(
        Alert(
            at=now,
            kind=kind,
            audience=audience,
            ticket_id=ticket.id,
            agency_id=agency_id or ticket.agency_id,
            officer_id=officer_id,
            actor=actor,
        )
    )
