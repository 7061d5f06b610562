"""Outbound messages: put in the caller's transaction, claimed in order, sent or given up.

The row holds the very messages that will be sent, already checked, and the retry key minted with
it, so that a repeated push is the same push. `encode` is given by the composition root: the store
does not know how a messenger writes its messages.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from core.messages import Outgoing
from store.leases import is_due, next_due, settle
from store.outbox_carrying import (
    carried,
    fold,
    settle_carried,
    take_held,
    take_resting,
    that_fit,
)
from store.outbox_tables import OutboxMessage, OutboxState, Purpose, ReplyState, is_in

LEASE = timedelta(seconds=45)  # longer than the longest call to the messenger
MOST_MESSAGES = 5  # in one request
NO_REST = timedelta(0)
RETRY_KEY_LIFE = timedelta(hours=23)  # LINE forgets a retry key after 24 hours

Encode = Callable[[Sequence[Outgoing]], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class ReplyToken:
    """A messenger's free, one-time answer ticket, good until `until`."""

    token: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message that is ours to send until the lease ends."""

    id: int
    recipient: str
    purpose: Purpose
    messages: list[dict[str, Any]]
    retry_key: str
    reply_token: str | None
    reply_until: datetime | None
    reply_state: ReplyState
    attempts: int
    keyed_at: datetime


class Outbox:
    """Where every message to a person starts. `encode` checks and writes it for the messenger."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode

    def put(
        self,
        session: Session,
        recipient: str,
        messages: Sequence[Outgoing],
        *,
        now: datetime,
        purpose: Purpose,
        about: str | None = None,
        reply: ReplyToken | None = None,
        rest: timedelta = NO_REST,
        folds: Sequence[OutboxMessage] = (),
    ) -> OutboxMessage:
        """Queue one to five messages; they leave after the caller's transaction commits.

        A notice may `rest`: it waits so long for others to the same person, and goes along with
        the first of them, or with an answer. `folds` are resting ones that it replaces.

        Raises:
            MessageRefused: the messenger would refuse one of them.
        """
        encoded = self._encode(messages)
        company = self._company(session, recipient, purpose, reply, folds, len(encoded), now)
        encoded = [message for each in company for message in json.loads(each.payload)] + encoded
        # Those that rest already have waited long enough when their time is up.
        due_at = max(now, min([now + rest, *(each.due_at for each in (*company, *folds))]))
        row = OutboxMessage(
            recipient=recipient,
            purpose=purpose,
            about=about,
            payload=json.dumps(encoded, ensure_ascii=False),
            retry_key=str(uuid4()),
            reply_token=reply.token if reply else None,
            reply_until=reply.until if reply else None,
            reply_state=ReplyState.FRESH if reply else ReplyState.NONE,
            created_at=now,
            keyed_at=now,
            due_at=due_at,
        )
        session.add(row)
        if company:
            session.flush()  # gives the row its id
            for each in company:
                each.state, each.carried_by = OutboxState.WAITING, row.id
        return row

    def _company(
        self,
        session: Session,
        recipient: str,
        purpose: Purpose,
        reply: ReplyToken | None,
        folds: Sequence[OutboxMessage],
        own: int,
        now: datetime,
    ) -> list[OutboxMessage]:
        """Return what goes along: what rests, and with a free reply what the quota held back."""
        room = MOST_MESSAGES - own
        held = take_held(session, recipient, room) if reply else []
        if reply is None and purpose is not Purpose.NOTICE:
            return held
        resting = take_resting(session, recipient)
        replaced = {each.id for each in folds}
        fold([each for each in resting if each.id in replaced], now)
        room -= sum(len(json.loads(each.payload)) for each in held)
        return held + that_fit([each for each in resting if each.id not in replaced], room)


