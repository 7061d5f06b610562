"""The one place that changes a ticket's status: event, audit and notice in the same commit."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, update

from agencies.queries import find_central_desk, is_agency
from agencies.routing import takes_sealed
from complaints import due_dates
from complaints.desk import Desk, subject
from complaints.groups.audience import Moved, tell
from complaints.groups.members import children_of
from complaints.lifecycle import Actor, HoldReason, Move, Need, Rule, Status, check
from complaints.parts import accept, change_lead
from complaints.photos import NewPhoto, attachment
from complaints.tables import AttachmentKind, EventKind, Ticket, TicketEvent
from core.errors import Conflict, InvalidInput
from store import audit

LEAST_NOTE = 5  # characters


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a move: `id` as audit names them, such as "officer:7"."""

    side: Actor
    id: str
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A move with what it needs.

    `seen` is the status on which the person decided, `seen_agency_id` whose ticket it was then,
    None where that does not matter.
    """

    move: Move
    seen: Status
    note: str = ""
    photos: tuple[NewPhoto, ...] = ()
    no_photo_reason: str = ""
    hold_reason: HoldReason | None = None
    expected_on: date | None = None
    agency_id: int | None = None
    seen_agency_id: int | None = None


def make_move(
    session: Session, desk: Desk, ticket: Ticket, change: Change, by: By, now: datetime
) -> TicketEvent:
    """Move the ticket, and with a main ticket its children; tell everybody who follows them.

    Writes the status, the event and the audit entry of each, and the citizens' notices. A child is
    moved by officers through its main ticket only; its reporter may withdraw it.

    Raises:
        TransitionRefused: the table has no such move from the status that was seen.
        InvalidInput: the move lacks something it needs; the reason names it.
        Conflict: somebody else moved the ticket first, or put it under a main one.
    """
    if ticket.main_id is not None and change.move is not Move.WITHDRAW:
        raise Conflict(f"ticket {ticket.code} moves with its main one")
    change = _redirected(session, ticket, change, by)
    rule = check(change.seen, change.move, by.side)
    _check_needs(rule, change, ticket)
    if Need.AGENCY in rule.needs:
        _check_agency(session, ticket, change.agency_id)
    # Who withdraws speaks for themselves; everything else is true of the problem.
    children = () if change.move is Move.WITHDRAW else children_of(session, ticket, change.seen)
    event = _carry_out(session, desk, ticket, rule, change, by, now)
    moved = [Moved(ticket, event)]
    for child in children:
        along = replace(change, photos=(), seen_agency_id=child.agency_id)
        moved.append(Moved(child, _carry_out(session, desk, child, rule, along, by, now)))
    if by.side is Actor.OFFICER or change.move is Move.REOPEN:
        tell(session, desk, moved, change.photos, now, but=by.id)
    return event


def align(
    session: Session,
    desk: Desk,
    ticket: Ticket,
    to: Status,
    move: Move,
    by: By,
    now: datetime,
    **detail: str,
) -> TicketEvent:
    """Bring a ticket to the status that its joining or leaving a group asks for.

    Raises:
        Conflict: somebody else moved the ticket first.
    """
    seen = ticket.status
    change = Change(move, seen)
    values: dict[str, object] = {"status": to, "updated_at": now}
    if to is not Status.RECEIVED and ticket.first_response_at is None:
        values["first_response_at"] = now
    if to is not Status.FINISHED:
        values |= {"finished_at": None, "confirmed_at": None, "dispute_until": None, "stars": None}
    clocks = due_dates.after_move(session, desk, ticket, move, to, now)
    _write(session, ticket, change, values | clocks)
    assert ticket.id is not None
    event = _event(ticket.id, Rule(to, by=by.side), change, by, now)
    event.detail = {**event.detail, **due_dates.told(ticket), **detail}
    session.add(event)
    _audit(session, ticket, change, to, by, now)
    return event


def hand_over(session: Session, ticket: Ticket, agency_id: int, now: datetime) -> None:
    """Give the ticket another owner beside any move, as a group has one. Status and reason stay."""
    change = Change(Move.FORWARD, ticket.status)
    _write(session, ticket, change, {"agency_id": agency_id, "updated_at": now})
    change_lead(session, ticket, now)


def _carry_out(
    session: Session,
    desk: Desk,
    ticket: Ticket,
    rule: Rule,
    change: Change,
    by: By,
    now: datetime,
) -> TicketEvent:
    assert ticket.id is not None
    _write(session, ticket, change, _values(session, desk, ticket, rule, change, now))
    if change.move is Move.ACCEPT:
        accept(session, ticket, now)
    if change.move is Move.FORWARD:
        change_lead(session, ticket, now)
    event = _event(ticket.id, rule, change, by, now)
    event.detail |= due_dates.told(ticket)
    session.add(event)
    session.flush()
    session.add_all(
        attachment(photo, AttachmentKind.AFTER, ticket.id, event.id, now) for photo in change.photos
    )
    _audit(session, ticket, change, rule.to, by, now)
    return event


def _audit(
    session: Session, ticket: Ticket, change: Change, to: Status, by: By, now: datetime
) -> None:
    audit.record(
        session,
        at=now,
        actor=by.id,
        action=f"ticket.{change.move}",
        subject=subject(ticket.id or 0),
        **{"from": change.seen, "to": to},
    )


def _redirected(session: Session, ticket: Ticket, change: Change, by: By) -> Change:
    """Turn "not ours" into handing on: to the agency named, else to the central desk.

    Only the central desk itself may say that a problem is nobody's, naming no agency.
    """
    if change.move is not Move.REJECT or by.side is not Actor.OFFICER:
        return change
    check(change.seen, Move.REJECT, by.side)
    central = find_central_desk(session)
    target = change.agency_id or (central.id if central else None)
    if change.agency_id is None and target in {None, ticket.agency_id, by.agency_id}:
        return change
    return replace(change, move=Move.FORWARD, agency_id=target)


def _check_needs(rule: Rule, change: Change, ticket: Ticket) -> None:
    short_note = len(change.note.strip()) < LEAST_NOTE
    no_proof = not change.photos and len(change.no_photo_reason.strip()) < LEAST_NOTE
    same_agency = change.agency_id in {None, _seen_agency(change, ticket)}
    missing = {
        Need.NOTE: short_note,
        Need.PHOTO_OR_REASON: no_proof,
        Need.HOLD_REASON: change.hold_reason is None,
        Need.EXPECTED_DATE: change.expected_on is None,
        Need.AGENCY: same_agency,
    }
    for need in Need:  # in a fixed order, so that the same form gives the same answer
        if need in rule.needs and missing[need]:
            raise InvalidInput(f"needs_{need}", least=LEAST_NOTE)


def _check_agency(session: Session, ticket: Ticket, agency_id: int | None) -> None:
    if not is_agency(session, agency_id):
        raise InvalidInput(f"needs_{Need.AGENCY}")
    if ticket.sealed and not takes_sealed(session, agency_id):
        raise InvalidInput("agency_not_sealed")  # nobody there could ever see it


def _values(
    session: Session, desk: Desk, ticket: Ticket, rule: Rule, change: Change, now: datetime
) -> dict[str, object]:
    values: dict[str, object] = {"status": rule.to, "updated_at": now}
    if change.move is Move.ACCEPT and ticket.first_response_at is None:
        values["first_response_at"] = now
    if change.move is Move.FINISH:
        values |= {"finished_at": now, "dispute_until": now + timedelta(days=desk.dispute_days)}
    if change.move is Move.REOPEN:
        values |= {
            "finished_at": None,
            "confirmed_at": None,
            "dispute_until": None,
            "stars": None,
            "reopened_count": ticket.reopened_count + 1,
        }
    if change.move is Move.FORWARD:
        values |= {"agency_id": change.agency_id, "routing_reason": "forwarded"}
    move, to = change.move, rule.to
    return values | due_dates.after_move(session, desk, ticket, move, to, now, change.agency_id)


def _write(session: Session, ticket: Ticket, change: Change, values: dict[str, object]) -> None:
    written = session.connection().execute(
        update(Ticket)
        .where(
            col(Ticket.id) == ticket.id,
            col(Ticket.status) == change.seen,
            col(Ticket.agency_id) == _seen_agency(change, ticket),
        )
        .values(**values)
    )
    if written.rowcount != 1:
        raise Conflict(f"ticket {ticket.code} is no longer {change.seen}, or another agency's")
    session.refresh(ticket)


def _seen_agency(change: Change, ticket: Ticket) -> int:
    return change.seen_agency_id or ticket.agency_id


def _event(ticket_id: int, rule: Rule, change: Change, by: By, now: datetime) -> TicketEvent:
    detail = {
        "no_photo_reason": change.no_photo_reason.strip(),
        "hold_reason": change.hold_reason,
        "expected_on": change.expected_on.isoformat() if change.expected_on else None,
        "to_agency": change.agency_id if change.move is Move.FORWARD else None,
    }
    return TicketEvent(
        ticket_id=ticket_id,
        at=now,
        kind=EventKind.MOVED,
        move=change.move,
        from_status=change.seen,
        to_status=rule.to,
        actor=by.id,
        agency_id=by.agency_id,
        note=change.note.strip(),
        detail={name: value for name, value in detail.items() if value},
    )
