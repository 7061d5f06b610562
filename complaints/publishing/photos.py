"""Photos for everybody: an officer has looked at each and let it be seen."""

from datetime import datetime

from sqlmodel import Session

from complaints.desk import subject
from complaints.queries import get_attachment, list_attachments
from complaints.tables import Attachment, Ticket
from core.errors import InvalidInput, NotFound
from store import audit


def set_cleared(
    session: Session,
    ticket: Ticket,
    attachment_id: int,
    actor: str,
    now: datetime,
    *,
    cleared: bool,
) -> None:
    """Let everybody see one photo of the ticket, or nobody but officers.

    Raises:
        InvalidInput: the ticket is sealed ("sealed") or has no such photo ("no_photo").
    """
    if ticket.sealed:
        raise InvalidInput("sealed")
    try:
        photo = get_attachment(session, ticket, attachment_id)
    except NotFound:  # deleted meanwhile, as its sender may have it
        raise InvalidInput("no_photo") from None
    photo.cleared_at = now if cleared else None
    action = "photo.cleared" if cleared else "photo.withheld"
    audit.record(session, at=now, actor=actor, action=action, subject=subject(ticket.id or 0))


def get_cleared(session: Session, ticket: Ticket, place: int) -> Attachment:
    """Return the photo at that place among all of the ticket, counted from 1. Raises NotFound."""
    photos = list_attachments(session, ticket)
    photo = photos[place - 1] if 0 < place <= len(photos) else None
    if photo is None or photo.cleared_at is None or ticket.sealed:
        raise NotFound(f"no photo {place} of {ticket.code}")
    return photo
