"""What a move needs before it is made, and where a ticket really goes that is handed on."""

from dataclasses import replace

from sqlmodel import Session

from agencies.queries import find_central_desk, is_agency
from agencies.routing import takes_sealed
from complaints.change import By, Change
from complaints.hand_overs import destination
from complaints.lifecycle import Actor, Move, Need, Rule, check
from complaints.tables import Ticket
from core.errors import Incomplete, InvalidInput

LEAST_NOTE = 5  # characters


def redirected(session: Session, ticket: Ticket, change: Change, by: By) -> Change:
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


def check_needs(rule: Rule, change: Change, ticket: Ticket) -> None:
    """Raise Incomplete where the rule has needs that are not met."""
    if unmet := list_unmet(rule, change, ticket):
        raise Incomplete(unmet)


def list_unmet(rule: Rule, change: Change, ticket: Ticket) -> list[InvalidInput]:
    """Return InvalidInput "needs_…" for each need of the rule that is not met."""
    short_note = len(change.note.strip()) < LEAST_NOTE
    no_proof = not change.photos and len(change.no_photo_reason.strip()) < LEAST_NOTE
    same_agency = change.agency_id in {None, change.agency_seen_on(ticket)}
    missing = {
        Need.NOTE: short_note,
        Need.PHOTO_OR_REASON: no_proof,
        Need.HOLD_REASON: change.hold_reason is None,
        Need.EXPECTED_DATE: change.expected_on is None,
        Need.AGENCY: same_agency,
    }
    return [  # in a fixed order, so that the same form gives the same answer
        InvalidInput(f"needs_{need}", least=LEAST_NOTE)
        for need in Need
        if need in rule.needs and missing[need]
    ]


def check_agency(session: Session, ticket: Ticket, agency_id: int | None) -> None:
    """Raise InvalidInput where the ticket cannot go there: no such agency, or not if sealed."""
    if not is_agency(session, agency_id):
        raise InvalidInput(f"needs_{Need.AGENCY}")
    if ticket.sealed and not takes_sealed(session, agency_id):
        raise InvalidInput("agency_not_sealed")  # nobody there could ever see it
