"""Who of the citizens an officer's words reach: those who have the problem, never who watches."""

from collections.abc import Iterator
from enum import StrEnum

from sqlmodel import Session

from complaints.groups.followers import list_following
from complaints.groups.members import children_of
from complaints.groups.tables import FollowKind
from complaints.tables import Reporter, Ticket


class To(StrEnum):
    """Whom an officer writes to."""

    REPORTER = "reporter"
    EVERYBODY = "everybody"  # who reported the problem or joined, children's reporters too


def list_reached(session: Session, ticket: Ticket, to: To) -> list[tuple[Reporter, Ticket]]:
    """Return who can be told, each once, with the ticket by which they know the problem."""
    known: dict[int | None, tuple[Reporter, Ticket]] = {}
    for reporter, own in _concerned(session, ticket, to):
        if reporter.user_id is not None and reporter.blocked_at is None:
            known.setdefault(reporter.id, (reporter, own))
    return list(known.values())


def group_of(session: Session, ticket: Ticket) -> list[Ticket]:
    """Return the ticket and its children."""
    return [ticket, *children_of(session, ticket)]


def _concerned(session: Session, ticket: Ticket, to: To) -> Iterator[tuple[Reporter, Ticket]]:
    tickets = group_of(session, ticket) if to is To.EVERYBODY else [ticket]
    for each in tickets:
        reporter = session.get(Reporter, each.reporter_id) if each.reporter_id else None
        if reporter is not None:
            yield reporter, each
    if to is To.REPORTER:
        return
    by_id = {each.id or 0: each for each in tickets}
    for follower, reporter in list_following(session, by_id):
        if follower.kind is FollowKind.JOINED:
            yield reporter, by_id[follower.ticket_id]
