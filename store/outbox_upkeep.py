"""What happens to outbound messages but sending: let out again, taken back, deleted in time."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import and_, or_, update
from sqlmodel import Session, col, delete, select

from store.columns import one_of, written_out
from store.outbox_carrying import fold, take_resting
from store.outbox_tables import OutboxMessage, OutboxState, Purpose

HELD_AT_LEAST = timedelta(hours=1)  # before the quota is tried again
FORGOTTEN = "forgotten"  # the error of a message whose recipient took back what it tells of


def free_leases(session: Session) -> int:
    """Give every leased message back at once: for the start of a worker that is the only one."""
    freed = session.connection().execute(
        update(OutboxMessage)
        .where(
            written_out(col(OutboxMessage.state), OutboxState.WAITING),
            col(OutboxMessage.lease_until).is_not(None),
        )
        .values(lease_until=None)
    )
    return freed.rowcount


def reopen_held(session: Session, now: datetime, limit: int) -> int:
    """Let messages held for a while go out after all: there is push quota again.

    Returns how many.
    """
    held = select(OutboxMessage).where(
        one_of(col(OutboxMessage.state), [OutboxState.FAILED, OutboxState.HELD]),
        OutboxMessage.state == OutboxState.HELD,
        col(OutboxMessage.settled_at) <= now - HELD_AT_LEAST,
    )
    query = held.order_by(col(OutboxMessage.id)).limit(limit).with_for_update(skip_locked=True)
    rows = session.exec(query).all()
    for row in rows:
        row.state, row.settled_at, row.attempts = OutboxState.WAITING, None, 0
        row.retry_key, row.keyed_at, row.due_at, row.carried_by = str(uuid4()), now, now, None
    return len(rows)


def take_back(session: Session, recipient: str, about: str, now: datetime) -> None:
    """Send no more what rests for this person about one subject."""
    resting = take_resting(session, recipient)
    fold([row for row in resting if row.about == about], now)


def forget_settled(session: Session, recipient: str, now: datetime) -> int:
    """Blank what was said to a person, for it may repeat words taken back. Returns how many.

    Answers that are held are given up; held notices repeat nobody's words and are still owed.
    """
    to_them = col(OutboxMessage.recipient) == recipient
    held_answer = and_(
        col(OutboxMessage.state) == OutboxState.HELD,
        col(OutboxMessage.purpose) != Purpose.NOTICE,
    )
    given_up = session.connection().execute(
        update(OutboxMessage)
        .where(to_them, held_answer)
        .values(state=OutboxState.FAILED, settled_at=now, error=FORGOTTEN, payload="[]")
    )
    blanked = session.connection().execute(
        update(OutboxMessage)
        .where(
            to_them,
            col(OutboxMessage.state).in_([OutboxState.SENT, OutboxState.FAILED]),
            col(OutboxMessage.payload) != "[]",
        )
        .values(payload="[]")
    )
    return given_up.rowcount + blanked.rowcount


def forget_recipient(session: Session, recipient: str, now: datetime) -> None:
    """Blank everything said to a person and send nothing more of what is queued.

    A message that is being sent this moment goes out.
    """
    unleased = or_(col(OutboxMessage.lease_until).is_(None), col(OutboxMessage.lease_until) <= now)
    session.connection().execute(
        update(OutboxMessage)
        .where(
            col(OutboxMessage.recipient) == recipient,
            col(OutboxMessage.state).in_([OutboxState.WAITING, OutboxState.HELD]),
            unleased,
        )
        .values(
            state=OutboxState.FAILED,
            settled_at=now,
            lease_until=None,
            error=FORGOTTEN,
            payload="[]",
        )
    )
    forget_settled(session, recipient, now)


def purge(session: Session, before: datetime, limit: int = 5_000) -> int:
    """Delete settled messages queued before that moment, so many at most. Returns how many."""
    old = (
        select(OutboxMessage.id)
        .where(
            col(OutboxMessage.created_at) < before,
            col(OutboxMessage.state) != OutboxState.WAITING,
        )
        .order_by(col(OutboxMessage.created_at))
        .limit(limit)
    )
    gone = session.connection().execute(delete(OutboxMessage).where(col(OutboxMessage.id).in_(old)))
    return gone.rowcount
