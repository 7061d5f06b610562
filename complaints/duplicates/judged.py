"""What people have said of two tickets that look alike: that they tell of different problems."""

from datetime import datetime

from sqlmodel import Session, col, select

from complaints.desk import subject
from complaints.duplicates.tables import Distinction
from complaints.tables import Ticket
from core.errors import InvalidInput
from store import audit


def distinguish(session: Session, one: Ticket, other: Ticket, actor: str, now: datetime) -> None:
    """Keep that these two tell of different problems.

    Raises:
        InvalidInput: both are one ("same_ticket").
    """
    if one.id == other.id:
        raise InvalidInput("same_ticket")
    first, second = sorted((one.id or 0, other.id or 0))
    query = select(Distinction).where(
        Distinction.first_id == first, Distinction.second_id == second
    )
    found = session.exec(query).first()
    if found is None:
        found = Distinction(first_id=first, second_id=second, actor=actor, at=now)
        session.add(found)
    found.actor, found.at = actor, now
    for ticket, differs in ((one, other), (other, one)):
        audit.record(
            session,
            at=now,
            actor=actor,
            action="ticket.distinguished",
            subject=subject(ticket.id or 0),
            other=differs.code,
        )


def forget_distinction(
    session: Session, one: Ticket, other: Ticket, actor: str, now: datetime
) -> None:
    """Let the two be compared again."""
    first, second = sorted((one.id or 0, other.id or 0))
    query = select(Distinction).where(
        Distinction.first_id == first, Distinction.second_id == second
    )
    for found in session.exec(query):
        session.delete(found)
        audit.record(
            session,
            at=now,
            actor=actor,
            action="ticket.undistinguished",
            subject=subject(one.id or 0),
            other=other.code,
        )


def judged_different(session: Session, ticket: Ticket) -> dict[int, str]:
    """Return {ticket id: who said so} of those said to differ from this one."""
    query = select(Distinction).where(
        (col(Distinction.first_id) == ticket.id) | (col(Distinction.second_id) == ticket.id)
    )
    return {
        each.second_id if each.first_id == ticket.id else each.first_id: each.actor
        for each in session.exec(query)
    }
