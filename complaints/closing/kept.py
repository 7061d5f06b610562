"""Photos an officer has sent for a ticket before it could be closed: kept, so that nobody sends
them twice. They are the officer's own, and go within a day.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from complaints.closing.tables import KeptUpload
from complaints.photos import NewPhoto
from complaints.tables import Ticket
from core.errors import NotFound
from store import removals

LIFE = timedelta(hours=24)
MOST = 5  # photos of one closing


def keep(
    session: Session, ticket: Ticket, officer_id: int, photos: Iterable[NewPhoto], now: datetime
) -> None:
    """Keep stored photos for this officer's closing of the ticket."""
    assert ticket.id is not None
    session.add_all(
        KeptUpload(ticket_id=ticket.id, officer_id=officer_id, at=now, photo=_to_json(photo))
        for photo in photos
    )
    session.flush()


def list_kept(session: Session, ticket: Ticket, officer_id: int) -> Sequence[KeptUpload]:
    """Return what is kept for this officer's closing of the ticket, oldest first."""
    query = select(KeptUpload).where(
        KeptUpload.ticket_id == ticket.id, KeptUpload.officer_id == officer_id
    )
    return session.exec(query.order_by(col(KeptUpload.id))).all()


def get_kept(session: Session, ticket: Ticket, officer_id: int, number: int) -> NewPhoto:
    """Return one of them. Raises NotFound."""
    row = session.get(KeptUpload, number)
    if row is None or (row.ticket_id, row.officer_id) != (ticket.id, officer_id):
        raise NotFound(f"no kept photo {number} of {ticket.code}")
    return photo_of(row)


def photo_of(row: KeptUpload) -> NewPhoto:
    """Return the photo as it was when it came."""
    taken_at = row.photo["taken_at"]
    return NewPhoto(
        **{**row.photo, "taken_at": datetime.fromisoformat(taken_at) if taken_at else None}
    )


def take(
    session: Session, ticket: Ticket, officer_id: int, chosen: Collection[int], now: datetime
) -> tuple[NewPhoto, ...]:
    """Hand out the chosen ones for good, and have the others deleted."""
    drop_others(session, ticket, officer_id, chosen, now)
    rows = list_kept(session, ticket, officer_id)
    for row in rows:
        session.delete(row)
    return tuple(photo_of(row) for row in rows)


def drop_others(
    session: Session, ticket: Ticket, officer_id: int, chosen: Collection[int], now: datetime
) -> None:
    """Have those deleted that are not chosen."""
    others = [row for row in list_kept(session, ticket, officer_id) if row.id not in chosen]
    removals.note(session, [row.photo["file"] for row in others], now)
    for row in others:
        session.delete(row)
    session.flush()


def discard_lapsed(session: Session, now: datetime, limit: int = 100) -> int:
    """Have those deleted whose officers never came back. Returns how many."""
    query = select(KeptUpload).where(col(KeptUpload.at) <= now - LIFE).limit(limit)
    lapsed = session.exec(query.with_for_update(skip_locked=True)).all()
    removals.note(session, [row.photo["file"] for row in lapsed], now)
    for row in lapsed:
        session.delete(row)
    return len(lapsed)


def _to_json(photo: NewPhoto) -> dict[str, object]:
    taken_at = photo.taken_at.isoformat() if photo.taken_at else None
    return {**asdict(photo), "taken_at": taken_at}
