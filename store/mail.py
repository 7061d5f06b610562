"""Outbound e-mail: put in the caller's transaction, claimed by lease, sent or given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import func, update
from sqlmodel import Session, col, delete, select

from core.letters import Letter, from_json, to_json
from store.columns import written_out
from store.leases import is_due, next_due, settle
from store.mail_tables import MailMessage, MailState

LEASE = timedelta(minutes=3)  # longer than a slow server may take over one mail
LONGEST_TRY = timedelta(hours=24)  # after that the news is stale


@dataclass(frozen=True, slots=True)
class Envelope:
    """A mail that is ours to send until the lease ends."""

    id: int
    recipient: str
    letter: Letter
    message_id: str
    created_at: datetime
    attempts: int


def put(session: Session, recipient: str, letter: Letter, now: datetime) -> MailMessage:
    """Queue one mail; it leaves after the caller's transaction commits."""
    row = MailMessage(
        recipient=recipient,
        letter=to_json(letter),
        message_id=str(uuid4()),
        created_at=now,
        due_at=now,
    )
    session.add(row)
    return row


def claim(session: Session, now: datetime) -> Envelope | None:
    """Lease the oldest mail that is due."""
    row = session.exec(
        select(MailMessage)
        .where(
            _is_waiting(),
            is_due(MailMessage, now),
        )
        .order_by(col(MailMessage.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None or row.id is None:
        return None
    row.attempts += 1
    row.lease_until = now + LEASE
    session.flush()
    return Envelope(
        id=row.id,
        recipient=row.recipient,
        letter=from_json(row.letter),
        message_id=row.message_id,
        created_at=row.created_at,
        attempts=row.attempts,
    )


def sent(session: Session, envelope: Envelope, now: datetime) -> None:
    """Mark it taken by the mail server. What it said is kept no longer: it may hold a link."""
    _settle(session, envelope, state=MailState.SENT, settled_at=now, error=None, letter={})


def retry_later(session: Session, envelope: Envelope, now: datetime, error: str) -> None:
    """Try again after a growing pause; give up where the news would be stale."""
    if now - envelope.created_at >= LONGEST_TRY:
        give_up(session, envelope, now, error)
    else:
        _settle(session, envelope, due_at=next_due(now, envelope.attempts), error=error)


def give_up(session: Session, envelope: Envelope, now: datetime, error: str) -> None:
    """Mark it undeliverable; the operator sees it."""
    _settle(session, envelope, state=MailState.FAILED, settled_at=now, error=error)


def _settle(session: Session, envelope: Envelope, **values: object) -> None:
    settle(session, MailMessage, envelope, MailState.WAITING, "mail", values)


def is_any_due(session: Session, now: datetime) -> bool:
    """Tell whether a mail may be claimed, without the lock of a writer."""
    query = select(MailMessage.id).where(_is_waiting(), col(MailMessage.due_at) <= now)
    return session.exec(query.limit(1)).first() is not None


def oldest_waiting(session: Session) -> datetime | None:
    """Return since when the mail that has waited longest is to go out."""
    return session.exec(select(func.min(MailMessage.created_at)).where(_is_waiting())).one()


def list_failed(session: Session, limit: int = 50) -> list[MailMessage]:
    """Return the newest mails given up, for the operator."""
    failed = written_out(col(MailMessage.state), MailState.FAILED)
    query = select(MailMessage).where(failed)
    return list(session.exec(query.order_by(col(MailMessage.id).desc()).limit(limit)))


def retry_failed(session: Session, now: datetime) -> int:
    """Open every mail given up again, on the operator's word. Returns how many."""
    opened = session.connection().execute(
        update(MailMessage)
        .where(written_out(col(MailMessage.state), MailState.FAILED))
        .values(state=MailState.WAITING, attempts=0, created_at=now, due_at=now, settled_at=None)
    )
    return opened.rowcount


def free_leases(session: Session) -> None:
    """Give every leased mail back at once: for the start of a worker that is the only one."""
    session.connection().execute(
        update(MailMessage)
        .where(_is_waiting(), col(MailMessage.lease_until).is_not(None))
        .values(lease_until=None)
    )


def purge(session: Session, before: datetime, limit: int = 5_000) -> None:
    """Delete settled mails made before that moment, so many at most."""
    old = (
        select(MailMessage.id)
        .where(col(MailMessage.created_at) < before, col(MailMessage.state) != MailState.WAITING)
        .limit(limit)
    )
    session.connection().execute(delete(MailMessage).where(col(MailMessage.id).in_(old)))


def _is_waiting() -> Any:
    return written_out(col(MailMessage.state), MailState.WAITING)
