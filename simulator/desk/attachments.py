"""Photos and recordings of a request, sample ones or uploaded, as media and message objects."""

from typing import Any

from simulator import photos
from simulator.desk.request import BadRequest, whole_of
from simulator.media import Media
from simulator.samples import SAMPLES

Upload = tuple[str, str, bytes]
_IMAGE_TYPES = ("image/jpeg", "image/png")


def photos_of(body: dict[str, Any], files: list[Upload]) -> list[Media]:
    """Sample photos by name, or the uploaded images."""
    if files:
        return [_uploaded_photo(upload) for upload in files]
    names = body.get("names")
    if not isinstance(names, list) or not names:
        raise BadRequest("names is missing")
    return [_sample_photo(str(name)) for name in names]


def recording_of(
    kind: str, body: dict[str, Any], files: list[Upload]
) -> tuple[dict[str, Any], Media]:
    """A video, audio or file message with its bytes; unknown kinds raise KeyError."""
    sample = SAMPLES[kind]
    name, content_type, data = (
        files[0] if files else (sample.name, sample.content_type, sample.data)
    )
    media = Media(data, content_type)
    if kind == "file":
        name = str(body.get("fileName") or name)
        return {"type": "file", "fileName": name, "fileSize": len(data)}, media
    if kind == "video":
        media.preview = photos.preview(next(iter(photos.PHOTOS)))
    duration = whole_of(body, "duration", sample.duration)
    return {"type": kind, "duration": duration, "contentProvider": {"type": "line"}}, media


def _sample_photo(name: str) -> Media:
    return Media(photos.photo(name), "image/jpeg", photos.preview(name), sample=name)


def _uploaded_photo(upload: Upload) -> Media:
    _, content_type, data = upload
    if content_type not in _IMAGE_TYPES:
        raise BadRequest("a photo is a JPEG or PNG file")
    return Media(data, content_type, photos.shrink(data))
