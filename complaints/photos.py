"""A photo that joins a ticket, whoever brings it."""

from dataclasses import dataclass
from datetime import datetime

from complaints.closing.hashes import bands
from complaints.tables import Attachment, AttachmentKind


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A stored photo and what is known of it; see store.photos.Photo."""

    file: str
    sha256: str
    phash: str
    width: int
    height: int
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    message_id: str | None = None
    fine_hash: str = ""


def attachment(
    photo: NewPhoto, kind: AttachmentKind, ticket_id: int, event_id: int | None, now: datetime
) -> Attachment:
    """Return the row that ties the photo to a ticket and to the event it came with."""
    first, second, third, fourth = bands(photo.phash)
    return Attachment(
        ticket_id=ticket_id,
        event_id=event_id,
        kind=kind,
        file=photo.file,
        sha256=photo.sha256,
        phash=photo.phash,
        fine_hash=photo.fine_hash,
        band_1=first,
        band_2=second,
        band_3=third,
        band_4=fourth,
        width=photo.width,
        height=photo.height,
        taken_at=photo.taken_at,
        latitude=photo.latitude,
        longitude=photo.longitude,
        message_id=photo.message_id,
        created_at=now,
    )
