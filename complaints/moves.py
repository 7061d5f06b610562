"""The one place that changes a ticket's status: event, audit and notice in the same commit."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, update

from agencies.queries import find_central_desk, is_agency
from agencies.routing import takes_sealed
from complaints import due_dates
from complaints.alerts.raising import raise_alert
from complaints.alerts.tables import AlertKind
from complaints.closing.doubts import Doubt, check_override, to_json
from complaints.closing.gate import look, wait_for_turn
from complaints.closing.requests import Approved, Done, ask_where_needed, lapse
from complaints.desk import Desk, subject
from complaints.groups.audience import Moved, tell
from complaints.groups.members import children_of
from complaints.hand_overs import counted, destination
from complaints.lifecycle import Actor, HoldReason, Move, Need, Rule, Status, check
from complaints.parts import accept, change_lead
from complaints.photos import NewPhoto, attachment
from complaints.tables import AttachmentKind, EventKind, Ticket, TicketEvent
from complaints.workers import find_taker
from core.errors import Conflict, InvalidInput
from store import audit

LEAST_NOTE = 5  # characters
# What officers hear of: who gets the ticket, and whose repair did not hold.
ALERTS = {Move.FORWARD: AlertKind.NEW, Move.REOPEN: AlertKind.REOPENED}


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a move: `id` as audit names them, such as "officer:7"."""

    side: Actor
    id: str
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A move with what it needs.

    `seen` is the status on which the person decided, `seen_agency_id` whose ticket it was then and
    `seen_officer_id` who worked on it, 0 for nobody; None where that does not matter.
    `asked_agency_id` is what was asked for where the ticket goes to the central desk instead.
    `override_reason` says why to close in spite of the gate's doubts, which `make_move` fills in;
    `approved` is set by complaints/closing/approval alone.
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
    seen_officer_id: int | None = None
    asked_agency_id: int | None = None
    override_reason: str = ""
    doubts: tuple[Doubt, ...] = ()
    approved: Approved | None = None


def make_move(
    session: Session, desk: Desk, ticket: Ticket, change: Change, by: By, now: datetime
) -> TicketEvent:
    """Move the ticket, and with a main ticket its children; tell everybody who follows them.

    Writes the status, the event and the audit entry of each, and the citizens' notices. A child is
    moved by officers through its main ticket only; its reporter may withdraw it.

    Where the agency asks for a second officer's yes, a ticket that is said to be done stays where
    it is: the event is then of the kind APPROVAL_ASKED, and no citizen is told yet.

    Raises:
        TransitionRefused: the table has no such move from the status that was seen.
        InvalidInput: the move lacks something it needs; the reason names it.
        ClosingDoubted: something speaks against closing, and no reason is given to do it anyway.
        Conflict: somebody else moved the ticket first, or put it under a main one.
    """
    if ticket.main_id is not None and change.move is not Move.WITHDRAW:
        raise Conflict(f"ticket {ticket.code} moves with its main one")
    change = _redirected(session, ticket, change, by)
    rule = check(change.seen, change.move, by.side)
    _check_needs(rule, change, ticket)
    if Need.AGENCY in rule.needs:
        _check_agency(session, ticket, change.agency_id)
    if change.move is Move.FINISH and change.approved is None:
        wait_for_turn(session, ticket)
        change = replace(change, doubts=look(session, desk, ticket, change.photos, now))
        check_override(change.doubts, change.override_reason)
        if asked := ask_where_needed(session, ticket, _done(ticket, change, by), now):
            _audit_override(session, ticket, change, by, now)
            return asked
    # Who withdraws speaks for themselves; everything else is true of the problem.
    children = () if change.move is Move.WITHDRAW else children_of(session, ticket, change.seen)
    event = _carry_out(session, desk, ticket, rule, change, by, now)
    moved = [Moved(ticket, event)]
    for child in children:
        along = replace(
            change, photos=(), doubts=(), seen_agency_id=child.agency_id, seen_officer_id=None
        )
        moved.append(Moved(child, _carry_out(session, desk, child, rule, along, by, now)))
    if by.side is Actor.OFFICER or change.move is Move.REOPEN:
        tell(session, desk, moved, change.photos, now, but=by.id)
    if kind := ALERTS.get(change.move):
        raise_alert(session, ticket, kind, now, actor=by.id)
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
    values: dict[str, object] = {"status": to, "hold_reason": None, "updated_at": now}
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
    values: dict[str, object] = {"agency_id": agency_id, "officer_id": None, "updated_at": now}
    _write(session, ticket, change, values)
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
    hands = _hands(session, ticket, change, by)
    _write(session, ticket, change, _values(session, desk, ticket, rule, change, now) | hands)
    if change.move is Move.ACCEPT:
        accept(session, ticket, now)
    if change.move is Move.FORWARD:
        change_lead(session, ticket, now)
    event = _event(ticket.id, rule, change, by, now)
    event.detail |= due_dates.told(ticket)
    if change.move is Move.ACCEPT and "officer_id" in hands:
        event.detail["officer"] = hands["officer_id"]
    session.add(event)
    session.flush()
    session.add_all(
        attachment(photo, AttachmentKind.AFTER, ticket.id, event.id, now)
        for photo in change.photos
        if change.approved is None  # else the request has brought them
    )
    _audit(session, ticket, change, rule.to, by, now)
    if change.approved is None:
        _audit_override(session, ticket, change, by, now)
    return event


