"""Which outbound messages there are: about a subject, at rest for a person, in trouble, waiting."""

from datetime import datetime

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from store.columns import one_of
from store.outbox_carrying import is_resting
from store.outbox_tables import OutboxMessage, OutboxState, is_in


def list_about(session: Session, about: str) -> list[OutboxMessage]:
    """Return the messages about one subject, such as "ticket:12", oldest first."""
    query = select(OutboxMessage).where(OutboxMessage.about == about)
    return list(session.exec(query.order_by(col(OutboxMessage.id))))


def list_resting(session: Session, recipient: str, about: str) -> list[OutboxMessage]:
    """Return the notices about one subject that rest for this person, oldest first, locked."""
    query = select(OutboxMessage).where(
        OutboxMessage.recipient == recipient, OutboxMessage.about == about, is_resting()
    )
    ordered = query.order_by(col(OutboxMessage.id)).with_for_update(skip_locked=True)
    return list(session.exec(ordered))


def list_troubled(session: Session, limit: int = 100) -> list[OutboxMessage]:
    """Return the newest messages that failed or are held, for the operator."""
    troubled = [OutboxState.FAILED, OutboxState.HELD]
    query = select(OutboxMessage).where(one_of(col(OutboxMessage.state), troubled))
    return list(session.exec(query.order_by(col(OutboxMessage.id).desc()).limit(limit)))


def oldest_waiting(session: Session) -> datetime | None:
    """Return since when the message that has waited longest is to go out.

    What rests is to go out when its rest is over: that may be a moment still to come.
    """
    since = case(
        (col(OutboxMessage.attempts) == 0, OutboxMessage.due_at), else_=OutboxMessage.keyed_at
    )
    own = col(OutboxMessage.carried_by).is_(None)
    query = select(func.min(since)).where(is_in(OutboxState.WAITING), own)
    oldest: datetime | None = session.exec(query).one()
    return oldest
