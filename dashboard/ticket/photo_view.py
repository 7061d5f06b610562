"""A ticket's photo as pages show it."""

from dataclasses import dataclass
from datetime import datetime

from complaints.tables import Attachment, AttachmentKind
from dashboard import paths


@dataclass(frozen=True, slots=True)
class PhotoView:
    """Addresses and size in pixels; `kind` tells before from after."""

    id: int
    event_id: int | None
    kind: AttachmentKind
    address: str
    thumb: str
    width: int
    height: int
    at: datetime


def photo_view(code: str, photo: Attachment) -> PhotoView:
    """Return the photo of that ticket."""
    number = photo.id or 0
    return PhotoView(
        id=number,
        event_id=photo.event_id,
        kind=photo.kind,
        address=paths.photo(code, number),
        thumb=paths.photo(code, number, thumb=True),
        width=photo.width,
        height=photo.height,
        at=photo.taken_at or photo.created_at,
    )
