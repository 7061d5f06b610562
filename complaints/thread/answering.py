"""A citizen writes: it lands on their ticket, whatever its status, and waits for an answer.

Where the agency waits for just this, the work goes on at once and its clock runs again: what else
would a ticket wait for whose question is answered? (Zammad opens a ticket on a follow-up likewise.)
An officer who needs still more puts it on hold again.
"""

from datetime import datetime

from sqlmodel import Session

from complaints import feedback
from complaints.change import By, Change
from complaints.desk import Desk
from complaints.groups.members import main_of
from complaints.lifecycle import Actor, HoldReason, Move, Status
from complaints.moves import make_move
from complaints.photos import NewPhoto
from complaints.tables import Reporter, Ticket


def answer(
    session: Session,
    desk: Desk,
    ticket: Ticket,
    reporter: Reporter,
    now: datetime,
    *,
    text: str = "",
    message_id: str = "",
    photos: tuple[NewPhoto, ...] = (),
) -> bool:
    """Add the citizen's words or photos. Returns whether the work goes on because of them."""
    feedback.comment(
        session, ticket, reporter, now, text=text, message_id=message_id, photos=photos
    )
    main = main_of(session, ticket)
    for each in {ticket.id: ticket, main.id: main}.values():
        each.citizen_wrote_at = each.citizen_wrote_at or now
    session.flush()
    if not awaits_answer(main):
        return False
    by = By(Actor.REPORTER, f"reporter:{reporter.id}")
    make_move(session, desk, main, Change(Move.ANSWER, Status.ON_HOLD), by, now)
    return True


def awaits_answer(ticket: Ticket) -> bool:
    """Tell whether the ticket is on hold until its reporter tells more."""
    asked = ticket.hold_reason is HoldReason.MORE_INFORMATION
    return ticket.status is Status.ON_HOLD and asked
