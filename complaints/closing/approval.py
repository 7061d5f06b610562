"""The second officer's answer to "it is done": yes, and the ticket is finished; or back to work."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from agencies.tables import Officer
from complaints.alerts.raising import raise_alert
from complaints.alerts.tables import AlertKind
from complaints.change import By, Change
from complaints.closing.requests import Approved, find_request, photos_of
from complaints.closing.rules import approval_for, approving_roles
from complaints.closing.tables import ClosingRequest, Verdict
from complaints.desk import Desk, subject
from complaints.lifecycle import Actor, Move
from complaints.move_needs import LEAST_NOTE
from complaints.moves import make_move
from complaints.parts import leads
from complaints.tables import EventKind, Ticket, TicketEvent
from core.errors import Conflict, InvalidInput, NotAllowed
from store import audit


def may_decide(session: Session, officer: Officer, ticket: Ticket, request: ClosingRequest) -> bool:
    """Tell whether this officer's yes counts. Nobody's does for their own work."""
    if request.asked_by == f"officer:{officer.id}" or not leads(officer, ticket):
        return False
    return officer.role in approving_roles(ticket, approval_for(session, ticket))


def approve(
    session: Session, desk: Desk, ticket: Ticket, request_id: int, officer: Officer, now: datetime
) -> TicketEvent:
    """Finish the ticket: done since the first officer said so, told to its citizen now.

    Raises:
        NotAllowed: this officer's yes does not count.
        Conflict: somebody has decided already, or moved the ticket.
    """
    request = _decide(session, ticket, request_id, officer, Verdict.APPROVED, now)
    change = Change(
        Move.FINISH,
        request.seen,
        note=request.note,
        photos=photos_of(session, request),
        no_photo_reason=request.no_photo_reason,
        override_reason=request.override_reason,
        approved=Approved(request.asked_by, request.asked_at),
    )
    by = By(Actor.OFFICER, f"officer:{officer.id}", officer.agency_id)
    return make_move(session, desk, ticket, change, by, now)


def send_back(
    session: Session, ticket: Ticket, request_id: int, note: str, officer: Officer, now: datetime
) -> TicketEvent:
    """Say what is still to be done. No citizen hears of it; the clock has never stopped.

    Raises:
        InvalidInput: the note is too short ("needs_note").
        NotAllowed, Conflict: as `approve`.
    """
    if len(note.strip()) < LEAST_NOTE:
        raise InvalidInput("needs_note", least=LEAST_NOTE)
    request = _decide(session, ticket, request_id, officer, Verdict.REFUSED, now)
    assert ticket.id is not None
    actor = f"officer:{officer.id}"
    ticket.approval_since, ticket.updated_at = None, now
    event = TicketEvent(
        ticket_id=ticket.id,
        at=now,
        kind=EventKind.APPROVAL_REFUSED,
        actor=actor,
        agency_id=officer.agency_id,
        note=note.strip(),
    )
    session.add(event)
    session.flush()
    audit.record(
        session, at=now, actor=actor, action="ticket.approval_refused", subject=subject(ticket.id)
    )
    _, _, asker = request.asked_by.partition(":")
    raise_alert(
        session, ticket, AlertKind.APPROVAL_REFUSED, now, officer_id=int(asker), actor=actor
    )
    return event


def _decide(
    session: Session,
    ticket: Ticket,
    request_id: int,
    officer: Officer,
    verdict: Verdict,
    now: datetime,
) -> ClosingRequest:
    # As every move does, the ticket first: two who take both in another order would block.
    session.exec(select(Ticket.id).where(Ticket.id == ticket.id).with_for_update(key_share=True))
    request = find_request(session, ticket)
    if request is None or request.id != request_id:
        raise Conflict(f"ticket {ticket.code} waits for nobody's yes any more")
    if not may_decide(session, officer, ticket, request):
        raise NotAllowed(f"officer {officer.id} may not decide on {ticket.code}")
    decided = session.connection().execute(
        update(ClosingRequest)
        .where(col(ClosingRequest.id) == request.id, col(ClosingRequest.decided_at).is_(None))
        .values(decided_by=f"officer:{officer.id}", decided_at=now, verdict=verdict)
    )
    if decided.rowcount != 1:
        raise Conflict(f"somebody has decided on {ticket.code} already")
    session.refresh(request)
    return request
