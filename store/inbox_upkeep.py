"""What happens to inbound events but handling: opened again, blanked, deleted in time."""

import json
from datetime import datetime

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, delete, select

from store.inbox_tables import InboxEvent, InboxState, is_failed, is_waiting


def free_leases(session: Session) -> int:
    """Give every leased event back at once: for the start of a worker that is the only one."""
    freed = session.connection().execute(
        update(InboxEvent)
        .where(is_waiting(InboxEvent), col(InboxEvent.lease_until).is_not(None))
        .values(lease_until=None)
    )
    return freed.rowcount


def count_failed(session: Session) -> int:
    """Count the events given up."""
    return session.exec(select(func.count()).select_from(InboxEvent).where(is_failed())).one()


def retry_failed(session: Session, now: datetime) -> int:
    """Open every given-up event again, on the operator's word. Returns how many."""
    opened = session.connection().execute(
        update(InboxEvent)
        .where(is_failed())
        .values(state=InboxState.WAITING, attempts=0, due_at=now, finished_at=None)
    )
    return opened.rowcount


def forget_message(session: Session, conversation: str, message_id: str) -> int:
    """Blank the payload of the event that brought a message: it was unsent.

    The event in hand is blanked too; one that still waits for its turn finds out by itself.
    """
    named = f'"id": {json.dumps(message_id)}'
    handled = or_(
        col(InboxEvent.state) != InboxState.WAITING, col(InboxEvent.lease_until).is_not(None)
    )
    blanked = session.connection().execute(
        update(InboxEvent)
        .where(
            col(InboxEvent.conversation) == conversation,
            col(InboxEvent.payload).contains(named, autoescape=True),
            handled,
        )
        .values(payload="{}")
    )
    return blanked.rowcount


def forget_conversation(session: Session, conversation: str) -> int:
    """Blank the payload of all settled events of a conversation. Returns how many."""
    blanked = session.connection().execute(
        update(InboxEvent)
        .where(
            col(InboxEvent.conversation) == conversation,
            col(InboxEvent.state) != InboxState.WAITING,
        )
        .values(payload="{}")
    )
    return blanked.rowcount


def purge(session: Session, before: datetime, limit: int = 5_000) -> int:
    """Delete settled events received before that moment, so many at most. Returns how many."""
    old = (
        select(InboxEvent.id)
        .where(col(InboxEvent.received_at) < before, col(InboxEvent.state) != InboxState.WAITING)
        .order_by(col(InboxEvent.received_at))
        .limit(limit)
    )
    gone = session.connection().execute(delete(InboxEvent).where(col(InboxEvent.id).in_(old)))
    return gone.rowcount
