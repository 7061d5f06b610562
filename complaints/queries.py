"""Every SELECT of tickets. Who asks comes first: it decides what exists."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, not_, true
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from agencies.permissions import reads_branch, sees_all_agencies, sees_sealed
from agencies.tables import Officer
from agencies.tree import branch
from complaints.tables import (
    Assignment,
    AssignmentRole,
    Attachment,
    AttachmentKind,
    Reporter,
    Ticket,
    TicketEvent,
)
from core.errors import NotFound
from store.columns import written_out


def get_for_officer(session: Session, officer: Officer, code: str) -> Ticket:
    """Return the ticket of that number, where this officer may know of it.

    Raises:
        NotFound: there is none, or it is another agency's or sealed.
    """
    query = select(Ticket).where(Ticket.code == code.upper(), visible_to(officer))
    ticket = session.exec(query).first()
    if ticket is None:
        raise NotFound(f"no ticket {code}")
    return ticket


def codes_for_officer(session: Session, officer: Officer, ticket_ids: set[int]) -> dict[int, str]:
    """Return {ticket id: number} of those the officer may know of."""
    query = select(Ticket).where(visible_to(officer), col(Ticket.id).in_(ticket_ids))
    return {ticket.id: ticket.code for ticket in session.exec(query) if ticket.id is not None}


def find_own(session: Session, reporter: Reporter, code: str) -> Ticket | None:
    """Return the reporter's own ticket of that number, or None."""
    query = select(Ticket).where(Ticket.code == code, Ticket.reporter_id == reporter.id)
    return session.exec(query).first()


def get_public(session: Session, code: str) -> Ticket:
    """Return the ticket of that number for anybody: never a sealed one. Raises NotFound."""
    query = select(Ticket).where(Ticket.code == code, col(Ticket.sealed).is_(False))
    ticket = session.exec(query).first()
    if ticket is None:
        raise NotFound(f"no ticket {code}")
    return ticket


def list_for_reporter(session: Session, reporter: Reporter, limit: int = 10) -> list[Ticket]:
    """Return the reporter's tickets, the last changed first."""
    query = select(Ticket).where(Ticket.reporter_id == reporter.id)
    newest = (col(Ticket.updated_at).desc(), col(Ticket.id).desc())
    return list(session.exec(query.order_by(*newest).limit(limit)))


def list_events(session: Session, ticket: Ticket) -> list[TicketEvent]:
    """Return the timeline, oldest first."""
    query = select(TicketEvent).where(TicketEvent.ticket_id == ticket.id)
    return list(session.exec(query.order_by(col(TicketEvent.id))))


def list_attachments(session: Session, ticket: Ticket) -> list[Attachment]:
    """Return the photos, oldest first."""
    query = select(Attachment).where(Attachment.ticket_id == ticket.id)
    return list(session.exec(query.order_by(col(Attachment.id))))


def get_attachment(session: Session, ticket: Ticket, attachment_id: int) -> Attachment:
    """Return one photo of this ticket. Raises NotFound."""
    attachment = session.get(Attachment, attachment_id)
    if attachment is None or attachment.ticket_id != ticket.id:
        raise NotFound(f"no photo {attachment_id} of {ticket.code}")
    return attachment


def get_reporter_of(session: Session, ticket: Ticket) -> Reporter | None:
    """Return who reported the ticket, None where they had their data deleted."""
    return session.get(Reporter, ticket.reporter_id) if ticket.reporter_id else None


def first_photos(session: Session, tickets: Sequence[Ticket]) -> dict[int, Attachment]:
    """Return {ticket id: its first photo} for those that have one."""
    ids = [ticket.id for ticket in tickets]
    query = select(Attachment).where(col(Attachment.ticket_id).in_(ids))
    photos: dict[int, Attachment] = {}
    for photo in session.exec(query.order_by(col(Attachment.id))):
        photos.setdefault(photo.ticket_id, photo)
    return photos


def find_cleared_photo(session: Session, ticket: Ticket) -> Attachment | None:
    """Return the first photo of the report that an officer has cleared for everybody, or None."""
    query = select(Attachment).where(
        Attachment.ticket_id == ticket.id,
        Attachment.kind == AttachmentKind.REPORT,
        col(Attachment.cleared_at).is_not(None),
    )
    return None if ticket.sealed else session.exec(query.order_by(col(Attachment.id))).first()


def visible_to(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on tickets that this officer may know of."""
    read = col(Ticket.sealed).is_(False) & col(Ticket.agency_id).in_(branch(officer.agency_id))
    return or_(*shares_of(officer), *([read] if reads_branch(officer) else []))


def shares_of(
    officer: Officer, below: Sequence[int] = (), joined: Sequence[int] | None = None
) -> tuple[ColumnElement[bool], ...]:
    """Return conditions that no ticket meets twice: asked apart, each finds its index.

    `below` are the agencies whose tickets the officer reads beside their own: `tree.list_below`.
    `joined` are the tickets their agency joins in, if known: `list_joined`. Both are told by their
    ids, for no planner guesses well how many a query will find.
    """
    unsealed = true() if sees_sealed(officer) else col(Ticket.sealed).is_(False)
    if sees_all_agencies(officer):
        return (unsealed,)
    own = col(Ticket.agency_id) == officer.agency_id
    parts = _joined_by(officer) if joined is None else joined
    shares = [unsealed & own]
    if joined is None or joined:
        shares.append(unsealed & not_(own) & col(Ticket.id).in_(parts))
    if below:
        read = unsealed & col(Ticket.agency_id).in_(below)
        shares.append(read & col(Ticket.id).not_in(parts))
    return tuple(shares)


def list_joined(session: Session, officer: Officer, most: int) -> list[int] | None:
    """Return the tickets the officer's agency joins in by their ids, None where they are more."""
    found = list(session.exec(_joined_by(officer).limit(most + 1)))
    return found if len(found) <= most else None


def _joined_by(officer: Officer) -> SelectOfScalar[int]:
    return select(Assignment.ticket_id).where(
        col(Assignment.agency_id) == officer.agency_id,
        written_out(col(Assignment.role), AssignmentRole.JOINT),
        col(Assignment.ended_at).is_(None),
    )
