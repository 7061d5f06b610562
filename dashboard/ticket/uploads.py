"""Photos an officer sends along: checked, stripped of metadata and stored before the move."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from uuid import uuid4

from fastapi import UploadFile

from complaints.photos import NewPhoto
from core.errors import InvalidInput
from store.files import FileStore
from store.photos import Photo, prepare

LARGEST = 10 * 1024 * 1024  # bytes of one photo
MOST = 5


@contextmanager
def stored(files: FileStore, uploads: Sequence[UploadFile]) -> Iterator[tuple[NewPhoto, ...]]:
    """Store the photos and yield them; where the block raises they are deleted again.

    Raises:
        InvalidInput: "photos_many", "photo_large", or "photo_unreadable".
    """
    photos = [_read(upload) for upload in _chosen(uploads)]
    kept = tuple(_keep(files, photo) for photo in photos)
    try:
        yield kept
    except Exception:
        for photo in kept:
            files.delete(photo.file)
        raise


def _chosen(uploads: Iterable[UploadFile]) -> list[UploadFile]:
    # A file field left empty arrives as one nameless file.
    chosen = [upload for upload in uploads if upload.filename]
    if len(chosen) > MOST:
        raise InvalidInput("photos_many", most=MOST)
    return chosen


def _read(upload: UploadFile) -> Photo:
    data = upload.file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InvalidInput("photo_large", megabytes=LARGEST // 1024**2)
    try:
        return prepare(data)
    except InvalidInput:
        raise InvalidInput("photo_unreadable") from None


def _keep(files: FileStore, photo: Photo) -> NewPhoto:
    key = f"photos/{uuid4().hex}.jpg"
    files.put(key, photo.data)
    return NewPhoto(
        file=key,
        sha256=photo.sha256,
        phash=photo.phash,
        width=photo.width,
        height=photo.height,
        taken_at=photo.taken_at,
        latitude=photo.latitude,
        longitude=photo.longitude,
        fine_hash=photo.fine_hash,
    )
