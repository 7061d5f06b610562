"""An officer says that it is done; where the agency asks for it, a second one has to agree first.

Stands below complaints/moves: what is asked for is no move yet. See approval.py for the answer.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from complaints.alerts.raising import raise_alert
from complaints.alerts.tables import AlertKind, Audience
from complaints.closing.doubts import Doubt, to_json
from complaints.closing.rules import approval_for, has_approver
from complaints.closing.tables import Approval, ClosingRequest, Verdict
from complaints.desk import subject
from complaints.lifecycle import Status
from complaints.photos import NewPhoto, attachment
from complaints.tables import Attachment, AttachmentKind, EventKind, Ticket, TicketEvent
from core.errors import Conflict
from store import audit


@dataclass(frozen=True, slots=True)
class Done:
    """What an officer says is done, and what the closing gate has to say to it.

    `by` names the officer as audit does, `agency_id` is the officer's own agency,
    `seen_agency_id` whose ticket it was when they looked.
    """

    by: str
    agency_id: int | None
    seen: Status
    seen_agency_id: int
    note: str
    photos: tuple[NewPhoto, ...]
    no_photo_reason: str
    override_reason: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Approved:
    """The request that a second officer has agreed to: whose it was, and since when it is done."""

    by: str
    at: datetime


def ask_where_needed(
    session: Session, ticket: Ticket, done: Done, now: datetime
) -> TicketEvent | None:
    """Keep the officer's word until a second one has looked; None where nobody's yes is needed.

    Nor is it where nobody else of the agency could say it: work must not wait for ever.

    Raises:
        Conflict: such a word waits already, or somebody moved the ticket first.
    """
    approval = approval_for(session, ticket)
    if approval is Approval.NOBODY or not has_approver(session, ticket, approval, done.by):
        return None
    _mark_waiting(session, ticket, done, now)
    event = _record(session, ticket, done, now)
    supervisors = approval is Approval.SUPERVISOR and not ticket.sealed
    raise_alert(
        session,
        ticket,
        AlertKind.APPROVAL_ASKED,
        now,
        audience=Audience.SUPERVISORS if supervisors else Audience.WORKERS,
        actor=done.by,
    )
    return event


def find_request(session: Session, ticket: Ticket) -> ClosingRequest | None:
    """Return the word that waits for a second officer, or None."""
    query = select(ClosingRequest).where(
        ClosingRequest.ticket_id == ticket.id, col(ClosingRequest.decided_at).is_(None)
    )
    return session.exec(query).first()


def photos_of(session: Session, request: ClosingRequest) -> tuple[NewPhoto, ...]:
    """Return the photos that came with it."""
    query = select(Attachment).where(Attachment.event_id == request.event_id)
    return tuple(
        NewPhoto(photo.file, photo.sha256, photo.phash, photo.width, photo.height)
        for photo in session.exec(query.order_by(col(Attachment.id)))
    )


def lapse(session: Session, ticket: Ticket, now: datetime) -> None:
    """Let what waits go: the ticket was moved otherwise."""
    session.connection().execute(
        update(ClosingRequest)
        .where(col(ClosingRequest.ticket_id) == ticket.id, col(ClosingRequest.decided_at).is_(None))
        .values(decided_at=now, verdict=Verdict.LAPSED)
    )


def _mark_waiting(session: Session, ticket: Ticket, done: Done, now: datetime) -> None:
    marked = session.connection().execute(
        update(Ticket)
        .where(
            col(Ticket.id) == ticket.id,
            col(Ticket.status) == done.seen,
            col(Ticket.agency_id) == done.seen_agency_id,
            col(Ticket.approval_since).is_(None),
        )
        .values(approval_since=now, updated_at=now)
    )
    if marked.rowcount != 1:
        raise Conflict(f"ticket {ticket.code} waits for a second officer, or was moved")
    session.refresh(ticket)


def _record(session: Session, ticket: Ticket, done: Done, now: datetime) -> TicketEvent:
    assert ticket.id is not None
    detail = {
        "no_photo_reason": done.no_photo_reason,
        "override_reason": done.override_reason if done.doubts else "",
        "warnings": to_json(done.doubts),
    }
    event = TicketEvent(
        ticket_id=ticket.id,
        at=now,
        kind=EventKind.APPROVAL_ASKED,
        actor=done.by,
        agency_id=done.agency_id,
        note=done.note,
        detail={name: value for name, value in detail.items() if value},
    )
    session.add(event)
    session.flush()
    assert event.id is not None
    session.add_all(
        attachment(photo, AttachmentKind.AFTER, ticket.id, event.id, now) for photo in done.photos
    )
    session.add(
        ClosingRequest(
            ticket_id=ticket.id,
            event_id=event.id,
            agency_id=ticket.agency_id,
            asked_by=done.by,
            asked_at=now,
            seen=done.seen,
            note=done.note,
            no_photo_reason=done.no_photo_reason,
            override_reason=done.override_reason if done.doubts else "",
            warnings=to_json(done.doubts),
        )
    )
    audit.record(
        session, at=now, actor=done.by, action="ticket.approval_asked", subject=subject(ticket.id)
    )
    return event
