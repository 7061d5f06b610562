"""Messages that go along with another one: what the push quota held back goes with a free reply,
and what rests, waiting for news of the same minute, with whatever goes out to the person first.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, update
from sqlmodel import Session, col, select

from store.outbox_tables import OutboxMessage, OutboxState, Purpose, is_in


def carried(carrier: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions of what travels with that message."""
    return col(OutboxMessage.carried_by) == carrier, is_in(OutboxState.WAITING)


def settle_carried(session: Session, carrier: int, **values: object) -> None:
    """Write these values into all that travels with that message."""
    session.connection().execute(update(OutboxMessage).where(*carried(carrier)).values(**values))


def is_resting(message: type[OutboxMessage] = OutboxMessage) -> ColumnElement[bool]:
    """Tell whether the message was put to wait for news, and nobody has tried to send it yet."""
    return and_(
        is_in(OutboxState.WAITING, message),
        col(message.due_at) > col(message.created_at),
        col(message.attempts) == 0,
        col(message.lease_until).is_(None),
    )


def take_resting(session: Session, recipient: str) -> list[OutboxMessage]:
    """Return the notices that rest for this person, oldest first, each by itself again."""
    query = select(OutboxMessage).where(
        OutboxMessage.recipient == recipient,
        OutboxMessage.purpose == Purpose.NOTICE,
        is_resting(),
    )
    ordered = query.order_by(col(OutboxMessage.id)).with_for_update(skip_locked=True)
    found = session.exec(ordered).all()
    numbers = {None, *(row.id for row in found)}
    rows = [row for row in found if row.carried_by in numbers]  # else it is on its way
    for carrier in rows:
        taken_along = [row for row in rows if row.carried_by == carrier.id]
        if taken_along:
            count = sum(len(json.loads(row.payload)) for row in taken_along)
            own = json.loads(carrier.payload)[count:]
            carrier.payload = json.dumps(own, ensure_ascii=False)
    for row in rows:
        row.carried_by = None
    return rows


def fold(rows: Sequence[OutboxMessage], now: datetime) -> None:
    """Send these no more: a message that is just being put tells what they told."""
    for row in rows:
        row.state, row.settled_at = OutboxState.FOLDED, now


def that_fit(rows: Sequence[OutboxMessage], room: int) -> list[OutboxMessage]:
    """Return as many of the rows, in their order, as `room` allows."""
    fitting: list[OutboxMessage] = []
    for row in rows:
        room -= len(json.loads(row.payload))
        if room < 0:
            break
        fitting.append(row)
    return fitting


def take_held(session: Session, recipient: str, room: int) -> list[OutboxMessage]:
    """Return held messages of this person, oldest first, as many as `room` allows.

    A held request may be split: one that is full would otherwise never fit beside an answer. What
    was carried in vain once is left to go by itself, for it may be what the messenger refuses.
    """
    query = select(OutboxMessage).where(
        OutboxMessage.recipient == recipient,
        is_in(OutboxState.HELD),
        col(OutboxMessage.carried_by).is_(None),
    )
    taken: list[OutboxMessage] = []
    ordered = query.order_by(col(OutboxMessage.id)).with_for_update(skip_locked=True)
    for row in session.exec(ordered).all():
        messages = json.loads(row.payload)
        if len(messages) > room:
            taken += [_split(session, row, messages, room)] if room else []
            break
        taken.append(row)
        room -= len(messages)
    return taken


def _split(
    session: Session, row: OutboxMessage, messages: list[dict[str, Any]], most: int
) -> OutboxMessage:
    """Leave the later messages in the row; return a new held row with the first ones."""
    first = OutboxMessage(
        recipient=row.recipient,
        purpose=row.purpose,
        about=row.about,
        payload=json.dumps(messages[:most], ensure_ascii=False),
        retry_key=str(uuid4()),
        state=OutboxState.HELD,
        created_at=row.created_at,
        keyed_at=row.keyed_at,
        due_at=row.due_at,
        settled_at=row.settled_at,
        error=row.error,
    )
    row.payload = json.dumps(messages[most:], ensure_ascii=False)
    session.add(first)
    return first
