"""Messages that the push quota held back, and that a free reply takes along."""

import json
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from store.outbox_tables import OutboxMessage, OutboxState, is_in


def carried(carrier: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions of what travels with that message."""
    return col(OutboxMessage.carried_by) == carrier, is_in(OutboxState.WAITING)


def settle_carried(session: Session, carrier: int, **values: object) -> None:
    """Write these values into all that travels with that message."""
    session.connection().execute(update(OutboxMessage).where(*carried(carrier)).values(**values))


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
