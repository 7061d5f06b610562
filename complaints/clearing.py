"""An officer lets other citizens see the photo of a report, having looked at what it shows."""

from datetime import datetime

from sqlmodel import Session, col, select

from complaints.desk import subject
from complaints.tables import Attachment, AttachmentKind, Ticket
from core.errors import InvalidInput
from store import audit


def clear_photo(
    session: Session, ticket: Ticket, actor: str, now: datetime, *, cleared: bool
) -> None:
    """Clear the first photo of the report for everybody, or take that back.

    Raises:
        InvalidInput: the ticket is sealed ("sealed") or has no photo ("no_photo").
    """
    if ticket.sealed:
        raise InvalidInput("sealed")
    query = select(Attachment).where(
        Attachment.ticket_id == ticket.id, Attachment.kind == AttachmentKind.REPORT
    )
    photo = session.exec(query.order_by(col(Attachment.id))).first()
    if photo is None:
        raise InvalidInput("no_photo")
    photo.cleared_at = now if cleared else None
    action = "photo.cleared" if cleared else "photo.withheld"
    audit.record(session, at=now, actor=actor, action=action, subject=subject(ticket.id or 0))
