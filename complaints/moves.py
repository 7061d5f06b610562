"""The one place that moves a ticket: status, event, audit and notice in the same commit."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from complaints import due_dates
from complaints.alerts.raising import raise_alert
from complaints.alerts.tables import AlertKind
from complaints.change import By, Change
from complaints.closing.doubts import check_override
from complaints.closing.gate import look, wait_for_turn
from complaints.closing.requests import Done, ask_where_needed
from complaints.desk import Desk
from complaints.groups.audience import Moved, tell
from complaints.groups.members import children_of
from complaints.hand_overs import counted
from complaints.joint.telling import tell_of_closing
from complaints.lifecycle import OPEN, Actor, Move, Need, Rule, Status, check
from complaints.move_needs import check_agency, check_needs, redirected
from complaints.move_records import event_of, lock, record_move, record_override, write
from complaints.parts import accept, change_lead
from complaints.photos import attachment
from complaints.tables import AttachmentKind, Ticket, TicketEvent
from complaints.workers import find_taker
from core.errors import Conflict

# What officers hear of: who gets the ticket, and whose repair did not hold.
ALERTS = {Move.FORWARD: AlertKind.NEW, Move.REOPEN: AlertKind.REOPENED}


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
    change = redirected(session, ticket, change, by)
    rule = check(change.seen, change.move, by.side)
    check_needs(rule, change, ticket)
    if Need.AGENCY in rule.needs:
        check_agency(session, ticket, change.agency_id)
    if change.move is Move.FINISH and change.approved is None:
        wait_for_turn(session, ticket)
        change = replace(change, doubts=look(session, desk, ticket, change.photos, now))
        check_override(change.doubts, change.override_reason)
        if asked := ask_where_needed(session, ticket, _done(ticket, change, by), now):
            record_override(session, ticket, change, by, now)
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
    if rule.to not in OPEN:
        tell_of_closing(session, ticket, by, now)
    return event


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
    lock(session, ticket)
    hands = _hands(session, ticket, change, by)
    write(session, ticket, change, _values(session, desk, ticket, rule, change, now) | hands)
    if change.move is Move.ACCEPT:
        accept(session, ticket, now)
    if change.move is Move.FORWARD:
        change_lead(session, ticket, now)
    event = event_of(ticket.id, rule, change, by, now)
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
    record_move(session, ticket, change, rule.to, by, now)
    if change.approved is None:
        record_override(session, ticket, change, by, now)
    return event


def _done(ticket: Ticket, change: Change, by: By) -> Done:
    return Done(
        by=by.id,
        agency_id=by.agency_id,
        seen=change.seen,
        seen_agency_id=change.agency_seen_on(ticket),
        note=change.note.strip(),
        photos=change.photos,
        no_photo_reason=change.no_photo_reason.strip(),
        override_reason=change.override_reason.strip(),
        doubts=change.doubts,
    )


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
