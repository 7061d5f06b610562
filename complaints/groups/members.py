"""Tickets that tell of one problem: a main ticket and its children, and how many people that is."""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, func, select

from complaints.groups.tables import Follower, FollowKind
from complaints.lifecycle import Status
from complaints.tables import Ticket


def main_of(session: Session, ticket: Ticket) -> Ticket:
    """Return the ticket that stands for the problem: the main one, else the ticket itself."""
    main = session.get(Ticket, ticket.main_id) if ticket.main_id is not None else None
    return main or ticket


def children_of(session: Session, main: Ticket, status: Status | None = None) -> Sequence[Ticket]:
    """Return the children of a main ticket, oldest first; only those of a status where given."""
    query = select(Ticket).where(Ticket.main_id == main.id)
    if status is not None:
        query = query.where(Ticket.status == status)
    return session.exec(query.order_by(col(Ticket.id))).all()


def count_people(session: Session, ticket_ids: Collection[int]) -> dict[int, int]:
    """Return {main ticket id: how many people have reported the problem}, as far as we know them.

    A person is counted once, whether they reported, joined or did both; a ticket without a
    reporter (brought in from elsewhere) counts as one.
    """
    return {number: len(who) for number, who in people_of(session, ticket_ids).items()}


def people_of(session: Session, ticket_ids: Collection[int]) -> dict[int, set[str]]:
    """Return {main ticket id: who has reported the problem}, by names that tell people apart."""
    people: dict[int, set[str]] = {number: set() for number in ticket_ids}
    reports = select(Ticket.main_id, Ticket.id, Ticket.reporter_id).where(
        col(Ticket.id).in_(ticket_ids) | col(Ticket.main_id).in_(ticket_ids)
    )
    of_ticket: dict[int, int] = {}
    for main_id, ticket_id, reporter_id in session.exec(reports):
        assert ticket_id is not None
        of_ticket[ticket_id] = main_id if main_id in people else ticket_id
        who = f"reporter:{reporter_id}" if reporter_id is not None else f"ticket:{ticket_id}"
        people[of_ticket[ticket_id]].add(who)
    joined = select(Follower.ticket_id, Follower.reporter_id).where(
        col(Follower.ticket_id).in_(of_ticket), Follower.kind == FollowKind.JOINED
    )
    for ticket_id, reporter_id in session.exec(joined):
        people[of_ticket[ticket_id]].add(f"reporter:{reporter_id}")
    return people


def count_joined(session: Session, ticket: Ticket) -> int:
    """Return how many citizens have joined this very ticket."""
    query = select(func.count()).where(
        Follower.ticket_id == ticket.id, Follower.kind == FollowKind.JOINED
    )
    return session.exec(query).one()


def codes_of(session: Session, ticket_ids: Collection[int]) -> dict[int, str]:
    """Return {ticket id: number}."""
    query = select(Ticket.id, Ticket.code).where(col(Ticket.id).in_(ticket_ids))
    return {number: code for number, code in session.exec(query) if number is not None}