def claim(session: Session, now: datetime) -> Parcel | None:
    """Lease the oldest due message whose recipient has nothing earlier waiting."""
    other = aliased(OutboxMessage)
    # A scalar subquery, not NOT EXISTS: see store/inbox.
    earlier = (
        select(other.id)
        .where(
            other.recipient == OutboxMessage.recipient,
            is_in(OutboxState.WAITING, other),
            col(other.carried_by).is_(None),
            col(other.id) < col(OutboxMessage.id),
            # What rests keeps nobody from being answered.
            or_(col(other.due_at) <= now, col(other.attempts) > 0),
        )
        .limit(1)
    )
    row = session.exec(
        select(OutboxMessage)
        .where(
            is_in(OutboxState.WAITING),
            col(OutboxMessage.carried_by).is_(None),
            is_due(OutboxMessage, now),
            earlier.scalar_subquery().is_(None),
        )
        .order_by(col(OutboxMessage.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None or row.id is None:
        return None
    row.attempts += 1
    row.lease_until = now + LEASE
    parcel = _parcel(row)
    # From here on the reply may have been tried, whatever happens to this process.
    if row.reply_state is ReplyState.FRESH:
        row.reply_state = ReplyState.UNCLEAR
    session.flush()
    return parcel


def _parcel(row: OutboxMessage) -> Parcel:
    return Parcel(
        id=row.id or 0,
        recipient=row.recipient,
        purpose=row.purpose,
        messages=json.loads(row.payload),
        retry_key=row.retry_key,
        reply_token=row.reply_token,
        reply_until=row.reply_until,
        reply_state=row.reply_state,
        attempts=row.attempts,
        keyed_at=row.keyed_at,
    )


def sent(
    session: Session, parcel: Parcel, now: datetime, *, via: str, status_code: int | None
) -> None:
    """Mark it delivered to the messenger, and what it carried.

    What officers were told quotes citizens, who may take their words back: it is not kept.
    """
    state = OutboxState.SENT
    kept = {"payload": "[]"} if parcel.purpose is Purpose.STAFF else {}
    _settle(session, parcel, state=state, settled_at=now, via=via, status_code=status_code, **kept)
    settle_carried(session, parcel.id, state=state, settled_at=now, via="carried")


def retry_later(
    session: Session,
    parcel: Parcel,
    now: datetime,
    error: str,
    *,
    status_code: int | None,
    reply_state: ReplyState,
) -> None:
    """Try again after a growing pause; give up where the retry key would be forgotten."""
    if now - parcel.keyed_at >= RETRY_KEY_LIFE:
        give_up(session, parcel, now, error, status_code=status_code)
        return
    _settle(
        session,
        parcel,
        due_at=next_due(now, parcel.attempts),
        error=error,
        status_code=status_code,
        reply_state=reply_state,
    )


def hold(
    session: Session, parcel: Parcel, now: datetime, error: str, *, status_code: int | None
) -> None:
    """Keep it for the person's next message: there is no push quota for it.

    What it carried is held by itself again.
    """
    state = OutboxState.HELD
    taken_along = session.exec(select(OutboxMessage.payload).where(*carried(parcel.id))).all()
    own = parcel.messages[sum(len(json.loads(payload)) for payload in taken_along) :]
    _settle(
        session,
        parcel,
        state=state,
        settled_at=now,
        error=error,
        status_code=status_code,
        payload=json.dumps(own, ensure_ascii=False),
    )
    settle_carried(session, parcel.id, state=state, settled_at=now, carried_by=None)


def give_up(
    session: Session, parcel: Parcel, now: datetime, error: str, *, status_code: int | None
) -> None:
    """Mark it undeliverable; the operator sees it. What it carried is held again."""
    state = OutboxState.FAILED
    _settle(session, parcel, state=state, settled_at=now, error=error, status_code=status_code)
    settle_carried(session, parcel.id, state=OutboxState.HELD, settled_at=now)


def _settle(session: Session, parcel: Parcel, **values: object) -> None:
    settle(session, OutboxMessage, parcel, OutboxState.WAITING, "outbox message", values)