def _done(ticket: Ticket, change: Change, by: By) -> Done:
    return Done(
        by=by.id,
        agency_id=by.agency_id,
        seen=change.seen,
        seen_agency_id=_seen_agency(change, ticket),
        note=change.note.strip(),
        photos=change.photos,
        no_photo_reason=change.no_photo_reason.strip(),
        override_reason=change.override_reason.strip(),
        doubts=change.doubts,
    )


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


def _audit_override(
    session: Session, ticket: Ticket, change: Change, by: By, now: datetime
) -> None:
    if not change.doubts:
        return
    audit.record(
        session,
        at=now,
        actor=by.id,
        action="ticket.override",
        subject=subject(ticket.id or 0),
        reason=change.override_reason.strip(),
        warnings=to_json(change.doubts),
    )


def _redirected(session: Session, ticket: Ticket, change: Change, by: By) -> Change:
    """Say where an officer's ticket really goes that is not theirs.

    "Not ours" is handing on: to the agency named, else to the central desk; only the central desk
    itself may say that a problem is nobody's, naming no agency. What has been handed on too often
    goes to the central desk, whatever was asked.
    """
    if by.side is not Actor.OFFICER:
        return change
    if change.move is Move.REJECT:
        check(change.seen, Move.REJECT, by.side)
        central = find_central_desk(session)
        target = change.agency_id or (central.id if central else None)
        if change.agency_id is None and target in {None, ticket.agency_id, by.agency_id}:
            return change
        change = replace(change, move=Move.FORWARD, agency_id=target)
    asked = change.agency_id
    if change.move is not Move.FORWARD:
        return change
    target = destination(session, ticket, asked, by.agency_id)
    return change if target == asked else replace(change, agency_id=target, asked_agency_id=asked)


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
    held_for = change.hold_reason if rule.to is Status.ON_HOLD else None
    values: dict[str, object] = {"status": rule.to, "hold_reason": held_for, "updated_at": now}
    if change.move is Move.ACCEPT and ticket.first_response_at is None:
        values["first_response_at"] = now
    done_at = change.approved.at if change.approved else now
    if change.move is Move.FINISH:
        until = now + timedelta(days=desk.dispute_days)
        values |= {"finished_at": done_at, "dispute_until": until, "reminded_at": None}
    if change.move is Move.REOPEN:
        values |= {
            "finished_at": None,
            "confirmed_at": None,
            "dispute_until": None,
            "stars": None,
            "reopened_count": ticket.reopened_count + 1,
        }
    if change.move is Move.FORWARD:
        reason = "hand_overs" if change.asked_agency_id else "forwarded"
        values |= {"agency_id": change.agency_id, "officer_id": None, "routing_reason": reason}
    move, to = change.move, rule.to
    return values | due_dates.after_move(session, desk, ticket, move, to, done_at, change.agency_id)


def _hands(session: Session, ticket: Ticket, change: Change, by: By) -> dict[str, object]:
    """Return what a move changes about who works on the ticket and who waits for whom."""
    hands: dict[str, object] = {}
    if change.move is Move.FORWARD:  # who takes it over owes the citizen the answer
        return {"hand_overs": counted(session, ticket, by.agency_id)}
    if by.side is Actor.OFFICER:  # the notice of the move is an answer
        hands["citizen_wrote_at"] = None
    if change.move is Move.ACCEPT and (taker := find_taker(session, ticket, by.id)):
        hands["officer_id"] = taker.id
    return hands


def _write(session: Session, ticket: Ticket, change: Change, values: dict[str, object]) -> None:
    written = session.connection().execute(
        update(Ticket)
        .where(
            col(Ticket.id) == ticket.id,
            col(Ticket.status) == change.seen,
            col(Ticket.agency_id) == _seen_agency(change, ticket),
            _officer_as_seen(change),
        )
        .values(**values, approval_since=None)
    )
    if written.rowcount != 1:
        raise Conflict(f"ticket {ticket.code} is no longer {change.seen}, or another agency's")
    session.refresh(ticket)
    lapse(session, ticket, ticket.updated_at)


def _officer_as_seen(change: Change) -> ColumnElement[bool]:
    if change.seen_officer_id is None:
        return true()
    return col(Ticket.officer_id).is_not_distinct_from(change.seen_officer_id or None)


def _seen_agency(change: Change, ticket: Ticket) -> int:
    return change.seen_agency_id or ticket.agency_id


def _event(ticket_id: int, rule: Rule, change: Change, by: By, now: datetime) -> TicketEvent:
    detail = {
        "no_photo_reason": change.no_photo_reason.strip(),
        "hold_reason": change.hold_reason,
        "expected_on": change.expected_on.isoformat() if change.expected_on else None,
        "to_agency": change.agency_id if change.move is Move.FORWARD else None,
        "asked_agency": change.asked_agency_id,
        "warnings": to_json(change.doubts),
        "override_reason": change.override_reason.strip() if change.doubts else "",
        "asked_by": change.approved.by if change.approved else None,
        "finished_at": change.approved.at.isoformat() if change.approved else None,
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
