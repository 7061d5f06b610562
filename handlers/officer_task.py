"""What an officer has begun in LINE: kept over restarts, given up after a while."""

from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from complaints.photos import NewPhoto
from complaints.tables import Ticket
from core.messages import Album, PhotoSent
from handlers.officer_tables import OfficerTask, TaskStep
from store import removals

LIFE = timedelta(hours=2)  # words after that mean something else
MOST_PHOTOS = 5


def begin(
    session: Session, user_id: str, ticket: Ticket, step: TaskStep, now: datetime
) -> OfficerTask:
    """Begin a task on a ticket, in place of a former one."""
    drop(session, user_id, now)
    task = OfficerTask(
        user_id=user_id,
        code=ticket.code,
        seen=ticket.status,
        seen_agency_id=ticket.agency_id,
        step=step,
        changed_at=now,
    )
    session.add(task)
    session.flush()
    return task


def find(session: Session, user_id: str, now: datetime) -> OfficerTask | None:
    """Return what the account has begun, or None; a lapsed task is dropped."""
    task = session.get(OfficerTask, user_id)
    if task is not None and now - task.changed_at >= LIFE:
        drop(session, user_id, now)
        return None
    return task


def drop(session: Session, user_id: str, now: datetime) -> None:
    """Give up the task and have its photos deleted."""
    task = session.get(OfficerTask, user_id)
    if task is not None:
        removals.note(session, [photo["file"] for photo in task.photos], now)
        session.delete(task)
        session.flush()


def finish(session: Session, task: OfficerTask) -> None:
    """End the task; its photos live on in the ticket."""
    session.delete(task)
    session.flush()


def add_photo(task: OfficerTask, photo: PhotoSent, now: datetime) -> bool:
    """Keep one more photo. Returns False where there are enough."""
    if len(task.photos) >= MOST_PHOTOS:
        return False
    task.photos = [*task.photos, _to_json(photo)]
    task.changed_at = now
    return True


def has_any_of(task: OfficerTask, album_id: str) -> bool:
    """Tell whether photos of that album have come."""
    return any(photo["album"] == album_id for photo in task.photos)


def has_whole(task: OfficerTask, album: Album) -> bool:
    """Tell whether all photos of the album have come; of an album of unknown size, each is."""
    return _count_of(task, album.id) >= (album.total or 1)


def has_part(task: OfficerTask, album_id: str) -> bool:
    """Tell whether some photos of the album have come, and others have not."""
    totals = [photo["album_total"] for photo in task.photos if photo["album"] == album_id]
    return bool(totals) and len(totals) < (totals[0] or 0)


def refuse_photo(session: Session, photo: PhotoSent, now: datetime) -> None:
    """Have a stored photo deleted that is not kept."""
    removals.note(session, [photo.file], now)


def forget_message(session: Session, user_id: str, message_id: str, now: datetime) -> None:
    """Drop a photo of the task that its sender took back."""
    task = session.get(OfficerTask, user_id)
    if task is None:
        return
    gone = [photo["file"] for photo in task.photos if photo["message_id"] == message_id]
    removals.note(session, gone, now)
    task.photos = [photo for photo in task.photos if photo["message_id"] != message_id]


def photos_of(task: OfficerTask) -> tuple[NewPhoto, ...]:
    """Return the photos as they join the ticket."""
    return tuple(_from_json(photo) for photo in task.photos)


def drop_lapsed(session: Session, now: datetime, limit: int = 100) -> None:
    """Drop the tasks nobody came back to."""
    query = select(OfficerTask.user_id).where(col(OfficerTask.changed_at) <= now - LIFE)
    for user_id in session.exec(query.limit(limit).with_for_update(skip_locked=True)).all():
        drop(session, user_id, now)


def new_photo(sent: PhotoSent) -> NewPhoto:
    """Return a photo as it joins a ticket."""
    known = {field.name for field in fields(NewPhoto)}
    return NewPhoto(**{name: getattr(sent, name) for name in known})


def _to_json(sent: PhotoSent) -> dict[str, Any]:
    kept = asdict(new_photo(sent))
    return {
        **kept,
        "taken_at": sent.taken_at.isoformat() if sent.taken_at else None,
        "album": sent.album.id if sent.album else None,
        "album_total": sent.album.total if sent.album else None,
    }


def _from_json(kept: dict[str, Any]) -> NewPhoto:
    taken = kept["taken_at"]
    known = {field.name: kept[field.name] for field in fields(NewPhoto)}
    return NewPhoto(**{**known, "taken_at": datetime.fromisoformat(taken) if taken else None})


def _count_of(task: OfficerTask, album_id: str) -> int:
    return sum(photo["album"] == album_id for photo in task.photos)
