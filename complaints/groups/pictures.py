"""Which photo of a ticket a citizen may see: their own, or one that an officer has cleared."""

from collections.abc import Collection

from sqlmodel import Session, col, or_, select

from complaints.tables import Attachment, AttachmentKind, Reporter, Ticket, TicketEvent


def pictures_for(
    session: Session, reporter: Reporter, tickets: Collection[Ticket]
) -> dict[int, Attachment]:
    """Return {ticket id: the first photo of the report that this citizen may see}.

    None of a sealed ticket: a chat is seen by whoever holds the phone.
    """
    own = TicketEvent.actor == f"reporter:{reporter.id}"
    query = (
        select(Attachment)
        .join(TicketEvent, col(TicketEvent.id) == col(Attachment.event_id))
        .where(
            col(Attachment.ticket_id).in_([each.id for each in tickets if not each.sealed]),
            Attachment.kind == AttachmentKind.REPORT,
            or_(own, col(Attachment.cleared_at).is_not(None)),
        )
    )
    photos: dict[int, Attachment] = {}
    for photo in session.exec(query.order_by(col(Attachment.id))):
        photos.setdefault(photo.ticket_id, photo)
    return photos
