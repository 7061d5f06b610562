"""Citizens who follow a ticket that another has reported: because they have the same problem, or
only to hear of it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select, update

from complaints.desk import subject
from complaints.groups.tables import Follower, FollowKind
from complaints.tables import Reporter, Ticket
from store import audit


def follow(
    session: Session, ticket: Ticket, reporter: Reporter, kind: FollowKind, now: datetime
) -> Follower:
    """Let the citizen hear of the ticket from now on. Who has joined once stays one who joined."""
    assert ticket.id is not None
    assert reporter.id is not None
    follower = find_follower(session, ticket, reporter)
    if follower is None:
        follower = Follower(
            ticket_id=ticket.id, reporter_id=reporter.id, kind=kind, since=now, left_at=None
        )
        session.add(follower)
    elif kind is FollowKind.JOINED:
        follower.kind = kind
    follower.left_at = None
    _record(session, f"ticket.{kind}", ticket, reporter, now)
    return follower


def leave(session: Session, ticket: Ticket, reporter: Reporter, now: datetime) -> None:
    """Let the citizen hear no more of it; what they added stays theirs to take back."""
    follower = find_follower(session, ticket, reporter)
    if follower is not None and follower.left_at is None:
        follower.left_at = now
        _record(session, "ticket.left", ticket, reporter, now)


def find_follower(session: Session, ticket: Ticket, reporter: Reporter) -> Follower | None:
    """Return how the citizen follows or followed the ticket, or None."""
    query = select(Follower).where(
        Follower.ticket_id == ticket.id, Follower.reporter_id == reporter.id
    )
    return session.exec(query).first()


def find_followed(
    session: Session, reporter: Reporter, code: str
) -> tuple[Ticket, Follower] | None:
    """Return the ticket of that number and how the citizen follows it, else None."""
    query = (
        select(Ticket, Follower)
        .join(Follower, col(Follower.ticket_id) == col(Ticket.id))
        .where(
            Ticket.code == code,
            Follower.reporter_id == reporter.id,
            col(Follower.left_at).is_(None),
            col(Ticket.sealed).is_(False),
        )
    )
    return session.exec(query).first()


def list_followed(session: Session, reporter: Reporter, limit: int = 10) -> list[Ticket]:
    """Return the tickets of others that the citizen follows, the last changed first."""
    query = (
        select(Ticket)
        .join(Follower, col(Follower.ticket_id) == col(Ticket.id))
        .where(
            Follower.reporter_id == reporter.id,
            col(Follower.left_at).is_(None),
            col(Ticket.sealed).is_(False),
        )
    )
    newest = (col(Ticket.updated_at).desc(), col(Ticket.id).desc())
    return list(session.exec(query.order_by(*newest).limit(limit)))


def list_ever_followed(session: Session, reporter: Reporter) -> list[Ticket]:
    """Return every ticket that may hold something this citizen added to another's."""
    query = (
        select(Ticket)
        .join(Follower, col(Follower.ticket_id) == col(Ticket.id))
        .where(Follower.reporter_id == reporter.id)
    )
    return list(session.exec(query))


def list_following(
    session: Session, ticket_ids: Collection[int]
) -> Sequence[tuple[Follower, Reporter]]:
    """Return who follows these tickets now, those first who came first."""
    query = (
        select(Follower, Reporter)
        .join(Reporter, col(Reporter.id) == col(Follower.reporter_id))
        .where(col(Follower.ticket_id).in_(ticket_ids), col(Follower.left_at).is_(None))
    )
    return session.exec(query.order_by(col(Follower.id))).all()


def forget_stars(session: Session, ticket_ids: Collection[int]) -> None:
    """Drop what those who joined had rated, since it is not repaired after all."""
    rated = update(Follower).where(col(Follower.ticket_id).in_(ticket_ids))
    session.connection().execute(rated.values(stars=None))


def _record(
    session: Session, action: str, ticket: Ticket, reporter: Reporter, now: datetime
) -> None:
    actor = f"reporter:{reporter.id}"
    audit.record(session, at=now, actor=actor, action=action, subject=subject(ticket.id or 0))
