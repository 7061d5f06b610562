"""The agency that leads asks another one to join in, and ends that again."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from agencies.queries import is_agency
from agencies.routing import takes_sealed
from complaints.alerts.tables import AlertKind
from complaints.change import By
from complaints.joint.lifecycle import PartState
from complaints.joint.parts import check_open, find_part
from complaints.joint.recording import record_end, record_invitation
from complaints.joint.telling import tell_part
from complaints.move_needs import LEAST_NOTE
from complaints.seen import Seen, write_if_seen
from complaints.tables import Assignment, AssignmentRole, Ticket, TicketEvent
from core.errors import Conflict, Incomplete, InvalidInput


def invite(
    session: Session,
    ticket: Ticket,
    agency_id: int | None,
    note: str,
    by: By,
    now: datetime,
    *,
    seen: Seen | None = None,
) -> TicketEvent:
    """Ask an agency to join in; its part begins now. Who has finished a part may be asked again.

    Raises:
        InvalidInput: no such agency or the one that leads ("needs_agency"), one that joins in
            already ("joint_already") or may not see the ticket ("agency_not_sealed"), or no word
            of what it is asked for ("needs_note").
        Conflict: the ticket is closed or a child, or somebody else changed it first.
    """
    check_open(ticket)
    if wrong := list(_list_wrong(session, ticket, agency_id, note)):
        raise Incomplete(wrong)
    write_if_seen(session, ticket, seen, now)
    assert ticket.id is not None
    assert agency_id is not None
    former = find_part(session, ticket, agency_id)
    if former is not None and former.state is not PartState.FINISHED:
        raise InvalidInput("joint_already")
    if former is not None:
        former.ended_at = now
    joint = AssignmentRole.JOINT
    part = Assignment(ticket_id=ticket.id, agency_id=agency_id, role=joint, started_at=now)
    session.add(part)
    event = record_invitation(session, ticket.id, agency_id, note.strip(), by, now)
    tell_part(session, ticket, part, AlertKind.INVITED, by, now)
    return event


def _list_wrong(
    session: Session, ticket: Ticket, agency_id: int | None, note: str
) -> Iterator[InvalidInput]:
    if not is_agency(session, agency_id) or agency_id in {None, ticket.agency_id}:
        yield InvalidInput("needs_agency")
    elif ticket.sealed and not takes_sealed(session, agency_id):
        yield InvalidInput("agency_not_sealed")
    if len(note.strip()) < LEAST_NOTE:
        yield InvalidInput("needs_note", least=LEAST_NOTE)


def end_part(
    session: Session,
    ticket: Ticket,
    agency_id: int,
    note: str,
    by: By,
    now: datetime,
    *,
    seen: Seen | None = None,
) -> TicketEvent:
    """End the part of a joint agency, which sees nothing of the ticket from then on.

    Raises:
        InvalidInput: no word why ("needs_note").
        Conflict: it joins in no more, the ticket is closed, or somebody else changed it first.
    """
    check_open(ticket)
    if len(note.strip()) < LEAST_NOTE:
        raise InvalidInput("needs_note", least=LEAST_NOTE)
    write_if_seen(session, ticket, seen, now)
    part = find_part(session, ticket, agency_id)
    if part is None:
        raise Conflict(f"agency {agency_id} joins in no more")
    part.ended_at = now
    tell_part(session, ticket, part, AlertKind.PART_ENDED, by, now)
    return record_end(session, part, note.strip(), by, now)
