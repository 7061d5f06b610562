"""One act on many tickets: on each by itself, so that one refused holds no other up."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from agencies.tables import Officer
from complaints import queries
from complaints.assigning import assign_officer
from complaints.change import By, Change
from complaints.desk import Desk
from complaints.lifecycle import Actor, Move
from complaints.moves import make_move
from complaints.parts import need_lead
from complaints.prioritising import set_priority
from complaints.seen import Seen
from complaints.tables import EventKind, Priority, Ticket
from complaints.tagging import add_tag, remove_tag
from core.errors import Conflict, InvalidInput

MOST_AT_ONCE = 200  # tickets


class Act(StrEnum):
    """What is done to each."""

    ASSIGN = "assign"
    TAG = "tag"
    UNTAG = "untag"
    URGENT = "urgent"
    NORMAL = "normal"
    ACCEPT = "accept"
    FORWARD = "forward"
    FINISH = "finish"


MOVES = {Act.ACCEPT: Move.ACCEPT, Act.FORWARD: Move.FORWARD, Act.FINISH: Move.FINISH}
PRIORITIES = {Act.URGENT: Priority.URGENT, Act.NORMAL: Priority.NORMAL}


@dataclass(frozen=True, slots=True)
class Order:
    """An act with what it needs; `officer_id` None means nobody."""

    act: Act
    officer_id: int | None = None
    agency_id: int | None = None
    tag: str = ""
    note: str = ""
    no_photo_reason: str = ""


def carry_out(
    session: Session,
    desk: Desk,
    officer: Officer,
    code: str,
    order: Order,
    now: datetime,
    seen: Seen | None = None,
) -> bool:
    """Do it to one ticket, as the officer would on its page.

    Returns whether it is done; False where a second officer has been asked to look at it first.

    Raises:
        NotFound: there is no such ticket for this officer.
        NotAllowed: another agency leads it.
        Conflict: it is no longer as it was seen.
        AppError: whatever the act itself raises.
    """
    ticket = queries.get_for_officer(session, officer, code)
    need_lead(officer, ticket)
    if seen is not None and seen != Seen.now(ticket):
        raise Conflict(f"{code} is no longer as it was seen")
    by = By(Actor.OFFICER, f"officer:{officer.id}", officer.agency_id)
    if order.act in MOVES:
        event = make_move(session, desk, ticket, _change(ticket, order), by, now)
        return event.kind is not EventKind.APPROVAL_ASKED
    _set(session, ticket, order, by, now)
    return True


def _set(session: Session, ticket: Ticket, order: Order, by: By, now: datetime) -> None:
    if order.act in PRIORITIES:
        _changed(set_priority(session, ticket, PRIORITIES[order.act], by, now))
    elif order.act is Act.ASSIGN:
        _changed(assign_officer(session, ticket, order.officer_id, by, now))
    elif order.act is Act.TAG:
        add_tag(session, ticket, order.tag, by, now)
    else:
        remove_tag(session, ticket, order.tag, by, now)


def _change(ticket: Ticket, order: Order) -> Change:
    return Change(
        move=MOVES[order.act],
        seen=ticket.status,
        note=order.note,
        no_photo_reason=order.no_photo_reason,
        agency_id=order.agency_id,
        seen_agency_id=ticket.agency_id,
    )


def _changed(event: object | None) -> None:
    if event is None:
        raise InvalidInput("already_so")
