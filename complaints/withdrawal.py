"""A reporter withdraws: their own report goes, the problem of others stays."""

from datetime import datetime

from sqlmodel import Session

from complaints.change import By, Change
from complaints.desk import Desk
from complaints.groups.changes import promote_oldest
from complaints.groups.followers import follow, list_following
from complaints.groups.members import children_of, count_joined
from complaints.lifecycle import Actor, Move
from complaints.moves import make_move
from complaints.tables import Reporter, Ticket
from core.errors import InvalidInput


def goes_on_for_others(session: Session, ticket: Ticket) -> bool:
    """Tell whether the problem is worked on although this report of it is withdrawn.

    Raises:
        InvalidInput: others have joined this very ticket, so that it is no longer the reporter's
            alone ("others_joined").
    """
    has_heir = bool(children_of(session, ticket, ticket.status))
    joined = count_joined(session, ticket)
    if joined and not has_heir:
        raise InvalidInput("others_joined", code=ticket.code, count=joined)
    return has_heir or ticket.main_id is not None


def withdraw(
    session: Session, desk: Desk, ticket: Ticket, reporter: Reporter, now: datetime
) -> None:
    """Withdraw the report. Of a group whose main ticket it was, the oldest child takes its place.

    Raises:
        TransitionRefused: it is closed already.
        Conflict: somebody else moved it first.
        InvalidInput: it is others' too, see `goes_on_for_others`.
    """
    goes_on_for_others(session, ticket)
    by = By(Actor.REPORTER, f"reporter:{reporter.id}")
    make_move(session, desk, ticket, Change(Move.WITHDRAW, ticket.status), by, now)
    heir = promote_oldest(session, ticket, by, now) if ticket.main_id is None else None
    if heir is not None:
        for follower, person in list_following(session, [ticket.id or 0]):
            follow(session, heir, person, follower.kind, now)
